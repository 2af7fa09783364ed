"""What pages show, whole: the line of a figure, the page of one number, a trust, a strike."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from hospitals import workflow
from hospitals.models import (
    DisruptionFigure,
    FigureRevision,
    HospitalTrust,
    Measure,
    PublicFigure,
    Source,
    Strike,
    Trust,
    TrustName,
    TrustSuccession,
)
from hospitals.presenters import figure_words, figures, one_figure, strikes, trusts
from hospitals.presenters.figures import Document, FigureLine, Said
from hospitals.presenters.here import StrikeHere
from hospitals.presenters.one_figure import RevisionLine, Withdrawn
from hospitals.presenters.strikes import OutLine
from hospitals.presenters.trusts import Dated
from lib.refusals import Refused
from tests import factories
from tests.factories import london

UHS = "University Hospital Southampton NHS Foundation Trust"
MORNING = london("2023-04-19 07:00")
LATER = london("2023-05-01 12:00")


def lines(at=LATER):
    return figures.lines(PublicFigure.objects.live(at).for_lines().order_by("figure_id"), at)


def page(figure, at=LATER):
    [shown] = figures.with_shown(DisruptionFigure.objects.public(at).filter(pk=figure.pk))
    return one_figure.figure_page(
        shown, at, address="https://news.example/figures/1/", site_name="Newsroom"
    )


# Words


def measure(name, unit, singular, kind="count", currency="", per=""):
    return Measure(
        name=name, unit=unit, unit_singular=singular, kind=kind, currency=currency, per=per
    )


@pytest.mark.parametrize(
    ("measured", "reading", "said"),
    [
        (("Operations postponed", "operations", "operation"), {"value": 13},
         "13 operations postponed"),
        (("Operations postponed", "operations", "operation"), {"value": 1},
         "1 operation postponed"),
        (("Operations postponed", "operations", "operation"), {"value": 0},
         "0 operations postponed"),
        (("Outpatient clinics postponed", "clinics", "clinic"), {"value": 130},
         "130 outpatient clinics postponed"),
        (("Patients affected", "patients", "patient"), {"value": 450, "how_exact": "around"},
         "about 450 patients affected"),
        (("Staff who took part", "people", "person"), {"value": 1091},
         "1,091 people: staff who took part"),
        (("Waiting list", "cases", "case"), {"value": 7200000, "rounded_to": 100000},
         "7.2 million cases: waiting list"),
        (("Pay rise asked for", "per cent", "per cent", "percent"), {"value": 35},
         "35%: pay rise asked for"),
        (("Cost of cover", "pounds", "pound", "money", "GBP"),
         {"value": 1090000, "rounded_to": 10000},
         "£1.09m: cost of cover"),
        (("Lowest pay", "pounds", "pound", "rate", "GBP", "an hour"), {"value": Decimal("12.08")},
         "£12.08 an hour: lowest pay"),
        (("Average wait", "minutes", "minute", "duration"), {"value": Decimal("34.533")},
         "34 minutes 32 seconds: average wait"),
        (("Doctors walking out", "doctors", "doctor"),
         {"value": 400, "upper": 500, "how_exact": "between"},
         "between 400 and 500 doctors walking out"),
        (("Operations postponed", "operations", "operation"), {"missing": "not_reported"},
         "not reported: operations postponed"),
        (("Operations postponed", "operations", "operation"),
         {"missing": "suppressed", "missing_below": 5},
         "suppressed, fewer than 5: operations postponed"),
    ],
)  # fmt: skip
def test_a_number_is_said_with_what_it_counts(measured, reading, said):
    revision = FigureRevision(**reading)
    figure = DisruptionFigure(measure=measure(*measured))
    # A figure not saved needs no database: `say` only asks it for its measure.
    revision.__dict__["_state"].fields_cache["figure"] = figure
    assert figure_words.counted(figure, revision) == said


@pytest.mark.django_db
def test_staff_are_called_by_the_name_of_their_group():
    group = factories.staff_group("Nurses")
    figure = factories.released(703, at=MORNING, measure="nurses on strike", staff_group=group)
    figure.measure.name = "Staff absent on a day"
    assert figure_words.counted(figure, figure.latest()) == "703 nurses absent on a day"
    assert figure_words.what(figure) == "Nurses absent on a day"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("measure", "about", "said"),
    [
        ("pay rise asked for", {"strike": None}, "35%: pay rise asked for (nurses) at "),
        ("nurses on strike", {}, "35 nurses on strike at "),
        # whose strike it was says it
        ("operations", {}, "35 operations at "),
        ("operations", {"strike": None}, "35 operations (nurses) at "),
    ],
)
def test_the_sentence_says_of_which_staff_where_nothing_else_does(measure, about, said):
    group = factories.staff_group("Nurses", slug="the-nurses")
    days = {} if "strike" not in about else {"basis": "one_day", "period_start": date(2023, 4, 12)}
    figure = factories.released(35, at=MORNING, measure=measure, staff_group=group, **about, **days)
    group.name = "nurses"
    figure.staff_group = group
    assert figure_words.sentence(figure, figure.latest()).startswith(said)


@pytest.mark.django_db
def test_turnover_of_staff_counts_no_nurses():
    figure = factories.released(
        8, at=MORNING, measure="pay rise asked for", staff_group=factories.staff_group("Nurses")
    )
    figure.measure.name = "Staff turnover"
    assert figure_words.what(figure) == "Staff turnover"


@pytest.mark.django_db
def test_a_strike_of_one_day_is_told_from_that_day_alone():
    about = {"strike": None, "period_start": date(2016, 1, 12), "at": MORNING}
    whole = factories.released(1425, **about)
    day = factories.released(1148, basis="one_day", **about)
    assert figure_words.when(whole) == "12 January 2016 (whole strike)"
    assert figure_words.when(day) == "12 January 2016"


# Lines


@pytest.mark.django_db
def test_a_line_has_the_number_and_who_says_so():
    figure = factories.released(
        at=MORNING,
        how_exact="nearly",
        evidence=factories.evidence(reported_by=factories.source("Daily Echo")),
    )
    assert lines() == [
        FigureLine(
            id=figure.pk,
            url=f"/figures/{figure.pk}/",
            sentence=f"Nearly 1,854 appointments at {UHS}, 11 to 14 April 2023",
            number="nearly 1,854",
            out_of="",
            what="appointments",
            where=UHS,
            when="11 to 14 April 2023",
            attribution="NHS England, as reported by Daily Echo",
            nature="",
            notes=["acute hospitals"],
            missing=False,
            source_url="/sources/nhs-england/",
            dated="here since 19 April 2023",
        )
    ]


@pytest.mark.django_db
def test_a_line_shows_its_base_its_nature_and_what_is_counted():
    factories.released(
        3,
        at=MORNING,
        measure="clinics",
        hospital=factories.hospital("Royal Hampshire County Hospital", "Winchester"),
        out_of=35,
        out_of_what="planned clinics",
        nature="expected",
        setting=None,
        counted_note="with the Alton clinics",
        basis="busiest_day",
    )
    [line] = lines()
    assert line.sentence == (
        "Expected: 3 clinics at Royal Hampshire County Hospital, Winchester, out of 35 planned "
        "clinics (8.6%), the busiest day of 11 to 14 April 2023"
    )
    assert (line.nature, line.notes) == ("expected", ["with the Alton clinics"])


@pytest.mark.django_db
def test_a_line_says_what_a_change_is_compared_with_and_which_service_it_is():
    factories.released(
        32,
        at=MORNING,
        measure="clinics",
        strike=None,
        period_start=date(2026, 1, 5),
        period_end=date(2026, 1, 11),
        basis="over_a_period",
        service="endoscopy",
        compared_with="the week before",
        change="down",
    )
    [line] = lines()
    assert line.sentence == (
        "Down 32 on the week before: clinics at University Hospital Southampton NHS Foundation "
        "Trust (endoscopy), 5 to 11 January 2026"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "measure", "in_percent", "said"),
    [
        (32, "clinics", True, "Down 32% on the week before: clinics at "),
        (32, "clinics", False, "Down 32 on the week before: clinics at "),
        (1, "staff off", False, "Down 1 percentage point on the week before: staff off at "),
        (2, "staff off", False, "Down 2 percentage points on the week before: staff off at "),
        (2, "staff off", True, "Down 2% on the week before: staff off at "),
        ("0.5", "lowest pay", False, "Down £0.50 an hour on the week before: lowest pay at "),
        ("0.5", "lowest pay", True, "Down 0.5% on the week before: lowest pay at "),
    ],
)
def test_a_change_is_in_per_cent_or_in_what_is_counted(value, measure, in_percent, said):
    """Between two percentages that is in points."""
    change = {"compared_with": "the week before", "change": "down", "change_in_percent": in_percent}
    factories.released(Decimal(value), at=MORNING, measure=measure, **change)
    assert lines()[0].sentence.startswith(said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nature", "measure", "said"),
    [
        ("offer", "pay rise asked for", "Offer 5%: pay rise asked for"),
        ("offer", "pay rise offered", "5%: pay rise offered"),
        ("demand", "pay rise asked for", "5%: pay rise asked for"),
        ("expected", "clinics", "Expected: 5 clinics at"),
    ],
)
def test_a_line_says_once_that_it_is_of_an_offer_a_demand_or_a_forecast(nature, measure, said):
    dispute = factories.dispute()
    factories.released(5, at=MORNING, measure=measure, strike=None, dispute=dispute, nature=nature)
    assert lines()[0].sentence.startswith(said)


@pytest.mark.django_db
def test_a_line_names_the_trust_as_it_was_called_then():
    TrustName.objects.create(
        trust=factories.trust(), name="Southampton University Hospitals", until=date(2023, 4, 30)
    )
    factories.released(at=MORNING)
    assert lines()[0].where == "Southampton University Hospitals"


@pytest.mark.django_db
def test_a_pending_revision_and_an_embargoed_one_change_no_line():
    figure = factories.released(at=MORNING)
    factories.revised(
        figure,
        1900,
        at=london("2023-04-20 09:00"),
        evidence=factories.evidence(embargo_until=london("2023-06-01 00:01")),
    )
    assert lines()[0].number == "1,854"
    assert lines(at=london("2023-06-01 09:00"))[0].number == "1,900"


@pytest.mark.django_db
def test_a_rival_that_stands_back_says_so():
    other = factories.released(
        4, at=MORNING, measure="clinics", out_of=57, source=factories.source("Basingstoke Gazette")
    )
    first = factories.released(7, at=MORNING, measure="clinics", out_of=64)
    assert [line.notes for line in lines()] == [
        ["acute hospitals", "we use another figure for this"],
        ["acute hospitals"],
    ]
    assert page(first).rivals[0].id == other.pk
    assert page(first).preferred
    assert not page(other).preferred


@pytest.mark.django_db
def test_a_preferred_rival_still_on_the_desk_is_not_hinted_at():
    shown = factories.released(7, at=MORNING, measure="clinics")
    hidden = factories.checked(
        4, at=MORNING, measure="clinics", source=factories.source("Basingstoke Gazette")
    )
    workflow.prefer(by=factories.user("editor"), figure=hidden, reason="It has the Alton clinics.")
    assert lines()[0].notes == ["acute hospitals"]
    assert page(shown).preferred
    assert page(shown).rivals == []
    assert page(shown).preferred_reason == ""


@pytest.mark.django_db
@pytest.mark.parametrize("older_first", [True, False])
def test_behind_a_rival_on_the_desk_the_newer_document_is_used_whichever_came_first(older_first):
    values = {7: date(2023, 4, 17), 4: date(2023, 4, 18)}
    for value in sorted(values, reverse=older_first):
        source = factories.source(f"Paper {value}")
        paper = factories.evidence(source, published_on=values[value])
        factories.released(value, at=MORNING, measure="clinics", source=source, evidence=paper)
    hidden = factories.checked(
        9, at=MORNING, measure="clinics", source=factories.source("Basingstoke Gazette")
    )
    workflow.prefer(by=factories.user("editor"), figure=hidden, reason="It has the Alton clinics.")
    behind = [line.number for line in lines() if "we use another figure for this" in line.notes]
    assert behind == ["7"]


# Who said it


@pytest.mark.django_db
def test_on_the_record_says_who_in_what_role_and_where():
    speaker = factories.source("Dr Caroline Marshall", kind="person")
    speaker.roles.create(role="chief operating officer", organisation="UHS")
    factories.released(
        at=MORNING,
        source=speaker,
        locator="page 3",
        words="We have had to rearrange 1,854 appointments",
        evidence=factories.evidence(
            speaker,
            kind="statement",
            title="Statement on the strike",
            url="https://uhs.example/statement",
            published_on=date(2023, 4, 17),
            retrieved_at=london("2023-04-18 23:30"),
            licence=factories.licence(),
            public_caveat="Rearranged is not cancelled.",
            private_notes="rang her at home",
        ),
    )
    said = page(DisruptionFigure.objects.get()).said
    assert said == Said(
        by="Dr Caroline Marshall",
        role="chief operating officer, UHS",
        reported_by="",
        on=date(2023, 4, 17),
        document=Document(
            kind="statement",
            title="Statement on the strike",
            url="https://uhs.example/statement",
            published_on=date(2023, 4, 17),
            seen_on=date(2023, 4, 18),
            place="page 3",
            licence=factories.licence(),
        ),
        words="We have had to rearrange 1,854 appointments",
        caveat="Rearranged is not cancelled.",
        slug="dr-caroline-marshall",
    )
    assert said.text == "Dr Caroline Marshall, chief operating officer, UHS"


@pytest.mark.django_db
@pytest.mark.parametrize("strict", ["evidence", "both"])
def test_unattributable_says_the_agreed_description_and_nothing_else(strict):
    agreed = {"terms": "unattributable", "description": "a consultant at the trust"}
    speaker = factories.source("Dr Secret", kind="person", **(agreed if strict == "both" else {}))
    speaker.roles.create(role="secret role")
    evidence = factories.evidence(
        speaker,
        kind="call",
        title="Secret call",
        url="https://secret.example/",
        published_on=date(2023, 4, 17),
        reported_by=factories.source("Secret Gazette"),
        public_caveat="secret caveat",
        licence=factories.licence("Secret licence", "secret"),
        **agreed,
    )
    workflow.clear_evidence(by=factories.user("editor"), evidence=evidence, at=MORNING)
    figure = factories.released(
        at=MORNING,
        source=speaker,
        evidence=evidence,
        locator="secret page",
        words="secret words",
        stood_up="second_source",
    )
    shown = page(figure)
    assert shown.said == Said(by="a consultant at the trust")
    assert "secret" not in repr(shown).casefold()


@pytest.mark.django_db
def test_the_day_it_was_said_is_not_the_day_it_was_printed_and_both_are_told():
    speaker = factories.source("Professor Sir Stephen Powis", kind="person")
    speaker.roles.create(role="medical director", until=date(2023, 4, 17))
    speaker.roles.create(role="adviser", since=date(2023, 4, 18))
    figure = factories.released(
        at=MORNING,
        source=speaker,
        evidence=factories.evidence(
            speaker,
            kind="paper",
            reported_by=factories.source("The Courier"),
            via=factories.source("PA Media"),
            title="The report",
            said_on=date(2023, 4, 17),
            published_on=date(2023, 4, 19),
        ),
    )
    shown = page(figure)
    assert shown.said.text == (
        "Professor Sir Stephen Powis, medical director, via PA Media, as reported by The Courier"
    )
    assert shown.said.when == "said on 17 April 2023, published on 19 April 2023"
    assert "“The report”, said on 17 April 2023, published on 19 April 2023. " in shown.cite


def joint(second, **more):
    """A number that Dr Vivek Trivedi and somebody else gave together, as the Echo reports."""
    first = factories.source("Dr Vivek Trivedi", kind="person")
    first.roles.create(role="co-chair")
    evidence = factories.evidence(
        first,
        said_with=[second],
        reported_by=factories.source("Daily Echo"),
        title="Joint statement",
        **more,
    )
    return factories.figure(1854, source=first, evidence=evidence)


@pytest.mark.django_db
def test_of_a_joint_statement_everybody_is_named_in_order(client):
    second = factories.source("Dr Robert Laurenson", kind="person")
    second.roles.create(role="co-chair")
    made = joint(second)
    workflow.check(by=factories.user("editor"), revision=made.latest())
    workflow.release(by=factories.user("editor"), figures=[made])
    said = page(made, timezone.now()).said
    assert said.text == (
        "Dr Vivek Trivedi, co-chair, and Dr Robert Laurenson, co-chair, as reported by Daily Echo"
    )
    record = client.get(f"/api/v1/figures/{made.pk}/").json()
    assert record["said_by"]["slug"] == "dr-vivek-trivedi"
    assert [(who["slug"], who["role"]) for who in record["said_with"]] == [
        ("dr-robert-laurenson", "co-chair")
    ]
    shown = client.get(f"/figures/{made.pk}/").content.decode()
    assert '<a href="/sources/dr-robert-laurenson/">Dr Robert Laurenson, co-chair</a>' in shown
    assert "1,854" in client.get("/sources/dr-robert-laurenson/").content.decode()
    for address in ("figures/", "evidence/"):
        found = client.get(f"/api/v1/{address}?said_by=dr-robert-laurenson").json()["results"]
        assert len(found) == 1, address
    assert client.get("/figures/?said_by=dr-robert-laurenson").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("terms", ["unattributable", "off_record", ""])
def test_one_of_several_who_is_not_on_the_record_takes_the_number_with_them(client, terms):
    second = factories.source("Dr Secret", kind="person", terms=terms, description="a doctor")
    made = joint(second)
    workflow.check(by=factories.user("editor"), revision=made.latest(), stood_up="document_seen")
    with pytest.raises(Refused):
        workflow.release(by=factories.user("editor"), figures=[made])
    assert client.get(f"/figures/{made.pk}/").status_code == 404
    assert client.get("/sources/dr-secret/").status_code == 404


@pytest.mark.django_db
def test_terms_of_one_of_several_that_become_stricter_take_the_number_off_at_once(client):
    second = factories.source("Dr Robert Laurenson", kind="person")
    made = joint(second)
    workflow.check(by=factories.user("editor"), revision=made.latest())
    workflow.release(by=factories.user("editor"), figures=[made])
    assert client.get(f"/figures/{made.pk}/").status_code == 200
    [line] = workflow.resting_on(second, timezone.now()).lines
    assert "Dr Vivek Trivedi and Dr Robert Laurenson" in line.details
    workflow.agree_terms(by=factories.user("editor"), record=second, terms="off_record")
    assert client.get(f"/figures/{made.pk}/").status_code == 404
    assert client.get("/api/v1/figures/").json()["results"] == []
    assert client.get("/api/v1/evidence/").json()["results"] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("reporter", "said_on"), [("", date(2023, 4, 19)), ("Daily Echo", None)])
def test_what_somebody_published_was_said_that_day_and_of_a_report_nobody_knows(reporter, said_on):
    evidence = factories.evidence(
        published_on=date(2023, 4, 19),
        reported_by=factories.source(reporter) if reporter else None,
    )
    said = page(factories.released(at=MORNING, evidence=evidence)).said
    assert (said.on, said.when) == (said_on, "published on 19 April 2023")


MAY_NOT_BE_NAMED = {
    "who has agreed no terms": {"terms": ""},
    "who is off the record": {"terms": "off_record"},
    "who is unattributable": {"terms": "unattributable", "description": "a local paper"},
    "whom nobody has signed off": {"signed_off_at": None, "signed_off_by": None},
}


def out_of(place="reported_by", **changes):
    """A figure out of the Secret Gazette, whatever part it has in that."""
    reporter = factories.source("Secret Gazette")
    figure = factories.released(
        at=MORNING,
        locator="Secret page 1",
        words="1,854 secret appointments",
        evidence=factories.evidence(
            **{"reported_by": factories.source("Daily Echo"), place: reporter},
            title="Secret Gazette, page 1",
            url="https://secret.example/",
            licence=factories.licence("Secret licence", "secret"),
        ),
    )
    if changes:
        Source.objects.filter(pk=reporter.pk).update(**changes)
    return figure


PLACES = pytest.mark.parametrize("place", ["reported_by", "via"])


@pytest.mark.django_db
@PLACES
@pytest.mark.parametrize("who", MAY_NOT_BE_NAMED)
def test_a_reporter_who_may_not_be_named_goes_with_the_document(who, place):
    figure = out_of(place, **MAY_NOT_BE_NAMED[who])
    assert page(figure).said == Said(by="NHS England", slug="nhs-england")
    assert "secret" not in repr(page(figure)).casefold()


@pytest.mark.django_db
@PLACES
@pytest.mark.parametrize("who", [None, *MAY_NOT_BE_NAMED])
def test_the_reporter_is_named_on_no_other_page_either(client, who, place):
    figure = out_of(place, **MAY_NOT_BE_NAMED.get(who, {}))
    for address in ("/figures/{}/", "/api/v1/figures/{}/", "/sources/nhs-england/"):
        said = client.get(address.format(figure.pk)).content.decode()
        assert "1,854" in said or "1854" in said, address
        assert ("Secret Gazette" in said) == (who is None), address
        assert who is None or "secret" not in said.casefold(), address


# The page of one number


@pytest.mark.django_db
def test_the_page_of_one_number():
    figure = factories.released(
        at=MORNING,
        staff_group=factories.staff_group(),
        returns_received=100,
        returns_expected=138,
        locator="Acute!F87",
        public_caveat="Some clinics are missing.",
        evidence=factories.evidence(title="Strike action, April", published_on=date(2023, 4, 17)),
    )
    shown = page(figure)
    assert shown.sentence == f"1,854 appointments at {UHS}, 11 to 14 April 2023"
    assert shown.counts == [
        ("What is counted", "appointments"),
        ("Where", UHS),
        ("When", "11 to 14 April 2023"),
        ("It covers", "Whole strike"),
        ("Expected or actual", "Actual"),
        ("Kind of service", "Acute hospitals"),
        ("Staff", "Junior doctors"),
    ]
    assert shown.caveats == ["Some clinics are missing."]
    assert shown.reporting == "100 of 138 organisations sent a return."
    assert shown.checked == (
        "Checked against the source by a second person on 19 April 2023. That means our record "
        "matches what the source says."
    )
    assert shown.revisions == [
        RevisionLine(1, "1,854", "first record", None, date(2023, 4, 19), True)
    ]
    assert shown.links == [
        (UHS, figure.trust.get_absolute_url()),
        (figure.strike.title, figure.strike.get_absolute_url()),
    ]
    assert shown.cite == (
        f"1,854 appointments at {UHS}, 11 to 14 April 2023. Source: NHS England, “Strike action, "
        "April”, Acute!F87, published on 17 April 2023. Newsroom, figure "
        f"{figure.pk}, revision 1. https://news.example/figures/1/"
    )


@pytest.mark.django_db
def test_revisions_are_listed_newest_first_and_only_public_ones():
    figure = factories.released(61989, at=MORNING)
    factories.revised(figure, 67034, at=london("2023-04-20 09:00"))
    factories.revised(figure, 70000, at=london("2023-04-21 09:00"), check=False)
    assert [(row.number, row.said, row.reason, row.shown) for row in page(figure).revisions] == [
        (2, "67,034", "the source revised it", True),
        (1, "61,989", "first record", False),
    ]


@pytest.mark.django_db
def test_parts_are_shown_and_complete_only_where_all_are_public():
    whole, inpatient, outpatient = factories.appointments_split(at=MORNING)
    [parts] = page(whole).parts
    assert (parts.heading, parts.complete) == ("by what is counted", True)
    assert [line.number for line in parts.lines] == ["158", "1,696"]
    assert [line.id for line in page(inpatient).part_of] == [whole.pk]

    workflow.withdraw(by=factories.user("editor"), figure=outpatient, reason="Counted twice.")
    [parts] = page(whole).parts
    assert parts.complete is None
    assert [line.number for line in parts.lines] == ["158"]


@pytest.mark.django_db
def test_a_figure_worked_out_from_others_says_how():
    patients, appointments = (
        factories.released(380, at=MORNING, measure="inpatient", trust=factories.trust("RX1")),
        factories.released(71, at=MORNING, trust=factories.trust("RK5")),
    )
    total = factories.released(450, at=MORNING, area=factories.area("Nottinghamshire", "county"))
    workflow.set_derivation(
        by=factories.user("data_editor"),
        figure=total,
        inputs=[patients, appointments],
        method="our addition",
        mixed_units=True,
    )
    worked_out = page(total).worked_out
    assert (worked_out.method, worked_out.mixed_units) == ("our addition", True)
    assert [line.number for line in worked_out.lines] == ["380", "71"]
    assert [line.id for line in page(patients).used_in] == [total.pk]


@pytest.mark.django_db
def test_a_withdrawn_figure_keeps_what_it_was_about_and_not_its_number():
    figure = factories.released(at=MORNING, words="1,854 appointments")
    workflow.withdraw(
        by=factories.user("editor"), figure=figure, reason="Two weeks were added up.", at=LATER
    )
    shown = page(figure)
    assert shown.withdrawn == Withdrawn(date(2023, 5, 1), "Two weeks were added up.")
    assert shown.about == f"appointments: {UHS}, 11 to 14 April 2023"
    assert "1,854" not in repr(shown)


# Trusts and strikes


@pytest.mark.django_db
def test_the_page_of_a_trust():
    trust = factories.trust()
    factories.hospital()
    TrustName.objects.create(trust=trust, name="Southampton Hospitals", until=date(2009, 9, 30))
    old = factories.trust("RXX", name="Royal South Hants", closed=date(2009, 9, 30))
    TrustSuccession.objects.create(predecessor=old, successor=trust, on=date(2009, 10, 1))
    HospitalTrust.objects.filter(trust=trust).update(valid_from=date(2009, 10, 1))

    shown = trusts.trust_page(trust, LATER)
    assert (shown.name, shown.code, shown.closed) == (UHS, "RHM", None)
    assert shown.former_names == [Dated("Southampton Hospitals", "until 30 September 2009")]
    assert shown.areas == [Dated("South East", "", "/areas/south-east/", "NHS region")]
    assert shown.hospitals == [
        Dated(
            "Southampton General Hospital, Southampton",
            "from 1 October 2009",
            factories.hospital().get_absolute_url(),
        )
    ]
    assert shown.predecessors == [
        Dated("Royal South Hants", "until 1 October 2009", "/trusts/royal-south-hants/")
    ]

    shown = trusts.trust_page(old, LATER)
    assert shown.closed == date(2009, 9, 30)
    assert shown.successors == [Dated(UHS, "from 1 October 2009", trust.get_absolute_url())]


@pytest.mark.django_db
def test_not_known_never_reads_as_no():
    trust, evidence = factories.trust(), factories.evidence(signed_off=True)

    def strike(title, **answers):
        made = factories.strike(title, days=[date(2023, 1, 18)])
        for who, answer in answers.items():
            subject = {"trust": trust} if who == "trust" else {"area": factories.area()}
            factories.out(made, answer, evidence, **subject)

    strike("A", trust="yes", area="yes")
    strike("B", trust="no", area="yes")
    strike("C", trust="not_known", area="yes")
    strike("D", area="yes")
    strike("E", area="no")
    strike("F", trust="not_known")
    answers = {row.title: row.answer for row in trusts.trust_page(trust, LATER).strikes}
    assert answers == {
        "A": "yes",
        "B": "no",
        "C": "not known here; out in England",
        "D": "not known here; out in England",
        "E": "not known",
        "F": "not known",
    }


@pytest.mark.django_db
def test_a_strike_with_figures_here_is_listed_though_nobody_said_who_is_out():
    factories.released(at=MORNING)
    strike = factories.strike()
    assert trusts.trust_page(factories.trust(), LATER).strikes == [
        StrikeHere(
            url=strike.get_absolute_url(),
            title=strike.title,
            when="11 to 14 April 2023",
            status="not known",
            answer="not known",
            source="",
        )
    ]


@pytest.mark.django_db
def test_the_page_of_a_strike():
    strike = factories.strike(
        "Junior doctors’ strike, 12 January 2016",
        days=[],
        statuses=[("announced", date(2015, 11, 19)), ("under_way", date(2016, 1, 12))],
    )
    factories.strike_day(
        strike,
        date(2016, 1, 12),
        starts_at=london("2016-01-12 08:00"),
        ends_at=london("2016-01-13 08:00"),
        cover="emergency care only",
    )
    for code, answer in (("RN5", "not_known"), ("RHM", "yes")):
        factories.out(
            strike,
            answer,
            factories.evidence(signed_off=True) if answer == "yes" else None,
            trust=factories.trust(code),
        )
    factories.event(strike=strike, place="The Bargate, Southampton")
    released = factories.released(
        13, strike=strike, measure="operations", hospital=factories.hospital(), at=MORNING
    )
    national = factories.released(
        3400, strike=strike, measure="operations", area=factories.area(), at=MORNING
    )

    found = strikes.for_strike_page(Strike.objects.public(LATER), LATER).get(pk=strike.pk)
    shown = strikes.strike_page(found, LATER)
    assert shown.status == "under way on 12 January 2016"
    [spell] = shown.spells
    assert (spell.when, spell.hours, spell.cover, spell.no_source) == (
        "Tuesday 12 January 2016",
        "8am to 8am on 13 January",
        "emergency care only",
        "It stood in every paper.",
    )
    assert [
        (line.on, line.code, line.status, line.note, line.source) for line in shown.statuses
    ] == [
        (date(2015, 11, 19), "announced", "announced", "", "NHS England"),
        (date(2016, 1, 12), "under_way", "under way", "", "NHS England"),
    ]
    hampshire = Trust.objects.get(code="RN5")
    assert shown.out == [
        OutLine(
            "trust",
            "RN5",
            hampshire.name,
            hampshire.get_absolute_url(),
            "not_known",
            "not known",
            "",
        ),
        OutLine(
            "trust", "RHM", UHS, factories.trust().get_absolute_url(), "yes", "yes", "NHS England"
        ),
    ]
    assert [(event.title, event.status) for event in shown.timeline] == [
        ("Rally at the Bargate, Southampton", "took place")
    ]
    [group] = shown.groups
    assert (group.measure, [line.id for line in group.lines]) == (
        "operations",
        [national.pk, released.pk],
    )


@pytest.mark.django_db
def test_figures_of_a_strike_read_nation_first_and_the_whole_before_its_days():
    day = {"basis": "one_day", "period_start": date(2023, 4, 11), "at": MORNING}
    running = {"basis": "running_total", "area": factories.area(), "at": MORNING}
    made = [
        factories.released(400, **day),
        factories.released(1854, at=MORNING),
        factories.released(
            483085,
            strike=None,
            covers=[factories.strike()],
            period_start=date(2022, 12, 15),
            period_end=date(2023, 4, 15),
            **running,
        ),
        factories.released(196225, area=factories.area(), at=MORNING),
    ]
    found = strikes.for_strike_page(Strike.objects.public(LATER), LATER).get()
    [group] = strikes.strike_page(found, LATER).groups
    assert [line.id for line in group.lines] == [made[number].pk for number in (3, 2, 1, 0)]


@pytest.mark.django_db
@pytest.mark.parametrize("terms", ["off_record", ""])
def test_what_was_not_said_for_publication_is_no_fact_on_a_page(terms):
    strike, private = (
        factories.strike(),
        factories.evidence(kind="call", terms=terms, signed_off=True),
    )
    factories.change_status(strike, "called_off", date(2023, 4, 10), private)
    factories.out(strike, "yes", private, trust=factories.trust())
    factories.event(strike=strike, evidence=private)
    found = strikes.for_strike_page(Strike.objects.public(LATER), LATER).get(pk=strike.pk)
    shown = strikes.strike_page(found, LATER)
    assert (shown.status, shown.statuses, shown.out, shown.timeline) == ("not known", [], [], [])
    assert trusts.trust_page(factories.trust(), LATER).strikes == []
    line = strikes.for_strike_lines(Strike.objects.public(LATER), LATER).get()
    assert strikes.strike_line(line, LATER).status == "not known"
