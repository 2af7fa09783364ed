"""A published story as it would stand: made by what makes it for readers, nothing written."""

import pytest
from django.utils import timezone

from articles import workflow
from articles.corrected_preview import before_and_after
from articles.models import PublishedVersion
from articles.workflow.planning import survey
from hospitals.models import PublicFigure
from hospitals.public import rows_if_checked
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db


def preview_of(version, plan):
    surveyed = survey(plan)
    story = next(each for each in surveyed.plan.stories if each.version_id == version.pk)
    return before_and_after(
        PublishedVersion.objects.for_page().get(pk=version.pk),
        story,
        surveyed.plan,
        {place: text.html for place, text in surveyed.new[version.pk].items()},
        [new for _, new in surveyed.changed.figures.values()],
        [],
        max(timezone.now(), version.live_from),
    )


def test_words_tables_captions_and_who_says_so_are_those_that_readers_would_get():
    figure = make.released(703, measure="nurses on strike")
    words = stories.marked(figure, "703")
    version = stories.published(
        headline=f"{words} stay out",
        body=f"<p>In all, {words}.</p>{stories.graphic([figure])}",
        pictures=[(stories.picture(), f"Some of {words}", False)],
    )
    revision = make.revised(figure, 730, reason="our_error", check=False)
    plan = workflow.propose(by=make.user("data_editor"), revisions=[revision])
    now, then = preview_of(version, plan)
    assert (now.version.headline_text, then.version.headline_text) == (
        "703 stay out",
        "730 stay out",
    )
    assert "730" in then.body
    assert "703" not in then.body
    assert "730" in then.pictures[0].caption_html
    assert [each.sentence for each in then.figures] != [each.sentence for each in now.figures]
    assert "730" in then.figures[0].sentence
    assert [each.is_right for each in then.corrections] == [plan.is_right]
    assert now.corrections == []


def test_a_version_that_is_to_go_out_is_shown_as_of_its_start_without_a_notice():
    figure = make.released(703, measure="nurses on strike")
    later = stories.scheduled(body=f"<p>With {stories.marked(figure, '703')}.</p>")
    revision = make.revised(figure, 730, reason="our_error", check=False)
    plan = workflow.propose(by=make.user("data_editor"), revisions=[revision])
    _, then = preview_of(later, plan)
    assert "730" in then.body
    assert then.corrections == []


def test_rows_of_a_value_that_is_not_checked_are_made_and_not_kept():
    figure = make.released(703, measure="nurses on strike")
    revision = make.revised(figure, 730, check=False)
    at = timezone.now()
    [row] = rows_if_checked([revision], at)
    assert row.value == 730
    assert revision.checked_at is None
    assert PublicFigure.objects.live(at).get(figure=figure).value == 703
