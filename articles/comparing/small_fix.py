"""What is more than a small fix: two states of a text in, reasons out. No database.

A small fix needs no second person before it goes out, so it may do only what cannot turn a
sentence: repair a misspelling, put right punctuation that steers nothing, take out a word that
stands there twice, or lead a dead link to a new address. In doubt it is more: a small fix that is
refused costs an approval, one that is let through costs a reputation.

- A word becomes another only as the repair of a misprint (`spelling`): what is a word is
  never changed into another word. "It’s" for "its" and the like are on a list (SAME_SOUND).
- Words neither come nor go, but for the second of "the the", and for a space too many or too few
  inside a word.
- Numbers in digits or words, words that say no, names (anything with a capital that is not simply
  the first word of a sentence), cited words and words in quotation marks stay as they are, and so
  does the punctuation beside a number.
- A comma, semicolon, colon or dash comes or goes only in a sentence without words that it could
  steer: "no doctors walked out" and "no, doctors walked out"; "Labour said the minister lied".
  A full stop comes only at the end of a paragraph. A hyphen, an apostrophe, a bracket, a sign or a
  question mark neither comes nor goes: "re-sign", "patients’", "sorry?".
- Paragraphs, headings, lists, bold and links stay where they are; so does everything around the
  body: headline, standfirst, byline, pictures, what the story is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import urlsplit

from lib.number_words import NOTHING, SCALES, SPOILERS, TENS, UNITS

from .. import markup
from ..markup.blocks import Block, blocks_of
from ..markup.runs import Run
from . import spelling

# What is compared whole, and what it is called in "This changes …".
AROUND_THE_BODY = {
    "headline": "the headline",
    "standfirst": "the standfirst",
    "kicker": "the kicker",
    "dateline": "the dateline",
    "slug": "the address",
    "section": "the section",
    "bylines": "the byline",
    "pictures": "the pictures",
    "about": "what it is about",
    "related": "the stories to read more",
}
NUMBER = "a number"
NEGATION = "a word that says no"
NAME = "a name, or another word with a capital"
CITED = "cited words"
QUOTED = "words in quotation marks"
LAYOUT = "paragraphs, headings, lists or bold"
LINK = "where a link stands"
STEERING = "punctuation that may turn the sense"
SIGN = "a hyphen, an apostrophe or another sign"
PUT_IN, TAKEN_OUT = "words put in", "words taken out"

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth "
    "fiftieth sixtieth seventieth eightieth ninetieth hundredth thousandth millionth"
)
QUANTITIES = (
    "dozen score scores half halves quarter quarters once twice thrice single double triple treble "
    "pair pairs couple both all most many few fewer several some each every any either majority "
    "minority percent cent"
)
NUMBER_WORDS = frozenset(
    {
        *UNITS,
        *TENS,
        *(word for word in SCALES if len(word) > 2),
        *(f"{word}s" for word in [*UNITS, *TENS, *SCALES] if len(word) > 2),
        *ORDINALS.split(),
        *(f"{word}s" for word in ORDINALS.split()),
        *QUANTITIES.split(),
        *(SPOILERS - {"but", "not", "between"}),
    }
)
SAYING_NO = (
    "not never neither nor without hardly scarcely barely rarely seldom cannot nobody noone "
    "nothing nowhere nay unless except excluding lack lacks lacked fail fails failed failing deny "
    "denies denied denying refuse refuses refused refusing "
    # "Did not" without its apostrophe.
    "aint arent cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt "
    "neednt oughtnt shant shouldnt wasnt werent wont wouldnt"
)
NEGATIONS = frozenset({*NOTHING, *SAYING_NO.split()})
# In a sentence with one of these a comma decides who said what, or which are meant.
SAYING_WHO = (
    "said say says saying told tell tells claim claims claimed argue argues argued according "
    "believe believes believed think thinks thought insist insists insisted admit admits admitted "
    "warn warns warned add adds added ask asks asked allege alleges alleged accuse accuses accused "
    "blame blames blamed who whom whose which that where when only because but if while however "
    "too also"
)
STEERED = NEGATIONS.union(SAYING_WHO.split())
SAME_SOUND = {
    frozenset(pair.split())
    for pair in (
        "its it's",
        "their there",
        "their they're",
        "there they're",
        "your you're",
        "whose who's",
        "practice practise",
        "licence license",
    )
}
LONGEST = 3_000  # words of a paragraph; more is compared whole

WORD = re.compile(
    # What holds a digit is one thing to the next space: £1.5m, 1,854, 12%.
    r"\S{0,20}\d\S*(?<![,.;:)\]\"])|[^\W\d_]+(?:'[^\W\d_]+)*"
)
COMMAS = frozenset(",;:–")
ENDS = re.compile(r"[.?!…]")


@dataclass(frozen=True)
class Word:
    """A word of a paragraph and what is around it."""

    text: str
    wraps: frozenset[tuple[str, str]]
    quoted: bool
    opens: bool  # it is the first of a sentence

    @property
    def key(self) -> str:
        return self.text.casefold()

    @property
    def cited(self) -> bool:
        return any(kind in ("figure", "quote") for kind, _ in self.wraps)


@dataclass(frozen=True)
class Paragraph:
    """`gaps[n]` is what stands before word n; the last is what stands after all of them."""

    words: list[Word]
    gaps: list[str]

    def sentence(self, gap: int) -> set[str]:
        """The words of the sentence in which this gap stands, or of both that it parts."""
        start = end = gap
        while start > 0 and not (start < gap and ENDS.search(self.gaps[start])):
            start -= 1
        while end < len(self.words) and not (end > gap and ENDS.search(self.gaps[end])):
            end += 1
        return {word.key for word in self.words[start:end]}


def more_than(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What is more than a small fix from one state of a story to the other, each named once.

    Both hold "body" and the names of AROUND_THE_BODY, in plain values; the texts are marked. Empty
    for a small fix, and where nothing has changed.
    """
    changed = [
        label for name, label in AROUND_THE_BODY.items() if before.get(name) != after.get(name)
    ]
    return list(dict.fromkeys([*changed, *in_body(before["body"], after["body"])]))


