"""The verbs by which a paper says that somebody said something."""

from __future__ import annotations

import re
from typing import NamedTuple

PAST_AND_PRESENT = (
    "said says say saying added adds adding told tells tell telling claimed claims claiming argued "
    "argues arguing warned warns warning admitted admits admitting insisted insists insisting "
    "explained explains continued continues concluded concludes commented comments remarked "
    "replied replies responded responds stated states noted notes described describes describing "
    "branded brands branding dubbed labelled accused accuses accusing urged urges urging wrote "
    "writes writing posted tweeted announced announces confirmed confirms confirming stressed "
    "stresses revealed reveals reveal declared declares vowed vows pledged promised promises joked "
    "recalled recalls asked asks asking implored implores appealed appeals believes believed "
    "believe reads read reading shouted chanted quipped agreed acknowledged acknowledges suggested "
    "suggests complained complains denied apologised condemned condemns criticised hailed praised "
    "thanked maintained observed observes reported reports called calls calling likened spoke "
    "laughed sighed conceded concedes reflected cautioned countered protested shrugged quoted "
    "reckons reckoned put blamed hopes hoped advised reassured feared fears felt feels predicted "
    "estimated estimates sums summed repeated reiterated emphasised pleaded thinks thought "
    "characterised characterises characterized accepted accepts boasted "
    "fumed blasted blasts slammed "
    "slams begged raged stormed moaned considered considers deemed found finds regarded denies "
    "ridiculed attacked mocked jokes laughs sighs shouts agrees recalls remarks"
)
VERBS = frozenset(PAST_AND_PRESENT.split())
# “Called off” and “called for” call nobody anything; “is said to be” says nobody.
WORDS = re.compile(r"[A-Za-z]{3,}|\n")
PHRASES = re.compile(r"\b(?:hits? (?:back|out)|went on|goes on|weighed in|chipped in)\b")
NOT_SAID = re.compile(r"\s+(?:off|out|to be|in sick|the police)\b|-")


BY = re.compile(r"\s+by\s+", re.IGNORECASE)
# Between a subject and its verb.
ASIDES = re.compile(
    r"(?:\b(?:has|have|had|was|were|is|are|would|will|did|does|also|previously|earlier|later|then|"
    r"today|yesterday|now|already|again|once|simply|just|even|still|further|both|all|since|"
    r"first|being|been|afterwards|recently|last night|last week|this morning|this week|"
    r"\w+ly|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:a|the|his|her|its|their) "
    r"(?:statement|letter|report|message|email|post|interview|speech)))\s*$",
    re.IGNORECASE,
)
# “Calls”, “claims” and “reports” are verbs only right behind somebody who can do so.
DOER_BEFORE = re.compile(
    r"(?:[A-Z][\w’'-]*|[A-Z]{2,}|\b(?:he|she|it|they|who|union|trust|board|report|leader|director|"
    r"secretary|executive|spokes\w+|minister|statement|one|another|also))[\s,]+$"
)
NOUN_WORDS = (
    "claims reports notes comments calls asks reads states posts hopes fears estimates promises "
    "appeals stresses writing reading warning feels report claim note call read post put sums "
    "reveal tell say believe brands attacked"
)
NOUNS = frozenset(NOUN_WORDS.split())
# Of what goes on in a head: another's verb in the sentence counts before these.
WEAK_WORDS = (
    "feels feel felt fears feared hopes hoped believes believe believed thinks thought considers "
    "considered found finds accepts accepted regarded"
)
WEAK = frozenset(WEAK_WORDS.split())


class Verb(NamedTuple):
    """A reporting verb at text[start:end]; `by_end` is where “by” ends in “told by”, else 0."""

    start: int
    end: int
    word: str
    by_end: int


def verbs_of(frame: str) -> list[Verb]:
    """All reporting verbs, in order, without nouns that look like them."""
    found = [
        (match.start(), match.end(), word)
        for match in WORDS.finditer(frame)
        if (word := match.group().lower()) in VERBS
    ]
    found += [(match.start(), match.end(), match.group()) for match in PHRASES.finditer(frame)]
    verbs = []
    for start, end, word in sorted(found):
        if NOT_SAID.match(frame, end) or (
            start and (frame[start - 1].isalpha() or frame[start - 1] == "-")
        ):
            continue
        if word in NOUNS and not DOER_BEFORE.search(frame[max(0, start - 24) : start]):
            continue
        by = BY.match(frame, end)
        verbs.append(
            Verb(start, end, word, by.end() if by and word.endswith(("ed", "d", "told")) else 0)
        )
    return verbs
