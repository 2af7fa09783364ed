"""Each rule about one row: what the journalist reads, and that the database keeps it anyway.

One case for each constraint of the facts, by its name: a function that returns a row, not saved,
which breaks that rule and no other. tests/rules/test_names.py holds the table complete.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hospitals.models import (
    Alias,
    Area,
    Dispute,
    DisruptionFigure,
    Event,
    EventKind,
    Evidence,
    EvidenceTerms,
    FigureConfirmation,
    FigureRevision,
    Hospital,
    HospitalTrust,
    Licence,
    Measure,
    MeasureParts,
    Participation,
    PartList,
    PublicFacts,
    PublicFigure,
    SaidWith,
    SeenIn,
    Service,
    ServiceNotice,
    Setting,
    Source,
    SourceRole,
    SourceTerms,
    StaffGroup,
    StaffGroupName,
    Strike,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
    Trust,
    TrustArea,
    TrustName,
    TrustSuccession,
    Union,
)
from tests import factories

pytestmark = pytest.mark.django_db

EVENING = datetime(2016, 1, 12, 20, tzinfo=ZoneInfo("Europe/London"))
MORNING = datetime(2016, 1, 12, 8, tzinfo=ZoneInfo("Europe/London"))
LATE, EARLY = date(2023, 4, 15), date(2023, 4, 11)

CASES = {}


def breaks(constraint, *words):
    """The decorated function's row breaks `constraint`; its message has all of `words`."""

    def keep(build):
        CASES[constraint] = (build, words)
        return build

    return keep


# Areas


@breaks("area_kind_name_once", "already an area of this kind with this name")
def _():
    factories.area("England")
    return Area(name="England", kind=factories.area_kind("nation"), slug="england-again")


@breaks("area_code_once", "Another area already has this code")
def _():
    factories.region("South East")
    return Area(
        name="South West", kind=factories.area_kind("region"), slug="south-west", code="Y59"
    )


# Trusts and hospitals


@breaks("trust_both_coordinates", "both latitude and longitude, or neither")
def _():
    return Trust(code="RHM", name="UHS", slug="uhs", latitude=50.93)


@breaks("trust_closes_after_opening", "cannot close before it opens")
def _():
    return Trust(code="RHM", name="UHS", slug="uhs", opened=LATE, closed=EARLY)


@breaks("trust_one_name_until", "former name already ends on this day")
def _():
    TrustName.objects.create(trust=factories.trust(), name="SUHT", until=date(2011, 9, 30))
    return TrustName(trust=factories.trust(), name="Southampton", until=date(2011, 9, 30))


@breaks("trustarea_dates_in_order", "last day is before the first")
def _():
    county = factories.area("Hampshire", "county")
    return TrustArea(trust=factories.trust(), area=county, valid_from=LATE, valid_to=EARLY)


@breaks("trust_area_once", "already listed from this day")
def _():
    row = {"trust": factories.trust(), "area": factories.area("Hampshire", "county")}
    TrustArea.objects.create(**row, valid_from=EARLY)
    return TrustArea(**row, valid_from=EARLY)


@breaks("trust_area_once_from_the_start", "area is already listed")
def _():
    row = {"trust": factories.trust(), "area": factories.area("Hampshire", "county")}
    TrustArea.objects.create(**row)
    return TrustArea(**row)


@breaks("succession_once", "successor is already listed")
def _():
    row = {
        "predecessor": factories.trust("RN5"),
        "successor": factories.trust("RHM"),
        "on": date(2025, 4, 1),
    }
    TrustSuccession.objects.create(**row)
    return TrustSuccession(**row)


@breaks("succession_not_of_itself", "cannot succeed itself")
def _():
    trust = factories.trust()
    return TrustSuccession(predecessor=trust, successor=trust, on=date(2025, 4, 1))


@breaks("hospital_both_coordinates", "both latitude and longitude, or neither")
def _():
    return Hospital(name="Princess Anne", town="Southampton", slug="anne", longitude=-1.4)


