"""How other records name a story."""

from articles.api.examples import A_STORY, HEADLINE
from lib.fields import PAGE, URL, CharField, LinkField, UUIDField
from lib.serializers import Named


class NamedArticleSerializer(Named):
    """A story by its headline."""

    uuid = UUIDField("For life.", A_STORY)
    url = LinkField(URL, f"/api/v1/articles/{A_STORY}/", to="article", source="uuid")
    page = LinkField(PAGE, "/articles/2023/04/uhs-strike-appointments-rescheduled/", source="url")
    headline = CharField("", HEADLINE)
