"""The public API, version 1: its root and the routes of both apps. Read-only."""

from django.http import Http404
from django.urls import path, reverse
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

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
    FigureViewSet,
    HospitalViewSet,
    MeasureViewSet,
    RevisionViewSet,
    StrikeViewSet,
    TrustViewSet,
    UpdateViewSet,
)
from newsroom.lib.api import absolute, refuse_parameters

app_name = "api"

# In the order of the root: stories, facts, what both rest on, what has changed.
RECORDS = {
    "articles": ("article", ArticleViewSet),
    "quotes": ("quote", QuoteViewSet),
    "figures": ("figure", FigureViewSet),
    "strikes": ("strike", StrikeViewSet),
    "disputes": ("dispute", DisputeViewSet),
    "events": ("event", EventViewSet),
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


def only_list(viewset):
    return viewset.as_view({"get": "list"}, detail=False)


lists = [
    path("articles/<str:uuid>/versions/", only_list(VersionViewSet), name="version-list"),
    path("figures/<int:pk>/revisions/", only_list(RevisionViewSet), name="revision-list"),
    path("updates/", only_list(UpdateViewSet), name="update-list"),
]


class Root(APIView):
    """What there is, with full links."""

    def get(self, request):
        refuse_parameters(request)
        names = {prefix: f"{name}-list" for prefix, (name, _) in RECORDS.items()}
        names["updates"] = "update-list"
        return Response(
            {what: absolute(request, reverse(f"api:{name}")) for what, name in names.items()}
        )


class Nothing(APIView):
    """Any other address under the API: an error in the API's own shape, not a page."""

    def get(self, request, rest):
        raise Http404


urlpatterns = [
    path("", Root.as_view(), name="root"),
    *router.urls,
    *lists,
    path("<path:rest>", Nothing.as_view(), name="nothing"),
]
