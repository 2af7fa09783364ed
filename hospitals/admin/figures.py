"""Figures on the desk: recorded and changed through the workflow only, never by a plain form."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join

from hospitals.models import (
    Alias,
    Area,
    DisruptionFigure,
    FigureRevision,
    Hospital,
    Measure,
    Source,
    Strike,
    Trust,
)
from lib.admin.choosers import AutocompleteFilter
from lib.admin.lists import QuickLists
from lib.admin.refusals import tell_refusal
from lib.admin.search import any_field, bounded
from lib.numbers import parse_number
from lib.refusals import Refused
from lib.text import fold

from . import lookups
from .figure_actions import ACTIONS, Press, buttons, newest_decision, press
from .figure_batches import Batches
from .figure_page import in_force, page, short_number, statuses
from .statement import statement_view


class CheckFilter(admin.SimpleListFilter):
    title = "check"
    parameter_name = "check"

    def lookups(self, request, model_admin):
        return [("waiting", "to check"), ("done", "checked")]

    def queryset(self, request, queryset):
        if self.value() == "waiting":
            return queryset.to_check()
        if self.value() == "done":
            return queryset.exclude(pk__in=DisruptionFigure.objects.to_check().values("pk"))
        return queryset


class EvidenceFilter(AutocompleteFilter):
    """Figures of which some value came from this. Asked by key: a workbook has thousands."""

    def queryset(self, request, queryset):
        value = self.chosen()
        if not value:
            return queryset
        if not str(value).isdecimal():
            raise IncorrectLookupParameters
        revisions = FigureRevision.objects.filter(evidence=value)
        return queryset.filter(pk__in=revisions.values("figure"))


class StandingFilter(admin.SimpleListFilter):
    title = "where it stands"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("unreleased", "not released"),
            ("embargo", "under embargo"),
            ("released", "released"),
            ("disputed", "disputed"),
            ("withdrawn", "withdrawn"),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        standing = Q(withdrawn_at__isnull=True)
        condition = {
            "unreleased": standing & Q(released_at__isnull=True),
            "embargo": standing & Q(released_at__gt=now),
            "released": standing & Q(released_at__lte=now),
            "disputed": standing & Q(disputed_on__isnull=False),
            "withdrawn": ~standing,
        }.get(self.value(), Q())
        return queryset.filter(condition)


@admin.register(DisruptionFigure)
class FigureAdmin(Batches, QuickLists):
    list_display = ["about", "number", "measure", "period", "says", "stands"]
    list_display_links = ["about"]
    list_filter = [
        CheckFilter,
        StandingFilter,
        "nature",
        "basis",
        ("measure", AutocompleteFilter),
        ("strike", AutocompleteFilter),
        ("trust_at_time", AutocompleteFilter),
        ("source", AutocompleteFilter),
        ("revisions__evidence", EvidenceFilter),
    ]
    # Words are looked for in the small tables, then figures by their keys: see search_word.
    search_fields = ["measure__name"]
    sortable_by = []
    ordering = ["-period_end", "-id"]

    def get_queryset(self, request):
        # Prefetched, not joined: SQLite would join all the rows of a source before sorting them.
        return DisruptionFigure.objects.prefetch_related(*LINE).with_revisions()

    def search_word(self, request, word):
        found = Q()
        for name, model, fields, alias in SEARCHED:
            rows = any_field(fields, word)
            if alias and fold(word):
                aliases = Alias.objects.filter(folded__contains=fold(word))
                rows |= Q(pk__in=aliases.filter(**{f"{alias}__isnull": False}).values(alias))
            found |= Q(**{f"{name}__in": model.objects.filter(rows).values("pk")})
        if word.lstrip("#").isdecimal() and len(word) < 16:
            found |= Q(pk=int(word.lstrip("#")))
        spoken = parse_number(word)
        if spoken:
            values = FigureRevision.objects.filter(value=spoken.value)
            found |= Q(pk__in=values.values("figure"))
        return found

    def has_change_permission(self, request, obj=None):
        # The page of a figure has buttons instead of a form.
        return False

    def has_delete_permission(self, request, obj=None):
        # A figure is withdrawn, so that its page can say why.
        return False

    def get_urls(self):
        view = self.admin_site.admin_view
        name = "hospitals_disruptionfigure_"
        return [
            path("statement/", view(self.statement), name=f"{name}statement"),
            path("suggest/", view(self.suggest), name=f"{name}suggest"),
            path("<int:pk>/decide/<slug:action>/", view(self.decide), name=f"{name}decide"),
            *super().get_urls(),
        ]

    def statement(self, request):
        return statement_view(self, request)

    def add_view(self, request, form_url="", extra_context=None):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(reverse("admin:hospitals_disruptionfigure_statement") + query)

    def suggest(self, request):
        """Names for a field of the statement form: {"suggestions": [{"label", "hint"}]}."""
        kinds = lookups.KINDS.get(request.GET.get("kind", ""))
        if kinds is None:
            return HttpResponseBadRequest(f"kind is one of {', '.join(lookups.KINDS)}.")
        for each in kinds:
            if not request.user.has_perm(f"hospitals.view_{each.model._meta.model_name}"):
                raise PermissionDenied("Your role may not search these records.")
        term = bounded(request.GET.get("term", ""))
        found = lookups.suggest(request.GET["kind"], term) if term else []
        return JsonResponse({"suggestions": found})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        figure = self.get_object(request, object_id)
        if figure is None:
            raise Http404("There is no figure with this number.")
        if not self.has_view_permission(request, figure):
            raise PermissionDenied("Your role may not see figures.")
        context = {
            **self.admin_site.each_context(request),
            **page(figure),
            "title": "Figure",
            "opts": self.model._meta,
            "original": figure,
            "buttons": buttons(Press(figure, request.user)),
            "recorded_it": figure.latest().recorded_by_id == request.user.pk,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/hospitals/disruptionfigure/page.html", context)

    def history_view(self, request, object_id, extra_context=None):
        """Its decisions are its history, and stand on its page."""
        return HttpResponseRedirect(self.page_url(object_id) + "#decisions")

    def decide(self, request, pk, action):
        """GET asks, POST does: one button of the figure's page."""
        if action not in ACTIONS:
            raise Http404("There is no such button.")
        action = ACTIONS[action]
        if not request.user.has_perm(action.permission):
            raise PermissionDenied(f"Your role may not do this: {action.label.lower()}.")
        figure = self.get_object(request, str(pk))
        if figure is None:
            raise Http404("There is no figure with this number.")
        pressed = Press(figure, request.user)
        if request.method == "POST":
            form = self.decision_form(action, pressed, request.POST)
            if form.is_valid() and self.pressed(request, action, pressed, form):
                return HttpResponseRedirect(self.page_url(pk))
            pressed = Press(self.get_object(request, str(pk)), request.user)
            if not form.errors and not action.possible(pressed):
                return HttpResponseRedirect(self.page_url(pk))
        else:
            if not action.possible(pressed):
                messages.warning(request, f"“{action.label}” is not possible for it now.")
                return HttpResponseRedirect(self.page_url(pk))
            form = self.decision_form(action, pressed)
        context = {
            **self.admin_site.each_context(request),
            "title": action.title,
            "opts": self.model._meta,
            "original": pressed.figure,
            "figure": pressed.figure,
            "action": action,
            "form": form,
            "media": self.media + form.media,
            "back": self.page_url(pk),
            **action.context(pressed),
        }
        return TemplateResponse(request, action.template, context)

    def decision_form(self, action, pressed, data=None):
        if data is not None:
            return action.form_class(data, **action.form_options(pressed, data))
        starts = {"seen": newest_decision(pressed.figure), **action.initial(pressed)}
        return action.form_class(initial=starts, **action.form_options(pressed, None))

    def pressed(self, request, action, pressed, form):
        """Whether it was done; else what was refused is told, and the form keeps what was typed."""
        try:
            with transaction.atomic():
                told = press(action, pressed, form)
        except Refused as refusal:
            tell_refusal(request, refusal)
            # What they decide next is about the figure as they see it now.
            form.data = form.data.copy()
            form.data["seen"] = newest_decision(pressed.figure)
            return False
        if told is None:
            return False
        messages.success(request, told)
        return True

    def page_url(self, pk):
        return reverse("admin:hospitals_disruptionfigure_change", args=[pk])

    @admin.display(description="about")
    def about(self, figure):
        return figure.subject_name

    @admin.display(description="number")
    def number(self, figure):
        return short_number(in_force(figure))

    @admin.display(description="period")
    def period(self, figure):
        return figure.period_words()

    @admin.display(description="who says so")
    def says(self, figure):
        return figure.source

    @admin.display(description="status")
    def stands(self, figure):
        return format_html_join(
            " ",
            '<span class="tone {}">{}</span>',
            ((status.tone, status.words) for status in statuses(figure)),
        )


LINE = [
    "area",
    "trust__former_names",
    "hospital",
    "measure",
    "strike",
    "event",
    "staff_group",
    "source",
    "trust_at_time",
    "region_at_time",
]
SEARCHED = [
    ("trust", Trust, ["name", "code"], "trust"),
    ("hospital", Hospital, ["name", "town", "site_code"], "hospital"),
    ("area", Area, ["name", "code"], ""),
    ("measure", Measure, ["name"], ""),
    ("strike", Strike, ["title"], ""),
    ("source", Source, ["name"], "source"),
]
