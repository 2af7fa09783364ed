"""The desk: our AdminSite. Its front page is the day's work, not a list of tables."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite

from deeds import deed

# Everything that can be edited, in the order a newsroom thinks of it. What is not named here
# (another app, installed later) comes last, under its own heading.
GROUPS = [
    (
        "Stories",
        "articles.article articles.quote articles.picture articles.correction "
        "articles.publishedversion",
    ),
    (
        "Facts",
        "hospitals.disruptionfigure hospitals.evidence hospitals.source hospitals.strike "
        "hospitals.dispute hospitals.event hospitals.trust hospitals.hospital",
    ),
    ("People", "articles.contributor auth.user"),
    (
        "Set-up",
        "articles.section hospitals.measure hospitals.area hospitals.staffgroup hospitals.union "
        "hospitals.alias auth.group",
    ),
]


class DeskSite(AdminSite):
    site_header = "Newsroom desk"
    site_title = "Newsroom desk"
    index_title = "Today on the desk"
    index_template = "admin/desk.html"
    empty_value_display = "–"

    def each_context(self, request):
        return {**super().each_context(request), "desk_name": settings.SITE_NAME}

    def index(self, request, extra_context=None):
        from newsroom import desk

        context = {"blocks": desk.blocks(request.user), "new": desk.may_add(request.user)}
        return super().index(request, {**context, **(extra_context or {})})

    def admin_view(self, view, cacheable=False):
        """Every view of the desk goes through here, each model's own and Django's among them."""
        return super().admin_view(as_a_deed(view), cacheable)

    def get_app_list(self, request, app_label=None):
        """All models under the newsroom's headings; one app's page stays as Django has it."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        left = {
            model["model"]._meta.label_lower: (app, model)
            for app in apps
            for model in app["models"]
        }
        groups = [
            group(name, [left.pop(label)[1] for label in labels.split() if label in left])
            for name, labels in GROUPS
        ]
        rest = {}
        for app, model in left.values():
            rest.setdefault(app["name"], []).append(model)
        groups += [group(name, models) for name, models in rest.items()]
        return [each for each in groups if each["models"]]


def as_a_deed(view):
    """What somebody sends is done whole or not at all, and readers see it at once."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        with deed(by=request.user):
            return view(request, *args, **kwargs)

    return answer


def group(name, models):
    return {
        "name": name,
        "app_label": name.lower().replace(" ", "-"),
        "app_url": "",
        "has_module_perms": True,
        "models": models,
    }
