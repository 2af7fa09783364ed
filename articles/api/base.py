"""What the records of the stories have in common."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404

from articles import presenters
from articles.models import PublishedVersion
from articles.presenters import StoryItem
from lib.api import ReadOnlyViewSet

from .examples import PARAMETERS


def uuid_or_404(text: str) -> UUID:
    try:
        uuid = UUID(text)
    except ValueError as error:
        raise Http404 from error
    # Python reads it in capitals, in brackets and without hyphens too.
    if str(uuid) != text:
        raise Http404
    return uuid


class RecordViewSet(ReadOnlyViewSet):
    parameter_examples = PARAMETERS

    def named_articles(self, ids: Iterable[int | None]) -> dict[int, StoryItem]:
        """{article id: its line}, of the stories that readers can see. One query."""
        live = PublishedVersion.objects.public(self.at).filter(article__in=set(ids) - {None})
        return {each.article_id: presenters.story_line(each) for each in live.for_lists()}


class ByUuid(RecordViewSet):
    """Records that are known by their UUID."""

    lookup_field = "uuid"
    lookup_value_converter = "str"

    def lookup_value(self) -> Any:
        return uuid_or_404(super().lookup_value())
