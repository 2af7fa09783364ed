"""Do the sums add up? The sentences that a journalist reads."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospitals import workflow
from hospitals.models import DisruptionFigure, MeasureParts
from hospitals.reconcile import (
    Amount,
    add_spans,
    add_up,
    amount,
    exactly,
    findings,
    from_nought,
    meet,
    same_whole,
)
from lib.numbers import format_number, say_value
from lib.spoken import Span, Spoken, span
from tests import factories

EXACTNESS = ["exact", "around", "nearly", "more_than", "at_least", "less_than", "up_to"]


def said(value, how_exact="exact", upper=None, out_of=None, rounded_to=None):
    """An Amount without a record."""
    value = Decimal(value)
    upper = None if upper is None else Decimal(upper)
    rounded_to = None if rounded_to is None else Decimal(rounded_to)
    return Amount(
        words=say_value(value, how_exact, upper, rounded_to=rounded_to),
        span=from_nought(span(Spoken(value, upper, how_exact, rounded_to=rounded_to))),
        point=None if how_exact == "between" else value,
        out_of=None if out_of is None else Decimal(out_of),
    )


NOT_REPORTED = Amount("not reported")


# Parts against the whole


@pytest.mark.parametrize(
    ("whole", "parts", "complete", "agrees", "sentence"),
    [
        (said(1854), [said(158), said(1696)], True, True, "158 + 1,696 = 1,854."),
        (
            said(1333221),
            [said(1219422), said(113779)],
            True,
            False,
            "1,219,422 + 113,779 = 1,333,201, but 1,333,221 is recorded: out by 20.",
        ),
        (
            said(450, "around"),
            [said(380, "around"), said(71)],
            True,
            True,
            "about 380 + 71 = about 451, which agrees with about 450.",
        ),
        (
            said(1500, "nearly"),
            [said(1463)],
            True,
            True,
            "1,463, which agrees with nearly 1,500.",
        ),
        (
            said(1000, "around"),
            [said(380, "around"), said(71)],
            True,
            False,
            "about 380 + 71 = about 451, but about 1,000 is recorded: out by 549.",
        ),
        (
            said(4000, "around"),
            [said(3400)],
            False,
            True,
            "3,400 of about 4,000. There may be more.",
        ),
        (
            said(3000),
            [said(3400)],
            False,
            False,
            "3,400: the parts come to more than 3,000, which they belong to. There may be more.",
        ),
        (
            said(71),
            [said(56), NOT_REPORTED, said(4)],
            True,
            True,
            "56 + 4 = 60 of 71. 1 of 3 numbers is missing.",
        ),
        (
            said(71),
            [said(56), NOT_REPORTED, NOT_REPORTED],
            True,
            True,
            "56 of 71. 2 of 3 numbers are missing.",
        ),
        (
            said(900),
            [said(400, "between", 500), said(450)],
            True,
            True,
            "between 400 and 500 + 450 = between 850 and 950, which agrees with 900.",
        ),
        (
            said(2000),
            [said(1600, "more_than"), said(500)],
            True,
            False,
            "more than 1,600 + 500 = more than 2,100, but 2,000 is recorded: out by 100.",
        ),
        (said(0), [said(0), said(0)], True, True, "0 + 0 = 0."),
        (
            said(505),
            [said(500, "up_to"), said(3)],
            True,
            False,
            "up to 500 + 3 = between 3 and 503, but 505 is recorded: out by 2.",
        ),
        (
            said(765000, rounded_to=1000),
            [said(698813), said(65557)],
            True,
            False,
            "698,813 + 65,557 = 764,370, but 765,000 is recorded: out by 630.",
        ),
        (
            said(45),
            [said(5)] * 9,
            True,
            True,
            "9 numbers = 45.",
        ),
    ],
)
def test_parts_against_the_whole(whole, parts, complete, agrees, sentence):
    assert add_up(whole, parts, complete=complete) == (agrees, sentence)


@pytest.mark.parametrize(
    ("whole", "parts"), [(NOT_REPORTED, [said(158)]), (said(1854), [NOT_REPORTED]), (said(5), [])]
)
def test_nothing_is_said_of_what_is_not_known(whole, parts):
    assert add_up(whole, parts, complete=True) is None


# "Nearly nought" says nothing that could be true.
values = st.integers(1, 3_000_000)
amounts = st.builds(said, values, st.sampled_from(EXACTNESS)) | st.tuples(
    values, st.integers(1, 5000)
).map(lambda pair: said(pair[0], "between", pair[0] + pair[1]))


@given(st.lists(values, min_size=1, max_size=6))
def test_exact_parts_agree_with_their_sum_and_with_nothing_else(parts):
    said_parts = [said(part) for part in parts]
    total = sum(parts)
    assert add_up(said(total), said_parts, complete=True)[0]
    assert not add_up(said(total + 20), said_parts, complete=True)[0]


@given(st.lists(amounts, min_size=1, max_size=6))
def test_a_whole_in_the_range_of_its_parts_agrees(parts):
    total = add_spans([part.span for part in parts])
    whole = Amount("the whole", Span(total.low, total.high))
    assert add_up(whole, parts, complete=True)[0]


@given(st.lists(amounts, min_size=2, max_size=6), amounts)
def test_the_order_of_the_parts_does_not_matter(parts, whole):
    forwards = add_up(whole, parts, complete=True)
    assert forwards[0] == add_up(whole, parts[::-1], complete=True)[0]


@given(amounts, st.lists(amounts, min_size=1, max_size=4))
def test_what_agrees_when_complete_agrees_when_not(whole, parts):
    if add_up(whole, parts, complete=True)[0]:
        assert add_up(whole, parts, complete=False)[0]


@given(amounts, amounts)
def test_agreement_is_mutual(one, other):
    assert meet(one.span, other.span) == meet(other.span, one.span)


@given(amounts)
def test_a_number_agrees_with_itself(one):
    assert meet(one.span, one.span)


@given(values, st.sampled_from(EXACTNESS))
def test_words_agree_with_the_numbers_they_hold_for(value, how_exact):
    allowed = said(value, how_exact).span
    ends = [(allowed.low, allowed.with_low), (allowed.high, allowed.with_high)]
    for end, included in ends:
        if end is not None and allowed.low != allowed.high:
            assert meet(allowed, exactly(end)) == included


# Denominators


@pytest.mark.parametrize(
    ("whole", "parts", "answer"),
    [
        (115, [35, 64, 16], (True, "Out of: 35 + 64 + 16 = 115.")),
        (
            115,
            [35, 57, 16],
            (False, "Out of: 35 + 57 + 16 = 108, but the whole is out of 115: out by 7."),
        ),
        (None, [35, 64], None),
        (115, [35, None], None),
    ],
)
def test_denominators(whole, parts, answer):
    amounts = [said(1, out_of=base) for base in parts]
    assert same_whole(said(12, out_of=whole), amounts) == answer


def test_denominators_of_different_things_are_not_compared():
    whole = Amount("12", exactly(12), Decimal(12), Decimal(115), "planned clinics")
    part = Amount("3", exactly(3), Decimal(3), Decimal(35), "planned operations")
    assert same_whole(whole, [part]) is None


# From records


def sentences(figure, kind):
    return [finding.sentence for finding in findings(figure) if finding.kind == kind]


@pytest.mark.django_db
def test_a_suppressed_number_is_anything_below_its_bound():
    figure = factories.figure(None, missing="suppressed", missing_below=5)
    assert amount(figure.latest()).span == Span(Decimal(0), Decimal(5), with_high=False)


@pytest.mark.django_db
def test_a_number_that_is_not_reported_is_not_zero():
    assert amount(factories.figure(None, missing="not_reported").latest()).span is None


@pytest.mark.django_db
def test_what_does_not_apply_adds_nothing():
    assert amount(factories.figure(None, missing="not_applicable").latest()).point == 0


@pytest.mark.django_db
def test_the_whole_and_its_parts_both_say_that_they_add_up():
    for figure in factories.appointments_split():
        (finding,) = [found for found in findings(figure) if found.kind == "parts"]
        assert (finding.agrees, finding.sentence) == (True, "158 + 1,696 = 1,854.")
        assert finding.figures[0] == figure
        assert len(finding.figures) == 3


@pytest.mark.django_db
def test_a_complete_list_says_what_it_leaves_out():
    whole, *parts = factories.appointments_split()
    allowed = MeasureParts.objects.create(whole=whole.measure, name="with operations")
    MeasureParts.objects.exclude(pk=allowed.pk).delete()
    allowed.parts.set([*(part.measure for part in parts), factories.measure("operations")])
    assert sentences(whole, "parts") == ["158 + 1,696 = 1,854. Not in the list: operations."]


@pytest.mark.django_db
def test_a_revision_that_breaks_a_sum_becomes_a_query():
    whole, inpatient, _ = factories.appointments_split()
    factories.revised(inpatient, 160)
    first = findings(whole)[0]
    assert not first.agrees
    assert first.sentence == "160 + 1,696 = 1,856, but 1,854 is recorded: out by 2."


@pytest.mark.django_db
def test_what_waits_for_its_check_is_not_compared_yet():
    whole, inpatient, _ = factories.appointments_split()
    factories.revised(inpatient, 160, check=False)
    assert sentences(whole, "parts") == ["158 + 1,696 = 1,854."]


@pytest.mark.django_db
def test_a_withdrawn_part_is_left_out():
    whole, inpatient, _ = factories.appointments_split()
    workflow.withdraw(by=factories.user("editor"), figure=inpatient, reason="Wrong week.")
    assert sentences(whole, "parts") == [
        "1,696, but 1,854 is recorded: out by 158. Not in the list: inpatient procedures."
    ]


WALKOUT = {"title": "Junior doctors’ strike, 12 January 2016", "days": [date(2016, 1, 12)]}


def clinics(value, out_of, **given):
    return factories.checked(
        value,
        measure="clinics",
        out_of=out_of,
        strike=factories.strike(**WALKOUT),
        setting=None,
        **given,
    )


def hampshire():
    """The trust's 12 of 115 clinics and its three hospitals."""
    trust = factories.trust("RN5")
    towns = [("Royal Hampshire County", "Winchester"), ("Basingstoke", "Basingstoke"),
             ("Andover War Memorial", "Andover")]  # fmt: skip
    hospitals = [factories.hospital(name, town, trust) for name, town in towns]
    counts = [(3, 35), (7, 64), (2, 16)]
    parts = [
        clinics(value, base, hospital=hospital)
        for hospital, (value, base) in zip(hospitals, counts, strict=True)
    ]
    return clinics(12, 115, trust=trust), parts