@breaks("hospital_once_per_town", "town already has a hospital of this name")
def _():
    factories.hospital("City Hospital", "Nottingham")
    return Hospital(name="City Hospital", town="Nottingham", slug="city-hospital")


@breaks("hospital_site_code_once", "Another hospital already has this site code")
def _():
    factories.hospital(site_code="RHM01")
    return Hospital(name="Princess Anne", town="Southampton", slug="anne", site_code="RHM01")


@breaks("hospitaltrust_dates_in_order", "last day is before the first")
def _():
    hospital = Hospital.objects.create(name="Newark", town="Newark", slug="newark")
    return HospitalTrust(
        hospital=hospital, trust=factories.trust("RK5"), valid_from=LATE, valid_to=EARLY
    )


# Aliases


@breaks("alias_of_exactly_one", "choose exactly one")
def _():
    return Alias(text="the General", trust=factories.trust(), hospital=factories.hospital())


@breaks("alias_once_per_trust", "alias is already listed")
def _():
    Alias.objects.create(text="U.H.S.", trust=factories.trust())
    return Alias(text="UHS", trust=factories.trust())


@breaks("alias_once_per_hospital", "alias is already listed")
def _():
    mill = factories.hospital("King’s Mill Hospital", "Sutton-in-Ashfield", factories.trust("RK5"))
    Alias.objects.create(text="King’s Mill", hospital=mill)
    return Alias(text="KINGS MILL", hospital=mill)


@breaks("alias_once_per_source", "alias is already listed")
def _():
    Alias.objects.create(text="NHSE", source=factories.source())
    return Alias(text="nhse", source=factories.source())


# Strikes and events


@breaks("staff_group_one_name_until", "former name already ends on this day")
def _():
    group = factories.staff_group("Resident doctors")
    until = date(2024, 9, 17)
    StaffGroupName.objects.create(staff_group=group, name="Junior doctors", until=until)
    return StaffGroupName(staff_group=group, name="Trainee doctors", until=until)


@breaks("dispute_settled_after_it_began", "cannot be settled before it began")
def _():
    return Dispute(title="Pay", slug="pay", began=LATE, began_last=LATE, settled=EARLY)


@breaks("strike_title_once", "Another strike already has this title")
def _():
    return Strike(title=factories.strike().title, slug="again", dispute=factories.dispute())


def spell(**given):
    given = {"last_day": LATE, "no_source": "It stood in every paper.", **given}
    return StrikeSpell(strike=factories.strike(), first_day=EARLY, **given)


@breaks("spell_ends_after_it_starts", "The last day is before the first")
def _():
    return spell(last_day=EARLY - timedelta(days=1))


@breaks("spell_hours_in_order", "ends before it starts")
def _():
    return spell(starts_at=EVENING, ends_at=MORNING)


@breaks("spell_with_its_end_has_a_last_day", "give the last day")
def _():
    return spell(last_day=None, ends_at=EVENING)


@breaks("spell_daily_hours_together", "Give both hours of each day, or neither")
def _():
    return spell(daily_from=time(8))


@breaks("spell_daily_or_whole_hours", "not both")
def _():
    return spell(daily_from=time(8), daily_until=time(10), starts_at=MORNING)


@breaks("spell_says_where_it_came_from", "Say where the dates came from, or why no source")
def _():
    return spell(no_source="")


def changed(**more):
    """A change of a strike's status that is not saved."""
    given = {"strike": factories.strike(), "status": "ended", "on": LATE, "on_last": LATE}
    return StrikeStatusChange(**{**given, "evidence": factories.evidence(), **more})


@breaks("strike_status_once_a_day", "change is already listed on this day")
def _():
    strike = factories.strike(statuses=[("ended", LATE)])
    return changed(strike=strike, status="ended")


@breaks("participation_once_per_hospital", "hospital is already listed for this strike")
def _():
    row = {"strike": factories.strike(), "hospital": factories.hospital(), "answer": "not_known"}
    Participation.objects.create(**row)
    return Participation(**row)


