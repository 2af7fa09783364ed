"""A statement with several numbers is one form: where it came from, what they share, the numbers.

Nothing is half-written: every row is recorded, or none and the evidence neither.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.forms.utils import ErrorDict
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from hospitals import workflow
from hospitals.models import DisruptionFigure, Evidence, PartList, Strike
from lib import uploads
from lib.refusals import Refused

from .evidence_forms import EvidenceForm
from .figures.readings import ReadingForm
from .lookups import LookupField, LookupManyField

ROWS = 6
MORE_ROWS = 3
MOST_ROWS = 60
ABOVE = [("", "as above")]


class SharedForm(forms.Form):
    """What the numbers of one statement have in common."""

    evidence = LookupField(
        "evidence",
        label="where it came from",
        required=False,
        help_text="Something already recorded, by its title. Or fill in the new one below.",
    )
    source = LookupField(
        "source",
        label="who says so",
        required=False,
        help_text="Empty: who is named with where it came from.",
    )
    strike = LookupField("strike", label="strike", required=False)
    event = LookupField(
        "event", label="or event", required=False, help_text="A rally, talks: not with a strike."
    )
    measure = LookupField(
        "measure",
        label="measure",
        required=False,
        help_text="Operations, clinics…: where it is the same for all the numbers.",
    )
    period_start = forms.DateField(
        label="from",
        required=False,
        widget=AdminDateWidget,
        help_text="Empty: the days of the strike, or the day of the event.",
    )
    period_end = forms.DateField(
        label="to", required=False, widget=AdminDateWidget, help_text="Empty: the same day."
    )
    scope = forms.ChoiceField(
        label="what’s counted",
        choices=DisruptionFigure.Scope.choices,
        initial=DisruptionFigure.Scope.NOT_STATED,
    )
    scope_note = forms.CharField(
        label="note on that",
        required=False,
        max_length=120,
        help_text="Such as: with the Alton clinics.",
    )
    nature = forms.ChoiceField(
        label="expected or actual",
        choices=DisruptionFigure.Nature.choices,
        initial=DisruptionFigure.Nature.ACTUAL,
    )
    basis = forms.ChoiceField(
        label="it covers",
        choices=DisruptionFigure.Basis.choices,
        initial=DisruptionFigure.Basis.WHOLE_STRIKE,
    )
    covers = LookupManyField(
        "strike",
        label="strikes covered",
        required=False,
        help_text="For a running total or several strikes: one title a line.",
    )
    staff_group = LookupField("staff_group", label="staff group", required=False)
    parts_axis = forms.ChoiceField(
        label="the first number is the total",
        required=False,
        choices=[
            ("", "no"),
            *(
                (value, f"yes, the others split it {words}")
                for value, words in PartList.Axis.choices
            ),
        ],
        help_text="Records the others as its parts.",
    )
    parts_complete = forms.BooleanField(
        label="and they make up all of it", required=False, initial=True
    )


class NewEvidenceForm(EvidenceForm):
    """New evidence, filled in beside the numbers that it brings."""

    said_by = LookupField("source", label="said by", help_text="Who says so.")
    reported_by = LookupField(
        "source",
        label="as reported by",
        required=False,
        help_text="Where we have it from another paper or site quoting them.",
    )

    class Meta(EvidenceForm.Meta):
        fields = [
            "kind",
            "title",
            "said_by",
            "reported_by",
            "published_on",
            "url",
            "file",
            "terms",
            "description",
            "public_caveat",
            "private_notes",
        ]
        widgets = {
            "published_on": AdminDateWidget,
            "file": forms.FileInput,
            "public_caveat": forms.Textarea(attrs={"rows": 2}),
            "private_notes": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)


class RowForm(ReadingForm):
    """One number, with whatever it does not share with the others."""

    subject = LookupField(
        "subject",
        label="about",
        required=False,
        help_text="A trust, hospital or area: RHM, England.",
    )
    measure = LookupField(
        "measure", label="measure", required=False, help_text="Operations, clinics, nurses…"
    )
    period_start = forms.DateField(label="from", required=False, widget=AdminDateWidget)
    period_end = forms.DateField(label="to", required=False, widget=AdminDateWidget)
    scope = forms.ChoiceField(
        label="what’s counted",
        required=False,
        choices=[*ABOVE, *DisruptionFigure.Scope.choices],
    )
    nature = forms.ChoiceField(
        label="expected or actual",
        required=False,
        choices=[*ABOVE, *DisruptionFigure.Nature.choices],
    )
    basis = forms.ChoiceField(
        label="it covers", required=False, choices=[*ABOVE, *DisruptionFigure.Basis.choices]
    )
    staff_group = LookupField("staff_group", label="staff group", required=False)
    field_order = ["subject", "measure"]

    FIRST = ("subject", "measure", "value")
    SECOND = ("how_exact", "out_of", "out_of_what", "missing", "locator")
    SELDOM = (
        "upper",
        "rounded_to",
        "missing_below",
        "returns_received",
        "returns_expected",
        "period_start",
        "period_end",
        "scope",
        "nature",
        "basis",
        "staff_group",
        "public_caveat",
    )

    def first_fields(self):
        return [self[name] for name in self.FIRST]

    def second_fields(self):
        return [self[name] for name in self.SECOND]

    def seldom_fields(self):
        return [self[name] for name in self.SELDOM]

    def seldom_used(self):
        """Whether anything is filled in, or wrong, among what is folded away."""
        return self.is_bound and any(
            self[name].value() or self[name].errors for name in self.SELDOM
        )

    def identity(self, shared, source):
        """The workflow's Identity from this row and what all share; None, with errors, if not."""
        data = self.cleaned_data
        about = data["subject"]
        measure = data["measure"] or shared["measure"]
        if about is None:
            self.add_error("subject", "Say which trust, hospital or area the number is about.")
        if measure is None:
            self.add_error(
                "measure", "Say which measure it is: here, or above for all the numbers."
            )
        start, end = period(data, shared)
        if start is None:
            self.add_error(
                None,
                "Say which days the number is for: here, above for all the numbers, or by a "
                "strike whose days are recorded.",
            )
        if self.errors:
            return None
        return workflow.Identity(
            measure=measure,
            source=source,
            period_start=start,
            period_end=end,
            strike=shared["strike"],
            event=shared["event"],
            staff_group=data["staff_group"] or shared["staff_group"],
            scope=data["scope"] or shared["scope"],
            scope_note=shared["scope_note"],
            nature=data["nature"] or shared["nature"],
            basis=data["basis"] or shared["basis"],
            covers=shared["covers"],
            **{about._meta.model_name: about},
        )