def in_body(before: str, after: str) -> Iterator[str]:
    """The same for two marked bodies."""
    if before == after:
        return
    if cited(before) != cited(after):
        yield CITED
    was, now = blocks_of(before), blocks_of(after)
    if layout(was) != layout(now):
        yield LAYOUT
        yield from in_lines(markup.plain_text(before), markup.plain_text(after))
        return
    for (old, in_quotation), (new, _) in zip(texts(was), texts(now), strict=True):
        if old != new:
            yield from in_paragraph(paragraph(old, in_quotation), paragraph(new, in_quotation))


def in_lines(before: str, after: str) -> Iterator[str]:
    """What a change of the layout also does to the words, for the reasons' sake."""
    old, new = (WORD.findall(even(text)) for text in (before, after))
    if max(len(old), len(new)) > LONGEST:
        return
    for step, i, end, j, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step != "equal":
            for text in (*old[i:end], *new[j:until]):
                yield from kinds(text)


def cited(html: str) -> list[tuple[str, tuple[int, ...], str]]:
    return [(mark.kind, mark.ids, mark.words) for mark in markup.marks(html)]


def layout(blocks: list[Block]) -> list[Any]:
    return [(block.tag, bool(block.runs), layout(block.blocks)) for block in blocks]


def texts(blocks: list[Block], quotation: bool = False) -> Iterator[tuple[list[Run], bool]]:
    """The runs of each paragraph, and whether it stands in a block quotation."""
    for block in blocks:
        inside = quotation or block.tag in ("blockquote", "pull")
        if block.runs:
            yield block.runs, inside
        yield from texts(block.blocks, inside)


# Reading a paragraph


def even(text: str) -> str:
    """With one glyph for each mark; a line break is a sign of its own."""
    text = re.sub(r"[’‘ʼ`´]", "'", text.replace("\n", " ¶ "))
    text = re.sub(r"[“”„«»]", '"', text)
    return re.sub(r"\s+", " ", re.sub(r"[–—]", "–", text.replace("...", "…")))


