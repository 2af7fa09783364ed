"""The buttons of a record: each asks on a page of its own, and then calls the workflow.

A `Button` is a form with what goes around it, all in one class: who may press it, when it makes
sense, what it says, what it asks for, what the person had before them, and what it does.
`HasButtons` is the ModelAdmin that serves its page:

    class Pull(Button):
        name, label, permission = "pull", "Pull", "articles.pull_article"
        lead = "Takes the story off the site at once."
        reason = forms.CharField(required=False)

        @classmethod
        def possible(cls, user, record):
            return record.pulled_at is None

        def run(self):
            workflow.pull(by=self.user, article=self.record, reason=self.cleaned_data["reason"])
            return "Pulled: readers see nothing of it any more."
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from lib.refusals import Refused

from .addresses import page_url, record_at
from .refusals import tell_refusal


class Button(forms.Form):
    """One thing that somebody may do to a record; an instance is that person on its page.

    `name` stands in the address, `label` on the record's page, `title` over the page that asks,
    `lead` above its fields and `confirm` on the button that does it (the label, where they are
    empty). `main` and `danger` colour it. `template` is the page that asks.
    """

    name = label = title = lead = confirm = permission = template = ""
    main = danger = False
    # Templates get the classes as they are, to list them.
    do_not_call_in_templates = True

    def __init__(
        self, data: Any = None, *, user: Any, record: Any, initial: Any = None, **options: Any
    ) -> None:
        self.user, self.record = user, record
        if data is None:
            initial = {**self.starts(), **self.stands_now(), **(initial or {})}
        super().__init__(data, initial=initial, label_suffix="", **options)

    @classmethod
    def allowed(cls, user: Any, record: Any) -> bool:
        """Whether it is this person's to press."""
        return bool(user.has_perm(cls.permission))

    @classmethod
    def possible(cls, user: Any, record: Any) -> bool:
        """Whether it makes sense now."""
        return True

    @classmethod
    def offered(cls, user: Any, record: Any) -> bool:
        return cls.allowed(user, record) and cls.possible(user, record)

    def starts(self) -> dict[str, Any]:
        """What its fields hold when the page is opened."""
        return {}

    def stands_now(self) -> dict[str, Any]:
        """{hidden field: value} for what the person has before them on this page.

        It comes back with what they send; `clean` or the workflow compares it with what is true by
        then, and refuses a decision about what they have not seen.
        """
        return {}

    def show_now(self) -> None:
        """What is decided next is about the record as it stands now, and is shown."""
        typed: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, value in self.stands_now().items():
            typed[name] = value
        self.data = typed

    def context(self) -> dict[str, Any]:
        """What its template shows besides the form."""
        return {}

    def run(self) -> str | None:
        """Do it, with `cleaned_data`; the sentence that says so. Raises Refused, nothing written.

        None: it could not be done, and the errors stand on the fields.
        """
        raise NotImplementedError

    def next_url(self) -> str | None:
        """Where to go when it is done; None for the record's page."""
        return None


def offered(buttons: Iterable[type[Button]], user: Any, record: Any) -> list[type[Button]]:
    """The buttons that this person may press on this record now."""
    return [each for each in buttons if each.offered(user, record)]


class HasButtons(admin.ModelAdmin):
    """Serves /…/42/do/<name>/ for each of `buttons`: GET asks, POST does it.

    `verb` is the "do" of the address; where it is empty, each button has /…/42/<name>/ instead.
    """

    buttons: Sequence[type[Button]] = ()
    verb = "do"
    not_now = "is not possible for it now."
    # Whether a refusal stands on the form, or above the page; what was typed is kept either way.
    refuses_on_form = False

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.press)
        start = f"{self.opts.app_label}_{self.opts.model_name}_"
        if self.verb:
            address = f"<path:object_id>/{self.verb}/<slug:name>/"
            ours = [path(address, view, name=f"{start}{self.verb}")]
        else:
            ours = [
                path(
                    f"<path:object_id>/{each.name}/",
                    view,
                    {"name": each.name},
                    name=start + each.name.replace("-", "_"),
                )
                for each in self.buttons
            ]
        return [*ours, *super().get_urls()]

    def press(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        button = next((each for each in self.buttons if each.name == name), None)
        if button is None:
            raise Http404("There is no such button.")
        record = self.record_for(request, object_id)
        return self.turned_away(request, button, record) or self.ask(request, button, record)

    def record_for(self, request: HttpRequest, object_id: str) -> Any:
        return record_at(self, request, object_id)

    def page_of(self, record: Any) -> str:
        return page_url(self.model, "change", record.pk)

    def turned_away(
        self, request: HttpRequest, button: type[Button], record: Any
    ) -> HttpResponse | None:
        """An answer for whom the page of a button is not, or not now; None for all others.

        What was sent is judged by the workflow, which sees the record under its lock.
        """
        if not button.allowed(request.user, record):
            raise PermissionDenied(f"Your role may not do this: {button.label.lower()}.")
        if request.method == "POST" or button.possible(request.user, record):
            return None
        messages.warning(request, f"“{button.label}” {self.not_now}")
        return HttpResponseRedirect(self.page_of(record))

    def ask(self, request: HttpRequest, button: type[Button], record: Any) -> HttpResponse:
        """The page of a button; once it is done, where that leads."""
        form = self.form_of(request, button, record)
        if request.method == "POST":
            told = self.do(request, form) if form.is_valid() else None
            if told is not None:
                if told:
                    messages.success(request, told)
                return HttpResponseRedirect(form.next_url() or self.page_of(form.record))
            if not form.errors and not form.possible(request.user, form.record):
                return HttpResponseRedirect(self.page_of(form.record))
        return TemplateResponse(request, form.template, self.asking(request, form))

    def form_of(self, request: HttpRequest, button: type[Button], record: Any) -> Button:
        data = request.POST if request.method == "POST" else None
        return button(data, user=request.user, record=record)

    def do(self, request: HttpRequest, form: Button) -> str | None:
        """The sentence that says it is done; None where it was refused, which then is told."""
        try:
            with transaction.atomic():
                return form.run()
        except Refused as refusal:
            form.record = self.record_for(request, str(form.record.pk))
            form.show_now()
            self.tell(request, form, refusal)
        return None

    def tell(self, request: HttpRequest, form: Button, refusal: Refused) -> None:
        if self.refuses_on_form:
            form.add_error(None, refusal)
        else:
            tell_refusal(request, refusal)

    def asking(self, request: HttpRequest, form: Button) -> dict[str, Any]:
        """Context of the page that asks."""
        return {
            **self.admin_site.each_context(request),
            "title": form.title or form.label,
            "opts": self.opts,
            "original": form.record,
            "form": form,
            "media": self.media + form.media,
            "back": self.page_of(form.record),
            **form.context(),
        }


class ButtonsInsteadOfForm(HasButtons):
    """For a record that its buttons alone change: its page shows it, and has no form."""

    page_template = page_title = ""
    # The part of the page that is the record's history, such as "#decisions".
    history_part = ""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def page(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """What the page shows of the record."""
        raise NotImplementedError

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        record = self.record_for(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": self.page_title,
            "opts": self.opts,
            "media": self.media,
            "original": record,
            "buttons": offered(self.buttons, request.user, record),
            **self.page(request, record),
        }
        return TemplateResponse(request, self.page_template, context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = self.page_of(self.record_for(request, object_id))
        return HttpResponseRedirect(page + self.history_part)
