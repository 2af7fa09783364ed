"""Who may see what: the pure rule, and the conditions of lists held to it in every combination."""

from datetime import date, timedelta
from itertools import islice, pairwise, product
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospitals import public, visibility
from hospitals.models import (
    DisruptionFigure,
    Event,
    Evidence,
    FigureRevision,
    SaidWith,
    SeenIn,
    Source,
    StrikeStatusChange,
)
from hospitals.presenters.first_words import who_reported
from hospitals.terms import STRICTNESS, USABLE, Terms, looser, strictest
from hospitals.visibility import Grounds, Shown
from tests import factories
from tests.factories import london

BEFORE, NOW, AFTER, LATER = (london(f"2023-04-19 {hour:02}:00") for hour in (9, 12, 15, 18))
ALL_TERMS = list(Terms.values)


def grounds(evidence, *speakers, cleared=False, own=Terms.ON_RECORD, signed_off=True):
    named = tuple((f"speaker {n}", terms) for n, terms in enumerate(speakers))
    return Grounds(
        evidence=evidence, speakers=named, cleared=cleared, own=own, signed_off=signed_off
    )


# The rule


def test_all_of_it_on_the_record_is_named():
    assert visibility.shown(grounds("on_record", "on_record", "on_record")) is Shown.NAMED


@pytest.mark.parametrize("speakers", [["unattributable"], ["on_record", "unattributable"]])
def test_one_unattributable_speaker_takes_cleared_evidence_and_leaves_the_description(speakers):
    assert visibility.shown(grounds("on_record", *speakers)) is None
    assert visibility.shown(grounds("unattributable", *speakers)) is None
    assert visibility.shown(grounds("unattributable", *speakers, cleared=True)) is Shown.DESCRIBED


def test_a_private_person_is_named_in_the_story_alone_and_only_where_all_is_on_the_record():
    told = Grounds(evidence="on_record", speakers=(("Jay", "on_record"),), private=True)
    assert visibility.shown(told) is Shown.IN_STORY
    agreed = Grounds(
        evidence="unattributable", speakers=(("Jay", "on_record"),), private=True, cleared=True
    )
    assert visibility.shown(agreed) is Shown.DESCRIBED


def test_one_private_person_among_several_hides_the_names_of_all_but_in_the_story():
    together = paper(person("Jay", private=True), others=[person()])
    assert visibility.shown(visibility.fact_grounds(together)) is Shown.IN_STORY


@pytest.mark.parametrize("private", ["", "off_record"])
def test_one_private_term_among_many_hides_all(private):
    for found in (
        grounds(private, "on_record"),
        grounds("on_record", "on_record", private),
        grounds("on_record", "on_record", own=private),
        grounds("unattributable", private, cleared=True),
    ):
        assert visibility.shown(found) is None


def test_what_nobody_else_signed_off_is_hidden_and_says_so():
    unsigned = grounds("on_record", "on_record", signed_off=False)
    [obstacle] = visibility.obstacles(unsigned)
    assert obstacle.code == "not_signed_off"
    assert obstacle.sentence == "nobody else has signed off where it came from and who said it."


TERMS = st.sampled_from(ALL_TERMS)
MANY = st.lists(TERMS, min_size=1, max_size=4)


@given(TERMS, MANY, TERMS, st.booleans(), st.booleans())
def test_the_order_of_speakers_says_nothing(evidence, speakers, own, cleared, signed_off):
    made = [
        grounds(evidence, *each, own=own, cleared=cleared, signed_off=signed_off)
        for each in (speakers, speakers[::-1])
    ]
    assert visibility.shown(made[0]) is visibility.shown(made[1])


@given(TERMS, MANY, TERMS, TERMS, st.booleans())
def test_another_speaker_never_shows_more(evidence, speakers, another, own, cleared):
    fewer = visibility.shown(grounds(evidence, *speakers, own=own, cleared=cleared))
    more = visibility.shown(grounds(evidence, *speakers, another, own=own, cleared=cleared))
    order = [None, Shown.DESCRIBED, Shown.NAMED]
    assert order.index(more) <= order.index(fewer)


