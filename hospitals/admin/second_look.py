"""Changes that one person may make alone stand on the second-look list, with their difference."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse

from hospitals import workflow
from hospitals.models import DeskChange
from lib.refusals import Refused

from .lists import BoundedPaginator
from .saving import shown

# Readers never see these.
OF_THE_DESK = ("private_notes", "created_by", "created_at", "signed_off_by", "signed_off_at")


class SecondLook:
    """For a ModelAdmin of what readers see: what somebody changes alone is noted in words."""

    def readers_see(self, record):
        """Whether the record is before readers; what is not yet waits for a sign-off instead."""
        return getattr(record, "signed_off_at", True) is not None

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        return self.noting(request, object_id, super().changeform_view, form_url, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method != "POST":
            return super().history_form_view(request, object_id, version_id, extra_context)
        return self.noting(request, object_id, super().history_form_view, version_id, extra_context)

    def noting(self, request, object_id, view, *arguments):
        with transaction.atomic():
            before = self.stored_in_words(request, object_id)
            response = view(request, object_id, *arguments)
            self.note(request, before)
            return response

    def note(self, request, before):
        record = getattr(request, "saved_record", None)
        if record is None or not workflow.may_write_facts(request.user):
            return
        if self.readers_see(record):
            after = self.in_words(request, record)
            workflow.note_change(by=request.user, record=record, before=before, after=after)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        request.saved_record = obj

    def delete_model(self, request, obj):
        with transaction.atomic():
            workflow.note_change(
                by=request.user, record=obj, before=self.in_words(request, obj), after={}
            )
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for record in queryset:
                self.delete_model(request, record)

    # In words

    def stored_in_words(self, request, object_id):
        record = self.get_object(request, object_id) if object_id else None
        return self.in_words(request, record) if record is not None else {}

    def in_words(self, request, record):
        """{what: words} of each field and of the rows below, as they are stored now."""
        record = self.model._base_manager.get(pk=record.pk)
        said = fields_in_words(record)
        for inline in self.get_inline_instances(request, record):
            name = inline.get_formset(request, record).fk.name
            rows = inline.model._base_manager.filter(**{name: record.pk}).order_by("pk")
            said[str(inline.verbose_name_plural)] = "; ".join(
                ", ".join(filter(None, fields_in_words(row, but=name).values())) for row in rows
            )
        return said


def fields_in_words(row, but=""):
    fields = [*row._meta.concrete_fields, *row._meta.many_to_many]
    return {
        str(field.verbose_name): str(shown(row, field.name) or "")
        for field in fields
        if field.editable and field.name not in (*OF_THE_DESK, but) and not field.primary_key
    }


class Waiting(admin.SimpleListFilter):
    title = "second look"
    parameter_name = "look"

    def lookups(self, request, model_admin):
        return [("waiting", "still to do")]

    def queryset(self, request, queryset):
        waits = self.value() == "waiting"
        return queryset.filter(looked_at__isnull=True) if waits else queryset


@admin.register(DeskChange)
class DeskChangeAdmin(admin.ModelAdmin):
    """The list; a page with the difference, and the button that ticks it off."""

    list_display = ["called", "kind", "by", "at", "looked_by"]
    list_filter = [Waiting]
    list_select_related = ["content_type", "by", "looked_by"]
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = []
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="of")
    def kind(self, change):
        return change.content_type.name

    def get_urls(self):
        look = path(
            "<int:pk>/look/",
            self.admin_site.admin_view(self.look),
            name="hospitals_deskchange_look",
        )
        return [look, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        change = get_object_or_404(DeskChange, pk=object_id)
        if not self.has_view_permission(request, change):
            raise PermissionDenied("Your role may not see this.")
        may_look = (
            change.looked_at is None
            and change.by_id != request.user.pk
            and request.user.has_perm("hospitals.check_figure")
        )
        context = {
            **self.admin_site.each_context(request),
            "title": "Second look",
            "opts": self.opts,
            "change": change,
            "record_url": record_url(change),
            "may_look": may_look,
            "back": reverse("admin:hospitals_deskchange_changelist"),
        }
        return TemplateResponse(request, "admin/hospitals/deskchange/page.html", context)

    def look(self, request, pk):
        page = reverse("admin:hospitals_deskchange_change", args=[pk])
        if request.method == "POST":
            change = get_object_or_404(DeskChange, pk=pk)
            try:
                workflow.look_at_change(by=request.user, change=change)
            except Refused as refusal:
                messages.error(request, " ".join(refusal.messages))
            else:
                messages.success(request, f"Second look done: {change.called}.")
                page = reverse("admin:index")
        return HttpResponseRedirect(page)


def record_url(change):
    """The page of the record on the desk; "" where it is gone or has none."""
    kind = change.content_type
    try:
        url = reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[change.object_id])
    except NoReverseMatch:
        return ""
    return url if change.record is not None else ""
