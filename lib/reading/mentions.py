"""Who and what a story names: people, organisations, and those who are only described."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .capitals import Run, bare, runs_of
from .layout import Line
from .mentioned import FAR, Mention, Mentions, Person
from .names import Registry
from .naming import in_initials, known_again, named_in

DESCRIBED = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|statement|insider|source)\b", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|who)\b")
SPOKEN_FOR = re.compile(
    r"\s(?:for|from|at|of|on behalf of)\s(?:(?:the|both|our)\s)?"
    r"(?:[A-Z][\w’'&.-]*(?:\s(?:(?:of|and|for|the|in)\s)*(?=[A-Z]))?"
    r"|trust|union|hospital|board|service|department|company)+"
)
BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z&]{1,9})\)")


def mentions_of(frame: str, registry: Registry, furniture: list[Line]) -> Mentions:
    """All mentions in a text whose quoted words are masked, in order.

    Those in a caption or heading come apart from the rest: the running text decides who speaks.
    """
    people: list[Person] = []
    runs = list(runs_of(frame))
    found: list[Mention] = []
    loose: list[Run] = []
    for run in runs:
        named = named_in(frame, run, registry, people)
        if named:
            found.append(named)
        else:
            loose.append(run)
    found += [again for run in loose if (again := known_again(run, people))]
    bodies = [each for each in found if each.body][:FAR]
    found += [again for run in loose if (again := in_initials(run, bodies))]
    short = {}
    for each in found:
        if each.body and (abbreviated := BRACKETED.match(frame, each.end)):
            short[abbreviated[1]] = each
    found += [
        Mention(run.tokens[0][0], run.tokens[-1][1], short[word].kind, short[word].name)
        for run in loose
        if (word := bare(run.words[-1])) in short
    ]
    found += [
        Mention(place.start, place.end, place.named[0].kind, place.named[0].name, None, place.named)
        for place in registry.places(frame)
    ]
    found += described(frame)
    found += [
        Mention(m.start(), m.end(), "pronoun", m.group().lower()) for m in PRONOUN.finditer(frame)
    ]
    begins = [line.start for line in furniture]
    running: list[Mention] = []
    aside: list[Mention] = []
    kept = apart(found)
    for each in kept:
        line = bisect_right(begins, each.start) - 1
        inside = line >= 0 and each.start < furniture[line].end
        (aside if inside else running).append(each)
    speaking = [each for each in running if each.kind == "description"]
    return Mentions(running, people, short, aside, within(speaking, apart_bodies(found)))


def apart(found: list[Mention]) -> list[Mention]:
    """In order, the longer of two that overlap; of two that are equal the one that we know."""
    kept: list[Mention] = []
    for each in sorted(found, key=lambda m: (m.start, -m.end, not m.named)):
        if kept and each.start < kept[-1].end:
            if (each.end > kept[-1].end and each.kind == "description") or (
                each.named and not kept[-1].named and each.start == kept[-1].start
            ):
                kept[-1] = each
            continue
        kept.append(each)
    return kept


def apart_bodies(found: list[Mention]) -> list[Mention]:
    return apart([each for each in found if each.body])


def within(descriptions: list[Mention], bodies: list[Mention]) -> list[Mention]:
    """The bodies that stand inside one of these; both are in order."""
    begins = [each.start for each in descriptions]
    found = []
    for body in bodies:
        n = bisect_right(begins, body.start) - 1
        if n >= 0 and body.end <= descriptions[n].end:
            found.append(body)
    return found


def described(frame: str) -> Iterator[Mention]:
    """“A spokesperson for the trust”, “a statement from the union”."""
    for match in DESCRIBED.finditer(frame):
        left = frame[max(0, match.start() - 80) : match.start()]
        left = re.split(r"[\n,.;:\x00()]", left)[-1]
        found = list(re.finditer(r"\b(?:an?|the|one|another|its|their|[Aa]n?|The|One)\s", left))
        start = match.start() - len(left) + found[-1].start() if found else match.start()
        if found and len(left[found[-1].end() :].split()) > 9:
            start = match.start()
        end = match.end()
        tail = SPOKEN_FOR.match(frame, end, end + 160)
        end = tail.end() if tail else end
        yield Mention(start, end, "description", " ".join(frame[start:end].split()), core=start)
