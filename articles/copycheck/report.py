"""What the check of a plain text says, as JSON and as a page to read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lib.reading.figures import Figure
from lib.reading.layout import headline_end
from lib.reading.names import Registry
from lib.reading.reader import Reading, read

from .checking import checked_reading
from .findings import Finding
from .records import Records

LEVELS = {"stop": "WRONG", "query": "LOOK", "note": "NOTE", "right": "right"}


def report(text: str, records: Records, registry: Registry) -> dict[str, Any]:
    """{"quotes", "figures", "entities", "verdicts"}: all places are offsets into the text."""
    reading = read(text, registry)
    return {
        "quotes": [
            {
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "speakers": [speaker.name for speaker in each.speakers],
                "kind": each.kind,
                "optional": each.optional,
            }
            for each in reading.quotations
        ],
        "figures": [as_json(each) for each in reading.figures],
        "entities": [
            {
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "type": each.kind,
                "name": each.name,
                "role": each.role,
                "ids": [{"kind": named.kind, "id": named.id} for named in each.named],
            }
            for each in reading.entities
        ],
        "verdicts": [
            {
                "kind": each.kind,
                "start": each.start,
                "end": each.end,
                "verdict": each.verdict,
                "level": each.level,
                "message": each.message,
                "records": list(each.records),
                "instead": each.instead,
            }
            for each in of_reading(reading, records)
        ],
    }


def of_reading(reading: Reading, records: Records) -> list[Finding]:
    return checked_reading(reading, records, headline_end(reading.layout.lines))


def as_json(figure: Figure) -> dict[str, Any]:
    spoken = figure.spoken
    return {
        "text": figure.text,
        "start": figure.start,
        "end": figure.end,
        "value": plain(spoken.value),
        "value_max": plain(spoken.upper),
        "qualifier": spoken.how_exact,
        "unit": figure.unit,
        "denominator": plain(spoken.out_of),
        "subject": figure.subject.printed or figure.subject.name,
        "kind": figure.kind,
        "optional": figure.optional,
    }


def plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def page(text: str, found: dict[str, Any]) -> str:
    """One line a finding, the worst first."""
    lines = []
    for level, word in LEVELS.items():
        for each in found["verdicts"]:
            if each["level"] == level:
                words = " ".join(text[each["start"] : each["end"]].split())
                lines.append(f"{word:5}  “{words[:60]}”: {each['message']}")
    counts = f"{len(found['quotes'])} quotations, {len(found['figures'])} figures"
    return "\n".join([*lines, "", f"{counts}, {len(lines)} findings."])