def paragraph(runs: list[Run], in_quotation: bool) -> Paragraph:
    pieces = [(even(run.text), frozenset(map(place, run.wraps))) for run in runs]
    text = "".join(piece for piece, _ in pieces)
    wraps = [around for piece, around in pieces for _ in piece]
    quoted = quoted_letters(text)
    words: list[Word] = []
    gaps: list[str] = []
    end = 0
    for found in WORD.finditer(text):
        gap = text[end : found.start()]
        words.append(
            Word(
                found.group(),
                frozenset().union(*wraps[found.start() : found.end()]),
                in_quotation or any(quoted[found.start() : found.end()]),
                opens=not words or bool(ENDS.search(gap)),
            )
        )
        gaps.append(gap)
        end = found.end()
    return Paragraph(words, [*gaps, text[end:]])


def place(wrap: tuple[str, str]) -> tuple[str, str]:
    """A wrap as it counts here: a link may lead elsewhere on the web, but stays a link."""
    kind, value = wrap
    web = kind == "a" and urlsplit(value).scheme in ("http", "https", "")
    return (kind, "") if web else (kind, value)


def quoted_letters(text: str) -> list[bool]:
    """For each letter whether it stands in quotation marks; what is never closed goes to the end.

    A closing single mark looks like an apostrophe: the last one there is closes.
    """
    inside = False
    quoted = []
    for letter in text:
        inside = inside != (letter == '"')
        quoted.append(inside or letter == '"')
    single = re.search(r"(?<![\w])'(?=\w)", text)
    if single:
        end = text.rfind("'")
        for i in range(single.start(), len(text) if end == single.start() else end + 1):
            quoted[i] = True
    return quoted


# Comparing


def in_paragraph(old: Paragraph, new: Paragraph) -> Iterator[str]:
    if max(len(old.words), len(new.words)) > LONGEST:
        yield "a very long paragraph"
        return
    was, now = ([word.key for word in each.words] for each in (old, new))
    # Which gap of the old text stands where which of the new one does.
    gaps = [(len(old.words), len(new.words))]
    moved: dict[int, int] = {}
    for step, i, end, j, until in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if step == "equal":
            for k, m in zip(range(i, end), range(j, until), strict=True):
                gaps.append((moved.get(k, k), m))
                yield from same_word(old.words[k], new.words[m])
        elif step == "replace":
            yield from replaced(old, new, (i, end), (j, until), gaps)
        elif step == "delete" and end == i + 1 and (second := second_of_two(old, i)):
            yield from why([old.words[i]])
            # Where the first went, what stood before it stands before the other now.
            moved |= {i + 1: i} if second == i + 1 else {}
        else:
            yield from why([*old.words[i:end], *new.words[j:until]])
            yield TAKEN_OUT if step == "delete" else PUT_IN
    for i, j in gaps:
        yield from in_gap(old, new, i, j)


def second_of_two(text: Paragraph, i: int) -> int:
    """The place of the second of two words that are the same, of which one is word i; else 0.

    "Had had" and "that that" are English.
    """
    for second in (i, i + 1):
        pair = text.words[second - 1 : second + 1] if second else []
        if len(pair) == 2 and pair[0].text == pair[1].text and pair[0].wraps == pair[1].wraps:
            alone = text.gaps[second] == " "
            return second if alone and pair[0].key not in ("had", "that") else 0
    return 0


def same_word(old: Word, new: Word) -> Iterator[str]:
    """One word, perhaps in other letters: only a sentence that began small may begin large."""
    begins = old.opens and new.opens and new.text == old.text[:1].upper() + old.text[1:]
    if old.text != new.text and not begins:
        yield NAME
    yield from around(old, new)


def around(old: Word, new: Word) -> Iterator[str]:
    if old.quoted != new.quoted:
        yield QUOTED
    for kind, _ in old.wraps ^ new.wraps:
        yield {"figure": CITED, "quote": CITED, "a": LINK}.get(kind, LAYOUT)


