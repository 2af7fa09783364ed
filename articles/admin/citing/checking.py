"""The copy check, asked while somebody writes: blocks of text in, what it finds in each out."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from articles.copycheck import Block, Finding, Mark, checked, gathering, read_blocks
from articles.copycheck.findings import RIGHT
from articles.left_as_is import Left, in_sentence, left_for, sentence_around
from articles.markup.wraps import ids_in
from hospitals.names_in_copy import registry

MOST_BLOCKS = 600
MOST_CHARACTERS = 60_000


def findings(
    blocks: list[Block], strikes: frozenset[int], kept: list[Left]
) -> list[dict[str, Any]]:
    """One dict for each finding; `text` are its words, so that whoever shows it can tell whether
    they still stand there. Of those in `kept` the level is “left”, and `left` says why."""
    cited: dict[str, set[int]] = {"figure": set(), "quote": set()}
    for mark in (mark for block in blocks for mark in block.marks):
        cited[mark.kind].update(mark.ids)
    reading = read_blocks(blocks, registry())
    records = gathering.records_for(
        reading,
        figures=cited["figure"],
        quotes=cited["quote"],
        near=Q(strike__in=strikes) if strikes else None,
    )
    texts = {block.id: block.text for block in blocks}
    found = checked(blocks, records, reading=reading)
    return [as_json(each, texts[each.block], kept) for each in found]


def as_json(finding: Finding, text: str, kept: list[Left]) -> dict[str, Any]:
    words = text[finding.start : finding.end]
    sentence = left = ""
    if finding.level != RIGHT:
        sentence = sentence_around(text, finding.start, finding.end)
        same = left_for(kept, finding.kind, finding.verdict, words, finding.message)
        found = in_sentence(same, sentence)
        left = found.why if found else ""
    return {
        "block": finding.block,
        "start": finding.start,
        "text": words,
        "sentence": sentence,
        "kind": finding.kind,
        "verdict": finding.verdict,
        "level": "left" if left else finding.level,
        "left": left,
        "message": finding.message,
        "records": finding.records,
        "instead": finding.instead,
    }


def blocks_sent(sent: Any) -> list[Block]:
    """The blocks of a question: [{"id", "text", "marks": [{"start", "end", "kind", "ids"}]}].

    What cannot be read is passed over; of a text that is longer than any story, what comes first.
    """
    found: list[Block] = []
    room = MOST_CHARACTERS
    for each in sent[:MOST_BLOCKS] if isinstance(sent, list) else []:
        if not isinstance(each, dict) or not isinstance(each.get("text"), str):
            continue
        if (room := room - len(each["text"])) < 0:
            break
        marks = each.get("marks")
        read = [mark_of(mark) for mark in marks[:100]] if isinstance(marks, list) else []
        found.append(Block(str(each.get("id")), each["text"], tuple(filter(None, read))))
    return found


def mark_of(sent: Any) -> Mark | None:
    if not isinstance(sent, dict) or sent.get("kind") not in ("figure", "quote"):
        return None
    start, end = sent.get("start"), sent.get("end")
    ids = ids_in(str(sent.get("ids", "")))
    if not isinstance(start, int) or not isinstance(end, int) or not ids:
        return None
    return Mark(start, end, sent["kind"], tuple(ids))
