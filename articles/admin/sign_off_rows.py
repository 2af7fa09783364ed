"""The rows of the sign-off page: each record beside the words of its source."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst

from articles.comparing.against_source import (
    Beside,
    Piece,
    numbers_beside,
    words_beside,
)
from articles.models import LineSentBack, QuoteConfirmation, QuoteRevision
from articles.workflow import signing_off
from articles.workflow.before import named
from articles.workflow.cited import in_marks
from articles.workflow.problem import SECOND_PERSONS, STOP, Problem
from articles.workflow.quoted import GRAVITY, fidelity_of
from articles.workflow.seen import role_of
from articles.workflow.signing_off import ToSign
from hospitals.admin.signing import row_for_page
from hospitals.models import Evidence, FigureConfirmation, FigureRevision, Terms
from hospitals.presenters import figure_words
from lib.admin.addresses import record_url
from lib.numbers import format_number
from lib.people import called
from lib.words import day, join

from .doubts import doubt_of, doubted, doubts_of
from .quote_page import who

LABELS = {
    ("figure", "same"): "same number",
    ("quote", "same"): "same words",
    "differs": "differs",
    "look": "compare it yourself",
    "stop": "Stop",
    "back": "sent back",
}
# What the sign-off itself cures, or comes after it.
NO_STOP_HERE = {*SECOND_PERSONS, "unreleased"}


@dataclass
class Row:
    """`starts_back`: it starts as *not this one*; `compare`: somebody says that they compared it
    with the document, as nothing here could; `ours` and `source` are in pieces."""

    key: str
    token: str
    what: str
    tone: str
    label: str
    source: list[Piece]
    source_from: str
    ours: list[Piece]
    ours_from: list[Piece]
    why: str = ""
    in_story: list[str] = field(default_factory=list)
    not_theirs: str = ""
    starts_back: bool = False
    compare: bool = False
    stand_up: bool = False
    terms_url: str = ""
    url: str = ""
    file_url: str = ""
    back: LineSentBack | None = None
    source_name: str = "Source"
    said: list[tuple[str, str, str]] = field(default_factory=list)
    # What the source answered to whoever asked.
    confirmed: list[str] = field(default_factory=list)


@dataclass
class Document:
    """Where rows came from, which is signed off with them: all of it is on the page."""

    title: str
    facts: list[str]
    new: list[str]
    url: str
    rows: list[Row]


def documents(
    user: Any,
    waiting: Iterable[ToSign],
    problems: Iterable[Problem],
    sent_back: dict[str, LineSentBack],
) -> list[Document]:
    """The rows by the document that they came from, in reading order."""
    stops: dict[tuple, list[Problem]] = {}
    for problem in problems:
        if problem.level == STOP and problem.on and problem.code not in NO_STOP_HERE:
            stops.setdefault(named_on(problem.on), []).append(problem)
    found: dict[Any, Document] = {}
    waiting = list(waiting)
    confirmed = confirmations([each.row for each in waiting])
    for each in waiting:
        row = row_of(each)
        row.confirmed = confirmed.get(each.row, [])
        row.not_theirs = signing_off.not_theirs(user, each)
        row.back = sent_back.get(each.key)
        record = getattr(each.row, "figure", None) or getattr(each.row, "quote", None)
        against(row, stops.get(named_on(record), []) if record else [])
        evidence = getattr(each.row, "evidence", None)
        place = evidence.pk if evidence else None
        if place not in found:
            found[place] = document(evidence) if evidence else without_document()
        found[place].rows.append(row)
    return list(found.values())


def confirmations(rows: list[Model]) -> dict[Model, list[str]]:
    """{row: what the source said of it}; two queries at most."""
    found: dict[Model, list[str]] = {}
    for kind, model in ((FigureRevision, FigureConfirmation), (QuoteRevision, QuoteConfirmation)):
        asked = {row.pk: row for row in rows if isinstance(row, kind)}
        said = model.objects.filter(revision__in=asked).select_related("recorded_by")
        for each in said if asked else ():
            found.setdefault(asked[each.revision_id], []).append(str(each))
    return found


def named_on(record: Model) -> tuple:
    return record._meta.model_name, record.pk


def against(row: Row, stops: list[Problem]) -> None:
    """What the gate holds against it, and what somebody said of it, decide how it starts."""
    if stops:
        row.tone, row.label = "stop", LABELS["stop"]
        said = " ".join(dict.fromkeys(capfirst(problem.said) for problem in stops))
        row.why = " ".join(filter(None, [row.why, said]))
        row.terms_url = next(
            (record_url(problem.record) for problem in stops if problem.code == "no_terms"), ""
        )
        row.compare = False
    if row.back:
        # It waits for whoever recorded it, unless somebody finds that it was right.
        row.label, row.compare = LABELS["back"], True
        return
    row.starts_back = row.tone in ("differs", "stop")
    row.compare = row.compare and not row.starts_back


def row_of(each: ToSign) -> Row:
    if isinstance(each.row, FigureRevision):
        return figure_row(each, each.row)
    if isinstance(each.row, QuoteRevision):
        return quote_row(each, each.row)
    return fact_row(each)


def figure_row(each: ToSign, revision: FigureRevision) -> Row:
    figure = revision.figure
    recorded = [n for n in (revision.value, revision.upper, revision.out_of) if n is not None]
    beside = numbers_beside(revision.words, in_words(revision), recorded)
    doubts = doubts_of(revision)
    return Row(
        **halves(each, doubted(beside, doubts), "figure"),
        what=capfirst(named(figure)),
        source_from=", ".join(filter(None, [revision.locator or "no page or line given"])),
        ours_from=listed(about(revision), {doubt.what for doubt in doubts}),
        stand_up=revision.effective_terms() == Terms.UNATTRIBUTABLE,
        url=record_url(figure),
        file_url=file_url(revision.evidence),
    )


def listed(told: Iterable[tuple[str, str]], differing: Collection[str]) -> list[Piece]:
    """ "Andover (area) · 12 January 2016", what differs marked; `told` is (what it is, words)."""
    found: list[Piece] = []
    for what, words in told:
        found += [Piece(" · ")] if found else []
        found.append(Piece(words, "differs" if what in differing else ""))
    return found


def in_words(revision: FigureRevision) -> str:
    """ "7 of 64 outpatient clinics postponed"."""
    counted, said = figure_words.counted(revision.figure, revision), figure_words.number(revision)
    if revision.out_of is None:
        return counted
    return counted.replace(said, f"{said} of {format_number(revision.out_of)}", 1)


def about(revision: FigureRevision) -> list[tuple[str, str]]:
    """What the number is of, besides what it counts: [(what, words)] of where, when, whose, and
    how it is meant."""
    figure = revision.figure
    kind = figure_words.kind_of_place(figure)
    told = [
        ("place", f"{figure_words.place(figure)} ({kind})"),
        ("base", f"out of {revision.out_of_what}" if revision.out_of_what else ""),
        ("day", figure_words.when(figure)),
        ("nature", figure.get_nature_display()),
        ("staff", figure_words.staff(figure)),
        ("source", f"said by {figure.source}"),
        ("by", f"recorded by {called(revision.recorded_by)}"),
    ]
    return [(what, words) for what, words in told if words]


def quote_row(each: ToSign, revision: QuoteRevision) -> Row:
    printed = " … ".join(dict.fromkeys(cited.words for cited in each.cited))
    found = fidelity_of(printed, revision.words)
    reported = revision.kind == revision.quote.Kind.REPORTED
    beside = words_beside(
        f"“{revision.words}”", printed, altered=found.level == GRAVITY[-1] and not reported
    )
    why = "" if found.level == "same" or reported else f"{'. '.join(found.reasons)}."
    doubt = doubt_of(revision)
    if doubt is not None:
        beside = replace(beside, verdict="differs")
        why = " ".join(filter(None, [why, doubt.why]))
    row = halves(each, beside, "quote") | {"why": why}
    return Row(
        **row,
        what=f"Quotation, {revision.attribution}",
        source_name="Recorded",
        source_from=", ".join(
            filter(
                None,
                [
                    revision.locator,
                    f"said on {day(revision.said_on)}" if revision.said_on else "",
                    f"recorded by {called(revision.recorded_by)}",
                ],
            )
        ),
        ours_from=[
            Piece(
                "; ".join(who(source, role_of(revision, source)) for source in revision.sources()),
                "differs" if doubt is not None and doubt.what == "speaker" else "",
            )
        ],
        url=reverse("admin:articles_quote_change", args=[revision.quote_id]),
        file_url=file_url(revision.evidence),
    )


def fact_row(each: ToSign) -> Row:
    """What is said about a strike, or was proposed: its fields, beside those that it replaces."""
    shown = row_for_page(each.row)
    return Row(
        key=each.key,
        token=each.token,
        what=f"{shown['kind']}: {each.row}",
        tone="look",
        label="new" if not shown["replaces"] else "takes the place of another",
        source=[],
        source_from="",
        ours=[],
        ours_from=[Piece(f"entered by {called(shown['by'])}")] if shown["by"] else [],
        said=shown["said"],
        url=record_url(each.row),
    )


def halves(each: ToSign, beside: Beside, kind: str) -> dict[str, Any]:
    tone = beside.verdict
    return {
        "key": each.key,
        "token": each.token,
        "tone": tone,
        "label": LABELS.get((kind, tone)) or LABELS[tone],
        "source": beside.source,
        "ours": beside.ours,
        "why": beside.why,
        "compare": tone == "look",
        "in_story": list(dict.fromkeys(in_marks(cited) for cited in each.cited if cited.told)),
    }


def document(evidence: Evidence) -> Document:
    kind = evidence.get_kind_display()
    people = dict.fromkeys([*evidence.speakers(), *evidence.told_by])
    said_on = evidence.said_on or evidence.published_on
    facts = [
        f"said by {join([str(source) for source in evidence.speakers()])}",
        evidence.as_told(),
        day(said_on) if said_on else "no day given",
        evidence.get_terms_display(),
        f"described as “{evidence.description}”" if evidence.description else "",
        evidence.public_caveat,
        evidence.url,
    ]
    return Document(
        title=f"{capfirst(kind)}: {evidence}",
        facts=[fact for fact in facts if fact],
        new=[who(source) for source in people if source.signed_off_at is None],
        url=file_url(evidence) or record_url(evidence),
        rows=[],
    )


def without_document() -> Document:
    return Document("What was entered without a document", [], [], "", [])


def file_url(evidence: Evidence) -> str:
    if not evidence.file:
        return ""
    return reverse("admin:hospitals_evidence_file", args=[evidence.pk])
