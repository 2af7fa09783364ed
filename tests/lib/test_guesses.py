"""What a name that was typed probably is. A form shows each guess; whoever types corrects it."""

import pytest

from lib.guesses import Counted, Speaker, counted, place, speaker, town


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        (
            "Donna Green, chief nurse at Hampshire Hospitals",
            Speaker("Donna Green", "person", "chief nurse", "Hampshire Hospitals"),
        ),
        (
            "Clive Peedell, consultant and BMA council member",
            Speaker("Clive Peedell", "person", "consultant and BMA council member"),
        ),
        (
            "Linda Hamilton, president of the Minnesota Nurses Association",
            Speaker("Linda Hamilton", "person", "president", "the Minnesota Nurses Association"),
        ),
        (
            "Paul Brennan, director of clinical services, Oxford University Hospitals",
            Speaker(
                "Paul Brennan",
                "person",
                "director of clinical services",
                "Oxford University Hospitals",
            ),
        ),
        ("Dr Caroline Marshall", Speaker("Dr Caroline Marshall", "person")),
        ("Donna Green", Speaker("Donna Green", "person")),
        ("a spokesman for the trust", Speaker("a spokesman for the trust", "unnamed")),
        ("Daily Echo", Speaker("Daily Echo", "organisation")),
        ("Royal College of Nursing", Speaker("Royal College of Nursing", "organisation")),
        ("The Guardian", Speaker("The Guardian", "organisation")),
        ("Pulse", Speaker("Pulse", "organisation")),
        ("NHS England", Speaker("NHS England", "organisation")),
        (
            "NHS Shropshire, Telford and Wrekin",
            Speaker("NHS Shropshire, Telford and Wrekin", "organisation"),
        ),
    ],
)
def test_who_speaks(text, guess):
    assert speaker(text) == guess


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("England", "nation"),
        ("Northern Ireland", "nation"),
        ("South East", "region"),
        ("NHS Hampshire and Isle of Wight Integrated Care Board", "icb"),
        ("Hampshire", "county"),
        ("Norfolk", "county"),
        ("Southampton", "city"),
        ("University Hospital Southampton NHS Foundation Trust", "trust"),
        ("Hywel Dda University Health Board", "trust"),
        ("Southampton General Hospital", "hospital"),
        ("Bradford Royal Infirmary", "hospital"),
    ],
)
def test_which_kind_of_place(text, kind):
    assert place(text) == kind


def test_the_town_stands_behind_the_comma():
    assert town("James Paget University Hospital, Gorleston") == (
        "James Paget University Hospital",
        "Gorleston",
    )
    assert town("James Paget University Hospital") == ("James Paget University Hospital", "")


@pytest.mark.parametrize(
    ("name", "number", "guess"),
    [
        (
            "outpatient appointments cancelled",
            "1,696",
            Counted("outpatient appointments", "outpatient appointment", "count", "activity"),
        ),
        (
            "Operations postponed",
            "13",
            Counted("operations", "operation", "count", "activity"),
        ),
        (
            "appointments and procedures rescheduled",
            "1,854",
            Counted("appointments and procedures", "appointment or procedure", "count", "activity"),
        ),
        ("votes for a strike", "325", Counted("votes", "vote", "count", "context")),
        ("nurses on strike", "695", Counted("nurses", "nurse", "count", "staff")),
        ("staff absent", "703", Counted("staff", "member of staff", "count", "staff")),
        ("people at the rally", "500", Counted("people", "person", "count", "context")),
        ("pay rise asked for", "35%", Counted("per cent", "per cent", "percent", "context")),
        ("cost of cover", "£1.09m", Counted("pounds", "pound", "money", "context", "GBP")),
        (
            "lowest pay",
            "£12.08 an hour",
            Counted("pounds", "pound", "rate", "context", "GBP", "an hour"),
        ),
        (
            "calls answered",
            "2,390 a day",
            Counted("calls", "call", "rate", "activity", "", "a day"),
        ),
        ("average wait", "34 minutes", Counted("minutes", "minute", "duration", "context")),
        ("exemptions agreed", "what?", Counted("exemptions", "exemption", "count", "context")),
    ],
)
def test_what_is_counted(name, number, guess):
    assert counted(name, number) == guess
