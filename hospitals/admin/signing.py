"""What is said about strikes: a data editor's or editor's word stands, a reporter's waits.

What stands is not edited: the form is filled in as before, and saving makes a row that replaces it.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from deeds.admin.second_look import fields_in_words
from hospitals import workflow
from hospitals.dependents import dependents
from hospitals.models import ServiceNotice, Strike
from hospitals.workflow.signing import WRITE_FACTS
from lib.admin.addresses import page_url
from lib.admin.buttons import Button, HasButtons
from lib.admin.history import EarlierStatesStay
from lib.admin.rows import DeskInline

from .signed import may_still_change


class FactRows(BaseInlineFormSet):
    """Rows below a strike, as last entered: a change that waits instead of what it replaces."""

    user = None

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.is_signed_off and not workflow.may_write_facts(self.user):
            # Taking back what stands is for those whose word stands.
            form.fields[DELETION_FIELD_NAME].disabled = True

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        if obj.is_signed_off:
            obj.become_its_replacement()
        return super().save_existing(form, obj, commit)

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        if obj.is_signed_off:
            workflow.withdraw_fact(by=self.user, row=obj)
        else:
            super().delete_existing(obj, commit)


class FactInline(DeskInline):
    formset = FactRows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(pk__in=self.model.objects.current())

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
        return workflow.with_proposals([record]) if record.waits else []


class Withdraw(Button):
    """What readers see of it goes, and it stays on record."""

    name, label, permission = "withdraw", "Withdraw", WRITE_FACTS
    template = "admin/hospitals/withdraw.html"

    @classmethod
    def offered(cls, user: Any, record: Model) -> bool:
        return super().offered(user, record) and record.is_standing

    def run(self) -> str:
        workflow.withdraw_fact(by=self.user, row=self.record)
        return f"Withdrawn: {self.record}. Readers see it no longer."

    def next_url(self) -> str:
        return page_url(self.record, "changelist")


class FirstWordButton(Button):
    """About a change of status of a strike, or a notice. The choice carries what stood on the
    page."""

    template = "admin/hospitals/strike/first_word.html"
    permission = "hospitals.add_strikestatuschange"
    change = forms.ChoiceField(
        label="Which",
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": "This has been changed since you opened the page: look again."
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = {
            f"{row.pk}:{workflow.facts_token([row])}": row for row in self.changes(self.record)
        }
        choices = [(key, f"{row}, {row.evidence}") for key, row in self.rows.items()]
        self.fields["change"].choices = choices
        self.fields["change"].initial = next(iter(self.rows), None)

    @classmethod
    def words_of(cls, strike: Any) -> Any:
        """What of it may be a first word, shown or not, confirmed or not."""
        return strike.status_changes

    @classmethod
    def possible(cls, user: Any, record: Model) -> bool:
        return cls.changes(record).exists()

    def chosen(self) -> dict[str, Any]:
        key = self.cleaned_data["change"]
        return {"row": self.rows[key], "seen": key.partition(":")[2]}


class ShowFirstWord(FirstWordButton):
    """Readers see it at once, as reported; a second person confirms it by signing it off."""

    name, label = "first-word", "Show a first word"
    lead = (
        "Readers see it at once above what stands: “Reported at …; we are confirming it”. Only "
        "that, neither the note nor a name that is new."
    )
    confirm = "Show it now"

    @classmethod
    def changes(cls, record: Any) -> QuerySet[Any]:
        waiting = cls.words_of(record).waiting().filter(shown_at__isnull=True)
        return waiting.select_related("evidence__said_by")

    def run(self) -> str:
        workflow.show_first_word(by=self.user, **self.chosen())
        return "Readers see it as reported. Somebody else confirms it: “Sign off what waits”."


class TakeBackFirstWord(FirstWordButton):
    name, label = "take-back-first-word", "Take back a first word"
    lead = "Readers see it no longer. It waits for its sign-off as before."
    confirm = "Take it back"

    @classmethod
    def changes(cls, record: Any) -> QuerySet[Any]:
        return cls.words_of(record).unconfirmed().select_related("evidence__said_by")

    def run(self) -> str:
        workflow.take_back_first_word(by=self.user, row=self.chosen()["row"])
        return "Taken back: readers see it no longer."


class OfNotice(FirstWordButton):
    """Of a notice, which is itself the first word."""

    permission = "hospitals.add_servicenotice"

    @classmethod
    def words_of(cls, notice: Any) -> Any:
        # Advice is words.
        states = set(ServiceNotice.State) - {ServiceNotice.State.ADVICE}
        return ServiceNotice.objects.filter(pk=notice.pk, state__in=states)


class ShowNotice(OfNotice, ShowFirstWord):
    lead = (
        "Readers see it at once above what stands: “Closed? …, reported at …; we are confirming "
        "it”. Only whether it is open, and until when; neither our words nor a name that is new."
    )


class TakeBackNotice(OfNotice, TakeBackFirstWord):
    pass


class LinksToButtons(HasButtons):
    """With a link above the form for each button that is offered."""

    verb = ""

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context["asking"] = [
            (button.label, page_url(obj, button.name.replace("-", "_"), obj.pk))
            for button in self.buttons
            if obj is not None and change and button.offered(request.user, obj)
        ]
        context["where_used"] = dependents().where_used(obj) if obj is not None and change else ""
        return super().render_change_form(request, context, add, change, form_url, obj)


class Proposes(LinksToButtons):
    """For the ModelAdmin of reference data: whoever lacks some proposes it here, and goes on."""

    change_form_template = "admin/hospitals/strike/change_form.html"
    buttons = [SignOffOne]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may_still_change(request.user, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        workflow.enter_reference(by=request.user, row=obj, new=not change)
        super().save_model(request, obj, form, change)
        if obj.waits:
            messages.warning(
                request,
                "Proposed: go on with it. Nothing that uses it goes out before a data editor or "
                "an editor signs it off.",
            )


class SignsOff(LinksToButtons, EarlierStatesStay):
    """For the ModelAdmin of a strike or an event: who enters it, and the page that signs it off."""

    buttons = [SignOff]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = list(super().get_readonly_fields(request, obj))
        if self.may_change_what_stands(request.user, obj):
            return fixed
        return list(dict.fromkeys([*fixed, *names_of(self.fieldsets)]))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return self.slug_from if self.may_change_what_stands(request.user, obj) else {}

    def may_change_what_stands(self, user: Any, obj: Any) -> bool:
        return may_still_change(user, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        rows = [(form.instance, form.has_changed())]
        for formset in formsets:
            rows += [(row, True) for row in formset.new_objects]
            rows += [(row, True) for row, _ in formset.changed_objects]
        seen = [workflow.entered(by=request.user, row=row, wrote=wrote) for row, wrote in rows]
        if isinstance(form.instance, Strike):
            workflow.date_again(form.instance)
        if not all(seen):
            messages.warning(
                request,
                "Readers do not see it yet: a data editor or an editor signs off what you entered.",
            )

    def rows_below(self, inline: Any, key: str, record: Any) -> QuerySet[Any]:
        return super().rows_below(inline, key, record).filter(gone_at__isnull=True)


class FactsThemselves(SignsOff):
    """For the ModelAdmin of a `Fact`: what stands is replaced, and who may enter one may do so."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(gone_at__isnull=True, replaced_by__isnull=True)

    def may_change_what_stands(self, user: Any, obj: Any) -> bool:
        return True

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if obj.is_signed_off:
            obj.become_its_replacement()
        super().save_model(request, obj, form, change)


def row_for_page(row: Model) -> dict[str, Any]:
    """What stands on the sign-off page of one row: its words, beside those that it would replace,
    and where it came from."""
    old = getattr(row, "replaces", None)
    now, before = fields_in_words(row), fields_in_words(old) if old else {}
    return {
        "kind": capfirst(row._meta.verbose_name),
        "said": [
            (capfirst(what), words, before.get(what, ""))
            for what, words in now.items()
            if words or before.get(what)
        ],
        "replaces": old,
        "evidence": getattr(row, "evidence", None),
        "by": row.created_by,
    }


def names_of(fieldsets: Any) -> Iterator[str]:
    for _, options in fieldsets:
        for name in options["fields"]:
            yield from [name] if isinstance(name, str) else name