@pytest.mark.django_db
def test_hospitals_against_their_trust():
    whole, parts = hampshire()
    name = "Hampshire Hospitals NHS Foundation Trust"
    for figure in (whole, *parts):
        assert sentences(figure, "places") == [f"{name}: 3 + 7 + 2 = 12 of 12. There may be more."]


@pytest.mark.django_db
def test_hospitals_that_come_to_more_than_their_trust_are_a_query():
    whole, parts = hampshire()
    factories.revised(parts[0], 5, out_of=35)
    (query,) = [finding for finding in findings(whole) if not finding.agrees]
    assert query.sentence.endswith(
        "5 + 7 + 2 = 14: its hospitals come to more than 12, which they belong to. There may be "
        "more."
    )


@pytest.mark.django_db
def test_a_list_by_place_takes_over_and_its_denominators_too():
    whole, parts = hampshire()
    workflow.set_parts(by=factories.user("editor"), whole=whole, parts=parts, axis="place")
    assert sentences(whole, "places") == []
    assert sentences(whole, "parts") == ["3 + 7 + 2 = 12."]
    assert sentences(whole, "out_of") == ["Out of: 35 + 64 + 16 = 115."]


@pytest.mark.django_db
def test_trusts_against_their_region_and_the_nation():
    factories.checked(1854)
    factories.checked(1202, trust=factories.trust("RN5"))
    factories.checked(2408, trust=factories.trust("RX1"))
    england = factories.checked(196225, area=factories.area())
    region = factories.checked(3000, area=factories.region("South East"))
    assert sentences(england, "places") == [
        "England: 1,854 + 1,202 + 2,408 = 5,464 of 196,225. There may be more."
    ]
    (query,) = [finding for finding in findings(region) if finding.kind == "places"]
    assert not query.agrees
    assert query.sentence.startswith(
        "South East: 1,854 + 1,202 = 3,056: its trusts come to more than 3,000"
    )


