"""The public API, version 1: its root and the routes of both apps. Read-only."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, register_converter, resolve, reverse
from django.urls.converters import PathConverter
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from articles.api import (
    ArticleViewSet,
    CorrectionViewSet,
    EvidenceViewSet,
    QuoteViewSet,
    SourceViewSet,
    VersionViewSet,
)
from hospitals.api import (
    AreaViewSet,
    DisputeViewSet,
    EventViewSet,
    FigureCsv,
    FigureViewSet,
    FigureXlsx,
    HospitalViewSet,
    MeasureViewSet,
    NoticeViewSet,
    PanelCsv,
    PanelViewSet,
    PanelXlsx,
    RevisionViewSet,
    ServiceViewSet,
    SettingViewSet,
    StaffGroupViewSet,
    StrikeViewSet,
    TrustViewSet,
    UnionViewSet,
    UpdateViewSet,
)
from hospitals.models import Trust
from lib.api import ReadOnly, absolute, refuse_parameters
from lib.fields import LinkField
from lib.pages import without_parameters
from lib.serializers import Record
from newsroom.changes import ChangeViewSet
from newsroom.search_api import SearchViewSet

app_name = "api"

# In the order of the root: stories, facts, what both rest on, what has changed.
RECORDS = {
    "articles": ("article", ArticleViewSet),
    "quotes": ("quote", QuoteViewSet),
    "figures": ("figure", FigureViewSet),
    "strikes": ("strike", StrikeViewSet),
    "disputes": ("dispute", DisputeViewSet),
    "events": ("event", EventViewSet),
    "notices": ("notice", NoticeViewSet),
    "trusts": ("trust", TrustViewSet),
    "hospitals": ("hospital", HospitalViewSet),
    "areas": ("area", AreaViewSet),
    "measures": ("measure", MeasureViewSet),
    "sources": ("source", SourceViewSet),
    "evidence": ("evidence", EvidenceViewSet),
    "corrections": ("correction", CorrectionViewSet),
}
router = SimpleRouter(use_regex_path=False)
for prefix, (name, viewset) in RECORDS.items():
    router.register(prefix, viewset, basename=name)


def only_list(viewset: type[GenericViewSet]) -> Any:
    return viewset.as_view({"get": "list"}, detail=False)


lists = [
    path("articles/<str:uuid>/versions/", only_list(VersionViewSet), name="version-list"),
    path("figures/<number:pk>/revisions/", only_list(RevisionViewSet), name="revision-list"),
    path("staff-groups/", only_list(StaffGroupViewSet), name="staff-group-list"),
    path("settings/", only_list(SettingViewSet), name="setting-list"),
    path("services/", only_list(ServiceViewSet), name="service-list"),
    path("unions/", only_list(UnionViewSet), name="union-list"),
    path("updates/", only_list(UpdateViewSet), name="update-list"),
    path("changes/", only_list(ChangeViewSet), name="change-list"),
    path("search/", only_list(SearchViewSet), name="search"),
    path("panel/", only_list(PanelViewSet), name="panel"),
    path("panel.csv", only_list(PanelCsv), name="panel-csv"),
    path("panel.xlsx", only_list(PanelXlsx), name="panel-xlsx"),
    path("figures.csv", only_list(FigureCsv), name="figures-csv"),
    path("figures.xlsx", only_list(FigureXlsx), name="figures-xlsx"),
]


MORE = {
    "staff_groups": "staff-group-list",
    "settings": "setting-list",
    "services": "service-list",
    "unions": "union-list",
    "updates": "update-list",
    "changes": "change-list",
    "search": "search",
    "panel": "panel",
    "figures_csv": "figures-csv",
    "figures_xlsx": "figures-xlsx",
    "panel_csv": "panel-csv",
    "panel_xlsx": "panel-xlsx",
}


class RootSerializer(Record):
    """Links: what there is, by its name."""

    def get_fields(self) -> dict[str, LinkField]:
        names = {prefix: f"{name}-list" for prefix, (name, _) in RECORDS.items()} | MORE
        return {what: LinkField("", reverse(f"api:{name}")) for what, name in names.items()}


class Root(ReadOnly, GenericAPIView):
    """What there is, with full links."""

    serializer_class = RootSerializer

    def get(self, request: Request) -> Response:
        refuse_parameters(request)
        names = {prefix: f"{name}-list" for prefix, (name, _) in RECORDS.items()} | MORE
        paths = {what: reverse(f"api:{name}") for what, name in names.items()}
        root = RootSerializer(paths, context={"site": absolute(request, "")})
        return Response(root.data)


class Description(ReadOnly, SpectacularJSONAPIView):
    """The API described for programs: OpenAPI 3.1 as JSON."""

    schema = None

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        refuse_parameters(request)
        response = super().get(request, *args, **kwargs)
        response["Content-Disposition"] = 'inline; filename="openapi.json"'
        return response


EXAMPLES = [
    ("Figures of one trust, the latest first", "figures/?trust={trust}&page_size=50"),
    ("Three fields of them", "figures/?trust={trust}&fields=sentence,value,page"),
    ("Figures as they were public on a day", "figures/?as_of=2023-04-19"),
    ("Stories about a word", "articles/?q=strike"),
    ("Whatever has a name", "search/?q=southampton"),
    ("What sources have changed since we published it", "updates/"),
    ("All public figures for a spreadsheet", "figures.csv?bom=1"),
    ("A row for each trust, strike and measure, gaps included", "panel/"),
]


@require_safe
@without_parameters
def documentation(request: HttpRequest) -> HttpResponse:
    """The API described for people; the list of addresses is drawn by a script."""
    root, trust = reverse("api:root"), Trust.objects.public().order_by("name").first()
    context = {
        "examples": [
            {"about": about, "path": root + path.format(trust=trust and trust.code)}
            for about, path in EXAMPLES
            if trust or "{trust}" not in path
        ],
        "origin": absolute(request, "/").removesuffix("/"),
        "per_minute": settings.API_REQUESTS_A_MINUTE,
    }
    return render(request, "api/docs.html", context)


class Anything(PathConverter):
    """The rest of an address, line ends included; “v1” alone only lacks its slash."""

    regex = r"(?s:(?!v1\Z).*)"


register_converter(Anything, "anything")


class Nothing(APIView):
    """Any other address under the API: an error in the API's own shape, not a page."""

    schema = None

    def get(self, request: Request, rest: str) -> HttpResponseBase:
        if rest.endswith("/") or resolve(f"{request.path_info}/").url_name == "nothing":
            raise Http404
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))


urlpatterns = [
    path("", Root.as_view(), name="root"),
    *router.urls,
    *lists,
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", documentation, name="docs"),
]
