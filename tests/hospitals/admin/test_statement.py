"""A statement with six numbers is one form, and it is all recorded or none of it."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hospitals.models import DisruptionFigure, Evidence
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]
URL = "admin:hospitals_disruptionfigure_statement"

# What the desk has of 12 January 2016 from one statement: the number, and what it is out of.
SIX = [
    ("Royal Hampshire County Hospital", "operations", "none", ""),
    ("Royal Hampshire County Hospital", "clinics", "3", "35"),
    ("Basingstoke and North Hampshire Hospital", "operations", "2", ""),
    ("Basingstoke and North Hampshire Hospital", "clinics", "7", "64"),
    ("Andover War Memorial Hospital", "operations", "0", ""),
    ("Andover War Memorial Hospital", "clinics", "two of the 16", ""),
]


@pytest.fixture(scope="module")
def recorded_hampshire(for_all):
    trust = make.trust("RN5")
    for name, town in (
        ("Royal Hampshire County Hospital", "Winchester"),
        ("Basingstoke and North Hampshire Hospital", "Basingstoke"),
        ("Andover War Memorial Hospital", "Andover"),
    ):
        make.hospital(name, town, run_by=trust)
    make.measure("operations")
    make.measure("clinics")
    return make.strike("Junior doctors’ strike, 12 January 2016", days=[date(2016, 1, 12)])


@pytest.fixture
def hampshire(db, recorded_hampshire):
    return deepcopy(recorded_hampshire)


def data(rows=(), **more):
    filled = {
        "setting": "",
        "nature": "actual",
        "basis": "whole_strike",
        "new-terms": "as_usual",
        "row-TOTAL_FORMS": max(6, len(rows)),
        "row-INITIAL_FORMS": 0,
    }
    for n, row in enumerate(rows):
        filled |= {f"row-{n}-{name}": value for name, value in row.items()}
    return filled | more


def six():
    return [
        {"subject": about, "measure": measure, "value": value, "out_of": out_of}
        for about, measure, value, out_of in SIX
    ]


def test_a_joint_statement_keeps_all_its_speakers_in_order(desk, hampshire):
    for name in ("Dr Vivek Trivedi", "Dr Robert Laurenson", "A third"):
        make.source(name, kind="person")
    new = {
        "new-kind": "statement",
        "new-title": "Joint statement",
        "new-said_by": "Dr Vivek Trivedi",
        "new-said_with": "Dr Robert Laurenson\nA third",
        "new-said_on": "2016-01-11",
    }
    answer = desk().post(reverse(URL), data(six()[:1], strike=hampshire.title, **new))
    assert answer.status_code == 302, answer.content.decode()
    evidence = Evidence.objects.get(title="Joint statement")
    assert [who.name for who in evidence.speakers()] == [
        "Dr Vivek Trivedi",
        "Dr Robert Laurenson",
        "A third",
    ]
    assert evidence.said_on == date(2016, 1, 11)


def test_nobody_says_something_together_with_themselves(desk, hampshire):
    make.source("Hampshire Hospitals")
    new = {
        "new-kind": "statement",
        "new-title": "Statement",
        "new-said_by": "Hampshire Hospitals",
        "new-said_with": "Hampshire Hospitals",
    }
    answer = desk().post(reverse(URL), data(six()[:1], strike=hampshire.title, **new))
    form = answer.context["statement"].evidence
    assert form.errors == {"said_with": ["They are named above already, as who said it."]}


def statement(**more):
    new = {"new-kind": "statement", "new-title": "Statement", **more}
    return {name: value for name, value in new.items() if value is not None}


@pytest.mark.parametrize(
    ("terms", "agreed"),
    [("as_usual", "on_record"), ("unattributable", "unattributable"), ("off_record", ""), ("", "")],
)
def test_terms_are_chosen_once_for_the_statement_and_whoever_has_agreed_none(
    desk, hampshire, terms, agreed
):
    new = make.source("Dr New", kind="person", terms="", signed_off=False)
    known = make.source("Dr Known", kind="person", terms="off_record", signed_off=False)
    signed = make.source("Dr Signed", kind="person", terms="")
    posted = statement(
        **{
            "new-said_by": "Dr New",
            "new-said_with": "Dr Known\nDr Signed",
            "new-terms": terms,
            "new-description": "a doctor" if terms == "unattributable" else None,
        }
    )
    answer = desk().post(reverse(URL), data(six()[:1], strike=hampshire.title, **posted))
    assert answer.status_code == 302, answer.content.decode()
    for source, expected in ((new, agreed), (known, "off_record"), (signed, "")):
        source.refresh_from_db()
        assert source.terms == expected, source
    assert new.terms_changes.count() == (1 if agreed else 0)


def test_a_row_of_a_table_stays_the_word_of_its_own_trust(desk, hampshire):
    echo, trust = make.source("Daily Echo"), make.source("Hampshire Hospitals")
    rows = six()[:3]
    for row in rows[:2]:
        row["said_by"] = "Hampshire Hospitals"
    posted = statement(**{"new-kind": "paper", "new-said_by": "Daily Echo"})
    answer = desk().post(reverse(URL), data(rows, strike=hampshire.title, **posted))
    assert answer.status_code == 302, answer.content.decode()
    figures = list(DisruptionFigure.objects.order_by("pk"))
    documents = [figure.latest().evidence for figure in figures]
    assert [figure.source for figure in figures] == [trust, trust, echo]
    assert [(each.said_by, each.reported_by) for each in documents] == [
        (trust, echo),
        (trust, echo),
        (echo, None),
    ]
    assert documents[0] == documents[1]
    assert {each.title for each in documents} == {"Statement"}


def test_six_numbers_and_new_evidence_in_one_form(desk, hampshire):
    source = make.source("Hampshire Hospitals")
    answer = desk().post(
        reverse(URL),
        data(
            six(),
            strike=hampshire.title,
            **{
                "new-kind": "statement",
                "new-title": "Statement on the strike",
                "new-said_by": "Hampshire Hospitals",
            },
        ),
    )
    assert answer.status_code == 302, answer.content.decode()
    evidence = Evidence.objects.get(title="Statement on the strike")
    assert (evidence.terms, evidence.said_by) == ("on_record", source)
    latest = [figure.latest() for figure in DisruptionFigure.objects.order_by("pk")]
    assert [(int(r.value), r.out_of and int(r.out_of)) for r in latest] == [
        (0, None),
        (3, 35),
        (2, None),
        (7, 64),
        (0, None),
        (2, 16),
    ]
    assert {r.evidence for r in latest} == {evidence}
    assert {figure.source for figure in DisruptionFigure.objects.all()} == {source}
    assert answer.url.endswith(f"?revisions__evidence__id__exact={evidence.pk}")


def test_first_row_is_the_total_of_the_others(desk):
    evidence = make.evidence()
    make.measure("appointments")
    make.trust()
    rows = [
        {"subject": "RHM", "measure": "appointments", "value": "1,854"},
        {"subject": "RHM", "measure": "inpatient", "value": "158"},
        {"subject": "RHM", "measure": "outpatient", "value": "1,696"},
    ]
    answer = desk().post(
        reverse(URL),
        data(
            rows,
            evidence=f"{evidence.title} (no. {evidence.pk})",
            strike=make.strike().title,
            parts_axis="measure",
            parts_complete="on",
        ),
    )
    assert answer.status_code == 302, answer.content.decode()
    whole = DisruptionFigure.objects.get(measure__name="appointments")
    assert [int(part.latest().value) for part in whole.part_lists.get().parts.order_by("pk")] == [
        158,
        1696,
    ]


def test_words_carry_how_exact_a_number_is(desk, hampshire):
    evidence = make.evidence()
    make.area()
    rows = [
        {"subject": "England", "measure": "operations", "value": "nearly 2,000"},
        {"subject": "England", "measure": "clinics", "value": "between 400 and 500"},
        {"subject": "RN5", "measure": "clinics", "value": "", "missing": "not_reported"},
    ]
    desk().post(reverse(URL), data(rows, evidence=str(evidence), strike=hampshire.title))
    said = [figure.latest().say() for figure in DisruptionFigure.objects.order_by("pk")]
    assert said == ["nearly 2,000", "between 400 and 500", "not reported"]


def test_a_number_is_recorded_as_people_write_it(desk, hampshire):
    evidence = make.evidence()
    make.area()
    typed = {"operations": "c. 450", "clinics": "≥5", "appointments": "8-10,000", "inpatient": "<5"}
    rows = []
    for name, value in typed.items():
        make.measure(name)
        rows.append({"subject": "England", "measure": name, "value": value})
    desk().post(reverse(URL), data(rows, evidence=str(evidence), strike=hampshire.title))
    latest = [figure.latest() for figure in DisruptionFigure.objects.order_by("pk")]
    assert [each.say() for each in latest] == [
        "about 450",
        "at least 5",
        "between 8,000 and 10,000",
        "suppressed (a small number)",
    ]
    assert (latest[3].value, latest[3].missing, latest[3].missing_below) == (None, "suppressed", 5)


def test_money_rates_and_durations_are_recorded_as_people_write_them(desk, hampshire):
    typed = {
        "cost of cover": ("£1.09m", "£1.09m"),
        "lowest pay": ("£12.08 an hour", "£12.08 an hour"),
        "average wait": ("34:32", "34 minutes 32 seconds"),
    }
    rows = [
        {"subject": "RN5", "measure": make.measure(name).name, "value": value}
        for name, (value, _) in typed.items()
    ]
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title))
    said = {str(each.measure): each.latest().say() for each in DisruptionFigure.objects.all()}
    assert said == {name: printed for name, (_, printed) in typed.items()}


@pytest.mark.parametrize(
    ("measure", "typed", "sentence"),
    [
        ("lowest pay", "$12", "“lowest pay” counts pounds an hour: not “$”."),
        ("lowest pay", "£12.08 a day", "“lowest pay” counts pounds an hour: not per day."),
        ("average wait", "34%", "“average wait” counts minutes: not per cent."),
        ("clinics", "35 minutes", "“clinics” counts clinics: not minutes."),
        ("clinics", "35 a day", "“clinics” counts clinics: not per day."),
        ("clinics", "34:32", "“clinics” counts clinics: not minutes or hours."),
    ],
)
def test_what_the_measure_does_not_count_is_refused(desk, hampshire, measure, typed, sentence):
    rows = [{"subject": "RN5", "measure": make.measure(measure).name, "value": typed}]
    answer = desk().post(
        reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title)
    )
    assert not DisruptionFigure.objects.exists()
    assert answer.context["statement"].rows.forms[0].errors["value"] == [sentence]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("17,236 on average", "“17,236 on average” is not one number, for “on average”: write"),
        ("450?", "“450?” is not one number, for “?”: write"),
        ("minus 3", "“minus 3” is below nought, which no figure is."),
        ("£450", "counts operations: not “£”."),
        ("35%", "counts operations: not per cent."),
        ("9,999 billion", "“9,999 billion” is too large: at most 999,999,999,999."),
    ],
)
def test_what_is_not_understood_is_named_and_not_recorded(desk, hampshire, typed, sentence):
    evidence = make.evidence()
    make.area()
    rows = [{"subject": "England", "measure": "operations", "value": typed}]
    answer = desk().post(reverse(URL), data(rows, evidence=str(evidence), strike=hampshire.title))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert typed in answer.content.decode()
    assert not DisruptionFigure.objects.exists()


def test_what_was_given_in_words_only_is_kept_in_these_words(desk, hampshire):
    make.area()
    row = {"subject": "England", "measure": "operations", "missing": "in_words"}
    about = {"evidence": str(make.evidence()), "strike": hampshire.title}
    refused = desk().post(reverse(URL), data([row], **about))
    assert "Give the words, such as “hundreds”" in refused.content.decode()
    desk().post(reverse(URL), data([{**row, "words": "hundreds"}], **about))
    latest = DisruptionFigure.objects.get().latest()
    assert (latest.say(), latest.value, latest.words) == ("given in words only", None, "hundreds")


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ("<5", {"missing": "suppressed", "missing_below": "10"}),
        ("3 of 35", {"out_of": "36"}),
        ("7.2 million", {"rounded_to": "1,000"}),
        ("400 to 500", {"upper": "600"}),
    ],
)
def test_a_box_that_says_otherwise_than_the_number_is_asked_about(desk, hampshire, typed, beside):
    make.area()
    rows = [{"subject": "England", "measure": "operations", "value": typed, **beside}]
    evidence = str(make.evidence())
    answer = desk().post(reverse(URL), data(rows, evidence=evidence, strike=hampshire.title))
    assert "leave one of the two empty" in answer.content.decode()
    assert not DisruptionFigure.objects.exists()


def test_one_wrong_row_and_nothing_is_written(desk, hampshire):
    rows = six()
    rows[3]["out_of"] = "6"
    rows[4]["subject"] = "Andover General"
    answer = desk().post(
        reverse(URL),
        data(
            rows,
            strike=hampshire.title,
            **{
                "new-kind": "call",
                "new-title": "Call to the press office",
                "new-said_by": make.source().name,
            },
        ),
    )
    assert not DisruptionFigure.objects.exists()
    assert not Evidence.objects.exists()
    page = answer.content.decode()
    assert "“Andover General” is not known here" in page
    for typed in ("Call to the press office", "two of the 16", "Andover General"):
        assert typed in page


def test_what_the_workflow_refuses_stands_beside_its_row(desk, hampshire):
    rows = six()
    rows[3]["out_of"] = "6"
    evidence = make.evidence()
    answer = desk().post(reverse(URL), data(rows, evidence=str(evidence), strike=hampshire.title))
    assert not DisruptionFigure.objects.exists()
    errors = [form.non_field_errors() for form in answer.context["statement"].rows]
    assert [n for n, found in enumerate(errors) if found] == [3]
    assert errors[3] == ["The whole (“out of”) is smaller than the number."]


def test_a_row_may_count_another_kind_of_service_than_the_others(desk, hampshire):
    acute, community = make.setting("acute"), make.setting("community")
    rows = six()[:2]
    rows[1]["setting"] = community.name
    desk().post(
        reverse(URL),
        data(rows, evidence=str(make.evidence()), strike=hampshire.title, setting=acute.name),
    )
    settings = DisruptionFigure.objects.order_by("pk").values_list("setting", flat=True)
    assert list(settings) == [acute.pk, community.pk]


def test_a_row_may_be_about_another_service_than_the_others(desk, hampshire):
    endoscopy, maternity = make.service("endoscopy"), make.service("maternity")
    rows = six()[:2]
    rows[1]["service"] = "Maternity"
    desk().post(
        reverse(URL),
        data(rows, evidence=str(make.evidence()), strike=hampshire.title, service="endoscopy"),
    )
    services = DisruptionFigure.objects.order_by("pk").values_list("service", flat=True)
    assert list(services) == [endoscopy.pk, maternity.pk]


def test_a_number_may_be_about_a_dispute_or_about_nothing_but_its_place_and_days(desk, hampshire):
    days = {"period_start": "2026-01-05", "period_end": "2026-01-11", "basis": "over_a_period"}
    evidence, rows = str(make.evidence()), six()[:1]
    for about in ({"dispute": make.dispute().title}, {}):
        desk().post(reverse(URL), data(rows, evidence=evidence, **days, **about))
    of_dispute, of_nothing = DisruptionFigure.objects.order_by("pk")
    assert of_dispute.dispute == make.dispute()
    assert (of_nothing.strike, of_nothing.event, of_nothing.dispute) == (None, None, None)


def test_a_change_is_typed_as_it_is_said(desk, hampshire):
    rows = [{**six()[0], "value": "down 32", "out_of": "", "compared_with": "the week before"}]
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title))
    revision = DisruptionFigure.objects.get().latest()
    assert (revision.value, revision.change) == (32, "down")


@pytest.mark.parametrize(
    ("typed", "measure", "said"),
    [
        ("down 32%", "clinics", "down 32%"),
        ("1 percentage point below", "staff off", "down 1 percentage point"),
        ("up 2", "staff off", "up 2 percentage points"),
        ("about 300 fewer", "clinics", "down about 300"),
    ],
)
def test_a_change_is_in_what_was_typed(desk, hampshire, typed, measure, said):
    make.measure(measure)
    rows = [
        {**six()[0], "value": typed, "measure": measure, "out_of": ""}
        | {"compared_with": "the same week of 2024"}
    ]
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title))
    assert DisruptionFigure.objects.get().latest().say() == said


@pytest.mark.parametrize(
    ("typed", "measure", "compared_with", "told"),
    [
        ("1 point", "clinics", "the week before", "not percentage points"),
        ("down 32%", "clinics", "", "not per cent"),
        ("1 point", "staff off", "", "not percentage points"),
    ],
)
def test_what_is_not_counted_is_told(desk, hampshire, typed, measure, compared_with, told):
    make.measure(measure)
    rows = [
        {**six()[0], "value": typed, "measure": measure, "out_of": ""}
        | {"compared_with": compared_with}
    ]
    answer = desk().post(
        reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title)
    )
    assert not DisruptionFigure.objects.exists()
    assert told in str(answer.context["statement"].rows.forms[0].errors)


def test_a_kind_of_service_that_is_none_is_refused_beside_it(desk, hampshire):
    rows = [{**six()[0], "setting": "everything"}]
    answer = desk().post(
        reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title)
    )
    assert not DisruptionFigure.objects.exists()
    assert "setting" in answer.context["statement"].rows.forms[0].errors


def test_more_rows_judges_nothing_and_keeps_what_was_typed(desk, hampshire):
    rows = [{"subject": "Nowhere", "value": "lots"}]
    answer = desk().post(reverse(URL), data(rows, _more="yes"))
    page = answer.content.decode()
    assert len(answer.context["statement"].rows.forms) == 9
    assert 'value="Nowhere"' in page
    assert "errorlist" not in page


def a_file():
    return SimpleUploadedFile("winter sitrep.xlsx", b"PK")


@pytest.mark.parametrize("button", [{"_more": "yes"}, {}], ids=["more rows", "with a mistake"])
def test_a_file_that_was_chosen_is_named_where_it_has_to_be_chosen_again(desk, button):
    rows = [{"subject": "Nowhere", "value": "lots"}]
    answer = desk().post(reverse(URL), data(rows, **{"new-file": a_file()}, **button))
    assert "Choose “winter sitrep.xlsx” again" in answer.content.decode()


def test_no_document_stays_whose_numbers_were_not_recorded(desk, hampshire, settings):
    before = {each for each in settings.PRIVATE_ROOT.rglob("*") if each.is_file()}
    source = make.source("Hampshire Hospitals")
    new = {"new-kind": "document", "new-title": "Sitrep", "new-said_by": source.name}
    rows = [{"subject": "RN5", "measure": "clinics", "value": "71", "out_of": "8"}]
    answer = desk().post(
        reverse(URL), data(rows, strike=hampshire.title, **new, **{"new-file": a_file()})
    )
    assert "The whole (“out of”) is smaller than the number." in answer.content.decode()
    assert not Evidence.objects.exists()
    assert {each for each in settings.PRIVATE_ROOT.rglob("*") if each.is_file()} == before


def test_where_it_came_from_is_one_thing(desk, hampshire):
    rows = six()[:1]
    neither = desk().post(reverse(URL), data(rows, strike=hampshire.title))
    assert "Say where the numbers came from" in neither.content.decode()
    both = data(
        rows,
        evidence=str(make.evidence()),
        strike=hampshire.title,
        **{"new-kind": "call", "new-title": "Call", "new-said_by": make.source().name},
    )
    assert "not both" in desk().post(reverse(URL), both).content.decode()


def test_a_last_day_alone_ends_what_began_as_the_others_did(desk, hampshire):
    make.area()
    shared = {"period_start": "2023-04-01", "period_end": "", "basis": "over_a_period"}
    rows = [{"subject": "England", "measure": "operations", "value": "450",
             "period_end": "2024-03-31"}]  # fmt: skip
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence()), **shared))
    figure = DisruptionFigure.objects.get()
    assert (figure.period_start, figure.period_end) == (date(2023, 4, 1), date(2024, 3, 31))


def test_days_come_from_the_row_or_the_form_or_the_strike(desk):
    strike, evidence = make.strike(), make.evidence()
    make.trust()
    make.measure("nurses on strike")
    rows = [
        {"subject": "RHM", "measure": "nurses on strike", "value": "about 695",
         "period_start": "2023-04-11", "basis": "one_day"},
        {"subject": "RHM", "measure": "nurses on strike", "value": "1,091"},
    ]  # fmt: skip
    desk().post(reverse(URL), data(rows, evidence=str(evidence), strike=strike.title))
    assert list(
        DisruptionFigure.objects.order_by("pk").values_list("period_start", "period_end", "basis")
    ) == [
        (date(2023, 4, 11), date(2023, 4, 11), "one_day"),
        (date(2023, 4, 11), date(2023, 4, 14), "whole_strike"),
    ]


def test_two_records_of_one_name_are_told_apart_by_number(desk):
    first, second = make.evidence(title="Weekly table"), make.evidence(title="Weekly table")
    answer = desk().post(reverse(URL), data([{"value": "1"}], evidence="Weekly table"))
    page = answer.content.decode()
    assert f"Weekly table (no. {first.pk})" in page
    assert f"Weekly table (no. {second.pk})" in page


def test_an_empty_form_asks_for_a_number(desk):
    answer = desk().post(reverse(URL), data([], evidence=str(make.evidence())))
    assert "Write at least one number." in answer.content.decode()


def test_large_numbers_are_said_with_their_rounding(desk):
    make.area()
    make.measure("appointments")
    rows = [{"subject": "England", "measure": "appointments", "value": "7.2 million",
             "period_start": "12/04/2023", "basis": "at_a_date"}]  # fmt: skip
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence())))
    latest = DisruptionFigure.objects.get().latest()
    assert (latest.value, latest.rounded_to) == (Decimal(7_200_000), Decimal(100_000))


def test_who_may_not_record_is_told(client):
    client.force_login(make.someone("view_disruptionfigure"))
    assert client.get(reverse(URL)).status_code == 403


def test_suggestions_know_aliases(desk):
    make.trust().aliases.create(text="UHS")
    answer = desk().get(
        reverse("admin:hospitals_disruptionfigure_suggest"), {"kind": "subject", "term": "uhs"}
    )
    assert answer.json()["suggestions"] == [
        {"label": "University Hospital Southampton NHS Foundation Trust (RHM)", "hint": "uhs"}
    ]


def test_suggestions_of_an_unknown_kind_are_refused(desk):
    url = reverse("admin:hospitals_disruptionfigure_suggest")
    assert desk().get(url, {"kind": "password", "term": "x"}).status_code == 400


def test_evidence_in_the_address_is_filled_in(desk):
    evidence = make.evidence(title="Table 2")
    page = desk().get(reverse(URL), {"evidence": evidence.pk}).content.decode()
    assert f"Table 2 (no. {evidence.pk})" in page
    assert (
        desk().get(reverse(URL), {"evidence": "9" * 30, "strike": "x"}, follow=True).status_code
        == 200
    )


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"_more": "yes"},
        {"row-TOTAL_FORMS": "100000", "row-INITIAL_FORMS": "0", "_more": "yes"},
        data([{"subject": "(no. 99999999999999999999)", "value": "9" * 60, "out_of": "x"}]),
        data([{"subject": "x\0y", "value": "-5", "missing": "lost", "returns_received": "1e99"}]),
        data(
            [{"subject": ", ", "measure": "()", "value": "1"}], evidence="(no. 0)", covers="\n,\n"
        ),
    ],
)
def test_bent_forms_are_answered_and_write_nothing(desk, posted):
    assert desk().post(reverse(URL), posted).status_code == 200
    assert not DisruptionFigure.objects.exists()


def test_sending_a_statement_twice_records_it_once(desk, hampshire):
    sent = data(six(), evidence=str(make.evidence()), strike=hampshire.title)
    desk().post(reverse(URL), sent)
    again = desk().post(reverse(URL), sent).content.decode()
    assert "already recorded" in again
    assert DisruptionFigure.objects.count() == 6


def test_suggestions_survive_any_bytes(desk):
    url = reverse("admin:hospitals_disruptionfigure_suggest")
    for term in ("\0", "%", "'; --", "’", "9" * 300):
        assert desk().get(url, {"kind": "subject", "term": term}).status_code == 200


def test_for_a_whole_strike_no_dates_are_asked_and_others_are_refused_beside_their_row(desk):
    source, strike = make.source(), make.strike()
    rows = [{"subject": make.trust().name, "measure": str(make.measure()), "value": "1,854"}]
    shared = {
        "evidence": str(make.evidence(source)),
        "strike": strike.title,
        "period_start": "11/04/2023",
        "period_end": "15/04/2023",
    }
    answer = desk().post(reverse(URL), data(rows, **shared))
    assert "has the dates of the strike, 11 to 14 April 2023" in answer.content.decode()
    assert not DisruptionFigure.objects.exists()
    desk().post(reverse(URL), data(rows, **shared | {"period_start": "", "period_end": ""}))
    assert DisruptionFigure.objects.get().ends == date(2023, 4, 14)


# The same, or new?


def row(value, **more):
    about = {"subject": "University Hospital Southampton NHS Foundation Trust (RHM)"}
    return {**about, "measure": "appointments", "value": value, **more}


def whole(rows, document="The workbook", **more):
    evidence = Evidence.objects.filter(title=document).first() or make.evidence(title=document)
    shared = {"evidence": str(evidence), "strike": make.strike().title}
    return data(rows, **shared | more)


def asked(answer, n=0):
    return answer.context["statement"].rows.forms[n].likenesses


def test_what_differs_only_in_what_one_of_the_two_left_empty_is_asked_about_first(desk):
    held = make.released(1854)
    answer = desk().post(reverse(URL), whole([row("1,867")]))
    assert DisruptionFigure.objects.get() == held
    [likeness] = asked(answer)
    assert (likeness.figure, likeness.differs) == (
        held,
        (("kind of service", "acute hospitals", "not said"),),
    )
    page = answer.content.decode()
    assert "The same, or new?" in page
    assert "1,854 appointments" in page
    assert "Kind of service: acute hospitals there, not said here." in page
    assert 'value="1,867"' in page


def test_a_number_said_without_a_service_and_then_with_one_is_asked_about(desk):
    held = make.released(41, setting=None)
    answer = desk().post(reverse(URL), whole([row("43", service=str(make.service()))]))
    assert DisruptionFigure.objects.get() == held
    [likeness] = asked(answer)
    assert likeness.differs == (("service", "not said", "endoscopy"),)


def test_numbers_of_two_services_are_two(desk):
    make.released(41, setting=None, service="maternity")
    desk().post(reverse(URL), whole([row("43", service=str(make.service()))]))
    assert DisruptionFigure.objects.count() == 2


def test_it_may_be_new(desk):
    held = make.released(1854)
    rows = [row("1,867", answer=f"new-{held.pk}")]
    desk().post(reverse(URL), whole(rows))
    assert DisruptionFigure.objects.count() == 2


def test_or_the_same_with_its_next_value_and_why(desk):
    held = make.released(1854)
    rows = [row("1,867", answer=f"same-{held.pk}")]
    answer = desk().post(reverse(URL), whole(rows))
    assert "We hold 1,854: say why the number changes." in answer.content.decode()
    rows[0]["why"] = "source_revised"
    desk().post(reverse(URL), whole(rows))
    assert DisruptionFigure.objects.get().latest().value == 1867


def test_or_the_same_number_in_another_document(desk):
    held = make.released(1854)
    rows = [row("1,854", answer=f"same-{held.pk}", locator="Acute!F87")]
    answer = desk().post(reverse(URL), whole(rows), follow=True)
    assert "Recorded 1 again" in answer.content.decode()
    [seen] = held.latest().seen_in.all()
    assert (seen.evidence.title, seen.locator) == ("The workbook", "Acute!F87")


def test_what_differs_in_nothing_is_the_same_and_cannot_be_new(desk):
    held = make.released(1854, setting=None)
    answer = desk().post(reverse(URL), whole([row("1,867")]))
    form = answer.context["statement"].rows.forms[0]
    assert [each["value"] for each in form.answers()] == [f"same-{held.pk}"]


def test_an_answer_rides_along_while_another_row_is_asked(desk):
    held = [make.released(1854), make.released(158, measure="inpatient")]
    rows = [row("1,867", answer=f"new-{held[0].pk}"), row("160", measure="inpatient")]
    answer = desk().post(reverse(URL), whole(rows))
    assert [bool(asked(answer, n)) for n in (0, 1)] == [False, True]
    assert f'name="row-0-answer" value="new-{held[0].pk}"' in answer.content.decode()
    assert DisruptionFigure.objects.count() == 2


def test_rows_of_one_form_do_not_ask_about_each_other(desk):
    rows = [row("1,854"), row("1,000", staff_group=str(make.staff_group()))]
    make.trust(), make.measure()
    desk().post(reverse(URL), whole(rows))
    assert DisruptionFigure.objects.count() == 2


def test_what_came_since_the_question_is_asked_about_again(desk):
    held = make.released(1854)
    other = make.released(1860, setting="community")
    answer = desk().post(reverse(URL), whole([row("1,867", answer=f"new-{held.pk}")]))
    assert {each.figure for each in asked(answer)} == {held, other}


@pytest.mark.parametrize("answer", ["same-17", "same-x", "new-", "same-0"])
def test_an_answer_that_was_not_offered_records_nothing(desk, answer):
    make.released(1854)
    desk().post(reverse(URL), whole([row("1,867", answer=answer)]))
    assert DisruptionFigure.objects.count() == 1


# Hospital or town?


def test_a_town_after_which_a_hospital_is_called_asks_which(desk, hampshire):
    make.area("Basingstoke", "city")
    rows = [{"subject": "Basingstoke", "measure": "clinics", "value": "7"}]
    answer = desk().post(reverse(URL), whole(rows))
    [error] = answer.context["statement"].rows.forms[0].errors["subject"]
    assert error == (
        "“Basingstoke” may be one of several. Write one of: Basingstoke (city or town); "
        "Basingstoke and North Hampshire Hospital, Basingstoke."
    )
    rows[0]["subject"] = "Basingstoke (city or town)"
    answer = desk().post(reverse(URL), whole(rows), follow=True)
    assert "Recorded 1 figure, about Basingstoke (city or town)." in answer.content.decode()
    assert DisruptionFigure.objects.get().area.name == "Basingstoke"


# What a row leaves out


def test_a_row_without_a_place_goes_on_with_the_one_above_and_who_says_it(desk, hampshire):
    trust = make.source("Hampshire Hospitals")
    rows = [
        {
            "subject": "Royal Hampshire County Hospital",
            "said_by": "Hampshire Hospitals",
            "measure": "operations",
            "value": "none",
        },
        {"measure": "clinics", "value": "3"},
        {"subject": "Andover War Memorial Hospital", "value": "2"},
    ]
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title))
    figures = DisruptionFigure.objects.order_by("pk")
    assert [(figure.hospital.town, figure.measure.name) for figure in figures] == [
        ("Winchester", "operations"),
        ("Winchester", "clinics"),
        ("Andover", "clinics"),
    ]
    assert [figure.source for figure in figures[:2]] == [trust, trust]
    assert figures[2].source != trust


def test_a_place_that_all_share_is_written_once(desk, hampshire):
    rows = [{"measure": "operations", "value": "2"}, {"measure": "clinics", "value": "7"}]
    more = {"evidence": str(make.evidence()), "strike": hampshire.title, "place": "RN5"}
    desk().post(reverse(URL), data(rows, **more))
    assert {figure.trust.code for figure in DisruptionFigure.objects.all()} == {"RN5"}


@pytest.mark.parametrize(
    ("typed", "measure", "value"),
    [
        ("37 operations", "operations", 37),
        ("3 of 35 clinics", "clinics", 3),
        ("nearly 2,000 clinics", "clinics", 2000),
    ],
)
def test_a_number_may_be_typed_with_what_it_counts(desk, hampshire, typed, measure, value):
    rows = [{"subject": "RN5", "value": typed}]
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title))
    figure = DisruptionFigure.objects.get()
    assert (figure.measure.name, figure.latest().value) == (measure, value)


def test_a_share_of_something_is_no_measure(desk, hampshire):
    rows = [{"subject": "RN5", "value": "12% of clinics"}]
    answer = desk().post(
        reverse(URL), data(rows, evidence=str(make.evidence()), strike=hampshire.title)
    )
    assert "is not one number" in answer.content.decode()


@pytest.mark.parametrize(
    ("days", "occasion", "basis"),
    [
        ({}, "strike", "whole_strike"),
        ({"period_start": "12 January 2016"}, "strike", "one_day"),
        ({"period_start": "12 Jan 2016", "period_end": "13.01.2016"}, "strike", "over_a_period"),
        ({"period_start": "12 January 2016"}, "", "at_a_date"),
    ],
)
def test_its_days_say_what_a_number_covers(desk, hampshire, days, occasion, basis):
    rows = [{"subject": "RN5", "measure": "clinics", "value": "3", **days}]
    strike = hampshire.title if occasion else ""
    more = {"evidence": str(make.evidence()), "strike": strike, "basis": ""}
    desk().post(reverse(URL), data(rows, **more))
    assert DisruptionFigure.objects.get().basis == basis


def test_a_strike_that_waits_for_its_sign_off_has_days_all_the_same(desk, hampshire):
    strike = make.strike("Porters’ strike", days=[])
    make.spell(strike, date(2016, 1, 11), date(2016, 1, 13), signed_off=False)
    rows = [{"subject": "RN5", "measure": "clinics", "value": "3", "basis": "busiest_day"}]
    desk().post(reverse(URL), data(rows, evidence=str(make.evidence()), strike=strike.title))
    figure = DisruptionFigure.objects.get()
    assert (figure.period_start, figure.period_end) == (date(2016, 1, 11), date(2016, 1, 13))
