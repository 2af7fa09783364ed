"""What the writing screen shows around the words: how it stands, what is next, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.forms import BaseForm, BaseFormSet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles import markup, workflow
from articles.models import Article, ArticleEvent, Section
from articles.workflow import content
from articles.workflow.permissions import may
from lib.admin.buttons import offered
from lib.words import clock, join

from . import notes, stories
from .before import panel
from .buttons import BUTTONS, StoryButton, Submit
from .proposed import from_text, not_chosen
from .stories import Standing

# A headline longer than this is cut in search results and on cards.
LONGEST_HEADLINE = 75
WORDS_A_MINUTE = 220


@dataclass(frozen=True)
class Mark:
    """A state by its shape and its word."""

    shape: str
    words: str


def mark(story: Article | None, last: ArticleEvent | None = None) -> Mark:
    """`last` is the latest decision about the story."""
    if story is None:
        return Mark("draft", "New")
    if story.pulled_at:
        return Mark("pulled", "Pulled")
    if sent_back(story, last):
        return Mark("back", "Sent back")
    words = str(story.get_state_display())
    return Mark(story.state, words[:1].upper() + words[1:])


def sent_back(story: Article, last: ArticleEvent | None) -> bool:
    back = last is not None and last.kind == ArticleEvent.Kind.SENT_BACK
    return back and story.state == Article.State.DRAFT


@dataclass(frozen=True)
class Steps:
    """The one next step, and the others; those of `urgent` do not wait for the words."""

    main: type[StoryButton] | None
    others: list[type[StoryButton]]
    urgent: list[type[StoryButton]]


def steps(user: AbstractUser, stands: Standing | None) -> Steps:
    """What may be done next; of a story that is not saved yet, what may follow its first save."""
    if stands is None:
        mine = Article(owner_id=user.pk)
        return Steps(Submit if may(user, Submit.rule, mine) else None, [], [])
    buttons = offered(BUTTONS, user, stands)
    waits = [each for each in buttons if not each.urgent]
    main = next((each for each in waits if each.main), None)
    return Steps(
        main,
        [each for each in waits if each is not main],
        [each for each in buttons if each.urgent],
    )


@dataclass(frozen=True)
class Wrong:
    """One thing to put right, and the part of the page where that is done."""

    place: str
    words: str
    anchor: str = ""


def wrong(form: BaseForm, formsets: Iterable[BaseFormSet]) -> list[Wrong]:
    found = list(wrong_in(form))
    for formset in formsets:
        name = str(formset.model._meta.verbose_name_plural).capitalize()
        found += [Wrong(name, str(each)) for each in formset.non_form_errors()]
        for each in formset.forms:
            found += wrong_in(each, name)
    return found


def wrong_in(form: BaseForm, where: str = "") -> Iterator[Wrong]:
    for name, sentences in form.errors.items():
        field = form[name] if name in form.fields else None
        for sentence in sentences:
            if field is None:
                yield Wrong(where, str(sentence))
            else:
                label = f"{where}, {field.label.lower()}" if where else str(field.label)
                yield Wrong(label, str(sentence), f"field-{field.html_name}")


def counts(headline: str, body: str) -> dict[str, int]:
    """What stands beside the words, as they are saved; the page goes on counting."""
    words = len(markup.plain_text(body).split())
    return {
        "headline_length": len(markup.plain_text(headline)),
        "longest_headline": LONGEST_HEADLINE,
        "words": words,
        "minutes": minutes(words),
        "a_minute": WORDS_A_MINUTE,
    }


def minutes(words: int) -> int:
    return max(1, round(words / WORDS_A_MINUTE))


def details(story: Article) -> list[tuple[str, str]]:
    """[(label, words)] of a story that this person may read and not change."""
    told = [
        ("By", join([row.contributor.name for row in story.byline_rows.all()])),
        ("Section", str(story.section)),
        ("Above the headline", story.kicker),
        ("Place", story.dateline),
        ("Trusts", join([each.name for each in story.trusts.all()])),
        ("Hospitals", join([each.name for each in story.hospitals.all()])),
        ("Areas", join([each.name for each in story.areas.all()])),
        ("Strikes", join([each.title for each in story.strikes.all()])),
        ("Due", clock(story.deadline) if story.deadline else ""),
        ("Not before", clock(story.embargo_until) if story.embargo_until else ""),
        ("The job", story.job),
    ]
    return [(label, words) for label, words in told if words]


def usual_section(user: AbstractUser) -> int | None:
    """That of the story which this person wrote last, else the first."""
    mine = Article.objects.filter(owner=user).order_by("-id").values_list("section", flat=True)
    return mine.first() or Section.objects.values_list("pk", flat=True).first()


def around(
    user: AbstractUser,
    story: Article | None,
    form: BaseForm,
    formsets: list[Any],
    editable: bool,
    typed: Mapping[str, str],
) -> dict[str, Any]:
    """The context of the writing screen; `story` is None for one that is not saved yet. `typed`
    is what was typed of a note that could not be left."""
    stands = stories.standing(story) if story else None
    decisions = stories.decisions(story) if story else []
    last = decisions[0] if decisions else None
    # A draft that is shown has not been sent yet: nothing is held against it.
    sent = editable and form.is_bound
    problems = wrong(form, [each.formset for each in formsets]) if sent else []
    shown: dict[str, Any] = {
        "editable": editable,
        "mark": mark(story, last),
        "steps": steps(user, stands),
        "problems": problems,
        "counts": counts(
            form["headline"].value() or "" if editable else story.headline,
            form["body"].value() or "" if editable else story.body,
        ),
        "decisions": decisions,
        "sent_back": last if story and sent_back(story, last) else None,
        "buttons": offered(BUTTONS, user, stands) if stands else [],
        "rows": {each.formset.prefix: each for each in formsets},
    }
    if story and stands:
        read = content.load(story)
        cited = read.cited
        review = notes.review(story, user, typed)
        shown |= {
            "before": panel(user, read, at=content.moment_of(story)),
            "cited": cited,
            "facts": stories.facts(stands),
            "saved_at": story.changed_at and clock(story.changed_at, timezone.now()),
            "review": review,
            "queries": review.queries if shown["sent_back"] else [],
            "replies": notes.replies_of(story),
            "passages": workflow.passages(story),
            "rests_on": stories.rests_on(cited),
            "graphics": stories.graphics(story, cited),
            "badge": stories.state_badge(story),
            "correcting": reverse("admin:articles_correctionplan_story", args=[story.pk])
            if stands.live
            else "",
        }
        if editable:
            found = from_text((story.headline, story.standfirst, story.body), cited, stands.now)
            shown["proposed"] = not_chosen(found, {name: chosen(form, name) for name in found})
        if not editable:
            shown["details"] = details(story)
            shown["as_saved"] = {
                "headline": mark_safe(markup.sanitise_inline(story.headline)),
                "standfirst": mark_safe(markup.sanitise_inline(story.standfirst)),
                "body": mark_safe(markup.sanitise_body(story.body)),
            }
    return shown


def chosen(form: BaseForm, name: str) -> list[str]:
    """Ids in a field of several, as they stand in the form."""
    return [str(getattr(each, "pk", each)) for each in form[name].value() or []]
