"""What an editor types and ticks when something is covered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst

from articles.agreed_words import COVERS
from articles.models import Article, CoveredAddress
from articles.printed import sources_called
from articles.workflow import Why
from deeds.models import Cover
from hospitals.models import Source
from hospitals.terms import Terms
from lib.covering import Wanted
from lib.refusals import LONGEST_NOTE

Answer = CoveredAddress.Answer
KEEP = "keep"
# What readers may learn of a source from now on, in the words of this page.
TIGHTER = {
    KEEP: "as it is agreed now",
    Terms.OFF_RECORD: "nothing: off the record, and what rests on it goes dark",
    Terms.UNATTRIBUTABLE: "only this description:",
}


class LookFor(forms.Form):
    """What is looked for: sent with GET, so that the search has an address."""

    name = forms.CharField(
        label="Name of a person",
        required=False,
        max_length=120,
        help_text="As they are called in full: Jane Smith. Initials, titles, the surname near it, "
        "addresses and other spellings are found too.",
    )
    words = forms.CharField(
        label="A passage, or other words",
        required=False,
        help_text="As they were printed; a line for each. Nicknames too.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    story = forms.ModelChoiceField(Article.objects.all(), required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_bound and not self.errors and not self.wanted:
            raise forms.ValidationError("Type a name, or words as they were printed.")
        return cleaned

    @property
    def wanted(self) -> Wanted:
        given = self.cleaned_data
        lines = (line.strip() for line in given.get("words", "").splitlines())
        return Wanted(given.get("name", "").strip(), tuple(filter(None, lines)))

    @property
    def within(self) -> str:
        story = self.cleaned_data.get("story")
        return f"articles.article {story.pk}" if story else ""


def why_field() -> forms.CharField:
    return forms.CharField(
        label="Why",
        max_length=LONGEST_NOTE,
        help_text="For editors alone: who asked, which order. Readers never see it.",
        error_messages={"required": "Say why it is covered: editors alone read it."},
    )


def told_field() -> forms.CharField:
    return forms.CharField(
        label="What readers are told",
        required=False,
        help_text="A notice with each story. Leave it empty for none.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CoverForm(forms.Form):
    """How the ticked lines are covered."""

    left = forms.CharField(label="What stands in their place", max_length=160)
    told = told_field()
    why = why_field()
    everywhere = forms.BooleanField(
        label="No other story may bring it either",
        required=False,
        help_text="Else only the stories in which it is covered.",
    )
    answer = forms.ChoiceField(
        label="Whoever asks for an old address of a story is told that",
        choices=[(each.value, each.label) for each in Answer],
        initial=Answer.GONE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, wanted: Wanted, **kwargs: Any) -> None:
        self.wanted = wanted
        self.kind = Cover.Kind.NAME if wanted.name else Cover.Kind.WORDS
        left, told = COVERS[self.kind]
        kwargs["initial"] = {"left": left, "told": told, "everywhere": bool(wanted.name)}
        super().__init__(*args, label_suffix="", **kwargs)
        self.people = sources_called(wanted)
        for source in self.people:
            self.fields[f"terms_{source.pk}"] = forms.ChoiceField(
                label=f"What readers may learn of {source}",
                choices=list(TIGHTER.items()),
                initial=KEEP if source.terms == Terms.OFF_RECORD else Terms.OFF_RECORD,
                widget=forms.RadioSelect,
            )
            self.fields[f"described_{source.pk}"] = forms.CharField(
                label="Agreed description", required=False, max_length=160
            )

    def person_rows(self) -> list[tuple[Source, Any, Any]]:
        return [
            (source, self[f"terms_{source.pk}"], self[f"described_{source.pk}"])
            for source in self.people
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for source in self.people:
            described = f"described_{source.pk}"
            needs = cleaned.get(f"terms_{source.pk}") == Terms.UNATTRIBUTABLE
            if needs and not cleaned.get(described):
                self.add_error(described, "Give the description that readers get.")
        return cleaned

    @property
    def sources(self) -> list[tuple[Source, str, str]]:
        """(source, terms, description) of those whose terms become others."""
        given = self.cleaned_data
        chosen = (
            (source, given[f"terms_{source.pk}"], given[f"described_{source.pk}"])
            for source in self.people
        )
        return [
            (source, terms, described)
            for source, terms, described in chosen
            if terms != KEEP
            and (terms, described) != (source.terms, source.description)
            and not terms == source.terms == Terms.OFF_RECORD
        ]

    @property
    def reason(self) -> Why:
        given = self.cleaned_data
        return Why(
            why=given["why"],
            left=given["left"],
            told=given["told"],
            everywhere=given["everywhere"],
            answer=given["answer"],
        )


class LiftForm(forms.Form):
    because = forms.CharField(
        label="Why it is lifted",
        max_length=LONGEST_NOTE,
        error_messages={"required": "Say why it is lifted."},
    )


class OfStoryForm(forms.Form):
    """One thing of a story: a picture, an earlier version, an address."""

    why = why_field()
    told = told_field()

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"told": COVERS[Cover.Kind(kind)][1]}
        super().__init__(*args, label_suffix="", **kwargs)
        self.title = f"Cover {Cover.Kind(kind).label}"
        if kind == Cover.Kind.ADDRESS:
            self.fields["new"] = forms.SlugField(
                label="The new address",
                max_length=120,
                help_text="Its last part: small letters, digits and hyphens.",
            )
            self.fields["answer"] = forms.ChoiceField(
                label="Whoever asks for the old one is told that",
                choices=[(each.value, capfirst(each.label)) for each in Answer],
                initial=Answer.GONE,
                widget=forms.RadioSelect,
            )

    @property
    def reason(self) -> Why:
        given = self.cleaned_data
        return Why(
            why=given["why"],
            told=given["told"],
            answer=given.get("answer", Answer.GONE),
        )
