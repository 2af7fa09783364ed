"""Of several figures for one thing, the one that we use: the filter and each row say the same."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from hospitals import visibility, workflow
from hospitals.models import DisruptionFigure, PublicFigure
from hospitals.models.figures import RIVAL_COLUMNS, counted_apart
from hospitals.rivals import order, rank
from tests import factories as make
from tests.factories import london

pytestmark = pytest.mark.django_db

MORNING, NOON, EVENING = (london(f"2023-04-20 {hour:02}:00") for hour in (9, 12, 18))
LATER = EVENING + timedelta(days=1)
MOMENTS = [MORNING, NOON, EVENING, LATER]


def listed(client, **asked):
    """{id: preferred} of the list in the API."""
    answer = client.get("/api/v1/figures/", {"page_size": 100, **asked})
    return {row["id"]: row["preferred"] for row in answer.json()["results"]}


def two(**second):
    """York's 1,202 of the workbook, and what a paper said of the same."""
    first = make.released(1202, at=MORNING)
    paper = make.source("The paper")
    return first, make.released(1200, at=MORNING, source=paper, how_exact="around", **second)


def test_of_two_for_one_thing_the_one_we_use_and_the_other(client):
    first, second = two()
    alone = make.released(41, at=MORNING, measure="clinics")
    assert listed(client) == {first.pk: True, second.pk: False, alone.pk: True}
    assert listed(client, preferred="true") == {first.pk: True, alone.pk: True}
    assert listed(client, preferred="false") == {second.pk: False}


def test_files_and_the_page_take_it_too(client):
    first, second = two()
    rows = client.get("/api/v1/figures.csv", {"preferred": "false"}).getvalue().decode()
    assert rows.splitlines()[1].startswith(f"{second.pk},")
    assert len(rows.splitlines()) == 2
    page = client.get("/figures/", {"preferred": "true"}).content.decode()
    assert "Where several say it" in page
    assert first.get_absolute_url() in page
    assert second.get_absolute_url() not in page


def test_what_is_neither_is_refused_with_the_words_there_are(client):
    answer = client.get("/api/v1/figures/", {"preferred": "yes"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == "“yes” is not one of true, false."


def test_behind_one_on_the_desk_alone_none_is_missing(client):
    first, second = two()
    hidden = make.checked(9, at=MORNING, source=make.source("Basingstoke Gazette"))
    workflow.prefer(by=make.user("editor"), figure=hidden, reason="It has the Alton clinics.")
    assert listed(client, preferred="true") == {first.pk: True}
    assert listed(client, preferred="false") == {second.pk: False}


def test_a_choice_of_the_desk_goes_before_the_usual_order(client):
    _, second = two()
    workflow.prefer(by=make.user("editor"), figure=second, reason="Counted to the end of the day.")
    assert listed(client, preferred="true") == {second.pk: True}


# Whatever there is of several


def at_random(chance, day):
    """One thing of one day: some figures of it, at random in all that their order asks, some of
    them not for readers, or not yet, or no longer."""
    figures = []
    for number in range(chance.randint(2, 5)):
        said_by = make.source(f"Source {chance.randint(1, 3)}")
        document = make.evidence(
            said_by,
            published_on=chance.choice([None, date(2023, 4, 17), date(2023, 4, 18)]),
            retrieved_at=chance.choice([None, MORNING, NOON]),
            embargo_until=chance.choice([None, None, None, EVENING]),
        )
        figure = make.checked(
            number,
            at=chance.choice([MORNING, MORNING, NOON]),
            source=said_by,
            evidence=document,
            setting=chance.choice([None, "acute", "community"]),
            counted_note=f"as counted in way {number}",
            basis="one_day",
            period_start=day,
            how_exact=chance.choice(["exact", "exact", "around"]),
            rounded_to=chance.choice([None, None, 10]),
        )
        release_at = chance.choice([None, MORNING, NOON, EVENING])
        if release_at is not None:
            release_at = max(release_at, figure.current.public_from)
            workflow.release(by=make.user("editor"), figures=[figure], at=release_at)
        if chance.random() < 0.3:
            make.revised(
                figure,
                100 + number,
                at=NOON,
                evidence=make.evidence(said_by, embargo_until=chance.choice([None, EVENING])),
                how_exact=chance.choice(["exact", "around"]),
            )
        figures.append(figure)
    if chance.random() < 0.4:
        choose(chance.choice(figures))
    if chance.random() < 0.4:
        gone = chance.choice(figures)
        if gone.released_at:
            workflow.withdraw(by=make.user("editor"), figure=gone, reason="Wrong.", at=EVENING)


def choose(figure):
    if DisruptionFigure.objects.rivals_of(figure).exists():
        workflow.prefer(by=make.user("editor"), figure=figure, reason="Counted by hand.")


def by_rule(at):
    """{id: whether it is used} of the standing figures public at the moment, from the records."""
    seen = {}
    for figure in DisruptionFigure.objects.standing().select_related("source"):
        checked = figure.revisions.filter(checked_at__isnull=False).order_by("number")
        if stretch := visibility.visible(visibility.figure_stretches(figure, checked), at):
            seen[figure] = (figure.preferred, *order(figure, stretch.what))
    return {
        figure.pk: figure.preferred
        or all(mine >= seen[other] for other in seen if are_rivals(figure, other))
        for figure, mine in seen.items()
    }


def are_rivals(figure, other):
    same = all(getattr(figure, name) == getattr(other, name) for name in RIVAL_COLUMNS)
    return same and not (figure.source_id == other.source_id and counted_apart(figure, other))


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 5))]
)
def test_rows_and_filter_agree_with_the_rule_at_any_moment(client, seed):
    chance = Random(seed)
    for number in range(12):
        at_random(chance, date(2023, 4, 1) + timedelta(number))
    for at in MOMENTS:
        used = by_rule(at)
        as_of = {"as_of": at.isoformat()}
        assert listed(client, **as_of) == used, at
        for preferred, asked in ((True, "true"), (False, "false")):
            wanted = {pk: preferred for pk, it_is in used.items() if it_is is preferred}
            assert listed(client, preferred=asked, **as_of) == wanted, at
    assert set(used.values()) == {True, False}


def test_the_key_by_which_rows_are_sorted_sorts_as_the_order_does():
    chance = Random(0)
    make.figure()
    figure = DisruptionFigure.objects.get()
    revision = figure.latest()
    found = []
    for _ in range(300):
        figure.pk = chance.choice([9, 10, 200, 10**12])
        figure.setting_id = chance.choice([None, 1])
        revision.how_exact = chance.choice(["exact", "around"])
        revision.evidence.published_on = chance.choice([None, date(999, 12, 31), date(2023, 4, 9)])
        revision.evidence.retrieved_at = chance.choice(
            [None, NOON, NOON + timedelta(microseconds=1)]
        )
        # An hour earlier, as the clock in Paris has it.
        paris = datetime(2023, 4, 20, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
        revision.checked_at = chance.choice([NOON, paris])
        found.append((order(figure, revision), rank(figure, revision)))
    assert [text for _, text in sorted(found)] == sorted(text for _, text in found)
    assert {len(text) for _, text in found} == {PublicFigure._meta.get_field("rank").max_length}
