"""An unpublished story for somebody without a log-in, over a link that the desk has lent.

Not under the desk, so that nobody is asked to log in, and nowhere that readers are led to. Whoever
has no open link gets one and the same answer, whatever they asked for.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lib.refusals import Refused

from . import workflow
from .models import PreviewAnswer, PreviewLink
from .picture_files import private_copy
from .preview import pictures_in, preview
from .workflow.content import moment_of, shown_digest
from .workflow.previewing import (
    changed_since,
    kept_content,
    kept_on_the_desk,
    note_opening,
    open_preview,
)

View = Callable[..., HttpResponseBase]


def over_a_link(view: View) -> View:
    """Gives a view the open link of the token in its address, and the time.

    Nothing of what it answers is kept, found by search engines, or told to the next site.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        at = timezone.now()
        link = open_preview(token, at)
        try:
            response = view(request, link, at, token, **kwargs) if link else gone(request)
        except Http404:
            response = gone(request)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def gone(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/preview_gone.html", status=410)


class AnswerForm(forms.Form):
    """`seen` is the digest of what stands on the page."""

    verdict = forms.ChoiceField(
        label="Your answer",
        choices=[
            ("fine", "Fine as it stands"),
            ("change", "Change this"),
            ("stop", "Do not publish"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three."},
    )
    says = forms.CharField(
        label="What is to be changed, and why",
        help_text="Not needed where it is fine.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 4000}),
    )
    name = forms.CharField(
        label="Your name", max_length=120, error_messages={"required": "Say who answers."}
    )
    seen = forms.CharField(widget=forms.HiddenInput)


# The secret in the address is what a forger would need, and a page that tells no site where it was
# left gives a browser no origin to send: a token would prove nothing and refuse everybody.
@csrf_exempt
@over_a_link
@require_http_methods(["GET", "HEAD", "POST"])
def lent(request: HttpRequest, link: PreviewLink, at: Any, token: str) -> HttpResponse:
    content = kept_content(link, at)
    # Terms may have been tightened, or words of it covered, since it was lent.
    if kept_on_the_desk(content, at):
        return gone(request)
    digest = shown_digest(content)
    form = AnswerForm(initial={"name": link.for_whom, "seen": digest})
    if request.method == "POST":
        form = AnswerForm(request.POST)
        if form.is_valid() and answered(form, link):
            return HttpResponseRedirect(f"{request.path}#answer")
        # What is answered next is of what stands on this page.
        form.data = {**form.data.dict(), "seen": digest}
    elif request.method == "GET":
        note_opening(link, at)
    made = preview(
        content,
        by=link.made_by,
        at=moment_of(link.article, at),
        pictures=f"{reverse('articles:preview', args=[token])}pictures/",
    )
    context = {
        "nav": "stories",
        "page": made.page,
        "link": link,
        "form": form,
        "answers": link.answers.order_by("-at", "-id"),
        "changed": changed_since(link),
        "unseen": len(made.hidden),
        "out": made.out,
        "embargo": link.article.embargo_until
        if link.article.embargo_until and link.article.embargo_until > at
        else None,
    }
    return render(request, "articles/preview.html", context)


def answered(form: AnswerForm, link: PreviewLink) -> PreviewAnswer | None:
    """What was recorded; None where it was refused, which the form then says."""
    try:
        return workflow.answer_lent(link=link, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, refusal)
    return None


@csrf_exempt
@over_a_link
@require_safe
def lent_picture(
    request: HttpRequest, link: PreviewLink, at: Any, token: str, uuid: UUID, name: str = ""
) -> HttpResponseBase:
    """A picture of this story as it was lent, and of no other."""
    content = kept_content(link, at)
    found = next((each for each in pictures_in(content) if each.uuid == uuid), None)
    if found is None or kept_on_the_desk(content, at):
        raise Http404
    return private_copy(found, name)