class BaseRows(forms.BaseFormSet):
    def filled(self):
        """[(place from 1, form)] of the rows in which something was typed."""
        return [(n, form) for n, form in enumerate(self.forms, start=1) if form.has_changed()]

    def clean(self):
        if not any(self.errors) and not self.filled():
            raise ValidationError("Write at least one number.")


Rows = forms.formset_factory(
    RowForm, formset=BaseRows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)


def period(data, shared):
    """(first day, last day): of the row, else shared, else of the strike or event."""
    if data["period_start"]:
        return data["period_start"], data["period_end"] or data["period_start"]
    if shared["period_start"]:
        return shared["period_start"], shared["period_end"] or shared["period_start"]
    if shared["strike"]:
        days = shared["strike"].days.aggregate(first=Min("day"), last=Max("day"))
        return days["first"], days["last"]
    if shared["event"]:
        return shared["event"].day, shared["event"].day
    return None, None


class Statement:
    """The forms of one statement, and recording them."""

    lost_file = None

    def __init__(self, data=None, files=None, initial=None):
        self.shared = SharedForm(data, initial=initial)
        self.evidence = NewEvidenceForm(data, files, prefix="new")
        self.rows = Rows(data, prefix="row")

    def forms(self):
        return [self.shared, self.evidence, *self.rows.forms]

    def is_valid(self):
        # All three, so that every mistake is told at once.
        valid = [self.shared.is_valid(), self.evidence.is_valid(), self.rows.is_valid()]
        if not all(valid):
            return False
        chosen, new = self.shared.cleaned_data["evidence"], self.evidence.has_changed()
        if chosen and new:
            self.shared.add_error(
                "evidence",
                "Choose one that is recorded or fill in a new one, not both: empty one of them.",
            )
        if not chosen and not new:
            self.shared.add_error(
                "evidence", "Say where the numbers came from: choose it, or fill in a new one."
            )
        if self.shared.cleaned_data.get("parts_axis") and len(self.rows.filled()) < 2:
            self.shared.add_error(
                "parts_axis", "A total and its parts are at least two numbers: add the parts."
            )
        return not self.shared.errors

    def record(self, by):
        """The recorded figures, or None with the errors beside what caused them."""
        with transaction.atomic():
            figures = self.record_all(by)
            if figures is None:
                transaction.set_rollback(True)
                uploads.take_back()
            return figures

    def record_all(self, by):
        evidence = self.shared.cleaned_data["evidence"] or self.new_evidence(by)
        figures = [self.record_row(form, evidence, by) for _, form in self.rows.filled()]
        if None in figures:
            return None
        axis = self.shared.cleaned_data["parts_axis"]
        if axis:
            try:
                workflow.set_parts(
                    by=by,
                    whole=figures[0],
                    parts=figures[1:],
                    axis=axis,
                    complete=self.shared.cleaned_data["parts_complete"],
                )
            except Refused as refusal:
                self.shared.add_error("parts_axis", refusal.messages)
                return None
        return figures

    def new_evidence(self, by):
        evidence = self.evidence.save(commit=False)
        evidence.created_by = by
        evidence._history_user = by
        evidence.save()
        return evidence

    def record_row(self, form, evidence, by):
        shared = self.shared.cleaned_data
        identity = form.identity(shared, shared["source"] or evidence.said_by)
        if identity is None:
            return None
        reading = form.reading(evidence, identity.measure)
        if reading is None:
            return None
        try:
            return workflow.record(by=by, identity=identity, reading=reading)
        except Refused as refusal:
            form.add_error(None, refusal.messages)
            return None

    def with_more_rows(self, data):
        """The same forms with more empty rows, and nothing judged yet."""
        data = data.copy()
        try:
            total = int(data.get("row-TOTAL_FORMS", ""))
        except ValueError:
            total = 0
        data["row-TOTAL_FORMS"] = str(min(total + MORE_ROWS, MOST_ROWS))
        more = Statement(data)
        for form in more.forms():
            form._errors = ErrorDict()
        more.rows._errors, more.rows._non_form_errors = [], more.rows.error_class()
        return more

    @property
    def media(self):
        return self.shared.media + self.evidence.media + self.rows.media