@given(TERMS, MANY, TERMS, st.booleans())
def test_a_name_is_shown_only_where_everything_is_on_the_record(evidence, speakers, own, cleared):
    found = grounds(evidence, *speakers, own=own, cleared=cleared)
    everything = {evidence, own, *speakers} == {Terms.ON_RECORD}
    assert (visibility.shown(found) is Shown.NAMED) == everything
    if visibility.shown(found) is Shown.DESCRIBED:
        assert cleared
        assert set(found.terms) <= set(USABLE)


SENTENCES = [
    (grounds("off_record"), "where it came from is off the record: it can never be published."),
    (grounds("", "on_record"), "no terms are agreed for where it came from, so it is private."),
    (grounds("unattributable"), "an editor has not cleared its unattributable source."),
    (
        grounds("on_record", own="off_record"),
        "these words are off the record: it can never be published.",
    ),
    (grounds("on_record", own=""), "no terms are agreed for these words, so it is private."),
    (
        grounds("on_record", own="unattributable"),
        "these words are unattributable: mark where it came from as unattributable too.",
    ),
    (
        grounds("on_record", "on_record", "off_record"),
        "speaker 1 is off the record: it can never be published.",
    ),
    (grounds("on_record", ""), "no terms are agreed for speaker 0, so it is private."),
    (
        grounds("on_record", "unattributable"),
        "speaker 0 is unattributable: mark where it came from as unattributable too.",
    ),
]


@pytest.mark.parametrize(("found", "sentence"), SENTENCES)
def test_each_obstacle_names_whose_terms_are_in_the_way(found, sentence):
    assert [obstacle.sentence for obstacle in visibility.obstacles(found)] == [sentence]


def test_every_obstacle_is_said_where_it_came_from_first():
    found = grounds("", "off_record", "", own="off_record", signed_off=False)
    assert [obstacle.code for obstacle in visibility.obstacles(found)] == [
        "no_terms",
        "off_record",
        "off_record",
        "no_terms",
        "not_signed_off",
    ]


def test_the_strictest_term_is_the_one_that_counts():
    assert strictest("on_record", "unattributable", "") == Terms.UNSET
    assert strictest("", "off_record", "on_record") == Terms.OFF_RECORD
    assert strictest() == Terms.ON_RECORD


def test_looser_lets_readers_know_more():
    assert [looser(new, old) for old, new in pairwise(STRICTNESS)] == [True] * 3
    assert not looser("on_record", "on_record")
    assert not looser("", "on_record")


# The conditions, in every combination that the tables allow


def sources():
    """{(terms, signed off): a source}, and a private person."""
    private = factories.source("Private person", kind="person", private=True)
    return {
        ("on_record", "private"): private,
        **{
            (terms, signed): factories.source(
                f"Source {terms or 'unset'} {signed}",
                terms=terms,
                description="somebody",
                signed_off=signed,
            )
            for terms, signed in product(ALL_TERMS, (True, False))
        },
    }


def all_evidence(people):
    """Every combination of terms, clearing, sign-off and embargo with every kind of speaker, alone
    and second to one of whom nothing is in the way: the order says nothing."""
    editor = factories.user("editor")
    first = people["on_record", True]
    voices = [*((person, None) for person in people.values())]
    voices += [(first, other(person)) for person in people.values()]
    made, joint = [], []
    for terms, cleared in [*((terms, False) for terms in ALL_TERMS), ("unattributable", True)]:
        for (said_by, second), signed, embargo in product(
            voices, (True, False), (None, BEFORE, AFTER)
        ):
            row = Evidence(
                kind="call",
                title="A call",
                said_by=said_by,
                terms=terms,
                description="somebody",
                embargo_until=embargo,
            )
            if cleared:
                row.cleared_by, row.cleared_at = editor, BEFORE
            row.signed = signed
            made.append(row)
            joint += [SaidWith(evidence=row, source=second)] if second else []
    Evidence.objects.bulk_create(made)
    SaidWith.objects.bulk_create(joint)
    for row in made:
        if row.signed:
            row.signed_off_by, row.signed_off_at = editor, BEFORE
    Evidence.objects.bulk_update(made, ["signed_off_by", "signed_off_at"], batch_size=200)
    return list(Evidence.objects.prefetch_related("said_with__source").select_related("said_by"))


