"""The buttons of a quotation: it is recorded, checked, and put right."""

from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest

from articles import workflow
from articles.models import Quote, QuoteRevision, Speaker
from articles.workflow import check_token
from hospitals.admin.confirming import AsksSource
from lib.admin.buttons import Button
from lib.admin.choosers import Chooser
from lib.refusals import Refused

from . import quote_page

RECORDED = ("words", "attribution", "kind", "as_printed")
CAME_FROM = ("evidence", "locator", "said_on")
SAYS = (*RECORDED, "speakers", *CAME_FROM)
# Rows for who said it: a joint statement has two as a rule.
ROWS = 3


class QuoteButton(Button):
    """`asks` names what of a revision is to be typed, with the desk's own fields."""

    asks: tuple[str, ...] = ()

    def __init__(self, *args: Any, fields: dict[str, forms.Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {**fields, **self.fields}

    def rows(self) -> list[str]:
        return [name for name in self.fields if name.startswith("speaker_")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows = self.rows()
        spoke = [cleaned[name] for name in rows if cleaned.get(name)]
        if rows and not spoke and not any(name in self.errors for name in rows):
            self.add_error(rows[0], "Say who said it.")
        for name in rows:
            cleaned.pop(name, None)
        return {**cleaned, "speakers": spoke} if rows else cleaned


class OfRevision(QuoteButton):
    """About a revision: `revision` and `seen` tell which one stood on the page, and how."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def stands_now(self) -> dict[str, Any]:
        latest = self.record.latest()
        return {"revision": latest.pk, "seen": check_token(latest)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (cleaned.get("revision") and cleaned.get("seen")):
            self.show_now()
            raise Refused(
                "The page did not say what stood on it. Compare what stands here now, then decide."
            )
        return cleaned

    def context(self) -> dict[str, Any]:
        """The quotation as it stands, beside what a second person last signed off."""
        *before, latest = self.record.revisions.all()
        # Where nobody has, what was recorded before.
        known = [revision for revision in before if revision.checked_at] or before
        return {
            "lines": quote_page.changed_facts(latest, known[-1] if known else None),
            "facts": [f"{fact.label}: {fact.text}" for fact in quote_page.its_past(latest)],
        }


class Check(OfRevision):
    name, label, permission = "check", "Check against the source", "articles.check_quote"
    lead = (
        "You have compared all of this with where it came from: words, attribution, who said it, "
        "when, and the terms. With it you sign off where it came from and who said it. If "
        "something differs, go back and put it right."
    )
    confirm = "It all matches"
    template = "admin/articles/quote/check.html"
    main = True

    @classmethod
    def possible(cls, user: Any, record: Quote) -> bool:
        latest = record.latest()
        own = latest.recorded_by_id == user.pk and not user.has_perm("hospitals.check_own_figure")
        return latest.checked_at is None and not own

    def run(self) -> str:
        revision = self.record.revisions.filter(pk=self.cleaned_data["revision"]).first()
        if revision is None:
            raise Refused("This is no revision of this quotation: compare what stands here now.")
        workflow.check_quote(by=self.user, revision=revision, seen=self.cleaned_data["seen"])
        return "Checked: our record matches the source."


class Revise(OfRevision):
    name, label, permission = "revise", "Put it right", "articles.change_quote"
    lead = (
        "What you record stands beside what is recorded now, and waits for its check. Stories "
        "keep what they printed until a version with the new one is published."
    )
    confirm = "Record"
    template = "admin/articles/quote/revise.html"
    asks = SAYS
    reason = forms.CharField(
        max_length=300,
        label="What was wrong",
        help_text="Such as: misheard on the recording; said by her colleague.",
        error_messages={"required": "Say what was wrong."},
    )

    def starts(self) -> dict[str, Any]:
        latest = self.record.latest()
        spoke = {f"speaker_{place}": who for place, who in enumerate(latest.sources(), 1)}
        return {**spoke, **{name: getattr(latest, name) for name in SAYS if name != "speakers"}}

    def run(self) -> str:
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        workflow.revise_quote(by=self.user, quote=self.record, **given)
        return "Recorded. It waits for its check; stories keep what they printed."


class Confirm(AsksSource, OfRevision):
    """What those who said it answered when somebody read the words to them."""

    name, label, permission = (
        "confirmed",
        "Confirmed by the source",
        "articles.add_quoteconfirmation",
    )
    title = "What the source said of it"
    lead = "Kept with these very words on the desk, and of none that come after them."
    confirm = "Record it"
    template = "admin/articles/quote/confirmed.html"

    def run(self) -> str:
        revision = self.record.revisions.filter(pk=self.cleaned_data["revision"]).first()
        if revision is None:
            raise Refused("This is no revision of this quotation: look at what stands here now.")
        made = workflow.confirm_quote(by=self.user, revision=revision, asked=self.asked())
        return f"{made}."


BUTTONS = [Check, Revise, Confirm]


# The desk's own fields


def desk_fields(
    model_admin: ModelAdmin, request: HttpRequest, asks: tuple[str, ...], quote: Quote
) -> dict[str, forms.Field]:
    """The desk's own fields for what a revision says, and a row for each of those who spoke."""

    def of(model: type[Model], name: str) -> forms.Field:
        column = model._meta.get_field(name)
        chosen = {"widget": Chooser(column, model_admin.admin_site)} if column.is_relation else {}
        field = model_admin.formfield_for_dbfield(column, request, **chosen)
        # A pencil here would change a record that other quotations rest on.
        field.widget.can_change_related = False
        return field

    fields = {}
    spoke = quote.latest().sources()
    for name in asks:
        if name != "speakers":
            fields[name] = of(QuoteRevision, name)
            continue
        for row in range(max(ROWS, len(spoke) + 1)):
            speaker = of(Speaker, "source")
            speaker.label = "Who said it" if row == 0 else f"Who said it, {row + 1}"
            speaker.required = False
            fields[f"speaker_{row + 1}"] = speaker
    if "words" in fields:
        fields["words"].widget.attrs["rows"] = 4
    return fields
