"""Words by which a text touches the law: somebody may be tried, or may sue.

Only what is said of somebody in plain words: “cardiac arrest”, a charge for parking, a clinical
trial and a High Court ruling on a strike are none of it, nor is what did not happen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .layout import lines_of, sentences

PROCEEDINGS = "proceedings"
ALLEGATION = "allegation"

BEING = r"(?:been|was|were|is|are|be|being|and)"
# “Charged with running the service” is a task, and “charged £5” a price.
CRIMES = (
    r"assault|caus|pervert|steal|obstruct|wound|possess|attempt|threaten|harass|damag|driv|breach|"
    r"fail|conspir|falsif|supply|kill|abus|rap|defraud|neglect"
)
TRIED = re.compile(
    rf"""(?<!cardiac\ )(?<!respiratory\ )\b(?:
        (?<!cardiac\ )(?<!respiratory\ )arrested(?!\ (?:development|descent|fall))
      | under\ arrest
      | {BEING}\ (?:re)?charged
        (?=\ (?:over|under|after|in\ connection|following|on)\b|[.,;:”"’]|\s*$)
      | charged\ with(?:\ (?:the\ )?(?!\w+ing\b)|\ (?=(?:{CRIMES})\w*ing\b))
      | remanded | (?:on|granted|given)\ (?:police\ )?bail | bailed(?!\ out)
      | (?:appear(?:s|ed|ing)?|due|plead(?:s|ed|ing)?)\ (?:at|in|before)\ [^.;]{{0,50}}?
        (?:magistrates|\bcourt\b(?!\ of\ appeal))
      | plead(?:s|ed|ing)?\ (?:not\ )?guilty | pled\ guilty
      | (?:stand(?:s|ing)?|stood|fac(?:e|es|ed|ing)|await(?:s|ed|ing)?)\ trial
      | (?:went|goes|go|gone)\ on\ trial | on\ trial\ (?:accused|charged|over)
      | (?:be|being|been)\ prosecuted | prosecutors\ (?:said|told|allege\w*|say)
      | (?:the|a|an\ inquest)\ jury
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
SUED_OVER = re.compile(
    r"""\b(?:
        negligent(?:ly)? | negligence | (?:is|are|was|were|be|been|being)\ sued | suing
      | (?:he|she|they|who|family|widow|mother|father|parents|patients?|staff|nurses?|doctors?)
        \ sued
      | manslaughter | murder(?:s|ed|ing)? | (?:sexual(?:ly)?|indecent(?:ly)?)\ assault\w*
      | (?:was|were|been|being)\ assaulted | assaulted\ (?:by|a|an|the|him|her)
      | sexual\ (?:harassment|misconduct|abuse) | (?:gross|professional|serious)\ misconduct
      | fraud(?:ulent(?:ly)?)? | defrauded | embezzl\w+ | bribe\w* | corrupt(?:ion|ly)?
      | cover(?:ed|ing)\ (?:it\ |this\ |that\ |them\ )?up | cover-up
      | falsif(?:y|ied|ying|ies) | forged
      | (?:has|have|had|he|she|they|bosses|managers|ministers?)\ lied | liars?
      | bull(?:ied|ying) (?!\ policy) | racist(?:ly)? | victimis(?:ed|ing|ation)
      | (?:ill-treat|mistreat)(?:ed|ing|ment) | whistleblow\w+\ (?:was|were)\ \w+
      | broke\ the\ law | (?:acted|sacked|dismissed|suspended|detained)\ (?:unlawfully|illegally)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# “No arrests were made”, “nobody was charged”, “has not been arrested”.
DID_NOT = re.compile(
    r"\b(?:no|nobody|no one|no-one|none|never|nor|neither|without|not|n[’']t)\b[^,;:]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Touched:
    """text[start:end] touches the law; `kind`: proceedings or allegation. `sentence` holds it."""

    start: int
    end: int
    kind: str
    words: str
    sentence: str


def law_in(text: str) -> list[Touched]:
    """In the order of the text; plain text, one paragraph a line."""
    return sorted(
        (
            each
            for line in lines_of(text)
            for start, end in sentences(text, line.start, line.end)
            for each in in_sentence(text, start, end)
        ),
        key=lambda each: each.start,
    )


def in_sentence(text: str, start: int, end: int) -> Iterator[Touched]:
    for kind, pattern in ((PROCEEDINGS, TRIED), (ALLEGATION, SUED_OVER)):
        for found in pattern.finditer(text, start, end):
            if not DID_NOT.search(text[start : found.start()]):
                words = " ".join(found.group().split())
                yield Touched(found.start(), found.end(), kind, words, text[start:end].strip())