@pytest.mark.django_db
def test_nurses_of_several_days_are_never_summed():
    """658 and more on each of the days: the trust's 1,091 people stand beside, never under them."""
    days = [date(2023, 1, 18), date(2023, 1, 19)]
    strike = factories.strike("Nurses’ strike, January 2023", days=days)
    about = {"measure": "nurses on strike", "strike": strike, "basis": "one_day"}
    both = [
        factories.checked(value, period_start=day, **about)
        for day, value in zip(days, (695, 703), strict=True)
    ]
    people = factories.checked(1091, measure="nurses on strike", strike=strike)
    assert [findings(figure) for figure in (people, *both)] == [[], [], []]


@pytest.mark.django_db
def test_a_count_of_people_says_nothing_of_places():
    rally = {"measure": "people at a rally", "event": factories.event()}
    figure = factories.checked(500, area=factories.area("Southampton", "city"), **rally)
    assert findings(figure) == []


# Rivals


@pytest.mark.django_db
def test_rivals_that_differ_name_what_they_differ_in():
    ours = clinics(7, 64, counted_note="with Alton", source=factories.source("The trust"))
    theirs = clinics(4, 57, counted_note="without Alton", source=factories.source("Tindle"))
    (finding,) = findings(ours)
    assert (finding.kind, finding.agrees, finding.figures) == ("rivals", False, (ours, theirs))
    assert finding.sentence == (
        "The trust says 7 of 64 (with Alton); Tindle says 4 of 57 (without Alton): "
        "they differ by 3."
    )


