"""What is said about strikes: a data editor's or editor's word stands, a reporter's waits."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.models import BaseInlineFormSet
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst

from deeds.admin.second_look import fields_in_words
from hospitals import workflow
from lib.admin.history import EarlierStatesStay
from lib.admin.refusals import tell_refusal
from lib.admin.rows import DeskInline
from lib.refusals import Refused

from .sources import may_still_change


class RowsThatWait(BaseInlineFormSet):
    """Rows below a strike: those signed off are fixed for whoever may not write them."""

    user = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk and not may_still_change(self.user, form.instance):
            for name, field in form.fields.items():
                # A fixed field keeps its stored value, whatever is posted.
                field.disabled = name not in (self.model._meta.pk.name, self.fk.name)


class WaitingInline(DeskInline):
    formset = RowsThatWait

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset


class SignsOff(EarlierStatesStay):
    """For the ModelAdmin of a strike or an event: who enters it, and the page that signs it off."""

    def get_readonly_fields(self, request, obj=None):
        fixed = list(super().get_readonly_fields(request, obj))
        if may_still_change(request.user, obj):
            return fixed
        return list(dict.fromkeys([*fixed, *names_of(self.fieldsets)]))

    def get_prepopulated_fields(self, request, obj=None):
        return self.slug_from if may_still_change(request.user, obj) else {}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rows = [(form.instance, not change)]
        for formset in formsets:
            rows += [(row, True) for row in formset.new_objects]
            rows += [(row, False) for row, _ in formset.changed_objects]
        seen = [workflow.entered(by=request.user, row=row, new=new) for row, new in rows]
        if not all(seen):
            messages.warning(
                request,
                "Readers do not see it yet: a data editor or an editor signs off what you entered.",
            )

    def waiting(self, record):
        return workflow.waiting_of(record)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_sign_off"
        view = self.admin_site.admin_view(self.sign_off_view)
        return [path("<int:pk>/sign-off/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change and workflow.may_write_facts(request.user):
            waiting = self.waiting(obj)
            if waiting:
                context["sign_off_url"] = self.sign_off_url(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def sign_off_url(self, record):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_sign_off"
        return reverse(name, args=[record.pk])

    def sign_off_view(self, request, pk):
        """GET shows what waits, with where it came from; POST signs all of it off."""
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404("There is no such record.")
        if not workflow.may_write_facts(request.user):
            raise PermissionDenied("Data editors and editors sign off what is said about strikes.")
        back = reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]
        )
        rows = self.waiting(record)
        if request.method == "POST":
            try:
                workflow.sign_off_facts(
                    by=request.user, rows=rows, seen=request.POST.get("seen", "")
                )
            except Refused as refusal:
                tell_refusal(request, refusal)
                return HttpResponseRedirect(self.sign_off_url(record))
            messages.success(request, "Signed off: readers see it.")
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": "Sign off",
            "opts": self.opts,
            "original": record,
            "rows": [row_for_page(row) for row in rows],
            "seen": workflow.facts_token(rows),
            "back": back,
        }
        return TemplateResponse(request, "admin/hospitals/strike/sign_off.html", context)


def row_for_page(row):
    """What stands on the sign-off page of one row: its words and where it came from."""
    return {
        "kind": capfirst(row._meta.verbose_name),
        "said": [(capfirst(what), words) for what, words in fields_in_words(row).items() if words],
        "evidence": getattr(row, "evidence", None),
        "by": row.created_by,
    }


def names_of(fieldsets):
    for _, options in fieldsets:
        for name in options["fields"]:
            yield from [name] if isinstance(name, str) else name
