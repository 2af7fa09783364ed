"""The public API, version 1: its root and the routes of both apps. Read-only."""

from django.http import Http404
from django.urls import path, reverse
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from articles.api import ArticleViewSet
from hospitals.api import FigureViewSet, StrikeViewSet, TrustViewSet
from newsroom.lib.api import absolute, refuse_parameters

app_name = "api"

router = SimpleRouter(use_regex_path=False)
router.register("articles", ArticleViewSet, basename="article")
router.register("figures", FigureViewSet, basename="figure")
router.register("trusts", TrustViewSet, basename="trust")
router.register("strikes", StrikeViewSet, basename="strike")


class Root(APIView):
    """What there is, with full links."""

    def get(self, request):
        refuse_parameters(request)
        return Response(
            {
                f"{name}s": absolute(request, reverse(f"api:{name}-list"))
                for name in ("article", "figure", "trust", "strike")
            }
        )


class Nothing(APIView):
    """Any other address under the API: an error in the API's own shape, not a page."""

    def get(self, request, rest):
        raise Http404


urlpatterns = [
    path("", Root.as_view(), name="root"),
    *router.urls,
    path("<path:rest>", Nothing.as_view(), name="nothing"),
]