@breaks("participation_of_one_place", "Choose a trust, a hospital or an area, one of the three")
def _():
    return Participation(
        strike=factories.strike(),
        trust=factories.trust(),
        area=factories.area(),
        answer="not_known",
    )


@breaks("participation_needs_evidence", "Say where a yes or a no came from")
def _():
    return Participation(strike=factories.strike(), trust=factories.trust(), answer="no")


@breaks("participation_once_per_trust", "trust is already listed for this strike")
def _():
    row = {"strike": factories.strike(), "trust": factories.trust(), "answer": "not_known"}
    Participation.objects.create(**row)
    return Participation(**row)


@breaks("participation_once_per_area", "area is already listed for this strike")
def _():
    row = {"strike": factories.strike(), "area": factories.area(), "answer": "not_known"}
    Participation.objects.create(**row)
    return Participation(**row)


def rally(**more):
    return Event(
        title="Rally",
        slug="rally",
        kind=factories.event_kind(),
        dispute=factories.dispute(),
        **{"first_day": date(2016, 1, 12), "last_day": date(2016, 1, 12), **more},
    )


@breaks("event_planned_times_in_order", "planned end needs a planned start before it")
def _():
    return rally(planned_end=EVENING)


@breaks("event_actual_times_in_order", "actual end needs a actual start before it")
def _():
    return rally(status="held", actual_start=EVENING, actual_end=MORNING)


@breaks("event_with_actual_times_was_held", "Actual times belong to an event that took place")
def _():
    return rally(status="called_off", actual_start=MORNING)


# Measures


def a_measure(kind, **more):
    given = {"unit": "pounds", "unit_singular": "pound", "family": "context", "adds_over": "never"}
    return Measure(name="What it cost", slug="cost", kind=kind, **{**given, **more})


@breaks("measure_shares_never_add", "Percentages, rates and durations never add")
def _():
    return a_measure("percent", adds_over="places")


@breaks("measure_shares_never_add", "Percentages, rates and durations never add")
def _():
    return a_measure("duration", unit="minutes", adds_over="places")


@breaks("measure_money_has_a_currency", "Money has a currency")
def _():
    return a_measure("money")


@breaks("measure_money_has_a_currency", "and nothing else")
def _():
    return a_measure("count", currency="GBP")


@breaks("measure_rate_is_per_something", "A rate is per something")
def _():
    return a_measure("rate", currency="GBP")


@breaks("measure_rate_is_per_something", "nothing else is")
def _():
    return a_measure("money", currency="GBP", per="an hour")


@breaks(
    "measure_duration_in_units_of_time", "seconds, minutes, hours, days, weeks, months or years"
)
def _():
    return a_measure("duration", unit="moments")


@breaks("measure_parts_once", "set of parts is already listed")
def _():
    return MeasureParts(whole=factories.measure(), name="inpatient, outpatient")


# Sources and evidence


@breaks("source_described_if_unattributable", "description that was agreed")
def _():
    return Source(kind="person", name="A doctor", slug="a-doctor", terms="unattributable")


@breaks("source_private_person", "A private person is a person, and speaks for nobody")
def _():
    return Source(
        kind="person", name="A nurse", slug="a-nurse", private=True, trust=factories.trust()
    )


@breaks("evidence_via_has_a_reporter", "Via stands between who said it and the paper")
def _():
    teller = factories.source("La Presse")
    return Evidence(kind="paper", said_by=factories.source(), via=teller, title="Strike at noon")


@breaks("said_with_once", "They are already among those who said it")
def _():
    row = {
        "evidence": factories.evidence(signed_off=False),
        "source": factories.source("Dr A"),
        "order": 1,
    }
    SaidWith.objects.create(**row)
    return SaidWith(**row)


@breaks("seen_in_document_once", "That this number stands in this document is recorded")
def _():
    revision = factories.figure().latest()
    row = {"revision": revision, "evidence": factories.evidence(title="Another")}
    SeenIn.objects.create(**row)
    return SeenIn(**row)


