"""What the buttons of a story do from its form, the pages on which they ask, and the ten seconds
after Publish."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode

from articles import workflow
from articles.models import Article
from articles.workflow.permissions import may
from lib.admin.buttons import Button, HasButtons, offered

from . import stories
from .buttons import BUTTONS, Cancel, Pull, StoryButton
from .notes import HasNotes, is_of_notes, notes_url
from .previewing import PREVIEW, HasPreview, preview_url
from .record_all import RECORD_ALL, HasRecordAll
from .stories import Standing

# What a button of the form is sent as; its value is the name of what follows the save.
THEN = "_then"
RECORD_NUMBERS = "record-numbers"


def statement_url(story: Article) -> str:
    """The form for an e-mail with its numbers, filled in from the story, which leads back to it."""
    about: dict[str, object] = {"then": reverse("admin:articles_article_change", args=[story.pk])}
    for name in ("trust", "strike"):
        chosen = list(getattr(story, f"{name}s").all()[:2])
        if len(chosen) == 1:
            about[name] = chosen[0].pk
    return f"{reverse('admin:hospitals_disruptionfigure_statement')}?{urlencode(about)}"


# {what the form was sent for: the page that follows the save}
ELSEWHERE = {
    PREVIEW: preview_url,
    RECORD_NUMBERS: statement_url,
    RECORD_ALL: lambda story: reverse("admin:articles_article_record_all", args=[story.pk]),
}


class HasStoryButtons(HasNotes, HasPreview, HasRecordAll, HasButtons):
    """For the ModelAdmin of stories. The record of a button is the story's `Standing`."""

    buttons = BUTTONS
    refuses_on_form = True

    def record_for(self, request: HttpRequest, object_id: str) -> Standing:
        return stories.standing(super().record_for(request, object_id))

    def turned_away(
        self, request: HttpRequest, button: type[StoryButton], record: Standing
    ) -> HttpResponse | None:
        """A story moves on while its page stands open: what is not offered any more says why."""
        if button.offered(request.user, record):
            return None
        messages.error(request, why_not(button, request.user, record))
        return HttpResponseRedirect(instead(button, request.user, record) or self.page_of(record))

    def do(self, request: HttpRequest, form: Button) -> str | None:
        try:
            return super().do(request, form)
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
            return None

    # From the form: the words are saved first, and stay saved whatever comes of the button

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        return self.after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        if IS_POPUP_VAR in request.POST:
            return super().response_change(request, obj)
        return self.after_saving(request, obj)

    def after_saving(self, request: HttpRequest, story: Article) -> HttpResponse:
        """Where the button leads with which the form was sent; `Save` leads back to the form."""
        record = self.record_for(request, str(story.pk))
        name = request.POST.get(THEN, "")
        if name in ELSEWHERE:
            return HttpResponseRedirect(ELSEWHERE[name](story))
        if is_of_notes(name):
            return HttpResponseRedirect(notes_url(story, self.press_note(request, story)))
        button = next((each for each in self.buttons if each.name == name), None)
        if button is None:
            messages.success(request, "Saved.")
        elif not button.offered(request.user, record):
            messages.warning(
                request, f"The words are saved. {why_not(button, request.user, record)}"
            )
        elif button.asks:
            address = reverse("admin:articles_article_do", args=[record.pk, button.name])
            return HttpResponseRedirect(address)
        else:
            self.do_at_once(request, button, record)
        return HttpResponseRedirect(self.page_of(record))

    def do_at_once(self, request: HttpRequest, button: type[StoryButton], record: Standing) -> None:
        """What has just been saved is what the person has seen: nothing is asked."""
        seen = button(user=request.user, record=record).stands_now()
        form = button(seen, user=request.user, record=record)
        told = self.do(request, form) if form.is_valid() else None
        if told:
            messages.success(request, told)
        for sentences in form.errors.values():
            for sentence in sentences:
                messages.error(request, f"The words are saved. {sentence}")

    def asking(self, request: HttpRequest, form: Button) -> dict[str, Any]:
        story = form.record.article
        return {
            **super().asking(request, form),
            "original": story,
            "badge": stories.state_badge(story),
            "facts": stories.facts(form.record),
        }

    def get_urls(self) -> list[Any]:
        going_out = path(
            "<path:object_id>/going-out/<int:version_id>/",
            self.admin_site.admin_view(self.going_out),
            name="articles_article_going_out",
        )
        return [going_out, *super().get_urls()]

    def going_out(self, request: HttpRequest, object_id: str, version_id: int) -> HttpResponse:
        """The seconds between Publish and the first reader, with Cancel on the page."""
        stands = self.record_for(request, object_id)
        version = next((each for each in stands.versions if each.pk == version_id), None)
        if version is None:
            messages.info(request, "That version does not go out: it was cancelled.")
            return HttpResponseRedirect(self.page_of(stands))
        waits = version.live_from > stands.now
        may_press = offered([Cancel, Pull], request.user, stands)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": stands.article,
            "title": "Going out" if waits else "Published",
            "version": version,
            "waits": waits,
            "seconds": max(0, (version.live_from - stands.now).total_seconds()),
            "form": Cancel(user=request.user, record=stands),
            "may_cancel": waits and Cancel in may_press,
            "may_pull": Pull in may_press,
            "back": self.page_of(stands),
        }
        return TemplateResponse(request, "admin/articles/article/going_out.html", context)


def why_not(button: type[StoryButton], user: Any, stands: Standing) -> str:
    """Why the button is not there: the story has moved on, or it is somebody else's to press."""
    if button is Cancel and stands.live:
        return f"Too late to cancel: readers see version {stands.live.number}. Pull the story."
    if not may(user, button.rule, stands.article):
        return workflow.why_not(user, button.rule, stands.article)
    return f"“{button.label}” does not apply to this story as it stands now."


def instead(button: type[StoryButton], user: Any, stands: Standing) -> str | None:
    """Where to go from a button that is not there any more: from a late Cancel to Pull."""
    if button is Cancel and Pull.offered(user, stands):
        return reverse("admin:articles_article_do", args=[stands.pk, Pull.name])
    return None
