"""Forms about a quotation: what is recorded, what is put right, and the check."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect

from articles import workflow
from articles.models import QuoteRevision, Speaker
from articles.workflow import check_token
from lib.refusals import Refused

RECORDED = ("words", "attribution", "kind", "as_printed")
CAME_FROM = ("evidence", "locator", "said_on")
# Rows for who said it: a joint statement has two as a rule.
ROWS = 3


class Chosen(AutocompleteSelect):
    """An autocomplete that shows nothing for a value that cannot be the number of a record."""

    def optgroups(self, name, value, attr=None):
        numbers = [each for each in value if str(each).isdecimal() and len(str(each)) < 19]
        return super().optgroups(name, numbers, attr)


def desk_fields(model_admin, request, *names, speakers=()):
    """The desk's own fields for what a revision says, and a row for each of those who spoke."""

    def of(model, name):
        column = model._meta.get_field(name)
        chosen = {"widget": Chosen(column, model_admin.admin_site)} if column.is_relation else {}
        field = model_admin.formfield_for_dbfield(column, request, **chosen)
        # A pencil here would change a record that other quotations rest on.
        field.widget.can_change_related = False
        return field

    fields = {}
    for name in names:
        if name != "speakers":
            fields[name] = of(QuoteRevision, name)
            continue
        for row in range(max(ROWS, len(speakers) + 1)):
            speaker = of(Speaker, "source")
            speaker.label = "Who said it" if row == 0 else f"Who said it, {row + 1}"
            speaker.required = False
            fields[f"speaker_{row + 1}"] = speaker
    if "words" in fields:
        fields["words"].widget.attrs["rows"] = 4
    return fields


class QuoteForm(forms.Form):
    def __init__(self, *args, fields, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields = {**fields, **self.fields}

    def rows(self):
        return [name for name in self.fields if name.startswith("speaker_")]

    def clean(self):
        cleaned = super().clean()
        rows = self.rows()
        spoke = [cleaned[name] for name in rows if cleaned.get(name)]
        if rows and not spoke and not any(name in self.errors for name in rows):
            self.add_error(rows[0], "Say who said it.")
        for name in rows:
            cleaned.pop(name, None)
        return {**cleaned, "speakers": spoke} if rows else cleaned


class RecordForm(QuoteForm):
    def run(self, user):
        return workflow.record_quote(by=user, **self.cleaned_data)


class SeenForm(QuoteForm):
    """About a revision: `revision` and `seen` tell which one stood on the page, and how."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("revision") and cleaned.get("seen")):
            raise forms.ValidationError(
                "The page did not say what stood on it. Compare what stands here now, then decide."
            )
        return cleaned

    def show(self, latest):
        """What is decided next is about the quotation as it stands on the page now."""
        self.data = self.data.copy()
        self.data.update(about(latest))


def about(revision):
    return {"revision": revision.pk, "seen": check_token(revision)}


class CheckForm(SeenForm):
    def run(self, user, quote):
        revision = quote.revisions.filter(pk=self.cleaned_data["revision"]).first()
        if revision is None:
            raise Refused("This is no revision of this quotation: compare what stands here now.")
        workflow.check_quote(by=user, revision=revision, seen=self.cleaned_data["seen"])
        return "Checked: our record matches the source."


class ReviseForm(SeenForm):
    reason = forms.CharField(
        max_length=300,
        label="What was wrong",
        help_text="Such as: misheard on the recording; said by her colleague.",
        error_messages={"required": "Say what was wrong."},
    )

    def run(self, user, quote):
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        workflow.revise_quote(by=user, quote=quote, **given)
        return "Recorded. It waits for its check; stories keep what they printed."
