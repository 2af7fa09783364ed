"""New words for a sentence that cites a record whose number has changed.

A machine proposes only where an exact number, or a variant of one, may be exchanged and nothing
else in the sentence turns with it; everything else goes to a person, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from lib.number_words import parse_number
from lib.numbers import SIGNS
from lib.said_as import is_true, said_as, share_holds, share_in, share_of
from lib.said_as import shares as shares_of
from lib.spoken import Spoken, near_enough

from . import told
from .numerals import Numeral, numeral_in, rounded, written_like

KEEP, REPLACE, ASK = "keep", "replace", "ask"
TRUE, FALSE, UNREAD = "true", "false", ""


@dataclass(frozen=True)
class Proposal:
    """What to do with the words of one mark.

    `choice` is keep, replace or ask; `words` are the new ones, or those that stand. `code` names
    the reason for programs, `why` for people. The verdicts are those of the words as they stand:
    before, of the old record; after, of the new one; "" where no number is read in them.
    `variants` are true now.
    """

    choice: str
    words: str
    code: str
    why: str
    verdict_before: str
    verdict_after: str
    variants: tuple[str, ...] = ()


def reword(
    words: str,
    sentence: str,
    start: int,
    end: int,
    was: Spoken,
    now: Spoken | None,
    *,
    records: int = 1,
    quoted: bool = False,
    currency: str = "",
    unit: str = "",
    per: str = "",
) -> Proposal:
    """The proposal for `words`, which are sentence[start:end], when their record changes.

    `now` is None where the record has no number any more. `records`: on how many the mark rests;
    `quoted`: the mark stands in a quotation that began before the sentence; `currency`, `unit` and
    `per` are those of the measure.
    """
    if sentence[start:end] != words:
        raise ValueError("The words do not stand at this place of the sentence.")
    if now is None:
        gone = "The record has no number any more."
        return Proposal(ASK, words, "no_number", gone, verdict(words, was), UNREAD)
    mark = Mark(words, sentence, start, end, was, now)
    variants = tuple(mark.variants(currency, unit, per))

    def propose(choice: str, new: str, code: str, why: str) -> Proposal:
        return Proposal(choice, new, code, why, verdict(words, was), verdict(words, now), variants)

    obstacle = next(mark.obstacles(records, quoted), None)
    if obstacle:
        return propose(ASK, words, *obstacle)
    if mark.stands():
        return propose(KEEP, words, "still_true", "Still true of the new number.")
    found = next((new for new in mark.candidates() if mark.may_stand(new)), None)
    if found is None:
        return propose(
            ASK, words, "no_wording", "No number can be put in here that is as exact and true."
        )
    return propose(REPLACE, found, *mark.reason())


def verdict(words: str, number: Spoken) -> str:
    if is_true(words, number):
        return TRUE
    return UNREAD if parse_number(words) is None and share_in(words) is None else FALSE


@dataclass(frozen=True)
class Mark:
    """sentence[start:end], which are `words`, rest on a record that was one number and is now
    another."""

    words: str
    sentence: str
    start: int
    end: int
    was: Spoken
    now: Spoken

    @property
    def opens(self) -> bool:
        """Whether its number begins the sentence."""
        numeral = self.numeral
        before = self.sentence[: self.start] + self.words[: numeral.start if numeral else 0]
        return not any(letter.isalnum() for letter in before)

    @cached_property
    def said(self) -> Spoken | None:
        return parse_number(self.words)

    @cached_property
    def numeral(self) -> Numeral | None:
        return numeral_in(self.words)

    @property
    def is_share(self) -> bool:
        """Whether the words say what part of a whole the number is: “about one in twelve”."""
        return share_holds(self.words, self.was) and self.was.kind != "percent"

    def obstacles(self, records: int, quoted: bool) -> Iterator[tuple[str, str]]:
        """(code, sentence) of what keeps a machine away, the gravest first."""
        sentence, start, end, words = self.sentence, self.start, self.end, self.words
        if quoted or told.inside_quotation(sentence, start, end):
            yield "quoted", "It stands between quotation marks: these are somebody’s words."
        if told.said_at_a_time(sentence, start, end):
            yield "said_then", "It tells what somebody said on a day, which stays as it was said."
        if records > 1:
            yield "several_records", "The words rest on several records."
        share = share_in(words) is not None
        if self.said is None and not share:
            yield "unread", "No single number can be read in these words."
        elif not is_true(words, self.was) and not is_true(words, self.now):
            yield "not_ours", "The words did not say what the record said."
        yield from self.around(sentence[:start], share)
        compared = told.compares(sentence, start, end)
        if compared:
            yield "compares", f"The sentence compares or divides (“{compared}”): read it anew."
        added = told.added_up(sentence, start, end, self.was)
        if added:
            yield "adds_up", f"The sentence adds up (“{added}”): read it anew."
        if self.number_turns():
            yield "turns", "One, several or none: the words around the number turn with it."

    def around(self, before: str, share: bool) -> Iterator[tuple[str, str]]:
        """What the words directly beside the mark do to its number."""
        refused = told.negated(before)
        if refused:
            yield "negated", f"The sentence denies (“{refused}”): read it anew."
        weighed = told.WEIGHED.search(before)
        if weighed and not self.stands():
            yield "weighed", f"“{weighed.group().strip()}” says whether it is many or few."
        if told.ARTICLE.search(before) and not self.stands():
            yield "article", "“A” or “an” before the number turns with it."
        if not share and self.said_outside():
            yield "outside", "Words outside the mark say how exact the number is, or out of what."

    def said_outside(self) -> bool:
        """Whether the number as the whole sentence says it is another than as the mark does."""
        said = self.said
        here = next(
            (
                each
                for each in told.numbers_in(self.sentence)
                if each.start < self.end and self.start < each.end
            ),
            None,
        )
        if said is None or here is None:
            return said is not None
        whole = here.spoken
        base = whole.out_of not in (said.out_of, self.now.out_of)
        return base or (whole.value, whole.upper, whole.how_exact, whole.kind) != (
            said.value,
            said.upper,
            said.how_exact,
            said.kind,
        )

    def number_turns(self) -> bool:
        """From one to several, to or from none: verbs and nouns turn with it."""
        said = self.said
        if said is None or said.how_exact != "exact" or said.kind in ("percent", "points"):
            return False
        old, new = said.value, self.now.value
        return old != new and (old in (0, 1) or new in (0, 1))

    def stands(self) -> bool:
        """True still, and not so far off that nobody would write it."""
        if not is_true(self.words, self.now):
            return False
        said = self.said
        return said is None or share_in(self.words) is not None or near_enough(said, self.now)

    def may_stand(self, words: str) -> bool:
        said = parse_number(words)
        base = said.out_of if said else None
        if base is not None and base < self.now.value:
            return False
        return words != self.words and is_true(words, self.now)

    def candidates(self) -> Iterator[str]:
        """New words in the manner of the old, the likest first."""
        if self.is_share:
            yield from self.as_share()
            return
        numeral = self.numeral
        if numeral is None:
            return
        if numeral.said.how_exact == "exact" and self.now.how_exact == "exact":
            yield from self.exactly(numeral)
        elif numeral.said.how_exact == "exact":
            yield from self.with_own(numeral)
        else:
            for value in rounded(self.now.value, numeral.said):
                for number in self.written(value, numeral):
                    yield numeral.put(number)

    def written(self, value: Decimal, numeral: Numeral) -> Iterator[str]:
        money = self.words[: numeral.start].endswith(tuple(SIGNS.values()))
        counted = numeral.said.kind is None and not money
        return written_like(value, numeral.text, opens=self.opens, spelt=counted)

    def exactly(self, numeral: Numeral) -> Iterator[str]:
        base = ""
        if numeral.base and numeral.said.out_of != self.now.out_of:
            if self.now.out_of is None and self.was.out_of is not None:
                return
            if self.now.out_of is not None:
                like = self.words[slice(*numeral.base)]
                base = next(written_like(self.now.out_of, like, opens=False))
        for number in self.written(self.now.value, numeral):
            yield numeral.put(number, base)

    def with_own(self, numeral: Numeral) -> Iterator[str]:
        """An exact number becomes “about 450”, as the record now says."""
        own = said_as(self.now)[0]
        if numeral.base is None and numeral.said.kind == self.plain_kind(self.now):
            yield numeral.put(own[:1].upper() + own[1:] if self.opens else own)

    @staticmethod
    def plain_kind(number: Spoken) -> str | None:
        return None if number.kind == "count" else number.kind

    def as_share(self) -> Iterator[str]:
        """“About one in eleven”, “9 per cent”."""
        share = share_of(self.now)
        numeral = self.numeral
        if share is not None and numeral and numeral.said.kind == "percent":
            places = len(numeral.text.partition(".")[2])
            value = (share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            for number in self.written(value, numeral):
                yield numeral.put(number)
            return
        for words in shares_of(self.now):
            if " in " in words and self.only_a_share():
                yield words[:1].upper() + words[1:] if self.words[:1].isupper() else words

    def only_a_share(self) -> bool:
        """Whether the mark holds the share and nothing besides."""
        return self.words.casefold() in {each.casefold() for each in shares_of(self.was)}

    def variants(self, currency: str, unit: str, per: str) -> Iterator[str]:
        """Ways to write the new number, the old words first where they stand, each once."""
        offered = said_as(self.now, currency=currency, unit=unit, per=per)
        if is_true(self.words, self.now):
            offered = [self.words, *offered]
        if self.now.how_exact == "exact" and self.now.kind in (None, "count"):
            below = (self.now.value - 1) // 10 * 10
            if self.now.value > 100 and not (currency or unit or per):
                offered.append(f"more than {below:,f}")
        yield from dict.fromkeys(offered)

    def reason(self) -> tuple[str, str]:
        """(code, sentence) of why other words are proposed."""
        said = self.said
        if is_true(self.words, self.now):
            return "too_far", "True still, and far from the new number: a nearer one is proposed."
        if said and said.how_exact == "exact" and not self.is_share:
            return "exact", "The number is exchanged, written as it was."
        return "nearest", "No longer true: the nearest that is, in the same manner."
