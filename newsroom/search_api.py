"""The search as data: what the page of it finds, in one list."""

from collections.abc import Sequence
from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from articles.models import PublicStory
from lib.api import ReadOnly, absolute, refuse_parameters
from lib.as_of import AsOf
from lib.fields import PAGE, URL, ChoiceField, DateField, LinkField, NullCharField
from lib.filters import LONGEST_VALUE
from lib.parameters import parameter
from lib.problems import BadParameters
from lib.serializers import Record
from newsroom.search import FEW, GROUP_OF, KINDS, MOST, Found, Results, search

CHOICES = [(kind, kind) for kind in GROUP_OF]


class PiecesField(NullCharField):
    """Pieces of text without what was marked in them."""

    def to_representation(self, value: Any) -> str | None:
        return super().to_representation("".join(words for words, _ in value))


class FoundSerializer(Record):
    """Something that readers may see, and that what was asked for is in."""

    kind = ChoiceField(CHOICES, "What it is.", "hospital", name="KindOfFound")
    title = PiecesField("Its name, or a figure as a sentence.", "King’s Mill Hospital")
    about = NullCharField("What it is, in words.", "Hospital, run by Sherwood Forest Hospitals")
    snippet = PiecesField(
        "Of a story, the words round what was found.",
        None,
        "Nearly 2,000 appointments were moved …",
    )
    on = DateField(
        "Of a story when it was first published, of a strike its first day, of a figure its last.",
        None,
        "2023-04-19",
        allow_null=True,
    )
    url = LinkField(URL, "/api/v1/hospitals/kings-mill-hospital/", source="api")
    page = LinkField(PAGE, "/hospitals/kings-mill-hospital/", source="url")


class AllFound(BasePagination):
    """{query, meant, results}: there are no pages, as nobody reads a second one of a search."""

    results: Results

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Found]:
        refuse_parameters(request, allowed=["q", "kind"])
        kind = request.query_params.get("kind", "")
        if kind and kind not in KINDS:
            raise BadParameters({"kind": [f"“{kind}” is not one of {', '.join(KINDS)}."]})
        self.results = search(request.query_params.get("q", ""), view.at, kind)
        return self.results.found

    def get_paginated_response(self, data: Any) -> Response:
        results = self.results
        return Response({"query": results.typed, "meant": results.meant or None, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        meant = "What was searched for instead, where nothing has all that was asked for."
        return {
            "type": "object",
            "required": ["query", "meant", "results"],
            "properties": {
                "query": {"type": "string", "example": "kings mil"},
                "meant": {
                    "type": ["string", "null"],
                    "description": meant,
                    "example": "kings mill",
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        words = {"type": "string", "maxLength": LONGEST_VALUE, "pattern": r"^[^\x00]*$"}
        kinds = {"type": "string", "enum": [*KINDS, ""]}
        return [
            parameter("q", words, "Words, a name, a place or a number", "kings mil"),
            parameter("kind", kinds, f"Of one kind, up to {MOST}; of all, up to {FEW} of each."),
        ]


class SearchViewSet(ReadOnly, AsOf, GenericViewSet):
    """Stories by any of their words, places, strikes and people by any of their names, figures by
    what they count and by their number.

    All words must be there; a word that nothing has is taken for the nearest that a name has.
    """

    serializer_class = FoundSerializer
    pagination_class = AllFound
    filter_backends: Sequence[Any] = []
    looks_back = False

    def get_queryset(self) -> Any:
        return PublicStory.objects.none()

    def list(self, request: Request) -> Response:
        found = self.paginate_queryset(self.get_queryset()) or []
        answer = FoundSerializer(found, many=True, context={"site": absolute(request, "")})
        return self.get_paginated_response(answer.data)