def other(person):
    """Another source like this one: nobody says something together with themselves."""
    return factories.source(
        f"Other {person.name}",
        kind=person.kind,
        private=person.private,
        terms=person.terms,
        description="somebody",
        signed_off=person.signed_off_at is not None,
    )


@pytest.mark.django_db
def test_the_list_of_who_may_be_named_is_the_rule_in_every_combination():
    made = sources().values()
    ruled = [source.name for source in made if visibility.may_be_named(source)]
    assert ruled == ["Source on_record True"]
    assert [source.name for source in Source.objects.filter(visibility.nameable())] == ruled


CHECKS = [None, (BEFORE, BEFORE), (BEFORE, AFTER)]
RELEASES = [
    (None, None),
    (None, BEFORE),
    (BEFORE, None),
    (BEFORE, BEFORE - timedelta(hours=1)),
    (BEFORE, BEFORE + timedelta(hours=1)),
    (AFTER, None),
    (AFTER, BEFORE),
]


# All combinations take seconds; every so-manieth of them, for each change, a moment.
EVERY = pytest.mark.parametrize(
    "every", [pytest.param(1, marks=pytest.mark.slow, id="one"), pytest.param(31, id="31st")]
)


def all_figures(evidence, people, every=1):
    """One figure with one revision for each combination, or for `every` so-manieth."""
    frame = {
        "trust": factories.trust(),
        "measure": factories.measure(),
        "setting": factories.setting(),
        "nature": "actual",
        "basis": "one_day",
    }
    person, first = factories.user("data_editor"), date(1901, 1, 1)
    figures, revisions = [], []
    for n, (row, source, checked, (released, withdrawn)) in enumerate(
        islice(product(evidence, people.values(), CHECKS, RELEASES), 0, None, every)
    ):
        day = first + timedelta(days=n)
        figure = DisruptionFigure(
            source=source,
            period_start=day,
            period_end=day,
            released_at=released,
            withdrawn_at=withdrawn,
            withdrawn_reason="Wrong." if withdrawn else "",
            **frame,
        )
        revision = FigureRevision(
            figure=figure, value=n, evidence=row, recorded_by=person, recorded_at=BEFORE
        )
        if checked:
            revision.checked_at, revision.public_from = checked
            revision.checked_by, revision.stood_up = person, "document_seen"
        figures.append(figure)
        revisions.append(revision)
    DisruptionFigure.objects.bulk_create(figures, batch_size=2_000)
    FigureRevision.objects.bulk_create(revisions, batch_size=2_000)
    return list(zip(figures, revisions, strict=True))


