"""One spelling for words that houses spell differently: “organize” is “organise”."""

from __future__ import annotations

import re
from functools import lru_cache

IZE = re.compile(r"(?<=[a-z]{3})(i|y)z(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)")
# American beginnings of words, and what stands for them here.
BEGINNINGS = {
    "anesth": "anaesth",
    "behavior": "behaviour",
    "center": "centre",
    "color": "colour",
    "defense": "defence",
    "diarrhea": "diarrhoea",
    "endeavor": "endeavour",
    "esophag": "oesophag",
    "favor": "favour",
    "fetus": "foetus",
    "fetal": "foetal",
    "gynecol": "gynaecol",
    "harbor": "harbour",
    "hematol": "haematol",
    "hemo": "haemo",
    "honor": "honour",
    "humor": "humour",
    "labor": "labour",
    "leukemi": "leukaemi",
    "neighbor": "neighbour",
    "offense": "offence",
    "orthopedic": "orthopaedic",
    "pediatric": "paediatric",
    "rumor": "rumour",
    "skillful": "skilful",
    "theater": "theatre",
    "tumor": "tumour",
}
# “Laboratory” and “honorary” begin like them and are spelt so everywhere.
NOT_THESE = ("laborat", "honorar", "humorous", "humoral", "hemorr")
WHOLE = {
    "acknowledgment": "acknowledgement",
    "aging": "ageing",
    "enroll": "enrol",
    "fulfill": "fulfil",
    "gray": "grey",
    "judgment": "judgement",
    "license": "licence",
    "licensed": "licenced",
    "ok": "okay",
    "practise": "practice",
    "practised": "practiced",
    "practising": "practicing",
    "percent": "per cent",
    "program": "programme",
    "programs": "programmes",
    "skeptical": "sceptical",
}
# canceled → cancelled, rescheduling stays: only where the l is doubled here and single there.
SINGLE_L = re.compile(
    r"^((?:cancel|channel|counsel|dial|equal|fuel|label|level|marvel|model|quarrel|signal|total|"
    r"travel|tunnel))(ed|ing|er|ers|or|ors|ation|ations)$"
)


@lru_cache(maxsize=4096)
def house(word: str) -> str:
    """The word, in lower case, as this house spells it; "per cent" is the one that becomes two."""
    word = WHOLE.get(word, word)
    doubled = SINGLE_L.match(word)
    if doubled:
        return f"{doubled[1]}l{doubled[2]}"
    if not word.startswith(NOT_THESE):
        for there, here in BEGINNINGS.items():
            if word.startswith(there):
                return here + word[len(there) :]
    return IZE.sub(r"\1s", word)
