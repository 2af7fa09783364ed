"""The form of a working copy: marked text, two people at once, citations that may not get lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms.models import BaseInlineFormSet
from django.utils.text import slugify

from articles import markup, workflow
from articles.models import Article, ArticlePicture
from articles.workflow.cited import cited_in
from lib.admin.dates import MomentField
from lib.refusals import Refused
from lib.words import stamp

from .editor import MarkedField, lost_sentence, unknown_marks

MARKED = ("headline", "standfirst", "body")
ABOUT = ("trusts", "hospitals", "areas", "strikes")
WORDS = (
    *MARKED,
    "kicker",
    "dateline",
    "slug",
    "section",
    "owner",
    "job",
    "deadline",
    "embargo_until",
)


class ArticleForm(forms.ModelForm):
    headline = MarkedField(
        label="Headline",
        one_line=True,
        error_messages={"required": "Give the story a headline."},
    )
    standfirst = MarkedField(
        label="Standfirst",
        one_line=True,
        required=False,
        help_text="One or two sentences under the headline.",
    )
    body = MarkedField(
        label="Body",
        required=False,
    )
    deadline = MomentField(label="Due", required=False)
    embargo_until = MomentField(
        label="Not before", required=False, help_text="The story cannot go out before."
    )
    # The version the person opened: a save of somebody else's since then is not overwritten.
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    remove_citations = forms.BooleanField(required=False, label="I mean to remove these citations")

    class Meta:
        model = Article
        fields = (
            *WORDS,
            *ABOUT,
        )
        widgets = {"job": forms.Textarea(attrs={"rows": 3})}

    # Set by the admin on the class it makes for each request: who writes, and what of theirs is
    # not saved yet and shall be shown (a QueryDict, as it would be sent).
    user = None
    draft = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened_version"] = self.instance.version
        if self.draft and not self.is_bound:
            self.show_draft()
        # Whether somebody else has saved the story since it was opened.
        self.stale = False
        self.loses_citations = False
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def show_draft(self) -> None:
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            several = getattr(field.widget, "allow_multiple_selected", False)
            if several:
                self.initial[name] = self.draft.getlist(key)
            elif key in self.draft:
                self.initial[name] = self.draft[key]

    @property
    def editing(self) -> bool:
        return self.instance.pk is not None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        stored = self.locked() if self.editing else None
        self.refuse_unknown_marks(cleaned)
        if stored is not None:
            self.refuse_lost_citations(stored, cleaned)
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = free_slug(cleaned.get("headline", ""), self.instance)
        return cleaned

    def locked(self) -> Article | None:
        """The story as stored, locked until this save is through."""
        try:
            return workflow.lock_for_edit(
                by=self.user,
                article=self.instance,
                expected_version=self.cleaned_data.get("opened_version"),
            )
        except PermissionDenied as refusal:
            self.add_error(None, str(refusal))
        except Refused as refusal:
            self.add_error(None, refusal)
            self.stale = True
        return None

    def refuse_unknown_marks(self, cleaned: dict[str, Any]) -> None:
        for name in MARKED:
            cited = cited_in([(name, cleaned.get(name) or "")])
            for sentence in unknown_marks(cited):
                self.add_error(name, sentence)

    def refuse_lost_citations(self, stored: Article, cleaned: dict[str, Any]) -> None:
        given = [name for name in MARKED if name in self.fields]
        if any(name not in cleaned for name in given):
            return
        before = together(getattr(stored, name) for name in given)
        lost = markup.lost_marks(before, together(cleaned[name] for name in given))
        if lost and not cleaned.get("remove_citations"):
            self.loses_citations = True
            self.add_error(None, lost_sentence(lost, before))


def together(texts: Iterable[str]) -> str:
    """Marked texts as one body, so that a citation may move between them."""
    return "".join(f"<div>{text}</div>" for text in texts)


def free_slug(headline: str, article: Article) -> str:
    """An address from the headline that no other story has."""
    base = slugify(markup.plain_text(headline).replace("’", ""))[:110].strip("-") or "story"
    taken = set(
        Article.objects.exclude(pk=article.pk)
        .filter(Q(slug=base) | Q(slug__startswith=f"{base}-"))
        .values_list("slug", flat=True)
    )
    if base not in taken:
        return base
    return next(slug for n in range(2, len(taken) + 3) if (slug := f"{base}-{n}") not in taken)


def differences(stored: Article, given: dict[str, Any]) -> list[tuple[str, str]]:
    """[(name, stored words)] for each field where what is saved differs from what was typed."""
    rows = []
    for name in WORDS:
        if name in given and getattr(stored, name) != given[name]:
            rows.append((name, in_words(getattr(stored, name))))
    for name in ABOUT:
        saved = list(getattr(stored, name).order_by("pk"))
        if name in given and saved != sorted(given[name], key=lambda row: row.pk):
            rows.append((name, ", ".join(map(str, saved)) or "none"))
    return rows


def in_words(value: Any) -> str:
    if isinstance(value, str):
        return value or "empty"
    if hasattr(value, "hour"):
        return stamp(value)
    return "empty" if value is None else str(value)


class PictureForm(forms.ModelForm):
    caption = MarkedField(label="Caption", one_line=True, required=False)

    class Meta:
        model = ArticlePicture
        fields = ("picture", "caption", "in_gallery", "order")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        caption = cleaned.get("caption")
        if caption is None:
            return cleaned
        for sentence in unknown_marks(cited_in([("caption", caption)])):
            self.add_error("caption", sentence)
        before = self.initial.get("caption") or ""
        lost = markup.lost_marks(before, caption)
        if lost and not self.data.get("remove_citations"):
            self.loses_citations = True
            self.add_error("caption", lost_sentence(lost, before))
        return cleaned


class PictureFormSet(BaseInlineFormSet):
    @property
    def loses_citations(self) -> bool:
        return any(getattr(form, "loses_citations", False) for form in self.forms)
