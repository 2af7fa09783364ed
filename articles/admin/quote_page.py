"""What the desk reads of a quotation: each revision with all that it says, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import Citation, Quote, QuoteConfirmation, QuoteRevision
from articles.workflow.seen import role_of
from hospitals.models import Evidence, Licence, Source, SourceRole
from lib.people import called
from lib.words import day, join, stamp

from .stories import badge


@dataclass(frozen=True)
class Fact:
    """One line of a record. `was` is what stood there in the revision before, where it differs."""

    label: str
    text: str
    url: str = ""
    was: str = ""


@dataclass(frozen=True)
class Shown:
    """A revision as its page shows it."""

    number: int
    words: str
    badge: str
    facts: list[Fact]


def page(quote: Quote) -> dict[str, Any]:
    """Context for the page of a quotation that was loaded `for_desk`."""
    revisions = list(quote.revisions.all())
    latest = quote.latest()
    before = [None, *revisions]
    shown = [
        Shown(
            number=revision.number,
            words=revision.words,
            badge=checked_badge(revision, latest),
            facts=[*changed_facts(revision, earlier), *its_past(revision)],
        )
        for revision, earlier in zip(revisions, before, strict=False)
    ]
    stories = stories_printing(quote)
    return {
        "latest": shown[-1],
        "earlier": shown[-2::-1],
        "stories": stories,
        "correcting": correcting(latest) if stories and latest else "",
        "confirmations": [
            (str(each), each.revision_id == latest.pk)
            for each in QuoteConfirmation.objects.filter(revision__quote=quote).select_related(
                "recorded_by"
            )
        ],
    }


def correcting(latest: QuoteRevision) -> str:
    """The page that puts new words right wherever the old ones stand; "" where none wait."""
    if latest.number == 1 or latest.checked_at:
        return ""
    return reverse("admin:articles_correctionplan_quote", args=[latest.quote_id])


def checked_badge(revision: QuoteRevision, latest: QuoteRevision) -> SafeString:
    if revision.checked_at:
        return badge("checked", "good")
    if revision.pk != latest.pk:
        return badge("replaced unchecked", "quiet")
    return badge("to check", "waiting")


def changed_facts(revision: QuoteRevision, before: QuoteRevision | None = None) -> list[Fact]:
    """The facts of a revision, each with what it was before; what is there no more as well."""
    facts = facts_of(revision)
    if before is None:
        return facts
    was = {fact.label: fact.text for fact in facts_of(before)}
    now = {fact.label for fact in facts}
    same = [
        fact
        if was.get(fact.label) == fact.text
        else replace(fact, was=was.get(fact.label, "nothing"))
        for fact in facts
    ]
    gone = [Fact(label, "", was=text) for label, text in was.items() if label not in now]
    return [*same, *gone]


def facts_of(revision: QuoteRevision) -> list[Fact]:
    """[Fact]: all that is to be compared with the source, and nothing that is empty."""
    evidence = revision.evidence
    listed = [
        Fact("Words", f"“{revision.words}”"),
        Fact("Attribution", revision.attribution),
        *speakers(revision),
        Fact("Kind", revision.get_kind_display()),
        Fact("Said on", day(revision.said_on) if revision.said_on else "not given"),
        Fact(
            "Where it came from",
            f"{evidence.title} ({evidence.get_kind_display()}, no. {evidence.pk})",
            reverse("admin:hospitals_evidence_change", args=[evidence.pk]),
        ),
        Fact("Page, cell or line", revision.locator or "not given"),
        Fact("Published", evidence.published_on and day(evidence.published_on)),
        Fact("Said by", join([who(source) for source in evidence.speakers()])),
        Fact("Via", evidence.via and who(evidence.via)),
        Fact("As reported by", evidence.reported_by and who(evidence.reported_by)),
        Fact("Address", evidence.url, evidence.url),
        Fact(
            "File",
            evidence.file and f"Download the document ({evidence.sha256[:8]})",
            evidence.file and reverse("admin:hospitals_evidence_file", args=[evidence.pk]),
        ),
        Fact("Terms of where it came from", agreed(evidence)),
        Fact("Licence", evidence.licence and licence(evidence.licence)),
        Fact("Embargo until", evidence.embargo_until and stamp(evidence.embargo_until)),
        Fact("Public caveat", evidence.public_caveat),
        Fact("Terms of these words", revision.get_terms_display()),
        Fact("As printed", revision.as_printed and "taken over from an old story"),
    ]
    return [fact for fact in listed if fact.text]


def licence(of: Licence) -> str:
    """All of it where it is only proposed: it is signed off with what rests on it."""
    return f"{of.name}, proposed: {of.attribution} ({of.url})" if of.waits else of.name


def speakers(revision: QuoteRevision) -> Iterator[Fact]:
    for place, source in enumerate(revision.sources()):
        role = role_of(revision, source)
        label = "Who said it" if place == 0 else f"Who said it, {place + 1}"
        url = reverse("admin:hospitals_source_change", args=[source.pk])
        yield Fact(label, who(source, role), url)


def who(source: Source, role: SourceRole | None = None) -> str:
    """ "Donna Green, chief nurse, Hampshire Hospitals: on the record"."""
    name = ", ".join(filter(None, [source.name, role and str(role)]))
    return f"{name}: {agreed(source)}"


def agreed(record: Source | Evidence) -> str:
    """The terms of a source or of evidence, with the description that was agreed."""
    terms = record.get_terms_display()
    return f"{terms} (“{record.description}”)" if record.description else terms


def its_past(revision: QuoteRevision) -> Iterator[Fact]:
    yield Fact("Recorded", f"{called(revision.recorded_by)}, {stamp(revision.recorded_at)}")
    if revision.reason:
        yield Fact("Why", revision.reason)
    if revision.checked_at:
        yield Fact("Checked", f"{called(revision.checked_by)}, {stamp(revision.checked_at)}")


def stories_printing(quote: Quote) -> list[tuple[str, str, int]]:
    """[(headline, address on the desk, number of the revision)] of its live stories."""
    rows = (
        Citation.objects.live()
        .filter(quote_revision__quote=quote)
        .order_by("-version__live_from", "version")
        .values_list("version__headline_text", "article", "quote_revision__number")
    )
    return [
        (headline, reverse("admin:articles_article_change", args=[article]), number)
        for headline, article, number in dict.fromkeys(rows)
    ]
