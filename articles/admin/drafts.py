"""Words that are not saved yet: kept every few seconds, offered back, and who else is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils import timezone

from articles import markup, workflow
from articles.models import Article, Draft
from articles.workflow.cited import Cited, read_marks
from lib.people import called, initials
from lib.words import clock

from .forms import MARKED
from .proposed import from_text, not_chosen

# Of what a form sends, this is of the moment and no part of a draft.
OF_THE_MOMENT = ("csrfmiddlewaretoken", "remove_citations", "unsaved", "age")


def fields_of(post: QueryDict) -> dict[str, list[str]]:
    """{name: values} of a form as it was sent, to be kept; without NUL, which PostgreSQL keeps in
    no JSON."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in post.lists()
        if name not in OF_THE_MOMENT and not name.startswith("_")
    }


def as_sent(fields: Mapping[str, Iterable[str]]) -> QueryDict:
    """The other way: what was kept, as a form would be sent."""
    sent = QueryDict(mutable=True)
    for name, values in fields.items():
        sent.setlist(name, list(values))
    return sent


@dataclass(frozen=True)
class Offer:
    """Words that somebody may have back: what they are called, when they were kept, where."""

    draft: Draft
    called: str
    at: str
    url: str
    drop: str


def offer(draft: Draft, url: str) -> Offer:
    headline = markup.plain_text((draft.fields.get("headline") or [""])[0]).strip()
    at = clock(draft.kept_at, timezone.now())
    return Offer(draft, headline, at, f"{url}?draft={draft.page}", drop_url(draft.page))


def drop_url(page: UUID) -> str:
    return reverse("admin:articles_article_draft", args=[page])


def differs(form: type[ModelForm], draft: Draft, story: Article | None) -> bool:
    """Whether a draft holds anything that is not saved."""
    if story is None:
        return any(
            markup.plain_text((draft.fields.get(name) or [""])[0]).strip() for name in MARKED
        )
    changed = set(form(as_sent(draft.fields), instance=story).changed_data)
    if story.version != draft.opened_version:
        changed -= {name for name in MARKED if only_cited_since(draft, story, name)}
    if changed - {"opened_version"}:
        return True
    kept = {
        markup.sanitise_inline(values[0]).strip()
        for name, values in draft.fields.items()
        if name.endswith("-caption") and values
    }
    return bool(kept - {"", *story.picture_rows.values_list("caption", flat=True)})


def only_cited_since(draft: Draft, story: Article, name: str) -> bool:
    """Whether the saved words are those of the draft, with all of its marks and perhaps more."""
    kept, saved = (draft.fields.get(name) or [""])[0], getattr(story, name)
    same = markup.plain_text(kept).strip() == markup.plain_text(saved).strip()
    return same and not markup.lost_marks(kept, saved)


def marks_of(cited: Iterable[Cited]) -> list[str]:
    """ "figure 12", "quote 3": what these rest on, so that a browser knows which were looked at."""
    return sorted({f"{each.kind} {record.pk}" for each in cited for record in each.records()})


