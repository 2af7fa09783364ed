"""What the records of the stories have in common."""

from uuid import UUID

from django.http import Http404

from articles.models import PublishedVersion
from lib import addresses
from lib.api import ReadOnlyViewSet

from .shapes import ASKED


def uuid_or_404(text):
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


class RecordViewSet(ReadOnlyViewSet):
    asked = ASKED

    def address(self, kind, key):
        """A record's full address in the API: address("figure", 42)."""
        return self.link(addresses.address(f"api:{kind}-detail", key))

    def named_articles(self, ids):
        """{article id: what names it}, of the stories that readers can see. One query."""
        live = PublishedVersion.objects.public(self.at).filter(article__in=set(ids) - {None})
        return {
            version.article_id: {
                "id": version.article.uuid,
                "url": self.address("article", version.article.uuid),
                "page": self.link(version.get_absolute_url()),
                "headline": version.headline_text,
            }
            for version in live.for_lists()
        }
