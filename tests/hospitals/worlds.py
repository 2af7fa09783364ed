"""Worlds of one row and of thirty, for counting queries; and secrets that may appear nowhere."""

from datetime import date, timedelta

from django.utils import timezone

from hospitals import workflow
from hospitals.models import Alias, TrustName, TrustSuccession
from tests import factories
from tests.factories import london

BEFORE = london("2023-04-19 07:00")
TOMORROW = timezone.now() + timedelta(days=1)
DAY, DAY_AFTER = date(2023, 4, 11), date(2023, 6, 11)


def many(count):
    """`count` trusts, strikes and figures, each with all that a page shows of it.

    Returns (trust, strike, figure) of which the pages show `count` of everything.
    """
    trust, strike = factories.trust(), factories.strike()
    evidence = factories.evidence(reported_by=factories.source("Daily Echo"), signed_off=True)
    about = {
        "staff_group": factories.staff_group(),
        "basis": "running_total",
        "period_start": DAY,
        "period_end": DAY_AFTER,
    }
    whole = factories.released(1854, at=BEFORE, **about)
    factories.released(899, at=BEFORE, staff_group=about["staff_group"])
    parts, rivals = [], []
    for number in range(count):
        a_trust(number, trust, strike, evidence)
        speaker = a_speaker(number)
        day = DAY + timedelta(number)
        rivals.append(factories.released(1000 + number, at=BEFORE, source=speaker, **about))
        # Of the whole strike, for the panel.
        factories.released(
            900 + number, at=BEFORE, source=speaker, staff_group=about["staff_group"]
        )
        parts.append(
            factories.released(
                number,
                at=BEFORE,
                basis="one_day",
                period_start=day,
                source=speaker,
                staff_group=factories.staff_group(),
                evidence=factories.evidence(speaker, reported_by=factories.source("Daily Echo")),
            )
        )
        factories.revised(whole, 1855 + number, at=BEFORE + timedelta(hours=number + 1))
    for _ in range(count):
        factories.seen_in(whole, sign_off=True, at=BEFORE)
    charted(trust, strike, count)
    by = factories.user("data_editor")
    workflow.set_parts(by=by, whole=whole, parts=parts, axis="day")
    workflow.set_derivation(by=by, figure=whole, inputs=parts, method="our addition")
    return trust, strike, whole


def charted(trust, strike, count):
    """Numbers that are compared: of other trusts, of other strikes, one of them revised."""
    others = [factories.trust(f"T{number:02}") for number in range(count)]
    for number, other in enumerate([trust, *others]):
        factories.released(100 + number, at=BEFORE, measure="operations", trust=other)
    strikes = [factories.strike(f"Strike {number}") for number in range(count)]
    for number, each in enumerate([strike, *strikes]):
        about = {"measure": "clinics", "strike": each, "at": BEFORE}
        factories.released(10 + number, **about)
        total = factories.released(1000 + number, area=factories.area(), **about)
        factories.revised(total, 1100 + number, at=BEFORE + timedelta(hours=1))


def a_speaker(number):
    speaker = factories.source(f"Speaker {number}", kind="person")
    speaker.roles.create(role=f"role {number}")
    return speaker


def a_trust(number, trust, strike, evidence):
    other = factories.trust(f"T{number:02}")
    TrustName.objects.create(trust=other, name=f"Old name {number}", until=date(2001, 1, 1))
    TrustName.objects.create(trust=trust, name=f"Old {number}", until=date(1990 + number, 1, 1))
    Alias.objects.create(text=f"Alias {number}", trust=trust)
    TrustSuccession.objects.create(predecessor=other, successor=trust, on=date(2001, 1, 2))
    factories.hospital(f"Hospital {number}", f"Town {number}", run_by=trust)
    another = factories.strike(f"Strike {number}", days=[date(2023, 6, 1) + timedelta(number)])
    factories.change_status(strike, "announced", date(2023, 1, 1) + timedelta(number))
    factories.event(f"Picket {number}", strike=strike, evidence=evidence)
    factories.event(f"Talks {number}", kind="talks", evidence=evidence)
    factories.notice(
        "closed", f"Clinic {number}", evidence, trust=trust, strike=strike, ends_at=TOMORROW
    )
    who = {"groups": [factories.staff_group()], "unions": [factories.union()]}
    factories.strike_day(strike, date(2023, 4, 11), evidence=evidence, **who)
    for made, subject in ((another, trust), (strike, other)):
        factories.out(made, "yes", evidence, trust=subject)


def secrets():
    """Figures that no reader may see, each with a number and words of its own."""
    hidden = {
        "on the desk": factories.figure(901001, words="secret words"),
        "checked and not released": factories.checked(901002, setting="community", at=BEFORE),
        "under embargo": factories.checked(901003, setting="mental-health", at=BEFORE),
        "off the record": factories.figure(
            901004,
            source=factories.source("Dr Secret", kind="person", terms="off_record"),
            evidence=factories.evidence(
                factories.source("Dr Secret"), kind="call", terms="off_record", title="Secret call"
            ),
        ),
    }
    workflow.release(
        by=factories.user("editor"),
        figures=[hidden["under embargo"]],
        at=london("2099-01-01 00:01"),
    )
    return hidden


SECRETS = ["90100", "901,00", "secret", "Secret"]
