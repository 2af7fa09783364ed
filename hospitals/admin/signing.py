"""What is said about strikes: a data editor's or editor's word stands, a reporter's waits."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst

from deeds.admin.second_look import fields_in_words
from hospitals import workflow
from hospitals.workflow.signing import WRITE_FACTS
from lib.admin.buttons import Button, HasButtons
from lib.admin.history import EarlierStatesStay
from lib.admin.rows import DeskInline

from .signed import may_still_change


class RowsThatWait(BaseInlineFormSet):
    """Rows below a strike: those signed off are fixed for whoever may not write them."""

    user = None

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.pk and not may_still_change(self.user, form.instance):
            for name, field in form.fields.items():
                # A fixed field keeps its stored value, whatever is posted.
                field.disabled = name not in (self.model._meta.pk.name, self.fk.name)


class WaitingInline(DeskInline):
    formset = RowsThatWait

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset


class SignOff(Button):
    """Shows what waits of a strike, with where it came from; and signs all of it off."""

    name, label, permission = "sign-off", "Sign off what waits", WRITE_FACTS
    title = "Sign off"
    template = "admin/hospitals/strike/sign_off.html"
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def waiting(cls, record: Model) -> list[Model]:
        return workflow.waiting_of(record)

    @classmethod
    def offered(cls, user: Any, record: Model) -> bool:
        return super().offered(user, record) and bool(cls.waiting(record))

    def stands_now(self) -> dict[str, Any]:
        return {"seen": workflow.facts_token(self.waiting(self.record))}

    def context(self) -> dict[str, Any]:
        return {"rows": [row_for_page(row) for row in self.waiting(self.record)]}

    def run(self) -> str:
        rows, seen = self.waiting(self.record), self.cleaned_data["seen"]
        workflow.sign_off_facts(by=self.user, rows=rows, seen=seen)
        return "Signed off: readers see it."


class SignOffOne(SignOff):
    """Of a record that stands alone: an event, a notice."""

    @classmethod
    def waiting(cls, record: Model) -> list[Model]:
        return [] if record.signed_off_at else [record]


class SignsOff(HasButtons, EarlierStatesStay):
    """For the ModelAdmin of a strike or an event: who enters it, and the page that signs it off."""

    buttons = [SignOff]
    verb = ""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = list(super().get_readonly_fields(request, obj))
        if may_still_change(request.user, obj):
            return fixed
        return list(dict.fromkeys([*fixed, *names_of(self.fieldsets)]))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return self.slug_from if may_still_change(request.user, obj) else {}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
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

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        start = f"admin:{self.opts.app_label}_{self.opts.model_name}_"
        context["asking"] = [
            (button.label, reverse(start + button.name.replace("-", "_"), args=[obj.pk]))
            for button in self.buttons
            if obj is not None and change and button.offered(request.user, obj)
        ]
        return super().render_change_form(request, context, add, change, form_url, obj)


def row_for_page(row: Model) -> dict[str, Any]:
    """What stands on the sign-off page of one row: its words and where it came from."""
    return {
        "kind": capfirst(row._meta.verbose_name),
        "said": [(capfirst(what), words) for what, words in fields_in_words(row).items() if words],
        "evidence": getattr(row, "evidence", None),
        "by": row.created_by,
    }


def names_of(fieldsets: Any) -> Iterator[str]:
    for _, options in fieldsets:
        for name in options["fields"]:
            yield from [name] if isinstance(name, str) else name