def statement_view(model_admin, request):
    """GET the empty form (`?evidence=`, `?strike=` fill in); POST records, or adds rows."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied("Your role may not record figures.")
    if request.method == "POST":
        statement = Statement(request.POST, request.FILES)
        if "_more" in request.POST:
            statement = statement.with_more_rows(request.POST)
        elif statement.is_valid():
            if statement.evidence.has_changed() and not request.user.has_perm(
                "hospitals.add_evidence"
            ):
                raise PermissionDenied("Your role may not record where figures came from.")
            figures = statement.record(request.user)
            if figures:
                return recorded(request, figures)
        # No browser sends a file twice: which one has to be chosen again stands beside the field.
        statement.lost_file = request.FILES.get(statement.evidence.add_prefix("file"))
    else:
        statement = Statement(initial=initial(request))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Record a statement",
        "opts": model_admin.model._meta,
        "statement": statement,
        "media": model_admin.media + statement.media,
        "has_errors": any(form.is_bound and form.errors for form in statement.forms())
        or (statement.rows.is_bound and bool(statement.rows.non_form_errors())),
        "back": reverse("admin:hospitals_disruptionfigure_changelist"),
    }
    return TemplateResponse(request, "admin/hospitals/disruptionfigure/statement.html", context)


def initial(request):
    """What the address fills in; a number that is no record fills in nothing."""
    found = {}
    for name, model in (("evidence", Evidence), ("strike", Strike)):
        text = request.GET.get(name, "")
        if text.isdecimal() and len(text) < 18:
            found[name] = model.objects.filter(pk=int(text)).first()
    return found


def recorded(request, figures):
    count = len(figures)
    messages.success(
        request,
        f"Recorded {count} figure{'s' if count > 1 else ''}. Another person checks "
        f"{'them' if count > 1 else 'it'} against the source before readers see anything.",
    )
    evidence = figures[0].latest().evidence_id
    changelist = reverse("admin:hospitals_disruptionfigure_changelist")
    return HttpResponseRedirect(f"{changelist}?revisions__evidence__id__exact={evidence}")
