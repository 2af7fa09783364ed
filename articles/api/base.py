"""What the records of the stories have in common."""

from collections.abc import Iterable

from articles import presenters
from articles.models import PublishedVersion
from articles.presenters import StoryItem
from lib.api import KnownByUuid, ReadOnlyViewSet

from .examples import PARAMETERS


class RecordViewSet(ReadOnlyViewSet):
    parameter_examples = PARAMETERS

    def named_articles(self, ids: Iterable[int | None]) -> dict[int, StoryItem]:
        """{article id: its line}, of the stories that readers can see. One query."""
        live = PublishedVersion.objects.public(self.at).filter(article__in=set(ids) - {None})
        return {each.article_id: presenters.story_line(each) for each in live.for_lists()}


class ByUuid(KnownByUuid, RecordViewSet):
    """The same of the stories."""
