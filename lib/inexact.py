"""A date as exact as it is known: a day, several, a weekend, a month, a year, one that nobody
names, or one still to be set.

Kept as the first and the last day that it may mean, and how exact that is: so it is sorted and
searched like any other, and never said more exactly than somebody knows it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q


class Exactness(models.TextChoices):
    DAY = "day", "on this day"
    DAYS = "days", "from this day to the last"
    ONE_OF_DAYS = "one_of_days", "on one of the days from this one to the last"
    WEEKEND = "weekend", "at the weekend of this day"
    MONTH = "month", "some time in the month of this day"
    YEAR = "year", "some time in the year of this day"
    NOT_KNOWN = "not_known", "not known: at most the last day on which it may have been"
    TO_BE_SET = "to_be_set", "to be set: no day is known yet"


# Those of which the last day is said too; of the others it follows.
WITH_LAST = (Exactness.DAYS, Exactness.ONE_OF_DAYS)
# Those of no day that anybody names: it happened, or it will.
WITHOUT_DAY = (Exactness.NOT_KNOWN, Exactness.TO_BE_SET)
SATURDAY = 5


def first_and_last(
    day: date | None, last: date | None, exact: str
) -> tuple[date | None, date | None]:
    """The first and the last day that may be meant by who names a day and says how exact it is.

    ValidationError, a sentence, where that makes no sense together.
    """
    if exact == Exactness.TO_BE_SET:
        if day:
            raise ValidationError("A date that is to be set has no day yet: take the day away.")
        return None, None
    if exact == Exactness.NOT_KNOWN:
        if day:
            raise ValidationError(
                "Of a day that is not known leave the first day empty: give at most the last on "
                "which it may have been."
            )
        return None, last
    if day is None:
        raise ValidationError("Write the day, or say that it is not known or to be set.")
    if exact in WITH_LAST:
        if last is None or last <= day:
            raise ValidationError("Write the last day too: it comes after the first.")
        return day, last
    if exact == Exactness.WEEKEND:
        # A Sunday belongs to the Saturday before it, a weekday to the Saturday that follows.
        sunday = day.weekday() > SATURDAY
        saturday = day + timedelta(days=-1 if sunday else SATURDAY - day.weekday())
        return saturday, saturday + timedelta(days=1)
    if exact == Exactness.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if exact == Exactness.YEAR:
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return day, day


def as_exact_as_known(
    first: str, last: str, exact: str, *, unknown: bool = False, name: str
) -> CheckConstraint:
    """Both days are set, in order, and the same only for one day; or it is to be set, or not
    known with a last day or without.

    The names are those of the three fields. `unknown`: there may be no date at all, and that is
    how one is not known.
    """
    # A comparison with NULL is neither true nor false, and a constraint lets that pass.
    known = Q(**{f"{first}__isnull": False, f"{last}__isnull": False})
    one_day = known & Q(**{exact: Exactness.DAY, last: F(first)})
    several = known & ~Q(**{f"{exact}__in": [Exactness.DAY, *WITHOUT_DAY]})
    none = Q(**{f"{first}__isnull": True, f"{last}__isnull": True})
    if not unknown:
        none &= Q(**{exact: Exactness.TO_BE_SET})
        none |= Q(**{f"{first}__isnull": True, exact: Exactness.NOT_KNOWN})
    return CheckConstraint(
        condition=none | one_day | (several & Q(**{f"{last}__gt": F(first)})),
        name=name,
        violation_error_message="Say how exact the date is: one day, several, not known, or to be "
        "set.",
    )
