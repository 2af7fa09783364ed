"""What a name that somebody typed probably is: who speaks, which kind of place, what is counted.

Guesses for a form that shows them before anything is written: nobody relies on one unseen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .number_box import Unread, Written, read_number
from .numbers import SIGNS, TIME_UNITS
from .text import fold, squash


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


PERSON, ORGANISATION, UNNAMED = "person", "organisation", "unnamed"
TITLES = words_of("baroness dame dr lady lord mr mrs ms professor prof rev sir sister")
# A name with one of these is not a person's.
OF_ORGANISATIONS = words_of(
    "agency alliance ambulance association bbc board boards care college commission committee "
    "confederation congress council department desk echo executive federation foundation "
    "gazette gmb government group guardian health herald hospital hospitals icb infirmary "
    "institute itv journal league mail mercury ministry national news nhs nipsa observer office "
    "organisation parliament partnership party post press providers radio rcn senate service "
    "services society standard star sun system telegraph times today treasury tribune trust "
    "trusts tv union unison unite university workers"
)
SOMEBODY = re.compile(r"(an?|one|some|the) [a-z]")
# "consultant at James Cook", "president of the Association", "director for Wales".
OFFICE_OF = re.compile(r" (?:at|of|for|with) (?=(?:the )?[A-Z0-9])")


@dataclass(frozen=True)
class Speaker:
    name: str
    kind: str
    role: str = ""
    organisation: str = ""


def speaker(text: str) -> Speaker:
    """ "Donna Green, chief nurse at Hampshire Hospitals" is a person with a role there."""
    name, _, office = (squash(part) for part in text.partition(","))
    if SOMEBODY.match(text):
        return Speaker(squash(text), UNNAMED)
    ours = not OF_ORGANISATIONS.isdisjoint(fold(name).split())
    if office and not (ours and office[:1].isupper()):
        role, at, organisation = office.partition(",")
        if not at:
            role, organisation = split_office(office)
        return Speaker(name, PERSON, role.strip(), organisation.strip())
    words = fold(name).split()
    if words and words[0] in TITLES:
        return Speaker(name, PERSON)
    named = 2 <= len(words) <= 3 and all(word[:1].isupper() for word in name.split())
    if named and not ours and words[0] != "the":
        return Speaker(name, PERSON)
    return Speaker(squash(text), ORGANISATION)


def split_office(office: str) -> tuple[str, str]:
    """("president", "the Nurses Association") of "president of the Nurses Association"."""
    places = list(OFFICE_OF.finditer(office))
    if not places:
        return office, ""
    return office[: places[0].start()], office[places[0].end() :]


NATIONS = words_of("england scotland wales britain uk ireland")
REGIONS = frozenset(
    {
        "east of england",
        "london",
        "midlands",
        "north east and yorkshire",
        "north west",
        "south east",
        "south west",
    }
)
COUNTIES = words_of(
    "cornwall cumbria devon dorset durham essex kent norfolk northumberland rutland somerset "
    "suffolk surrey sussex tyrone antrim armagh down fermanagh londonderry"
)
TRUSTS = words_of("trust hospitals")
BUILDINGS = words_of("hospital infirmary clinic centre school hospice unit surgery")


def place(text: str) -> str:
    """trust, hospital, nation, region, icb, county or city."""
    name = fold(text)
    words = name.split()
    if "icb" in words or "integrated care" in name:
        return "icb"
    if not TRUSTS.isdisjoint(words) or "health board" in name:
        return "trust"
    if not BUILDINGS.isdisjoint(words):
        return "hospital"
    if name in REGIONS:
        return "region"
    if words and len(words) <= 2 and words[-1] in NATIONS:
        return "nation"
    if words and (words[-1].endswith("shire") or words[-1] in COUNTIES or words[0] == "county"):
        return "county"
    return "city"


def town(text: str) -> tuple[str, str]:
    """("James Paget University Hospital", "Gorleston") of both with a comma between."""
    name, comma, where = text.rpartition(",")
    return (squash(name), squash(where)) if comma else (squash(text), "")


# What follows what is counted, and says what became of it.
BECAME = words_of(
    "absent accepted affected against agreed answered arrested at attending available away "
    "booked by called cancelled carried closed covered delayed diverted done due expected for "
    "granted held hit in lost made missed moved off offered on open out owed planned postponed "
    "present provided ready rearranged reduced refused rejected rescheduled respond seen sent "
    "short since staying strike striking taking that to treated turned unfilled vacant waiting "
    "who with working"
)
STAFF = words_of(
    "carers cleaners consultants doctors midwives nurses paramedics phlebotomists "
    "physiotherapists porters "
    "radiographers staff strikers technicians workers"
)
CARE = words_of(
    "admissions appointments attendances beds calls cases clinics episodes handovers incidents "
    "operations outpatients patients procedures referrals scans sessions surgeries tests "
    "treatments visits"
)
SINGULAR = {"people": "person", "staff": "member of staff", "pounds": "pound", "dollars": "dollar"}
IN_WORDS = {"£": "pounds", "$": "dollars", "€": "euros"}


@dataclass(frozen=True)
class Counted:
    unit: str
    singular: str
    kind: str
    family: str
    currency: str = ""
    per: str = ""


def counted(name: str, number: str = "") -> Counted:
    """What a measure of this name counts, by the name and by a number that was typed for it."""
    written = understood(number) or Written()
    family, unit = family_of(name), unit_of(name)
    percent = written.spoken is not None and written.spoken.kind == "percent"
    currency = next((code for code, sign in SIGNS.items() if sign == written.currency), "")
    if currency:
        unit = IN_WORDS[written.currency]
    elif percent:
        unit = "per cent"
    elif written.unit in TIME_UNITS:
        unit = written.unit
    kind = "money" if currency else "percent" if percent else "count"
    if written.per and not percent:
        article = "an" if written.per == "hour" else "a"
        return Counted(unit, one_of(unit), "rate", family, currency, f"{article} {written.per}")
    if written.unit in TIME_UNITS:
        kind = "duration"
    return Counted(unit, one_of(unit), kind, family, currency)


def family_of(name: str) -> str:
    """What it is about first: "operations by locum doctors" are care, not staff."""
    for word in fold(name).split():
        if word in CARE:
            return "activity"
        if word in STAFF:
            return "staff"
    return "context"


def understood(number: str) -> Written | None:
    try:
        return read_number(number) if number else None
    except Unread:
        return None


def unit_of(name: str) -> str:
    """ "outpatient appointments" of "outpatient appointments cancelled by the trust"."""
    words = squash(name).split()
    for place, word in enumerate(words):
        if place and fold(word) in BECAME:
            words = words[:place]
            break
    unit = " ".join(words)
    # NHS stays as it is; "Operations" begins no sentence here.
    return unit if unit[1:2].isupper() else unit[:1].lower() + unit[1:]


def one_of(unit: str) -> str:
    """ "operation" of "operations", "appointment or procedure" of "appointments and procedures"."""
    return " or ".join(_one_of(part) for part in unit.split(" and "))


def _one_of(unit: str) -> str:
    head, space, last = unit.rpartition(" ")
    if last in SINGULAR:
        one = SINGULAR[last]
    elif last.endswith("ies"):
        one = f"{last[:-3]}y"
    elif last.endswith("s") and not last.endswith("ss"):
        one = last[:-1]
    else:
        one = last
    return f"{head}{space}{one}"
