"""What would bring back to readers what was put right for them: nothing goes over that.

A number that is true only of a value which was corrected, the old words of a quotation that we had
wrong, a name that was misspelt. What stands so in the version before, because a person left it
there, may stay: somebody said it on a day, or a line beside it says what is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hospitals.models import FigureRevision
from lib.number_words import parse_number
from lib.said_as import is_true
from lib.words import day

from .. import markup
from ..correcting.places import whole_words
from ..models import CorrectionPlan, QuoteRevision
from .cited import Cited, in_marks
from .cited_problems import bears_out, spoken
from .content import Content, places
from .problem import STOP, Problem
from .quoted import fidelity_of


def brought_back(content: Content) -> Iterator[Problem]:
    """Law stops, from what `content` knows: asks nothing."""
    kept = Counter(content.put_right.cited)
    for cited in content.cited:
        if not is_old(content, cited):
            continue
        if kept[cited.place, cited.words] > 0:
            kept[cited.place, cited.words] -= 1
        else:
            yield stop(cited)
    for plan in content.put_right.plans:
        yield from words_again(content, plan)


# Numbers and quotations


def is_old(content: Content, cited: Cited) -> bool:
    """Whether the words are not true of what stands, and are of what it was before its
    correction."""
    if cited.graphic or cited.missing:
        return False
    corrected = [
        each
        for each, record in zip(cited.revisions, cited.records(), strict=True)
        if (cited.kind, record.pk) in content.put_right.records
    ]
    if not corrected or agrees(cited):
        return False
    return any(
        said_then(cited, earlier)
        for standing in corrected
        for earlier in content.marked.revisions[cited.kind][record_of(standing)]
        if earlier.checked_at is not None and earlier.number < standing.number
    )


def record_of(revision: FigureRevision | QuoteRevision) -> int:
    return revision.figure_id if isinstance(revision, FigureRevision) else revision.quote_id


def agrees(cited: Cited) -> bool:
    if cited.kind == "figure":
        return parse_number(cited.words) is None or bears_out(cited)
    return all(fidelity_of(cited.words, each.words).level != "stop" for each in cited.revisions)


def said_then(cited: Cited, earlier: FigureRevision | QuoteRevision) -> bool:
    if isinstance(earlier, QuoteRevision):
        return fidelity_of(cited.words, earlier.words).level == "same"
    return earlier.value is not None and is_true(cited.words, spoken(earlier))


def stop(cited: Cited) -> Problem:
    now, record = cited.revisions[0], cited.records()[0]
    figure = isinstance(now, FigureRevision)
    what = now.say() if figure else f"“{now.words}”"
    return Problem(
        STOP,
        cited.place,
        f"it was corrected on {day(now.checked_at)}, and readers were told so: write {what}.",
        "corrected",
        record,
        cited.told if figure else in_marks(cited),
        record,
    )


# Words


def words_again(content: Content, plan: CorrectionPlan) -> Iterator[Problem]:
    """More of the wrong words than the version before has, which a person left there."""
    left = len(list(whole_words(content.put_right.words, plan.wrong_words, plan.right_words)))
    for place, text in all_words(content):
        for start, end in whole_words(text, plan.wrong_words, plan.right_words):
            left -= 1
            if left < 0:
                yield Problem(
                    STOP,
                    place,
                    f"“{text[start:end]}” was corrected on {day(plan.approved_at)}, and readers "
                    f"were told so: write “{plan.right_words}”.",
                    "corrected",
                )


def all_words(content: Content) -> Iterator[tuple[str, str]]:
    """(place, its words alone): as a correction of words looks through a version."""
    article = content.article
    for place, html in places(article, content.pictures):
        yield place, markup.plain_text(html)
    yield "kicker", article.kicker
    yield "dateline", article.dateline
    for row in content.pictures:
        yield "picture", f"{row.picture.alt_text}\n{row.picture.credit}"
