"""The desk: our AdminSite. Its front page is the day's work, not a list of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from deeds import deed
from lib import uploads
from lib.admin.asking import asks_only, only_asks
from lib.refusals import Refused
from lib.text import seen

if TYPE_CHECKING:
    from newsroom.logins import Later, LogInForm

View = Callable[..., HttpResponseBase]

# Everything that can be edited, in the order a newsroom thinks of it. What is not named here
# (another app, installed later) comes last, under its own heading.
GROUPS = [
    (
        "Stories",
        "articles.article articles.quote articles.picture articles.correctionplan "
        "articles.correction articles.publishedversion deeds.cover",
    ),
    (
        "Facts",
        "hospitals.disruptionfigure hospitals.evidence hospitals.source hospitals.strike "
        "hospitals.servicenotice hospitals.dispute hospitals.event hospitals.trust "
        "hospitals.hospital deeds.deskchange",
    ),
    ("People", "articles.contributor auth.user"),
    (
        "Set-up",
        "articles.publisher articles.section articles.findinganswer deeds.soberdecision "
        "deeds.outboxitem hospitals.measure "
        "hospitals.service hospitals.setting hospitals.area hospitals.areakind "
        "hospitals.staffgroup hospitals.union "
        "hospitals.eventkind hospitals.alias hospitals.licence auth.group",
    ),
]


# What is set up once, for those who decide about it; others reach it from the forms that need it.
SET_UP = {"People", "Set-up"}
DECIDES_SET_UP = "hospitals.sign_off_fact"

# What is searched for is words (lib.admin.search bounds them); the rest is asked of columns.
WORDS = {SEARCH_VAR, "term"}
LARGEST = 2**63 - 1


def asks_the_impossible(query: QueryDict) -> bool:
    """Whether an address names a number or text that no column can hold.

    SQLite fails at a number of more than 64 bits, PostgreSQL at a NUL.
    """
    return any(
        "\0" in value or any(int(n) > LARGEST for n in re.findall(r"\d{19,}", value[:4000]))
        for name, values in query.lists()
        if name not in WORDS
        for value in (each.replace("_", "") for each in values)
    )


class DeskSite(AdminSite):
    site_header = "Newsroom desk"
    site_title = "Newsroom desk"
    index_title = "Today on the desk"
    index_template = "admin/desk.html"
    empty_value_display = "–"
    enable_nav_sidebar = False

    @property
    def login_form(self) -> type[LogInForm]:
        # Not above: it imports the model of users, which is not there when this module is read.
        from newsroom.logins import LogInForm

        return LogInForm

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Every view of the desk, each model's own and Django's among them: one deed.

        An address that was bent leads to the list, as Django's do.
        """
        inner = super().admin_view(as_a_deed(view), cacheable)

        @wraps(inner)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if asks_the_impossible(request.GET):
                return redirect(f"{request.path}?{ERROR_FLAG}=1")
            if request.method == "POST":
                if not self.has_permission(request) and request.path != reverse("admin:logout"):
                    return self.says_log_in(request)
                request.POST = as_seen(request.POST)
            with uploads.taken_back_on_failure():
                try:
                    return inner(request, *args, **kwargs)
                except OverflowError as error:
                    raise BadRequest("A number is too great for a record.") from error

        return asked

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page; who has tried too often is told so before much is done for them."""
        from newsroom import logins

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

    def try_later(self, request: HttpRequest, later: Later) -> HttpResponse:
        """The log-in page without the menus: it costs a tenth, and hundreds may ask for it."""
        from newsroom import logins

        logins.hold()
        request.told_to_come_back = True
        context = {
            "sentence": later.message,
            "name": request.POST.get("username", "")[:150],
            "next": request.POST.get(REDIRECT_FIELD_NAME, ""),
            "desk_name": settings.SITE_NAME,
        }
        response = render(request, "admin/log_in_later.html", context, status=later.status)
        response["Retry-After"] = later.seconds
        return response

    def says_log_in(self, request: HttpRequest) -> HttpResponse:
        """What somebody sent after their session had ended: not done, and not lost either."""
        from newsroom.views import what_was_typed

        context = {"typed": what_was_typed(request), "next": request.get_full_path()}
        return render(request, "admin/logged_out_while_writing.html", context, status=403)

    def get_urls(self) -> list[Any]:
        ours = [
            path("second-look/", self.admin_view(self.second_look), name="second_look"),
            path("proposals/", self.admin_view(self.proposals), name="proposals"),
            path("check-copy/", self.admin_view(self.check_copy), name="check_copy"),
            path(
                "where-used/<slug:kind>/<int:pk>/",
                self.admin_view(self.where_used),
                name="where_used",
            ),
            path("find/", self.admin_view(self.find), name="find"),
            path("me/mail/", self.admin_view(self.mail_choices), name="mail_choices"),
            path("views/", self.admin_view(self.saved_views), name="saved_views"),
            path("waiting/", self.admin_view(self.waiting), name="waiting"),
        ]
        return [*ours, *super().get_urls()]

    def find(self, request: HttpRequest) -> HttpResponse:
        """What fits `q`, of all that this person may see: a page, or with `part` its choices."""
        from newsroom.desk import finding

        asked, part = request.GET.get(SEARCH_VAR, ""), "part" in request.GET
        context = {
            **self.each_context(request),
            "title": "Find anything",
            "asked": seen(asked)[:100],
            "groups": finding.find(self, request, asked),
            "beginnings": finding.beginnings(request.user) if part else [],
            "part": part,
        }
        template = "admin/find_results.html" if part else "admin/find.html"
        return TemplateResponse(request, template, context)

    def saved_views(self, request: HttpRequest) -> HttpResponse:
        from newsroom.desk import saved_views

        if request.method != "POST":
            return redirect("admin:index")
        return saved_views.saved_views_view(self, request)

    def own_views(self, model_admin: ModelAdmin, request: HttpRequest) -> list[dict[str, Any]]:
        from newsroom.desk import saved_views

        return saved_views.own_views(model_admin, request)

    def waiting(self, request: HttpRequest) -> JsonResponse:
        """{"waiting": 3}, for the mark in the title of the tab."""
        from newsroom import desk

        return JsonResponse({"waiting": desk.waiting(request.user)})

    def second_look(self, request: HttpRequest) -> HttpResponse:
        """What one person did alone, each with its difference; POST ticks off what was chosen."""
        from newsroom.desk import looks

        if request.method == "POST":
            for done in looks.tick(request, request.POST.getlist("look")):
                messages.success(request, f"Second look done: {done}.")
            return redirect(reverse("admin:second_look"))
        context = {
            **self.each_context(request),
            **looks.second_look_page(request, timezone.now()),
        }
        return TemplateResponse(request, "admin/second_look.html", context)

    @only_asks
    def check_copy(self, request: HttpRequest) -> HttpResponse:
        from articles.admin.copy_box import copy_view

        return copy_view(self, request)

    def where_used(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        from articles.admin.where_used import where_used_view

        return where_used_view(self, request, kind, pk)

    def proposals(self, request: HttpRequest) -> HttpResponse:
        from hospitals.admin.proposals import proposals_view

        return proposals_view(self, request)

    def mail_choices(self, request: HttpRequest) -> HttpResponse:
        from articles.admin.mail_choices import mail_choices_view

        return mail_choices_view(self, request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from newsroom.desk.head import head

        context = super().each_context(request)
        return {
            **context,
            "desk_name": settings.SITE_NAME,
            "head": head(context["available_apps"], request.path),
        }

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from newsroom import desk

        context = {
            "title": "Today",
            "greeting": desk.greeting(request.user),
            "today": desk.today(request.user),
            "new": desk.may_add(request.user),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """All models under the newsroom's headings, without set-up for those who do not decide
        about it; one app's page stays as Django has it."""
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
        decides = request.user.has_perm(DECIDES_SET_UP)
        return [
            each for each in groups if each["models"] and (decides or each["name"] not in SET_UP)
        ]


def as_a_deed(view: View) -> View:
    """What somebody sends is done whole or not at all, and readers see it at once.

    Where it is refused as it ends, nothing was done and what was typed is shown. A question that is
    too long for an address is sent too; it waits for nobody's deed.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") or asks_only(view, request.POST):
            return view(request, *args, **kwargs)
        try:
            with deed(by=request.user):
                return view(request, *args, **kwargs)
        except Refused as refusal:
            return says_refused(request, refusal)

    return answer


def says_refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    from newsroom.views import what_was_typed

    context = {"refused": refusal.messages, "typed": what_was_typed(request)}
    return render(request, "admin/refused_as_it_ended.html", context, status=409)


def as_seen(form: QueryDict) -> QueryDict:
    """What was typed or pasted, without characters that nobody sees; passwords as they are."""
    typed = form.copy()
    for name, values in form.lists():
        if "password" not in name:
            typed.setlist(name, [seen(value) for value in values])
    return typed


def group(name: str, models: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": name,
        "app_label": name.lower().replace(" ", "-"),
        "app_url": "",
        "has_module_perms": True,
        "models": models,
    }
