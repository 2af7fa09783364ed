"""The desk: our AdminSite. Its front page is the day's work, not a list of tables."""

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import render

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

    def login(self, request, extra_context=None):
        """Django's page; who has tried too often is told so before much is done for them."""
        # The form imports the model of users, which is not there yet when this module is read.
        from newsroom import logins

        self.login_form = logins.LogInForm
        if request.method == "POST":
            try:
                logins.Attempt(request, request.POST.get("username", "")).look()
            except logins.Later as later:
                return self.try_later(request, later)
        response = super().login(request, extra_context)
        if request.method == "POST":
            form = getattr(response, "context_data", {}).get("form")
            if form is None:
                logins.remember_device(response, request.user.get_username())
            elif form.later:
                return self.try_later(request, form.later)
        return response

    def try_later(self, request, later):
        """The log-in page without the menus: it costs a tenth, and hundreds may ask for it."""
        from newsroom import logins

        logins.hold()
        context = {
            "sentence": later.message,
            "name": request.POST.get("username", "")[:150],
            "next": request.POST.get(REDIRECT_FIELD_NAME, ""),
            "desk_name": settings.SITE_NAME,
        }
        response = render(request, "admin/log_in_later.html", context, status=later.status)
        response["Retry-After"] = later.seconds
        return response

    def each_context(self, request):
        return {**super().each_context(request), "desk_name": settings.SITE_NAME}

    def index(self, request, extra_context=None):
        from newsroom import desk

        context = {"blocks": desk.blocks(request.user), "new": desk.may_add(request.user)}
        return super().index(request, {**context, **(extra_context or {})})

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


def group(name, models):
    return {
        "name": name,
        "app_label": name.lower().replace(" ", "-"),
        "app_url": "",
        "has_module_perms": True,
        "models": models,
    }