@breaks("seen_in_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    revision = factories.figure().latest()
    return SeenIn(revision=revision, evidence=factories.evidence(), signed_off_at=MORNING)


@breaks("source_role_dates_in_order", "last day is before the first")
def _():
    return SourceRole(source=factories.source(), role="chief nurse", since=LATE, until=EARLY)


@breaks("evidence_described_if_unattributable", "description that was agreed")
def _():
    return Evidence(kind="call", said_by=factories.source(), title="Call", terms="unattributable")


@breaks("evidence_cleared_by_somebody", "Only unattributable evidence is cleared, by a named")
def _():
    return Evidence(
        kind="call",
        said_by=factories.source(),
        title="Call",
        terms="unattributable",
        description="a consultant at the trust",
        cleared_at=MORNING,
    )


# Signed off, agreed, looked at


@breaks("evidence_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return Evidence(
        kind="document", said_by=factories.source(), title="Table", signed_off_at=MORNING
    )


@breaks("source_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return Source(kind="person", name="A doctor", slug="a-doctor", signed_off_at=MORNING)


@breaks("strike_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return Strike(title="A", slug="a", dispute=factories.dispute(), signed_off_at=MORNING)


@breaks("strikespell_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return spell(signed_off_at=MORNING)


def gone(row):
    row.gone_at = MORNING
    return row


@breaks("strikespell_gone_by_somebody", "replaced or withdrawn by a person, at a time")
def _():
    return gone(spell())


@breaks("strikestatuschange_gone_by_somebody", "replaced or withdrawn by a person, at a time")
def _():
    return gone(changed())


@breaks("strikestatuschange_shown_by_somebody", "shown by a person, at a time")
def _():
    return changed(shown_at=MORNING)


@breaks("participation_gone_by_somebody", "replaced or withdrawn by a person, at a time")
def _():
    who = {"trust": factories.trust(), "answer": "not_known"}
    return gone(Participation(strike=factories.strike(), **who))


@breaks("strikesummary_gone_by_somebody", "replaced or withdrawn by a person, at a time")
def _():
    return gone(StrikeSummary(strike=factories.strike(), text="Care goes on."))


def notice(**more):
    about = {"trust": factories.trust(), "evidence": factories.evidence(), "state": "open"}
    return ServiceNotice(**about, **more)


@breaks("servicenotice_gone_by_somebody", "replaced or withdrawn by a person, at a time")
def _():
    return gone(notice())


@breaks("notice_uuid_once", "Another notice has this address")
def _():
    return notice(uuid=factories.notice().uuid)


@breaks("event_gone_by_somebody", "replaced or withdrawn by a person, at a time")
def _():
    return gone(rally())


@breaks("strikesummary_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    summary = {"text": "Care goes on.", "signed_off_at": MORNING}
    return StrikeSummary(strike=factories.strike(), **summary)


@breaks("strike_summary_once", "The strike has a summary: change that one")
def _():
    strike = factories.strike(summary="Care goes on.")
    return StrikeSummary(strike=strike, text="Again")


@breaks("event_slug_once", "Another event has this address")
def _():
    factories.event("Rally")
    return rally()


@breaks("strikestatuschange_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return changed(signed_off_at=MORNING)


@breaks("participation_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return Participation(
        strike=factories.strike(),
        trust=factories.trust(),
        answer="not_known",
        signed_off_at=MORNING,
    )


@breaks("revision_in_words_has_words", "Give the words, such as “hundreds”")
def _():
    return revision(value=None, missing="in_words")


@breaks("notice_of_one_place", "Choose a trust, a hospital or an area, one of the three")
def _():
    return ServiceNotice(
        trust=factories.trust(),
        hospital=factories.hospital(),
        state="open",
        evidence=factories.evidence(),
    )


@breaks("notice_ends_after_it_starts", "The notice ends before it starts")
def _():
    return ServiceNotice(
        trust=factories.trust(),
        state="closed",
        starts_at=MORNING,
        ends_at=MORNING,
        evidence=factories.evidence(),
    )


@breaks("notice_advice_has_words", "Write the advice: what patients are told")
def _():
    return ServiceNotice(trust=factories.trust(), state="advice", evidence=factories.evidence())


@breaks("notice_advice_is_no_first_word", "Advice is words, and no first word")
def _():
    shown = {"shown_by": factories.user("reporter"), "shown_at": MORNING}
    about = {"trust": factories.trust(), "evidence": factories.evidence()}
    return ServiceNotice(state="advice", text="Ring 111 first.", **about, **shown)


@breaks("servicenotice_shown_by_somebody", "shown by a person, at a time")
def _():
    return notice(shown_at=MORNING)


@breaks("servicenotice_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return ServiceNotice(
        trust=factories.trust(),
        state="open",
        evidence=factories.evidence(),
        signed_off_at=MORNING,
    )


def signed_off_by_nobody(name, build):
    @breaks(f"{name}_signed_off_by_somebody", "A sign-off has a person and a time")
    def _():
        row = build()
        row.signed_off_at = MORNING
        return row


for name, build in {
    "area": lambda: Area(name="Dorset", kind=factories.area_kind("county"), slug="dorset"),
    "dispute": lambda: Dispute(title="Pay", slug="pay"),
    "eventkind": lambda: EventKind(name="court", slug="court"),
    "hospital": lambda: Hospital(name="City Hospital", town="Leeds", slug="city-hospital-leeds"),
    "licence": lambda: Licence(
        name="A licence", slug="a-licence", url="https://example.org/", attribution="As it is."
    ),
    "measure": lambda: Measure(
        name="beds",
        slug="beds",
        unit="beds",
        unit_singular="bed",
        family="activity",
        adds_over="places",
    ),
    "service": lambda: Service(name="endoscopy", slug="endoscopy"),
    "setting": lambda: Setting(name="acute hospitals", slug="acute"),
    "sourcerole": lambda: SourceRole(source=factories.source("A", kind="person"), role="nurse"),
    "staffgroup": lambda: StaffGroup(name="porters", slug="porters"),
    "trust": lambda: Trust(code="RAA", name="A trust", slug="a-trust"),
    "union": lambda: Union(name="A union", slug="a-union"),
}.items():
    signed_off_by_nobody(name, build)


@breaks("figure_change_in_percent_is_a_change", "is compared with something")
def _():
    return figure(change_in_percent=True)


@breaks("strike_status_date_as_exact_as_known", "Write the last day too")
def _():
    return changed(on_exact="days")


@breaks("strike_status_with_an_hour_has_a_day", "An hour belongs to a day that is known")
def _():
    return changed(on=date(2016, 1, 1), on_last=date(2016, 1, 31), on_exact="month", hour=time(9))


@breaks("event_with_hours_has_a_day", "Hours belong to a day that is known")
def _():
    month = {"first_day": date(2016, 1, 1), "last_day": date(2016, 1, 31), "exact": "month"}
    return rally(planned_start=MORNING, **month)


@breaks("event_date_as_exact_as_known", "take the day away")
def _():
    return rally(exact="to_be_set")


@breaks("dispute_began_as_exact_as_known", "Write the last day too")
def _():
    return Dispute(title="Pay", slug="pay", began=EARLY, began_exact="days")


@breaks("event_date_as_exact_as_known", "leave the first day empty")
def _():
    return rally(exact="not_known")


def test_a_day_that_is_missing_breaks_it_too():
    for missing in ({"first_day": None}, {"last_day": None}, {"first_day": None, "last_day": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rally(**missing).save()


@breaks("event_signed_off_by_somebody", "A sign-off has a person and a time")
def _():
    return Event(
        title="Talks",
        slug="talks",
        kind=factories.event_kind("talks"),
        dispute=factories.dispute(),
        first_day=LATE,
        last_day=LATE,
        signed_off_at=MORNING,
    )


def terms_change(model, of, **more):
    return model(
        of=of,
        terms="on_record",
        asked_by=factories.user("reporter"),
        asked_at=MORNING,
        **more,
    )


@breaks("source_terms_decided_by_somebody", "A decision has a person, a time and an answer")
def _():
    return terms_change(SourceTerms, factories.source(), decided_at=MORNING)


@breaks("evidence_terms_decided_by_somebody", "A decision has a person, a time and an answer")
def _():
    return terms_change(EvidenceTerms, factories.evidence(), agreed=True)


@breaks("source_terms_one_waits", "asked for already: an editor decides")
def _():
    terms_change(SourceTerms, factories.source()).save()
    return terms_change(SourceTerms, factories.source())


@breaks("evidence_terms_one_waits", "asked for already: an editor decides")
def _():
    evidence = factories.evidence()
    terms_change(EvidenceTerms, evidence).save()
    return terms_change(EvidenceTerms, evidence)


# Figures


def figure(**more):
    about = {
        "trust": factories.trust(),
        "measure": factories.measure(),
        "strike": factories.strike(),
        "setting": factories.setting(),
        "nature": "actual",
        "basis": "whole_strike",
        "period_start": EARLY,
        "period_end": date(2023, 4, 14),
        "source": factories.source(),
    }
    return DisruptionFigure(**{**about, **more})


@breaks("figure_about_exactly_one", "one area, one trust or one hospital: choose exactly one")
def _():
    return figure(trust=None)


@breaks("figure_strike_or_event_or_dispute", "one of them, or none")
def _():
    return figure(event=factories.event())


@breaks("figure_strike_or_event_or_dispute", "one of them, or none")
def _():
    return figure(strike=None, event=factories.event(), dispute=factories.dispute())


@breaks("figure_period_in_order", "period ends before it starts")
def _():
    return figure(period_start=LATE, period_end=EARLY)


@breaks("figure_one_day_is_one_day", "starts and ends on that day")
def _():
    return figure(basis="one_day")


@breaks("figure_withdrawn_with_reason", "Say why the figure is withdrawn")
def _():
    return figure(withdrawn_at=MORNING)


@breaks("figure_disputed_with_note", "Say who disputes the figure, and why")
def _():
    return figure(disputed_on=LATE)


@breaks("figure_identity_once", "already recorded", "record a revision")
def _():
    factories.figure(basis="busiest_day")
    return figure(basis="busiest_day")


@breaks("figure_of_a_strike_once", "already recorded", "record a revision")
def _():
    factories.figure()
    return figure(period_end=date(2023, 4, 15))


def revision(**more):
    given = {
        "figure": factories.figure(),
        "number": 2,
        "reason": "our_error",
        "value": 1855,
        "evidence": factories.evidence(),
        "recorded_by": factories.user(),
        "recorded_at": MORNING,
    }
    return FigureRevision(**{**given, **more})


@breaks("figure_revision_number_once", "Somebody else has just recorded a revision")
def _():
    return revision(number=1, reason="first")


@breaks("revision_value_or_reason", "missing is never zero")
def _():
    return revision(value=None)


@breaks("revision_not_negative", "cannot be less than zero")
def _():
    return revision(value=-1)


@breaks("revision_between_two", "takes two numbers, the lower first")
def _():
    return revision(how_exact="between", value=400)


@breaks("revision_part_of_whole", "whole (“out of”) is smaller than the number")
def _():
    return revision(value=36, out_of=35)


@breaks("revision_changed_by_something", "take a number above nought")
def _():
    changed = factories.figure(32, compared_with="the week before", change="down")
    return revision(figure=changed, value=0, change="up")


@breaks("revision_bound_only_if_suppressed", "goes with a suppressed number only")
def _():
    return revision(missing_below=5)


@breaks("revision_returns_n_of_m", "takes both numbers")
def _():
    return revision(returns_received=100)


@breaks("revision_after_the_first_has_a_reason", "Say why the figure changes")
def _():
    return revision(reason="first")


@breaks("revision_checked_by_somebody", "A check has a person and a time")
def _():
    return revision(checked_at=MORNING)


@breaks("part_list_once_per_axis", "already split in this way")
def _():
    whole = factories.figure()
    PartList.objects.create(whole=whole, axis="measure")
    return PartList(whole=whole, axis="measure")


# What readers read


def public_figure(**more):
    figure = factories.released()
    given = {field.name: getattr(figure, field.name) for field in figure._meta.concrete_fields}
    known = {field.name for field in PublicFigure._meta.concrete_fields} - {"id", "figure"}
    keys = {name: value for name, value in given.items() if name in known}
    row = {"revision": figure.latest(), "starts": EVENING, "named": True, **keys, **more}
    return PublicFigure(figure=figure, **row)


@breaks("public_figure_once", "one value of a figure at a time")
def _():
    row = public_figure()
    row.starts = row.figure.public_rows.get().starts
    return row


@breaks("public_figure_in_order", "ends after it starts")
def _():
    return public_figure(ends=EVENING)


def public_facts(**more):
    row = {"what": "strike", "uuid": factories.strike().uuid, "starts": EVENING, "seen": "strike"}
    return PublicFacts(**row | more)


@breaks("public_facts_once", "one state of it at a time")
def _():
    return public_facts(starts=PublicFacts.objects.get(uuid=factories.strike().uuid).starts)


@breaks("figure_confirmed_or_skipped", "or why nobody was asked")
def _():
    return FigureConfirmation(
        revision=factories.figure(1854).latest(),
        recorded_by=factories.user("reporter"),
        recorded_at=MORNING,
    )


@breaks("public_facts_in_order", "ends after it starts")
def _():
    return public_facts(ends=EVENING)


@pytest.mark.parametrize("constraint", CASES)
def test_the_journalist_reads_why(constraint):
    build, words = CASES[constraint]
    with pytest.raises(ValidationError) as refusal:
        build().full_clean()
    said = " ".join(refusal.value.messages)
    assert all(word in said for word in words), said
    assert "Constraint" not in said


@pytest.mark.parametrize("constraint", CASES)
def test_the_database_keeps_it(constraint):
    row = CASES[constraint][0]()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# Neighbours of those rules that must stay allowed.


def test_two_areas_may_do_without_a_code():
    factories.area("Hampshire", "county")
    Area(name="Dorset", kind=factories.area_kind("county"), slug="dorset").full_clean()


def test_a_county_and_a_city_may_share_a_name():
    factories.area("Nottingham", "city")
    Area(
        name="Nottingham", kind=factories.area_kind("county"), slug="nottingham-county"
    ).full_clean()


def test_there_are_many_city_hospitals():
    factories.hospital("City Hospital", "Nottingham")
    Hospital(name="City Hospital", town="Birmingham", slug="city-birmingham").full_clean()


def test_not_known_needs_no_evidence():
    Participation(
        strike=factories.strike(), trust=factories.trust(), answer="not_known"
    ).full_clean()


def test_zero_is_a_number():
    revision(value=0, out_of=16).full_clean()


def test_a_suppressed_number_has_a_bound_and_no_value():
    revision(value=None, missing="suppressed", missing_below=5).full_clean()


@pytest.mark.parametrize(
    "half",
    [
        {"how_exact": "between", "value": None, "upper": 500},
        {"how_exact": "between", "value": 500, "upper": 500},
        {"how_exact": "exact", "value": 400, "upper": 500},
        {"returns_received": None, "returns_expected": 138},
        {"returns_received": 139, "returns_expected": 138},
        {"out_of": 0, "value": 0},
        {"missing": "not_reported"},
        {"number": 1, "reason": "our_error"},
        {"checked_at": MORNING, "public_from": MORNING},
    ],
)
def test_half_a_statement_is_refused_by_form_and_database(half):
    row = revision(**half)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_no_case_names_a_constraint_that_is_gone():
    real = {
        constraint.name
        for model in apps.get_app_config("hospitals").get_models()
        for constraint in model._meta.constraints
    }
    assert set(CASES) <= real