def replaced(
    old: Paragraph,
    new: Paragraph,
    was: tuple[int, int],
    now: tuple[int, int],
    gaps: list[tuple[int, int]],
) -> Iterator[str]:
    """Words in place of others: each a repair of one, or of the space inside one."""
    i, j = was[0], now[0]
    while i < was[1] or j < now[1]:
        gaps.append((i, j))
        here, there = old.words[i : was[1]], new.words[j : now[1]]
        if here and there and repaired(here[0], there[0]):
            step = (1, 1)
        elif joined(here, there) and old.gaps[i + 1] == " ":
            step = (2, 1)
        elif joined(there, here, splitting=True) and new.gaps[j + 1] == " ":
            step = (1, 2)
        else:
            yield from why([*here, *there])
            yield in_words(here, there)
            return
        changed = [*here[: step[0]], *there[: step[1]]]
        yield from why(changed)
        for word in changed[1:]:
            yield from around(changed[0], word)
        i, j = i + step[0], j + step[1]


def repaired(old: Word, new: Word) -> bool:
    if frozenset((old.key, new.key)) in SAME_SOUND:
        return old.text[:1] == new.text[:1]
    if not (plain(old) and plain(new)):
        return False
    counted = NUMBER_WORDS | NEGATIONS
    near = {word for word, cost in spelling.readings(old.text).items() if cost < 2}
    return not near & counted and spelling.repairs(old.text, new.text)


def joined(two: list[Word], one: list[Word], splitting: bool = False) -> bool:
    words = [*two[:2], *one[:1]]
    if len(words) < 3 or len(two) < 2 or not all(map(plain, words)):
        return False
    first, second, whole = (word.text for word in words)
    if splitting:
        return spelling.splits(whole, first, second)
    return spelling.joins(first, second, whole)


def plain(word: Word) -> bool:
    """Small letters and nothing else."""
    return word.text.isascii() and word.text.isalpha() and word.text.islower()


def why(words: list[Word]) -> Iterator[str]:
    """What of these words may not be touched at all."""
    for word in words:
        yield from kinds(word.text)
        if word.cited:
            yield CITED
        if word.quoted:
            yield QUOTED


def kinds(text: str) -> Iterator[str]:
    if is_number(text):
        yield NUMBER
    elif says_no(text.casefold()):
        yield NEGATION
    elif text != text.lower():
        yield NAME


def is_number(text: str) -> bool:
    return text.casefold() in NUMBER_WORDS or any(letter.isnumeric() for letter in text)


def says_no(key: str) -> bool:
    return key in NEGATIONS or key.endswith("n't")


def in_words(old: list[Word], new: list[Word]) -> str:
    was, now = (" ".join(word.text for word in words)[:60] for words in (old, new))
    if not (was and now):
        return TAKEN_OUT if was else PUT_IN
    return f"the word{'s' * (' ' in was)} “{was}” (now “{now}”)"


def in_gap(old: Paragraph, new: Paragraph, i: int, j: int) -> Iterator[str]:
    """What stands between two words, or before or after all of them."""
    was, now = tidy(old.gaps[i]), tidy(new.gaps[j])
    ends = i == len(old.words) and j == len(new.words)
    if ends or (i == 0 and j == 0):
        was, now = was.strip(), now.strip()
    if was == now:
        return
    beside = [*old.words[max(i - 1, 0) : i + 1], *new.words[max(j - 1, 0) : j + 1]]
    signs = Counter(was) - Counter(now) | Counter(now) - Counter(was)
    changed = set(signs) - {" "}
    if any(is_number(word.text) for word in beside):
        yield NUMBER
    elif '"' in changed or all(word.quoted for word in beside):
        yield QUOTED
    elif ends and {was, now} <= {"", ".", ","}:
        return
    elif changed <= COMMAS:
        words = old.sentence(i) | new.sentence(j)
        if words & STEERED or any(map(says_no, words)):
            yield STEERING
    else:
        yield STEERING if changed <= COMMAS | set(".?!…") else SIGN


def tidy(gap: str) -> str:
    """Without the spaces around a comma or a full stop, and with one where it stood twice."""
    return re.sub(r" ?([,.;:–])(?: ?\1)* ?", r"\1", gap)
