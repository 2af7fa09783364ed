"""What is missing is recorded beside the words: the form of a statement with one row, filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string

from articles.citing import Asked
from articles.models import QuoteRevision
from hospitals.admin.figures.page import figures_in_lines
from hospitals.admin.figures.statement.recording import FigureStatement
from hospitals.admin.statements.forms import NewEvidenceForm
from hospitals.admin.statements.statement import Statement
from hospitals.models import Evidence
from lib.admin.addresses import is_key

from ..quote_statement import QuoteStatement
from .filling import Filled, for_figure, for_quote, label
from .rows import figure_row, quote_row

KINDS: dict[str, type[Statement]] = {"figure": FigureStatement, "quote": QuoteStatement}
MAY_RECORD = {"figure": "hospitals.add_disruptionfigure", "quote": "articles.add_quote"}
ONE_ROW = {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0", "row-MAX_NUM_FORMS": "60"}
# {a field: what it is called here}; those of the first group stand first, those of the last are
# folded away.
FIRST = {
    "figure": {
        "row-0-measure": "What was counted",
        "row-0-value": "Number",
        "row-0-subject": "About",
        "source": "Said by",
        "strike": "Strike",
        "evidence": "Where it came from",
    },
    "quote": {
        "row-0-words": "Words",
        "row-0-said_by": "Said by",
        "evidence": "Where it came from",
    },
}
LAST = {
    "figure": {"row-0-words": "Its words in the source", "row-0-locator": "Page, cell or line"},
    "quote": {"row-0-locator": "Page, cell or line", "terms": "Terms"},
}
SELDOM = {
    "figure": {
        "row-0-how_exact": "How exact",
        "row-0-out_of": "Out of",
        "nature": "Expected or actual",
        "basis": "It covers",
        "period_start": "From",
        "period_end": "To",
        "staff_group": "Staff group",
        "setting": "Kind of service",
    },
    "quote": {
        "row-0-attribution": "Attribution",
        "row-0-kind": "Kind",
        "row-0-said_on": "Said on",
    },
}
NEW = {
    "new-kind": "What it is",
    "new-title": "Title",
    "new-said_by": "Said by",
    "new-said_on": "Said on",
    "new-url": "Its address",
    "new-terms": "Terms",
}
# As of the figure cited nearest, and asked of nobody here.
CARRIED = {"figure": ("event", "dispute"), "quote": ()}
# Looked at first, where it is empty or guessed.
DOUBTFUL = ("row-0-measure", "row-0-value", "row-0-subject", "row-0-said_by", "evidence")


@dataclass(frozen=True)
class Part:
    """One field as it is shown: its name here, and what to say of what it was filled with."""

    label: str
    field: BoundField
    note: str = ""


def empty_form(asked: Asked, around: list[int], request: HttpRequest) -> str:
    """HTML of the form as it is filled in; nothing in it is judged yet."""
    kind = "quote" if asked.quotation else "figure"
    refuse_who_may_not(kind, request)
    filled = (for_quote if kind == "quote" else for_figure)(asked, around)
    data = QueryDict(mutable=True)
    data.update({**nothing_new(), **filled.values, **ONE_ROW})
    data["evidence"] = label("evidence", filled.documents[0]) if filled.documents else ""
    statement = KINDS[kind](data)
    statement.shared.judged = statement.evidence.judged = False
    statement.rows.judge_nothing()
    return rendered(kind, statement, filled, request, asked.words)


def record(request: HttpRequest) -> dict[str, Any]:
    """Records what was sent: {"row": what to cite}, or {"html": the form with what is wrong}."""
    kind = "quote" if request.POST.get("kind") == "quote" else "figure"
    refuse_who_may_not(kind, request)
    data = request.POST.copy()
    if "something_new" not in data:
        data.update(nothing_new())
    # One record at a time, however many a page says it has: of each name the last counts.
    data.update(ONE_ROW)
    statement = KINDS[kind](data)
    records = statement.record(request.user, propose="_propose" in request.POST)
    if not records:
        words = request.POST.get("words", "")
        return {"html": rendered(kind, statement, documents_sent(request), request, words)}
    if kind == "figure":
        return {"row": figure_row(figures_in_lines().get(pk=records[0].pk))}
    return {"row": quote_row(QuoteRevision.objects.whole().newest().get(quote=records[0]))}


def nothing_new() -> dict[str, Any]:
    """What the form of a new document holds while nothing is filled in."""
    form = NewEvidenceForm(prefix="new")
    return {field.html_name: field.value() or "" for field in form}


def refuse_who_may_not(kind: str, request: HttpRequest) -> None:
    if not request.user.has_perm(MAY_RECORD[kind]):
        raise PermissionDenied("Your role may not record this.")


def documents_sent(request: HttpRequest) -> Filled:
    """What was offered on the form that was sent, to be offered again."""
    sent = request.POST.getlist("document")[:20]
    ids = [int(each) for each in sent if is_key(each)]
    return Filled(documents=list(Evidence.objects.filter(pk__in=ids)))


def rendered(
    kind: str, statement: Statement, filled: Filled, request: HttpRequest, words: str
) -> str:
    row = statement.rows.forms[0]
    for form in statement.forms():
        # The story's own form stands on the same page.
        form.auto_id = "nr_%s"

    def parts(names: dict[str, str]) -> list[Part]:
        return [
            Part(said, field_of(statement, name), filled.notes.get(name, ""))
            for name, said in names.items()
        ]

    first, seldom = parts(FIRST[kind]), parts(SELDOM[kind])
    new = statement.evidence.judged and statement.evidence.has_changed()
    context = {
        "kind": kind,
        "words": words,
        "statement": statement,
        "row": row,
        "first": first,
        "last": parts(LAST[kind]),
        "seldom": seldom,
        "seldom_wrong": any(part.field.errors for part in seldom),
        "new": parts(NEW),
        "new_open": new or not field_of(statement, "evidence").value(),
        "carried": [statement.shared[name] for name in CARRIED[kind]],
        "documents": [(label("evidence", each), each.pk) for each in filled.documents],
        "instead": filled.instead,
        "doubtful": doubtful(first, filled),
    }
    return render_to_string("admin/articles/article/record_it.html", context, request)


def doubtful(first: list[Part], filled: Filled) -> str:
    """The name of the field to look at first: what is empty, else what was guessed."""
    asked = [part.field for part in first if part.field.html_name in DOUBTFUL]
    empty = [field for field in asked if not field.value() and field.name != "evidence"]
    guessed = [field for field in asked if field.html_name in filled.notes]
    return (empty or guessed or asked)[0].html_name


def field_of(statement: Statement, name: str) -> BoundField:
    if name.startswith("row-0-"):
        return statement.rows.forms[0][name.removeprefix("row-0-")]
    if name.startswith("new-"):
        return statement.evidence[name.removeprefix("new-")]
    return statement.shared[name]
