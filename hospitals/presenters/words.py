"""Facts put into words: numbers with their unit, days, times. No queries here."""

from django.utils import timezone

from lib.numbers import format_number

STAFF = "Staff "
PLACE_BEFORE = {"area": "in", "trust": "at", "hospital": "at"}


def day(on):
    """ "12 January 2016"; "" for None."""
    return f"{on:%-d %B %Y}" if on else ""


def days(all_days):
    """Days in order as a reader says them: "15 and 20 December 2022", "11, 12 and 13 April 2023".

    Three or more that follow each other are "11 to 14 April 2023".
    """
    if not all_days:
        return ""
    first, last = all_days[0], all_days[-1]
    if len(all_days) > 2 and (last - first).days == len(all_days) - 1:
        return period(first, last)
    spelt = []
    for number, on in enumerate(all_days):
        later = all_days[number + 1] if number + 1 < len(all_days) else None
        if later is None or later.year != on.year:
            spelt.append(day(on))
        elif later.month != on.month:
            spelt.append(f"{on:%-d %B}")
        else:
            spelt.append(f"{on.day}")
    return join(spelt)


def period(start, end):
    """ "12 January 2016", "11 to 15 April 2023", "27 June to 2 July 2024"."""
    if start == end:
        return day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start:%-d %B} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def clock(moment):
    """London time as a newspaper prints it: "8am", "11.30am", "noon", "midnight"."""
    local = timezone.localtime(moment)
    if (local.hour, local.minute) in ((0, 0), (12, 0)):
        return "noon" if local.hour else "midnight"
    minutes = f".{local:%M}" if local.minute else ""
    return f"{local:%-I}{minutes}{'am' if local.hour < 12 else 'pm'}"


def times(starts_at, ends_at, on):
    """ "8am to 5pm", "from 8am", "until 8am on 28 January": the day where it is not `on`."""
    start = clock_on(starts_at, on) if starts_at else ""
    end = clock_on(ends_at, on) if ends_at else ""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def clock_on(moment, on):
    local = timezone.localtime(moment).date()
    return clock(moment) if local == on else f"{clock(moment)} on {local:%-d %B}"


def join(texts):
    """ "a", "a and b", "a, b and c"."""
    *most, last = texts or [""]
    return f"{', '.join(most)} and {last}" if most else last


def capital(text):
    """With a capital first letter; the rest is left as it is."""
    return text[:1].upper() + text[1:]


def number(revision):
    """The number alone: "nearly 2,000", "35%", "not reported", "suppressed, fewer than 5"."""
    if revision.value is None and revision.missing_below is not None:
        return f"suppressed, fewer than {revision.missing_below}"
    return revision.say()


def what(figure):
    """What is counted; staff by the name of their group on the day: "Nurses absent on a day"."""
    name = figure.measure.name
    if figure.staff_group_id and name.startswith(STAFF):
        group = capital(figure.staff_group.name_at(figure.period_start))
        return f"{group} {name.removeprefix(STAFF)}"
    return name


def counted(figure, revision):
    """The number with what it counts: "1,854 appointments rescheduled", "35%: pay rise asked for".

    A measure's name that holds its unit takes the number in front; any other follows a colon.
    Staff are called by the name of their group on the day: "703 nurses absent on a day".
    """
    measure, said = figure.measure, number(revision)
    name = lower(what(figure))
    if revision.value is None or measure.kind == "percent":
        return f"{said}: {name}"
    one = revision.value == 1 and revision.upper is None
    if what(figure) != measure.name and not one:
        return f"{said} {name}"
    unit = measure.unit_singular if one else measure.unit
    before, found, after = name.partition(measure.unit)
    if found and whole_words(before, after):
        return f"{said} {before}{unit}{after}"
    return f"{said} {unit}" if name in unit else f"{said} {unit}: {name}"


def whole_words(before, after):
    return (not before or before[-1] == " ") and (not after or not after[0].isalnum())


def lower(text):
    """With a small first letter, unless the word is an abbreviation: "NHS" stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def out_of(revision):
    """ "out of 35 planned clinics (8.6%)", or ""."""
    if revision.out_of is None:
        return ""
    base = " ".join(filter(None, [format_number(revision.out_of), revision.out_of_what]))
    rate = revision.rate()
    return f"out of {base}" + (f" ({format_number(rate)}%)" if rate is not None else "")


def place(figure):
    """Where, by the name of the figure's day: "Hampshire Hospitals NHS Foundation Trust"."""
    if not figure.hospital_id:
        return figure.subject_name
    hospital = figure.hospital
    if hospital.town.casefold() in hospital.name.casefold():
        return hospital.name
    return f"{hospital.name}, {hospital.town}"


def kind_of_place(figure):
    return "area" if figure.area_id else "trust" if figure.trust_id else "hospital"


def when(figure):
    """The days it covers, and how: "12 January 2016", "the busiest day of 13 to 16 March 2023"."""
    spelt = period(figure.period_start, figure.period_end)
    basis = figure.Basis(figure.basis)
    if basis == figure.Basis.BUSIEST_DAY:
        return f"the busiest day of {spelt}"
    if basis == figure.Basis.SEVERAL_STRIKES:
        return f"several strikes, {spelt}"
    if basis == figure.Basis.RUNNING_TOTAL:
        return f"running total, {spelt}"
    if basis == figure.Basis.WHOLE_STRIKE and figure.period_start == figure.period_end:
        # The same day may have a figure of its own: see the releases for 12 January 2016.
        return f"{spelt} (whole strike)"
    return spelt


def sentence(figure, revision):
    """ "1,854 appointments rescheduled at Southampton General Hospital, 11 to 15 April 2023"."""
    where = f"{PLACE_BEFORE[kind_of_place(figure)]} {place(figure)}"
    parts = [f"{counted(figure, revision)} {where}", out_of(revision), when(figure)]
    said = capital(", ".join(filter(None, parts)))
    if figure.nature in (figure.Nature.EXPECTED, figure.Nature.PROVISIONAL):
        return f"{figure.get_nature_display().capitalize()}: {lower(said)}"
    return said
