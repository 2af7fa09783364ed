"""Two people saved one story: both texts are kept, and the second chooses, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from js_asset import Media

from articles import markup
from articles.comparing import together as comparing
from articles.comparing.together import MINE, THEIRS, Place, Same
from articles.models import Article, Draft
from lib.people import called
from lib.words import clock

from .drafts import as_sent
from .editor import MarkedWidget
from .forms import MARKED, differences

# What stands in rows of its own: (prefix of the form, what it is called, what makes a row).
ROWS = [
    ("byline_rows", "Byline", ("contributor",)),
    ("picture_rows", "Pictures", ("picture", "caption")),
    ("related_rows", "Read more", ("to",)),
]


@dataclass(frozen=True)
class Detail:
    """A field or some rows that differ, in words."""

    key: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Both:
    """All of two states of one story: its texts in places, and the details that differ."""

    texts: dict[str, list[Place | Same]]
    details: list[Detail]
    # Prefixes of rows that are the same: nothing of them is sent.
    same_rows: list[str]

    @property
    def everything(self) -> list[Place | Same]:
        return [each for found in self.texts.values() for each in found]

    @property
    def places(self) -> list[Place]:
        return [each for each in self.everything if isinstance(each, Place)]

    @property
    def same(self) -> int:
        return sum(each.count for each in self.everything if isinstance(each, Same) and each.html)

    def anew(self, sent: Mapping[str, str]) -> dict[str, str]:
        """{key: what somebody wrote in the place of both}, as HTML."""
        return {
            each.key: clean(sent.get(f"anew-{each.key}", "")).strip()
            for name, places in self.texts.items()
            for clean in [markup.sanitise_body if name == "body" else markup.sanitise_inline]
            for each in places
            if isinstance(each, Place)
        }

    def undecided(self, choices: Mapping[str, str]) -> list[str]:
        anew = self.anew(choices)
        left = [each.label for each in comparing.undecided(self.everything, choices, anew)]
        details = [each for each in self.details if choices.get(each.key) not in (MINE, THEIRS)]
        return left + [each.label for each in details]


def both(form: type[ModelForm], draft: Draft, story: Article) -> Both:
    """`form` is the form class of the story, as its admin makes it."""
    sent = as_sent(draft.fields)
    base = draft.base.get
    texts: dict[str, list[Place | Same]] = {}
    for name, label in (("headline", "Headline"), ("standfirst", "Standfirst")):
        mine = markup.sanitise_inline(sent.get(name, "")).strip()
        texts[name] = [comparing.line(name, label, mine, getattr(story, name), base(name))]
    mine = markup.sanitise_body(sent.get("body", "")).strip()
    texts["body"] = comparing.body(mine, story.body, base("body"))
    rows = list(rows_that_differ(sent, story))
    return Both(
        texts,
        [*fields_that_differ(form, sent, story), *rows],
        [prefix for prefix, _, _ in ROWS if prefix not in {each.key for each in rows}],
    )


def fields_that_differ(form: type[ModelForm], sent: QueryDict, story: Article) -> Iterator[Detail]:
    typed = form(sent, instance=Article.objects.get(pk=story.pk))
    given = {}
    for name, field in typed.fields.items():
        if name in MARKED or name not in typed.changed_data or name == "opened_version":
            continue
        try:
            given[name] = field.clean(field.widget.value_from_datadict(sent, {}, name))
        except ValidationError:
            continue  # it cannot be saved as it was typed, so it is no choice
    for name, theirs in differences(story, given):
        words = in_words(given[name])
        yield Detail(name, capfirst(str(typed.fields[name].label)), words, theirs)


def in_words(value: Any) -> str:
    if hasattr(value, "hour"):
        return clock(value)
    if hasattr(value, "values_list"):
        return ", ".join(map(str, value.order_by("pk"))) or "none"
    return str(value) if value not in (None, "") else "empty"


def rows_that_differ(sent: QueryDict, story: Article) -> Iterator[Detail]:
    for prefix, label, names in ROWS:
        saved = [
            tuple(str(getattr(row, f"{name}_id", None) or getattr(row, name)) for name in names)
            for row in getattr(story, prefix).all()
        ]
        typed = list(rows_of(sent, prefix, names))
        if sorted(typed) != sorted(saved):
            theirs = ", ".join(map(str, getattr(story, prefix).all())) or "none"
            model = story._meta.get_field(prefix).related_model
            chosen = model._meta.get_field(names[0]).related_model.objects
            ids = [row[0] for row in typed if row[0].isdigit()]
            mine = ", ".join(map(str, chosen.filter(pk__in=ids))) or "none"
            yield Detail(prefix, label, mine, theirs)


def rows_of(sent: QueryDict, prefix: str, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    total = sent.get(f"{prefix}-TOTAL_FORMS", "0")
    for n in range(int(total) if total.isdigit() and len(total) < 5 else 0):
        values = [sent.get(f"{prefix}-{n}-{name}", "") for name in names]
        if values[0] and f"{prefix}-{n}-DELETE" not in sent:
            yield (values[0], *(markup.sanitise_inline(each).strip() for each in values[1:]))


class SavesTogether(admin.ModelAdmin):
    """For the ModelAdmin of stories."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.together)
        ours = path("<path:object_id>/together/", view, name="articles_article_together")
        return [ours, *super().get_urls()]

    def together(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Where the two texts differ, side by side; POST saves what was chosen of them."""
        story = self.record_for(request, object_id).article
        back = reverse("admin:articles_article_change", args=[story.pk])
        draft = request.user.drafts.with_words().filter(page=story.uuid).first()
        if draft is None or not self.has_change_permission(request, story):
            return HttpResponseRedirect(back)
        found = both(self.get_form(request, story, change=True), draft, story)
        seen = request.POST.get("seen_version") == str(story.version)
        if request.method == "POST" and seen:
            left = found.undecided(request.POST)
            if not left:
                request.POST = self.merged(request, story, draft, found)
                return self.changeform_view(request, object_id)
            messages.error(request, f"Still to choose: {', '.join(left)}.")
        elif request.method == "POST":
            messages.error(request, f"{called(story.changed_by)} has saved again: look once more.")
        return self.show_both(request, story, draft, found, back)

    def merged(self, request: HttpRequest, story: Article, draft: Draft, found: Both) -> QueryDict:
        """The form as it would have been sent with what was chosen in it."""
        chosen = request.POST
        sent = as_sent(draft.fields)
        for name, places in found.texts.items():
            sent[name] = comparing.together(places, chosen, found.anew(chosen))
        saved = self.get_form(request, story, change=True)(instance=story)
        for detail in found.details:
            if chosen[detail.key] == THEIRS and detail.key in saved.fields:
                sent.setlist(detail.key, as_typed(saved, detail.key))
        theirs = [each.key for each in found.details if chosen[each.key] == THEIRS]
        for prefix, _, _ in ROWS:
            if prefix in found.same_rows or prefix in theirs:
                sent[f"{prefix}-TOTAL_FORMS"] = sent[f"{prefix}-INITIAL_FORMS"] = "0"
        sent["opened_version"] = chosen["seen_version"]
        # What is taken out here is taken out by choice.
        sent["remove_citations"] = "on"
        sent["_continue"] = "1"
        sent["csrfmiddlewaretoken"] = chosen.get("csrfmiddlewaretoken", "")
        return sent

    def show_both(
        self, request: HttpRequest, story: Article, draft: Draft, found: Both, back: str
    ) -> HttpResponse:
        chosen = request.POST if request.method == "POST" else {}
        texts = [
            replace(each, proposed=chosen.get(each.key) or each.proposed)
            if isinstance(each, Place)
            else each
            for each in found.everything
        ]
        editors = {
            each.key: editor(name, each, chosen.get(f"anew-{each.key}", ""))
            for name, places in found.texts.items()
            for each in places
            if isinstance(each, Place)
        }
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": story,
            "title": f"{called(story.changed_by)} saved while you were writing",
            "who": called(story.changed_by),
            "mine_at": clock(draft.kept_at, timezone.now()),
            "theirs_at": clock(story.changed_at, timezone.now()),
            "texts": [(each, editors.get(getattr(each, "key", ""))) for each in texts],
            # As on the form: Django gives the editor's import map no nonce by itself.
            "media": Media.from_media(MarkedWidget(label="").media, nonce=str(request.csp_nonce)),
            "details": found.details,
            "differ": len(found.places) + len(found.details),
            "same": found.same,
            "back": back,
            "draft": f"{back}?draft={draft.page}",
        }
        return TemplateResponse(request, "admin/articles/article/together.html", context)


def editor(name: str, place: Place, typed: str) -> SafeString:
    """Where somebody writes a place anew, beginning with their own words."""
    widget = MarkedWidget(label=f"{place.label}, written anew", one_line=name != "body")
    field = f"anew-{place.key}"
    return widget.render(field, typed or place.mine or place.theirs, {"id": f"id_{field}"})


def as_typed(form: ModelForm, name: str) -> list[str]:
    """A value as a browser would send it."""
    field = form[name]
    value = field.value()
    if isinstance(value, list | tuple) or hasattr(value, "values_list"):
        return [str(getattr(each, "pk", each)) for each in value]
    shown = field.field.widget.format_value(field.field.prepare_value(value))
    if isinstance(shown, list | tuple):
        shown = shown[0] if shown else ""
    return [str(shown) if shown is not None else ""]
