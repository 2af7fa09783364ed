"""Figures put into words: numbers with their unit, what is counted, where. No queries here."""

from __future__ import annotations

from django.utils.text import capfirst

from hospitals.models import DisruptionFigure, FigureRevision, Measure
from lib.numbers import format_number

STAFF = "Staff "
PLACE_BEFORE = {"area": "in", "trust": "at", "hospital": "at"}


def number(revision: FigureRevision) -> str:
    """The number alone: "nearly 2,000", "35%", "not reported", "suppressed, fewer than 5"."""
    if revision.value is None and revision.missing_below is not None:
        return f"suppressed, fewer than {revision.missing_below}"
    return revision.say()


def what(figure: DisruptionFigure) -> str:
    """What is counted; staff by the name of their group on the day: "Nurses absent on a day"."""
    name = figure.measure.name
    if counts_its_staff(figure):
        return f"{capfirst(staff(figure))} {name.removeprefix(STAFF)}"
    return name


def counts_its_staff(figure: DisruptionFigure) -> bool:
    """Whether those counted are the people of its staff group: “Staff turnover” counts nobody."""
    measure = figure.measure
    counts = measure.kind == Measure.Kind.COUNT and measure.name.startswith(STAFF)
    return bool(figure.staff_group_id and counts)


def staff(figure: DisruptionFigure) -> str:
    """Whose number it is, by the group's name on the day: "junior doctors"."""
    return figure.staff_group.name_at(figure.period_start) if figure.staff_group_id else ""


def whose(figure: DisruptionFigure) -> str:
    """ "5%: pay rise offered (radiographers)": where neither what is counted nor a strike says it.

    Of a strike it is said by whose strike it was.
    """
    group, measure = staff(figure), figure.measure
    in_its_name = group.casefold() in what(figure).casefold()
    if in_its_name or (figure.strike_id and measure.family != Measure.Family.STAFF):
        return ""
    return f" ({group})"


def counted(figure: DisruptionFigure, revision: FigureRevision) -> str:
    """The number with what it counts: "1,854 appointments rescheduled", "35%: pay rise asked for",
    "£1.09m: cost of cover", "down 32% on the same week of 2024: calls".

    A measure's name that holds its unit takes the number in front; any other follows a colon.
    Staff are called by the name of their group on the day: "703 nurses absent on a day".
    """
    measure, said = figure.measure, number(revision)
    name = lower(what(figure))
    if revision.value is not None and figure.compared_with:
        return f"{said if revision.value else 'no change'} on {figure.compared_with}: {name}"
    if revision.value is None or measure.kind != "count":
        return f"{said}: {name}"
    one = revision.value == 1 and revision.upper is None
    if what(figure) != measure.name and not one:
        return f"{said} {name}"
    unit = measure.unit_singular if one else measure.unit
    before, found, after = name.partition(measure.unit)
    if found and whole_words(before, after):
        return f"{said} {before}{unit}{after}"
    return f"{said} {unit}" if name in unit else f"{said} {unit}: {name}"


def whole_words(before: str, after: str) -> bool:
    return (not before or before[-1] == " ") and (not after or not after[0].isalnum())


def lower(text: str) -> str:
    """With a small first letter, unless the word is an abbreviation: "NHS" stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def out_of(revision: FigureRevision) -> str:
    """ "out of 35 planned clinics (8.6%)", or ""."""
    if revision.out_of is None:
        return ""
    base = " ".join(filter(None, [format_number(revision.out_of), revision.out_of_what]))
    rate = revision.rate()
    return f"out of {base}" + (f" ({format_number(rate)}%)" if rate is not None else "")


def place(figure: DisruptionFigure) -> str:
    """Where, by the name of the figure's day: "Hampshire Hospitals NHS Foundation Trust"."""
    if not figure.hospital_id:
        return figure.subject_name
    hospital = figure.hospital
    if hospital.town.casefold() in hospital.name.casefold():
        return hospital.name
    return f"{hospital.name}, {hospital.town}"


def kind_of_place(figure: DisruptionFigure) -> str:
    return "area" if figure.area_id else "trust" if figure.trust_id else "hospital"


def when(figure: DisruptionFigure) -> str:
    """The days it covers, and how: "12 January 2016", "the busiest day of 13 to 16 March 2023"."""
    spelt = figure.period_words()
    basis = figure.Basis(figure.basis)
    if basis == figure.Basis.BUSIEST_DAY:
        return f"the busiest day of {spelt}"
    if basis == figure.Basis.AVERAGE_DAY:
        return f"an average day of {spelt}"
    if basis == figure.Basis.SEVERAL_STRIKES:
        return f"several strikes, {spelt}"
    if basis == figure.Basis.RUNNING_TOTAL:
        return f"running total, {spelt}"
    if basis == figure.Basis.WHOLE_STRIKE and figure.period_start == figure.period_end:
        # The same day may have a figure of its own: see the releases for 12 January 2016.
        return f"{spelt} (whole strike)"
    return spelt


def sentence(figure: DisruptionFigure, revision: FigureRevision) -> str:
    """ "1,854 appointments rescheduled at Southampton General Hospital, 11 to 15 April 2023"."""
    where = f"{PLACE_BEFORE[kind_of_place(figure)]} {place(figure)}"
    if figure.service_id:
        where = f"{where} ({figure.service.name})"
    what_and_how_many = counted(figure, revision)
    parts = [f"{what_and_how_many}{whose(figure)} {where}", out_of(revision), when(figure)]
    said = capfirst(", ".join(filter(None, parts)))
    if figure.nature != figure.Nature.ACTUAL and not says_nature(figure):
        # "Expected: 13 operations postponed", "Offer 5%: pay rise"
        after = "" if ": " in what_and_how_many else ":"
        return f"{figure.get_nature_display().capitalize()}{after} {lower(said)}"
    return said


# What the name of a measure may say itself: “Pay rise offered”, “Pay rise asked for”.
IN_NAMES = {
    DisruptionFigure.Nature.DEMAND: ("asked for", "demand"),
    DisruptionFigure.Nature.EXPECTED: ("expected",),
}


def says_nature(figure: DisruptionFigure) -> bool:
    """Whether what is counted says already that it is an offer, a demand…"""
    name = what(figure).casefold()
    said = IN_NAMES.get(figure.Nature(figure.nature), (figure.nature,))
    return any(each in name for each in said)
