"""The command that writes what readers read anew: it mends, checks, and says what it found."""

from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import PublicStory
from deeds import generation
from deeds.models import Change, Generation
from hospitals.models import PublicFigure
from newsroom.management.commands import rebuild_public
from tests import factories, story_factories, truth

pytestmark = pytest.mark.django_db


def rebuild(*options):
    """The lines that it writes."""
    out = StringIO()
    call_command("rebuild_public", *options, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture(scope="module")
def recorded_figure(for_all):
    return factories.released(1854)


@pytest.fixture
def figure(db, recorded_figure):
    return deepcopy(recorded_figure)


@pytest.fixture
def story():
    return story_factories.published(headline="It stands")


def spoil(figure, story):
    """As somebody may do who writes to the database by hand."""
    PublicFigure.objects.filter(figure=figure).update(named=False)
    PublicStory.objects.filter(version=story).delete()


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_where_nothing_is_wrong_it_says_so(figure, story, options):
    assert rebuild(*options) == ["All public rows are right."]


def test_it_mends_what_is_wrong_and_names_it(figure, story, client):
    spoil(figure, story)
    assert client.get(story.get_absolute_url()).status_code == 404
    assert rebuild() == [f"figure {figure.pk}", f"story {story.article_id}", "2 mended."]
    assert truth.wrong_rows([]) == []
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_check_names_what_is_wrong_fails_and_writes_nothing(figure, story):
    spoil(figure, story)
    out, before = StringIO(), generation()
    with pytest.raises(CommandError, match="of 2 records are not what they ought to be"):
        call_command("rebuild_public", "--check", stdout=out)
    assert out.getvalue().splitlines() == [f"figure {figure.pk}", f"story {story.article_id}"]
    assert len(truth.wrong_rows([])) == 2
    assert generation() == before


def test_rows_of_what_readers_may_not_see_are_taken_away(figure):
    unreleased = factories.checked(158, measure="inpatient")
    row = PublicFigure.objects.get(figure=figure)
    row.pk, row.figure = None, unreleased
    row.save()
    assert rebuild() == [f"figure {unreleased.pk}", "1 mended."]
    assert not PublicFigure.objects.filter(figure=unreleased).exists()


def test_it_names_some_and_counts_the_rest(figure, monkeypatch):
    monkeypatch.setattr(rebuild_public, "MOST_NAMED", 2)
    for number in range(3):
        factories.released(number, trust=factories.trust(f"A{number:02}"))
    PublicFigure.objects.all().delete()
    lines = rebuild()
    assert len([line for line in lines if line.startswith("figure ")]) == 2
    assert lines[2:] == ["and 2 more", "4 mended."]


def test_kept_pages_are_made_anew(figure):
    """What was wrong may stand in them."""
    before = generation()
    rebuild()
    assert generation() != before


def test_readers_are_told_of_nothing(figure, story):
    """It was so before, and the records have not changed."""
    before = list(Change.objects.values_list("number", flat=True))
    spoil(figure, story)
    rebuild()
    assert list(Change.objects.values_list("number", flat=True)) == before


def epoch():
    return Generation.objects.get().epoch


def test_a_new_epoch_begins_when_asked_for(figure):
    before = epoch()
    rebuild()
    assert epoch() == before
    rebuild("--new-epoch")
    assert epoch() != before


def test_a_check_begins_no_epoch(figure):
    before = epoch()
    rebuild("--check", "--new-epoch")
    assert epoch() == before
