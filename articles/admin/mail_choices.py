"""What I am mailed: the page on which each person of the desk chooses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from articles import workflow
from articles.mail_choices import How, choices_of, offered


class MailForm(forms.Form):
    """A choice for each kind of mail that is offered to this person."""

    def __init__(self, data: Any = None, *, person: Any) -> None:
        super().__init__(data, label_suffix="")
        chosen, words = choices_of([person]), dict(How.choices)
        for offer in offered(person):
            self.fields[offer.about] = forms.ChoiceField(
                label=offer.label,
                choices=[(way, words[way].capitalize()) for way in offer.ways],
                initial=chosen[person.pk, offer.about],
                widget=forms.RadioSelect,
                error_messages={"required": "Choose one.", "invalid_choice": "Choose one."},
            )


def mail_choices_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    form = MailForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_bound and form.is_valid():
        workflow.choose_mail(by=person, how=form.cleaned_data)
        messages.success(request, "Saved: what you are mailed.")
        return HttpResponseRedirect(request.path)
    context = {
        **site.each_context(request),
        "title": "What I am mailed",
        "form": form,
        "address": person.email,
        "sends": settings.SENDS_MAIL,
        "only_printed": settings.SENDS_MAIL and not settings.EMAIL_HOST,
    }
    return TemplateResponse(request, "admin/mail_choices.html", context)