@EVERY
@pytest.mark.django_db
def test_the_list_of_figures_is_the_rule_in_combination(every):
    people = sources()
    made = all_figures(all_evidence(people), people, every)
    assert len(made) == -(-5 * 18 * 2 * 3 * 9 * 3 * 7 // every)
    public.rebuild()
    for at in (NOW, LATER):
        asked = DisruptionFigure.objects.public_by_rule(at)
        listed = dict(asked.values_list("pk", "shown_id"))
        ruled, by_name = {}, set()
        for figure, revision in made:
            stretch = visibility.visible(visibility.figure_stretches(figure, [revision]), at)
            if stretch is not None:
                ruled[figure.pk] = stretch.what.pk
                by_name |= {stretch.what.pk} if stretch.shown is Shown.NAMED else set()
                assert stretch.withdrawn == (figure.withdrawn_at is not None)
        assert listed == ruled
        assert 0 < len(ruled) < len(made)
        named = FigureRevision.objects.filter(
            visibility.named("evidence__", ["evidence__said_by__", "figure__source__"])
        )
        assert by_name == set(named.values_list("pk", flat=True)) & set(ruled.values())
        kept = DisruptionFigure.objects.public(at).values_list("pk", "shown_id")
        assert dict(kept) == ruled


@pytest.mark.django_db
def test_the_list_of_events_is_the_rule_in_every_combination():
    frame = {"kind": factories.event_kind(), "status": "held", "dispute": factories.dispute()}
    frame |= {"first_day": NOW.date(), "last_day": NOW.date()}
    made = []
    by = factories.user("editor")
    how = product([None, *all_evidence(sources())], ("stands", "waits", "gone"))
    for n, (row, state) in enumerate(how):
        event = Event(title=f"Rally {n}", slug=f"rally-{n}", evidence=row, **frame)
        if state != "waits":
            event.signed_off_by, event.signed_off_at = by, BEFORE
        if state == "gone":
            event.gone_by, event.gone_at = by, BEFORE
        made.append(event)
    Event.objects.bulk_create(made)
    for at in (NOW, LATER):
        listed = set(Event.objects.public(at))
        ruled = {
            event for event in made if visibility.visible(visibility.fact_stretches(event), at)
        }
        assert listed == ruled
        assert 0 < len(ruled) < len(made)


@pytest.mark.django_db
def test_the_list_of_first_words_is_the_rule_in_every_combination():
    by, strike = factories.user("editor"), factories.strike()
    made = []
    how = product(all_evidence(sources()), (None, BEFORE, AFTER), ("waits", "stands", "gone"))
    for n, (row, shown, state) in enumerate(how):
        day = date(1901, 1, 1) + timedelta(days=n)
        change = StrikeStatusChange(
            strike=strike, status="ended", on=day, on_last=day, evidence=row
        )
        if shown:
            change.shown_by, change.shown_at = by, shown
        if state != "waits":
            change.signed_off_by, change.signed_off_at = by, BEFORE
        if state == "gone":
            change.gone_by, change.gone_at = by, BEFORE
        made.append(change)
    StrikeStatusChange.objects.bulk_create(made)
    for at in (NOW, LATER):
        listed = set(StrikeStatusChange.objects.first_words(at))
        ruled = {
            change: stretch
            for change in made
            if (stretch := visibility.visible(visibility.first_word_stretches(change), at))
        }
        assert listed == set(ruled)
        assert 0 < len(ruled) < len(made)
        for change, stretch in ruled.items():
            named = who_reported(change.evidence, change.on_last) != ""
            assert named == (stretch.shown is Shown.NAMED)


@EVERY
@pytest.mark.django_db
def test_the_list_of_further_documents_is_the_rule_in_combination(every):
    people = sources()
    evidence = all_evidence(people)[:: min(every, 7)]
    made = []
    for n, source in enumerate(people.values()):
        figure = factories.figure(1000 + n, source=source)
        signed = {"signed_off_by": factories.user("editor"), "signed_off_at": NOW}
        made += [
            SeenIn(revision=figure.latest(), evidence=row, **(signed if place % 7 else {}))
            for place, row in enumerate(evidence)
        ]
    SeenIn.objects.bulk_create(made)
    for at in (BEFORE, NOW, LATER):
        ruled = {
            row: stretch.shown
            for row in made
            if (
                stretch := visibility.visible(
                    visibility.seen_in_stretches(row.revision.figure, row), at
                )
            )
        }
        assert set(SeenIn.objects.public(at)) == set(ruled)
        named = {row for row, shown in ruled.items() if shown is Shown.NAMED}
        assert set(SeenIn.objects.by_name(at)) == named
    assert 0 < len(named) < len(ruled) < len(made)


# Several things at once


def test_what_overlaps_is_seen_together():
    def seen(what, starts, ends=None):
        return visibility.Stretch(starts, ends, what, Shown.NAMED)

    strike, dates = seen("strike", BEFORE), seen("dates", NOW, LATER)
    assert visibility.at_once([strike, dates, seen("status", AFTER)]) == [
        (BEFORE, NOW, ["strike"]),
        (NOW, AFTER, ["strike", "dates"]),
        (AFTER, LATER, ["strike", "dates", "status"]),
        (LATER, None, ["strike", "status"]),
    ]
    assert visibility.at_once([dates]) == [(NOW, LATER, ["dates"])]
    assert visibility.at_once([]) == []


# Stretches of several values

MOMENTS = [london(f"2023-04-19 {hour:02}:00") for hour in range(8, 20)]


class Thing(SimpleNamespace):
    """Stands for a record: the rule asks no more of one than its fields."""

    __hash__ = object.__hash__


def person(name="NHS England", terms="on_record", signed_off_at=BEFORE, private=False):
    return Thing(name=name, terms=terms, signed_off_at=signed_off_at, private=private)


def paper(
    said_by=None,
    terms="on_record",
    embargo=None,
    cleared=None,
    signed_off_at=BEFORE,
    others=(),
):
    return Thing(
        speakers=lambda: [said_by or person(), *others],
        terms=terms,
        embargo_until=embargo,
        cleared_at=cleared,
        signed_off_at=signed_off_at,
    )


def revised(number=1, checked=BEFORE, public_from=None, **given):
    evidence = paper(**given)
    public_from = public_from or checked
    return Thing(number=number, evidence=evidence, checked_at=checked, public_from=public_from)


def stretches(*revisions, released=BEFORE, withdrawn=None, source=None):
    figure = Thing(source=source or person(), released_at=released, withdrawn_at=withdrawn)
    return [
        (each.starts, each.ends, each.what, each.shown, each.withdrawn)
        for each in visibility.figure_stretches(figure, revisions)
    ]


@pytest.mark.parametrize(
    ("released", "public_from", "embargo"),
    [(AFTER, NOW, BEFORE), (BEFORE, AFTER, NOW), (NOW, BEFORE, AFTER), (AFTER, NOW, None)],
)
def test_a_value_is_seen_from_the_latest_of_its_check_its_embargo_and_its_release(
    released, public_from, embargo
):
    one = revised(public_from=public_from, embargo=embargo)
    assert stretches(one, released=released) == [(AFTER, None, one, Shown.NAMED, False)]


def test_what_is_not_checked_not_released_or_private_is_not_seen():
    assert stretches(revised(checked=None)) == []
    assert stretches(revised(), released=None) == []
    assert stretches(revised(terms="off_record")) == []
    assert stretches(revised(signed_off_at=None)) == []


def test_a_private_value_does_not_end_the_one_before():
    first, second, third = revised(), revised(2, terms=""), revised(3, AFTER)
    assert stretches(first, second, third) == [
        (BEFORE, AFTER, first, Shown.NAMED, False),
        (AFTER, None, third, Shown.NAMED, False),
    ]


def test_of_an_unattributable_value_the_stretch_says_that_it_is_described():
    said_by = person("Jo Bloggs", "unattributable")
    one = revised(said_by=said_by, terms="unattributable", cleared=BEFORE)
    assert stretches(one) == [(BEFORE, None, one, Shown.DESCRIBED, False)]


def test_an_older_value_whose_embargo_ends_later_never_has_its_turn():
    older, newer, newest = revised(embargo=AFTER), revised(2, NOW), revised(3, LATER)
    assert stretches(older, newer, newest) == [
        (NOW, LATER, newer, Shown.NAMED, False),
        (LATER, None, newest, Shown.NAMED, False),
    ]


def test_of_two_that_start_together_the_newer_is_seen():
    older, newer = revised(checked=NOW), revised(2, NOW)
    assert stretches(newer, older) == [(NOW, None, newer, Shown.NAMED, False)]


def test_a_withdrawal_leaves_a_tombstone_on_what_was_seen_last():
    first, second = revised(), revised(2, NOW)
    assert stretches(first, second, withdrawn=AFTER) == [
        (BEFORE, NOW, first, Shown.NAMED, False),
        (NOW, AFTER, second, Shown.NAMED, False),
        (AFTER, None, second, Shown.NAMED, True),
    ]


def test_what_would_have_come_after_the_withdrawal_is_not_seen():
    first, second = revised(), revised(2, LATER)
    assert stretches(first, second, withdrawn=AFTER) == [
        (BEFORE, AFTER, first, Shown.NAMED, False),
        (AFTER, None, first, Shown.NAMED, True),
    ]


def test_what_starts_with_the_withdrawal_is_on_the_tombstone_alone():
    first, second = revised(), revised(2, AFTER)
    assert stretches(first, second, withdrawn=AFTER) == [
        (BEFORE, AFTER, first, Shown.NAMED, False),
        (AFTER, None, second, Shown.NAMED, True),
    ]


@pytest.mark.parametrize("withdrawn", [BEFORE, NOW])
def test_what_was_withdrawn_before_or_with_its_release_leaves_nothing(withdrawn):
    assert stretches(revised(), released=NOW, withdrawn=withdrawn) == []


def test_nor_does_what_was_withdrawn_before_its_embargo_was_over():
    assert stretches(revised(embargo=LATER), withdrawn=AFTER) == []


def test_a_figure_rests_on_its_source_and_on_who_said_so_each_once():
    nhs, trust = person(), person("The trust", "unattributable", None)
    figure = Thing(source=nhs)
    grounds = visibility.figure_grounds(figure, revised(said_by=trust, embargo=LATER))
    assert grounds.speakers == (("NHS England", "on_record"), ("The trust", "unattributable"))
    assert (grounds.own, grounds.signed_off, grounds.embargo) == ("on_record", False, LATER)
    grounds = visibility.figure_grounds(figure, revised(said_by=nhs))
    assert grounds.speakers == (("NHS England", "on_record"),)
    assert (grounds.cleared, grounds.signed_off, grounds.embargo) == (False, True, None)


def facts(evidence, signed_off_at=BEFORE, gone_at=None):
    row = Thing(evidence=evidence, signed_off_at=signed_off_at, gone_at=gone_at)
    found = visibility.fact_stretches(row)
    assert all(stretch.what is row for stretch in found)
    return [(each.starts, each.ends, each.shown, each.withdrawn) for each in found]


def test_a_fact_that_is_replaced_or_withdrawn_is_seen_no_more_under_any_date():
    assert facts(None, gone_at=LATER) == []


def test_a_fact_without_evidence_is_seen_at_all_times_once_signed_off():
    assert facts(None) == [(visibility.ALWAYS, None, Shown.NAMED, False)]
    assert facts(None, signed_off_at=None) == []


def test_a_fact_on_evidence_is_seen_as_its_terms_and_embargo_say():
    assert facts(paper()) == [(visibility.ALWAYS, None, Shown.NAMED, False)]
    assert facts(paper(embargo=AFTER)) == [(AFTER, None, Shown.NAMED, False)]
    described = paper(person("Jo", "unattributable"), "unattributable", cleared=BEFORE)
    assert facts(described) == [(visibility.ALWAYS, None, Shown.DESCRIBED, False)]
    assert facts(paper(terms="off_record")) == []
    assert facts(paper(), signed_off_at=None) == []


def test_a_stretch_covers_its_first_moment_and_not_its_end():
    stretch = visibility.Stretch(NOW, AFTER, None, Shown.NAMED)
    moments = (BEFORE, NOW, AFTER, LATER)
    assert [stretch.covers(at) for at in moments] == [False, True, False, False]
    assert visibility.visible([stretch], NOW) is stretch
    assert visibility.visible([stretch], AFTER) is None


@st.composite
def histories(draw):
    """A figure on the record and its checked revisions: every order of checks and embargoes."""
    source = person()
    figure = Thing(
        source=source,
        released_at=draw(st.sampled_from(MOMENTS)),
        withdrawn_at=draw(st.none() | st.sampled_from(MOMENTS)),
    )
    revisions = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        evidence = Thing(
            speakers=lambda: [source],
            terms=draw(st.sampled_from(["on_record", "off_record"])),
            cleared_at=None,
            signed_off_at=BEFORE,
            embargo_until=draw(st.none() | st.sampled_from(MOMENTS)),
        )
        moment = draw(st.sampled_from(MOMENTS))
        revisions.append(
            Thing(number=number, evidence=evidence, checked_at=moment, public_from=moment)
        )
    return figure, revisions


@given(histories())
def test_stretches_follow_each_other_and_only_the_last_is_open(history):
    stretches = visibility.figure_stretches(*history)
    for one, next_one in pairwise(stretches):
        assert one.starts < one.ends == next_one.starts
    assert all(stretch.ends is None for stretch in stretches[-1:])


@given(histories(), st.sampled_from(MOMENTS))
def test_at_each_moment_the_newest_value_that_may_be_seen_is(history, at):
    figure, revisions = history
    stretch = visibility.visible(visibility.figure_stretches(figure, revisions), at)
    end = figure.withdrawn_at
    until = min(at, end) if end and at >= end else at

    def started(revision):
        embargo = revision.evidence.embargo_until or until
        return max(figure.released_at, revision.public_from, embargo) <= until

    seen = [r for r in revisions if r.evidence.terms == "on_record" and started(r)]
    gone_before = end is not None and end <= figure.released_at
    assert (stretch and stretch.what) == (seen[-1] if seen and not gone_before else None)
