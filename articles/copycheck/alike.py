"""Whether two names mean one body or person, and two nouns one kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lib.text import fold

TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "cllr",
    ]
)
# Words that many bodies have in their names.
COMMON_WORDS = (
    "the a an of nhs foundation trust trusts hospital hospitals in at and for university city "
    "health board care social hsc s teaching general royal infirmary district county service"
)
COMMON = frozenset(COMMON_WORDS.split())
NATION = frozenset(
    ["england", "national", "nationally", "nationwide", "nhs england", "the nhs", "nhs", "uk"]
)
# Nouns that may stand for each other: {noun: what it may be}.
OPERATIONS, APPOINTMENTS, STAFF = "operation", "appointment", "staff"
FAMILIES = {
    OPERATIONS: "operation op procedure surgery inpatient case treatment theatre stay day-case",
    APPOINTMENTS: "appointment outpatient slot booking visit consultation session",
    STAFF: "staff doctor nurse worker medic consultant midwife paramedic striker picket employee "
    "member cleaner porter driver guard scientist physiotherapist radiographer protester supporter "
    "colleague crew practitioner assistant registrar anaesthetist surgeon pharmacist technician",
}
FAMILY = {word: name for name, words in FAMILIES.items() for word in words.split()}
# They may count any of the care, or anybody.
CARE_OF_ANY_KIND = frozenset(
    ["cancellation", "postponement", "patient", "person", "activity", "total"]
)
ANYBODY = frozenset(["person"])
PERCENT = frozenset(["percent", "%", "cent"])
IRREGULAR = {"people": "person", "surgeries": "surgery", "deliveries": "delivery", "bodies": "body"}


SHORT_COUNTIES = {
    "beds": "bedfordshire",
    "berks": "berkshire",
    "bucks": "buckinghamshire",
    "cambs": "cambridgeshire",
    "derbys": "derbyshire",
    "glos": "gloucestershire",
    "hants": "hampshire",
    "herts": "hertfordshire",
    "lancs": "lancashire",
    "leics": "leicestershire",
    "lincs": "lincolnshire",
    "northants": "northamptonshire",
    "notts": "nottinghamshire",
    "oxon": "oxfordshire",
    "staffs": "staffordshire",
    "warks": "warwickshire",
    "wilts": "wiltshire",
    "worcs": "worcestershire",
}


@lru_cache(maxsize=8192)
def core(name: str) -> frozenset[str]:
    words = frozenset(SHORT_COUNTIES.get(word, word) for word in fold(name).split())
    return words - COMMON - TITLES or words


def initials(short: str, name: str) -> bool:
    """“UHS” is University Hospital Southampton, with or without what follows."""
    short = short.removeprefix("the ").removeprefix("The ")
    if not (2 <= len(short) <= 7 and short.isupper()):
        return False
    words = [word for word in name.split() if word.lower() not in ("of", "and", "the", "for", "&")]
    return "".join(word[0] for word in words).upper().startswith(short)


@lru_cache(maxsize=4096)
def same_body(one: str, other: str) -> bool:
    """“Bolton” and “Bolton NHS Foundation Trust”; “nationally” and “England”."""
    a, b = fold(one), fold(other)
    if not (a and b):
        return False
    if a == b or (a in NATION and b in NATION):
        return True
    if a in NATION or b in NATION:
        return False
    if initials(one, other) or initials(other, one):
        return True
    first, second = core(one), core(other)
    return first <= second or second <= first


def same_speakers(said: Sequence[str], recorded: Sequence[str]) -> bool:
    """Whether all who are on record are among those that the text names, and no more."""
    if not said or not recorded or len(said) > len(recorded):
        return False
    return all(any(same_speaker(name, wanted) for name in said) for wanted in recorded)


@lru_cache(maxsize=4096)
def same_speaker(said: str, recorded: str) -> bool:
    here = [word for word in fold(said).split() if word not in TITLES | {"the", "a", "an"}]
    there = [word for word in fold(recorded).split() if word not in TITLES | {"the", "a", "an"}]
    if not (here and there):
        return False
    if here == there or (here[-1] == there[-1] and len(there) > 1 and is_person(recorded)):
        return True
    if is_person(recorded):
        return False
    if initials(said, recorded) or initials(recorded, said):
        return True
    first, second = core(said), core(recorded)
    shared = first & second
    return first <= second or second <= first or len(shared) / len(first | second) >= 0.5


def is_person(name: str) -> bool:
    """A name of two to four words, each with a capital, none of them a body's."""
    words = name.split()
    return (
        2 <= len(words) <= 5
        and all(word[0].isupper() for word in words)
        and not (
            COMMON & frozenset(fold(name).split())
            or re.search(r"\b(?:Union|Council|Department|BMA|RCN)\b", name)
        )
    )


def singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@lru_cache(maxsize=4096)
def nouns(unit: str) -> tuple[str, ...]:
    unit = unit.lower().replace("per cent", "percent").replace("out-patient", "outpatient")
    return tuple(
        singular(word) for word in re.findall(r"[a-z%]+", unit.replace("in-patient", "inpatient"))
    )


@lru_cache(maxsize=4096)
def same_thing(said: str, recorded: str) -> bool:
    """Whether a number of one may be a number of the other: “slots” are appointments."""
    here, there = nouns(said), nouns(recorded)
    if not (here and there):
        return True
    if PERCENT & set(here) or PERCENT & set(there):
        return bool(PERCENT & set(here) and PERCENT & set(there))
    if here[-1] == there[-1]:
        return not apart(here, there)
    ours, theirs = families(here), families(there)
    if here[-1] in CARE_OF_ANY_KIND or there[-1] in CARE_OF_ANY_KIND:
        other = theirs if here[-1] in CARE_OF_ANY_KIND else ours
        both = here[-1] in CARE_OF_ANY_KIND and there[-1] in CARE_OF_ANY_KIND
        staff = STAFF in other and not (ANYBODY & {here[-1], there[-1]})
        return both or (bool(other) and not staff)
    return bool(ours & theirs) and not apart(here, there)


def families(words: Iterable[str]) -> frozenset[str]:
    return frozenset(FAMILY[word] for word in words if word in FAMILY)


def apart(here: Sequence[str], there: Sequence[str]) -> bool:
    """Inpatients are no outpatients."""
    return any(
        one in a and other not in a and other in b and one not in b
        for a, b in ((here, there), (there, here))
        for one, other in (("inpatient", "outpatient"),)
    )
