"""The page on which terms are agreed, asked for and decided, with all that rests on them."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from hospitals import workflow
from hospitals.terms import Terms
from lib.refusals import Refused


class TermsForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    terms = forms.ChoiceField(label="what was agreed", choices=Terms.choices, required=False)
    description = forms.CharField(
        label="agreed description",
        max_length=160,
        required=False,
        help_text="For unattributable: the only words readers will see.",
    )
    note = forms.CharField(
        label="with whom, when and how",
        max_length=300,
        required=False,
        help_text="For the desk: such as “by phone with Dr Marshall, 12 January, after the call”.",
    )


class DecisionForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class TermsPages:
    """For the ModelAdmin of something with terms: /…/terms/ shows, asks and decides."""

    # Verbs of the workflow; another layer has its own.
    agree, decide = staticmethod(workflow.agree_terms), staticmethod(workflow.decide_terms)
    terms_template = "admin/hospitals/terms.html"
    described = True

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_terms"
        view = self.admin_site.admin_view(self.terms_view)
        return [path("<int:pk>/terms/", view, name=name), *super().get_urls()]

    def terms_url(self, record):
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_terms", args=[record.pk]
        )

    def terms_view(self, request, pk):
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404("There is no such record.")
        if not self.has_view_permission(request, record):
            raise PermissionDenied("Your role may not see this.")
        form = self.terms_form(request, record)
        if request.method == "POST" and form.is_valid():
            try:
                told = self.terms_posted(request, record, form.cleaned_data)
            except Refused as refusal:
                record = self.get_object(request, str(pk))
                form.data = {**form.data.dict(), "seen": self.terms_token(record)}
                form.add_error(None, refusal)
            else:
                messages.success(request, told)
                return HttpResponseRedirect(self.terms_url(record))
        return TemplateResponse(
            request, self.terms_template, self.terms_context(request, record, form)
        )

    def terms_form(self, request, record):
        starts = {
            "seen": self.terms_token(record),
            "terms": record.terms,
            "description": getattr(record, "description", ""),
        }
        kind = DecisionForm if "decision" in request.POST else TermsForm
        form = kind(request.POST if request.method == "POST" else None, initial=starts)
        if not self.described:
            form.fields.pop("description", None)
        return form

    def terms_posted(self, request, record, data):
        """Do what was asked; the sentence that says so. Raises Refused."""
        if "decision" in request.POST:
            waiting = waiting_change(record)
            if waiting is None:
                raise Refused("No other terms are asked for: nothing to decide.")
            agreed = request.POST["decision"] == "agree"
            self.decide(by=request.user, change=waiting, agreed=agreed, seen=data["seen"])
            return (
                "Agreed: the new terms are in force." if agreed else "The terms stay as they were."
            )
        change = self.agree(by=request.user, record=record, **data)
        if change.decided_at is None:
            return "Asked for. Until an editor decides, the terms stay as they are."
        return f"In force: {Terms(change.terms).label}."

    def terms_token(self, record):
        return workflow.terms_token(record)

    def rests(self, record):
        return workflow.resting_on(record, timezone.now())

    def terms_context(self, request, record, form):
        waiting = waiting_change(record)
        may_decide = waiting is not None and request.user.has_perm("hospitals.decide_terms")
        return {
            **self.admin_site.each_context(request),
            "title": "What was agreed",
            "opts": self.opts,
            "original": record,
            "now": Terms(record.terms).label,
            "waiting": waiting,
            "new_terms": waiting and Terms(waiting.terms).label,
            "may_decide": may_decide,
            "asked_it": waiting is not None and waiting.asked_by_id == request.user.pk,
            "may_ask": waiting is None and self.may_ask(request),
            "rests": self.rests(record),
            "changes": record.terms_changes.select_related("asked_by", "decided_by").order_by(
                "-id"
            ),
            "form": form if not isinstance(form, DecisionForm) else self.fresh(record),
            "seen": self.terms_token(record),
            "refused": form.non_field_errors() if form.is_bound else [],
            "back": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]
            ),
        }

    def may_ask(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    def fresh(self, record):
        return TermsForm(initial={"seen": self.terms_token(record), "terms": record.terms})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change:
            context["terms_url"] = self.terms_url(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def waiting_change(record):
    return record.terms_changes.filter(decided_at__isnull=True).select_related("asked_by").first()