@pytest.mark.django_db
def test_a_rounded_rival_agrees_where_it_may():
    factories.checked(196225)
    near = factories.checked(
        200000, how_exact="nearly", setting="all", source=factories.source("Nottinghamshire Live")
    )
    (finding,) = findings(near)
    assert finding.agrees
    assert finding.sentence == (
        "Nottinghamshire Live says nearly 200,000 (all settings); NHS England says 196,225 "
        "(acute hospitals): they agree."
    )


@pytest.mark.django_db
def test_rivals_that_agree_out_of_different_wholes_do_not():
    clinics(7, 64)
    other = clinics(7, 57, source=factories.source("Tindle"))
    (finding,) = findings(other)
    assert not finding.agrees
    assert finding.sentence.endswith("they differ in what it is out of.")


@pytest.mark.django_db
def test_a_rival_without_a_number_is_not_compared():
    factories.checked(1854)
    other = factories.checked(None, missing="not_reported", source=factories.source("The trust"))
    assert findings(other) == []


# Expected and actual


@pytest.mark.django_db
def test_what_was_expected_stands_beside_what_happened():
    expected = factories.checked(4000, how_exact="around", nature="expected")
    actual = factories.checked(3300)
    for figure in (expected, actual):
        assert sentences(figure, "expected") == ["About 4,000 expected; it was 3,300."]


@pytest.mark.django_db
def test_a_strike_that_was_called_off_did_not_happen():
    """Between 400 and 500 doctors were expected to walk out on 1 December 2015."""
    strike = factories.strike(
        "Junior doctors’ strike, 1 December 2015",
        days=[date(2015, 12, 1)],
        statuses=[("announced", date(2015, 11, 19)), ("called_off", date(2015, 11, 30))],
    )
    figure = factories.checked(
        400, upper=500, how_exact="between", nature="expected", strike=strike,
        measure="nurses on strike",
    )  # fmt: skip
    assert sentences(figure, "expected") == [
        "Between 400 and 500 expected; the strike was called off on 30 November 2015: it did not "
        "happen."
    ]


@pytest.mark.django_db
def test_a_rally_that_was_called_off_did_not_happen():
    rally = factories.event("Guildhall rally", date(2015, 12, 1), status="called_off")
    figure = factories.checked(
        500, how_exact="up_to", nature="expected", measure="people at a rally", event=rally
    )
    assert sentences(figure, "expected") == [
        "Up to 500 expected; the event was called off: it did not happen."
    ]


@pytest.mark.django_db
def test_a_strike_that_was_called_off_and_then_held_is_compared():
    strike = factories.strike(
        "Walkout", days=[date(2016, 1, 12)],
        statuses=[("called_off", date(2016, 1, 4)), ("under_way", date(2016, 1, 12))],
    )  # fmt: skip
    expected = factories.checked(4000, nature="expected", strike=strike)
    factories.checked(3300, strike=strike)
    assert sentences(expected, "expected") == ["4,000 expected; it was 3,300."]


@pytest.mark.django_db
def test_a_demand_is_neither_expected_nor_actual():
    figure = factories.checked(35, measure="pay rise asked for", nature="demand")
    assert findings(figure) == []


# Worked out from others


@pytest.mark.django_db
def test_an_addition_of_unlike_things_says_so():
    total = factories.checked(450, how_exact="around", source=factories.source("Notts TV"))
    inputs = [
        factories.checked(380, how_exact="around", trust=factories.trust("RX1")),
        factories.checked(71, trust=factories.trust("RK5")),
    ]
    workflow.set_derivation(
        by=factories.user("editor"),
        figure=total,
        inputs=inputs,
        method="Our addition.",
        mixed_units=True,
    )
    assert sentences(total, "worked_out") == [
        "about 380 + 71 = about 451, which agrees with about 450. It adds unlike things: see how "
        "it was worked out."
    ]


@pytest.mark.django_db
def test_other_methods_are_not_worked_out_again():
    total, part = factories.checked(450), factories.checked(380, measure="inpatient")
    workflow.set_derivation(
        by=factories.user("editor"), figure=total, inputs=[part], method="Scaled by population."
    )
    assert sentences(total, "worked_out") == []


# What a desk of many trusts costs


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_trusts(django_assert_max_num_queries):
    england = factories.checked(196225, area=factories.area())

    def count(trusts):
        for number in range(trusts):
            factories.checked(10 + number, trust=factories.trust(f"RZ{trusts}{number}"))
        figure = DisruptionFigure.objects.get(pk=england.pk)
        with django_assert_max_num_queries(100) as queries:
            assert format_number(196225) in sentences(figure, "places")[0]
        return len(queries)

    assert count(1) == count(5)