class KeepsDrafts(admin.ModelAdmin):
    """For the ModelAdmin of stories."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.draft)
        return [
            path("draft/<uuid:page>/", view, name="articles_article_draft"),
            *super().get_urls(),
        ]

    def draft(self, request: HttpRequest, page: UUID) -> HttpResponse:
        """POST keeps what is not saved (`unsaved`), lets go of it (`drop`), or says that the page
        is still open; each answer, as that of GET, says who else is there and what is known.

        What a browser has kept comes with its `age` in milliseconds: newer words stay, and the
        answer says whether it `differs` from what is saved.
        """
        if not self.has_change_permission(request):
            raise PermissionDenied("Your role may not change stories.")
        story = Article.objects.filter(uuid=page).select_related("changed_by").first()
        if "drop" in request.POST:
            workflow.drop_draft(by=request.user, page=page)
            return HttpResponseRedirect(self.page_to_write(story))
        draft = request.user.drafts.filter(page=page).first()
        if request.method == "POST":
            news = "unsaved" in request.POST and not self.outdated(request, page)
            draft = workflow.keep_draft(
                by=request.user,
                page=page,
                article=story,
                fields=fields_of(request.POST) if news else None,
                opened_version=whole(request.POST.get("opened_version")),
            )
        return JsonResponse(self.told(request, page, story, draft))

    def outdated(self, request: HttpRequest, page: UUID) -> bool:
        """Whether newer words than these are kept already."""
        kept = timezone.now() - timedelta(milliseconds=whole(request.POST.get("age")))
        mine = request.user.drafts.filter(page=page, kept_at__gt=kept)
        return "age" in request.POST and mine.exists()

    def told(
        self, request: HttpRequest, page: UUID, story: Article | None, draft: Draft | None
    ) -> dict[str, Any]:
        now = timezone.now()
        form = as_sent(draft.fields) if draft else QueryDict()
        typed = [(name, form.get(name, "")) for name in MARKED]
        saved = [(name, getattr(story, name)) for name in MARKED] if story else []
        cited = read_marks([*saved, *typed]).standing(now)
        others = Draft.objects.here(now).filter(page=page).exclude(person=request.user)
        names = [called(each.person) for each in others.select_related("person")]
        return {
            "me": request.user.pk,
            "token": get_token(request),
            "kept": clock(draft.kept_at, now) if draft and draft.kept_at else "",
            "differs": bool(
                draft
                and draft.fields
                and "age" in request.POST
                and differs(self.get_form(request, story), draft, story)
            ),
            "version": story.version if story else 0,
            "saved_by": called(story.changed_by) if story and story.changed_by else "",
            "here": [{"name": name, "initials": initials(name)} for name in names],
            "browser": workflow.may_leave_the_desk(cited),
            "marks": marks_of(cited),
            # A deed remembers no names, so they are looked for when somebody only asks.
            "proposed": self.proposed(typed, cited, form) if request.method == "GET" else {},
        }

    def proposed(
        self, typed: Iterable[tuple[str, str]], cited: Iterable[Cited], form: QueryDict
    ) -> dict[str, list[dict[str, Any]]]:
        """What the words that were sent are about and the form does not say yet."""
        found = from_text([text for _, text in typed], cited, timezone.now())
        left = not_chosen(found, {name: form.getlist(name) for name in found})
        return {name: [vars(each) for each in rows] for name, rows in left.items()}

    def page_to_write(self, story: Article | None) -> str:
        if story is None:
            return reverse("admin:articles_article_add")
        return reverse("admin:articles_article_change", args=[story.pk])

    def asked_for(self, request: HttpRequest, story: Article | None) -> Draft | None:
        """The draft that the address asks to be shown, of this person and this story."""
        try:
            page = UUID(request.GET.get("draft", ""))
        except ValueError:
            return None
        if story is not None and page != story.uuid:
            return None
        return request.user.drafts.with_words().filter(page=page).first()

    def around_drafts(
        self, request: HttpRequest, story: Article | None, cited: Iterable[Cited]
    ) -> dict[str, Any]:
        """What the writing screen says of drafts."""
        shown = self.asked_for(request, story) if request.method == "GET" else None
        page = story.uuid if story else (shown.page if shown else posted_page(request) or uuid4())
        mine = request.user.drafts.with_words()
        mine = mine.filter(page=story.uuid) if story else mine.filter(article=None)[:5]
        url = self.page_to_write(story)
        form = self.get_form(request, story)
        offers = [] if shown or request.method == "POST" else mine
        return {
            "draft_page": page,
            "draft_url": drop_url(page),
            "draft_shown": offer(shown, url) if shown else None,
            "offers": [offer(each, url) for each in offers if differs(form, each, story)],
            "may_leave": workflow.may_leave_the_desk(list(cited)),
            "marks": marks_of(cited),
        }


def whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else 0


def posted_page(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("draft_page", ""))
    except ValueError:
        return None
