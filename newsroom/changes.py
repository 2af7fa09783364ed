"""What readers could notice, as data: created, revised, disputed, withdrawn, pulled, corrected."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http.request import QueryDict
from rest_framework.exceptions import APIException
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from deeds.following import BeganAgain, Damaged, Position, changes_since, read, start
from deeds.models import Change
from hospitals.models import DisruptionFigure, Strike
from lib.addresses import address
from lib.api import ReadOnly, absolute, page_size, refuse_parameters
from lib.as_of import AsOf
from lib.fields import SITE, ChoiceField, DateTimeField, LinkField, UUIDField
from lib.parameters import parameter, whole_number
from lib.problems import BadParameters
from lib.serializers import Record

USUAL, MOST = 100, 500
LONGEST = 1000
DAMAGED = (
    "This is not where an answer ended: give “since” as it stands in “next”, or leave it out to "
    "begin."
)
BEGIN_AGAIN = "These changes have begun again. Take “since” off, and read what you hold anew."
EXAMPLE = "WyJlNSIsMiwiMjAyMy0wNC0xOSJd:1CP_p-53kCu23I1DZGXRgzaZCghpvfWNN9hm9qVrXeM"


class AddressField(LinkField):
    """Where the record is, or was, in the API."""

    def get_attribute(self, instance: Change) -> str:
        if instance.what == Change.What.FIGURE:
            return address("api:figure-detail", self.context["figures"][instance.uuid])
        if instance.what == Change.What.STRIKE:
            # One that was deleted answers 404 at any address.
            slug = self.context["strikes"].get(instance.uuid, str(instance.uuid))
            return address("api:strike-detail", slug)
        return address(f"api:{instance.what}-detail", instance.uuid)


class ChangeSerializer(Record):
    """That something changed, and when; what it is now, its address says."""

    what = ChoiceField(Change.What, "What the record is.", "figure")
    uuid = UUIDField("Of the record, for life.", "0d0a4f0e-2f0b-4a57-9a39-6f1f0a3f7f5d")
    kind = ChoiceField(
        Change.Kind,
        "What readers could notice. “created” also where something is there again; after “pulled” "
        "its address answers 404.",
        "revised",
    )
    url = AddressField("This record in the API.", "/api/v1/figures/28/")
    at = DateTimeField("When readers could first notice.", "2023-04-19T07:00:00+01:00")


class NumbersBeganAgain(APIException):
    """A database was restored: what is remembered of its changes may not be so."""

    status_code = 410
    default_detail = BEGIN_AGAIN


class Following(BasePagination):
    """{next, results}: `next` asks for what comes after, now or when there is something."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Change]:
        refuse_parameters(request, allowed=["since", "page_size"])
        asked = request.query_params
        most = page_size(asked, USUAL, MOST)
        try:
            changes, after = changes_since(self.position(asked), view.at, most)
        except BeganAgain as error:
            raise NumbersBeganAgain from error
        self.next = QueryDict(mutable=True)
        self.next["since"] = after.written()
        if asked.get("page_size"):
            self.next["page_size"] = asked["page_size"]
        self.address = absolute(request, f"{request.path}?{self.next.urlencode()}")
        return changes

    def position(self, asked: Mapping[str, Any]) -> Position:
        since = asked.get("since", "").strip()
        if not since:
            return start()
        try:
            if len(since) > LONGEST:
                raise Damaged
            return read(since)
        except Damaged as error:
            raise BadParameters({"since": [DAMAGED]}) from error

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.address, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        following = {"type": "string", "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": following | {"example": f"{SITE}/api/v1/changes/?since={EXAMPLE}"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = whole_number(1, MOST) | {"default": USUAL}
        since = "What comes after: take it from `next`. Empty is from the beginning."
        return [
            parameter("page_size", size, "Changes in an answer."),
            parameter("since", {"type": "string"}, since),
        ]


class ChangeViewSet(ReadOnly, AsOf, GenericViewSet):
    """Everything that readers could notice, the oldest first: ask, and ask `next` from then on.

    Each change comes once and none is missed, whoever writes meanwhile. It says that a record
    changed and not what it says now, so what was pulled leaves nothing here. An embargo's change
    comes when it is over. 410 means: begin again.
    """

    serializer_class = ChangeSerializer
    pagination_class = Following
    filter_backends: Sequence[Any] = []
    looks_back = False
    may_answer = {"410": ("The changes have begun again.", "Gone", BEGIN_AGAIN)}

    def get_queryset(self) -> Any:
        return Change.objects.none()

    def list(self, request: Request) -> Response:
        changes = self.paginate_queryset(self.get_queryset()) or []
        context = {
            "site": absolute(request, ""),
            "figures": keys(changes, Change.What.FIGURE, DisruptionFigure, "pk"),
            "strikes": keys(changes, Change.What.STRIKE, Strike, "slug"),
        }
        answer = ChangeSerializer(changes, many=True, context=context)
        return self.get_paginated_response(answer.data)


def keys(changes: Sequence[Change], what: str, model: type[Model], key: str) -> dict[UUID, Any]:
    """{uuid: the key by which the API knows it} of the records of this kind."""
    uuids = [change.uuid for change in changes if change.what == what]
    return dict(model.objects.filter(uuid__in=uuids).values_list("uuid", key))
