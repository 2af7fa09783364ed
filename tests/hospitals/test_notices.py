"""What is open, reduced or closed: what readers are told of it, and when no longer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hospitals import public, workflow
from hospitals.models import HospitalTrust, NoticeConfirmation, ServiceNotice, Strike
from hospitals.presenters.notices import notices_here
from hospitals.presenters.strikes import for_strike_page, strike_page
from lib.refusals import Refused
from tests import factories as make
from tests.factories import london
from tests.hospitals.test_pages import words_of
from tests.story_factories import marked, published, quote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]
TODAY = date(2016, 1, 12)
NOW = london("2016-01-12 10:00")


def stands(notice, at=NOW):
    return ServiceNotice.objects.public(at).in_force(at).filter(pk=notice.pk).exists()


def strike(*statuses, days=(TODAY,)):
    return make.strike("Strike of January", days=days, statuses=statuses)


# When one stands

CALLED_OFF = ("called_off", TODAY)


@pytest.mark.parametrize(
    ("statuses", "ends", "holds"),
    [
        ([], None, True),
        ([], "2016-01-12 13:00", True),
        ([], "2016-01-12 10:00", False),
        ([], "2016-01-12 09:59", False),
        ([("announced", TODAY)], None, True),
        ([CALLED_OFF], None, False),
        ([CALLED_OFF], "2016-01-12 13:00", False),
        ([("suspended", TODAY)], "2016-01-12 13:00", False),
        # A clinic may open again some hours after the strike.
        ([("ended", TODAY)], "2016-01-12 13:00", True),
        ([("ended", TODAY)], None, False),
        # What is announced for tomorrow has not happened yet.
        ([("called_off", TODAY + timedelta(days=1))], None, True),
    ],
)
def test_a_notice_of_a_strike_holds_as_long_as_it_goes_ahead(statuses, ends, holds):
    notice = make.notice(strike=strike(*statuses), ends_at=ends and london(ends))
    assert stands(notice) is holds


def test_without_an_end_it_ends_with_the_days_of_its_strike():
    notice = make.notice(strike=strike(days=[TODAY - timedelta(days=1)]))
    assert not stands(notice)


def test_without_strike_and_end_it_holds():
    assert stands(make.notice())


def test_it_is_seen_once_it_is_signed_off_and_its_evidence_may_be():
    assert not stands(make.notice(signed_off=False))
    hushed = make.evidence(signed_off=True, embargo_until=NOW + timedelta(hours=1))
    assert not stands(make.notice(evidence_of_it=hushed))
    private = make.evidence(kind="call", terms="off_record", signed_off=True)
    assert not stands(make.notice(evidence_of_it=private))


def test_pages_are_made_anew_when_one_begins_or_ends():
    starts, ends = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    make.notice(starts_at=starts, ends_at=ends)
    assert {starts, ends} <= set(public.moments_after(NOW))


# Which are said where


def titles(notices):
    return [line.title for line in notices.lines]


def test_a_trust_tells_of_its_hospitals_and_areas_and_a_hospital_of_its_trust():
    trust, hospital = make.trust(), make.hospital()
    other = make.hospital("Lymington Hospital", "Lymington")
    make.notice("closed", "endoscopy", hospital=hospital)
    make.notice("reduced", "maternity", trust=trust)
    make.notice("open", None, hospital=other)
    make.notice("advice", None, area=make.area(), text="Ring 111 first.")
    make.notice("closed", "endoscopy", trust=make.trust("RN5"))
    of_trust = titles(notices_here(trust, {make.area()}, NOW))
    assert of_trust == [
        "Reduced: maternity",
        "Advice: England",
        "Open: Lymington Hospital, Lymington",
        "Closed: endoscopy, Southampton General Hospital, Southampton",
    ]
    of_hospital = titles(notices_here(trust, {make.area()}, NOW, hospital))
    assert of_hospital == [
        "Closed: endoscopy",
        "Advice: England",
        f"Reduced: maternity, {trust.name}",
    ]


def test_a_line_says_who_says_so_until_when_and_when_it_was_confirmed():
    said = make.evidence(published_on=TODAY, signed_off=True, url="https://nhs.example/notice")
    notice = make.notice(
        ends_at=london("2016-01-12 13:00"), evidence_of_it=said, text="Go to Lymington."
    )
    [line] = notices_here(make.trust(), set(), NOW).lines
    assert line.when == "until 1pm on 12 January 2016"
    assert (line.source, line.document_url) == ("NHS England", "https://nhs.example/notice")
    assert line.confirmed == "said on 12 January 2016, not confirmed since"
    workflow.confirm_notice(by=make.user("reporter"), notice=notice, at=london("2016-01-12 09:30"))
    [line] = notices_here(make.trust(), set(), NOW).lines
    assert line.confirmed == "last confirmed 12 January 2016, 9.30am"


def test_of_somebody_unattributable_neither_document_nor_hour_is_told():
    said = make.evidence(
        kind="call",
        terms="unattributable",
        description="a manager at the trust",
        url="https://nhs.example/secret",
        signed_off=True,
        cleared_by=make.user("editor"),
        cleared_at=NOW,
    )
    notice = make.notice(evidence_of_it=said)
    workflow.confirm_notice(by=make.user("reporter"), notice=notice, at=NOW)
    [line] = notices_here(make.trust(), set(), NOW).lines
    assert (line.source, line.document_url) == ("a manager at the trust", "")
    assert line.confirmed == "last confirmed 12 January 2016"


def test_a_strike_tells_what_stands_and_what_does_no_longer():
    on = strike()
    make.notice("closed", "endoscopy", strike=on)
    make.notice("open", "maternity", strike=on, ends_at=london("2016-01-12 09:00"))
    page = strike_page(for_strike_page(Strike.objects.public(NOW), NOW).get(pk=on.pk), NOW)
    assert [line.service for line in page.notices.lines] == ["endoscopy"]
    assert [line.service for line in page.past_notices.lines] == ["maternity"]


def test_pages_answer_from_notices(client):
    trust, hospital = make.trust(), make.hospital()
    page = client.get(trust.get_absolute_url()).content.decode()
    assert "We know of nothing that is closed or reduced here now" in page
    make.notice("closed", "endoscopy", hospital=hospital, text="Marker of the notice.")
    make.notice("open", "maternity", trust=trust, signed_off=False, text="Hidden.")
    for address in (trust.get_absolute_url(), hospital.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Closed: endoscopy" in page
        assert "Marker of the notice." in page
        assert "Hidden." not in page


def test_patients_are_told_what_notices_of_now_say_and_nothing_of_an_earlier_strike(client):
    trust, green = make.trust(), make.source("Donna Green", kind="person", trust=make.trust())
    said = quote("Come to us as planned", speakers=[green], at=london("2016-01-10 09:00"))
    published(body=f"<p>{marked(said, '“Come as planned”')}</p>", at=london("2016-01-10 12:00"))
    page = words_of(client.get(trust.get_absolute_url()))
    told = page.split("What are patients told?")[1].split("What happened last time?")[0]
    assert told.strip().startswith("We hold no advice for now or for what is to come.")
    assert "Come as planned" not in page
    make.notice("advice", trust=trust, text="Call 111 first.")
    make.notice("advice", trust=trust, text="Over.", ends_at=london("2016-01-12 09:00"))
    page = words_of(client.get(trust.get_absolute_url()))
    told = page.split("What are patients told?")[1].split("What happened last time?")[0]
    assert "Call 111 first." in told
    assert page.count("Call 111 first.") == 1
    assert "Over." not in page


def test_what_patients_are_told_stands_among_the_notices_where_nothing_else_is_answered(client):
    hospital = make.hospital()
    HospitalTrust.objects.update(valid_to=date(2020, 3, 31))
    make.notice("advice", hospital=hospital, text="Call 111 first.")
    assert "Call 111 first." in words_of(client.get(hospital.get_absolute_url()))


# What people do


def test_a_reporters_notice_waits_and_a_data_editors_stands():
    for role, seen in (("reporter", False), ("data_editor", True)):
        notice = ServiceNotice(trust=make.trust(), state="closed", evidence=make.evidence())
        workflow.enter_notice(by=make.user(role), notice=notice)
        assert notice.is_signed_off is seen
        assert notice.created_by == make.user(role)


def test_it_waits_with_its_strike():
    on = strike()
    notice = make.notice(strike=on, signed_off=False)
    assert workflow.waiting_of(on) == [notice]


def test_a_notice_is_of_one_place_and_advice_has_words():
    by, evidence = make.user("reporter"), make.evidence()
    both = ServiceNotice(trust=make.trust(), area=make.area(), state="closed", evidence=evidence)
    silent = ServiceNotice(trust=make.trust(), state="advice", evidence=evidence)
    backwards = ServiceNotice(
        trust=make.trust(), state="open", evidence=evidence, starts_at=NOW, ends_at=NOW
    )
    for notice, sentence in (
        (both, "one of the three"),
        (silent, "Write the advice"),
        (backwards, "ends before it starts"),
    ):
        with pytest.raises(Refused, match=sentence):
            workflow.enter_notice(by=by, notice=notice)


def test_what_waits_or_is_over_is_not_confirmed():
    by = make.user("reporter")
    with pytest.raises(Refused, match="waits to be signed off"):
        workflow.confirm_notice(by=by, notice=make.notice(signed_off=False))
    over = make.notice(ends_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="This notice is over"):
        workflow.confirm_notice(by=by, notice=over)
    with pytest.raises(PermissionDenied):
        workflow.confirm_notice(by=make.someone(), notice=make.notice())
    with pytest.raises(Refused, match="changed since you opened it"):
        workflow.confirm_notice(by=by, notice=make.notice(), seen="something else")


def test_a_confirmation_is_written_once():
    workflow.confirm_notice(by=make.user("reporter"), notice=make.notice())
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        NoticeConfirmation.objects.update(at=NOW)


# As data


def test_notices_as_data(client):
    trust, hospital = make.trust(), make.hospital()
    on = strike()
    first = make.notice(
        "closed",
        "endoscopy",
        hospital=hospital,
        strike=on,
        starts_at=london("2016-01-12 08:00"),
        ends_at=london("2016-01-12 13:00"),
        text="Go to Lymington.",
    )
    make.notice("open", None, trust=trust)
    make.notice("open", None, area=make.area())
    make.notice("open", "maternity", trust=trust, signed_off=False)
    record = client.get(f"/api/v1/notices/{first.uuid}/").json()
    assert record["place"]["key"] == hospital.slug
    assert (record["service"], record["stands"]) == (
        {"slug": "endoscopy", "name": "endoscopy"},
        False,
    )

    def found(query):
        rows = client.get(f"/api/v1/notices/?{query}").json()["results"]
        return [(row["state"], row["place"]["kind"]) for row in rows]

    assert found("") == [("open", "area"), ("open", "trust"), ("closed", "hospital")]
    assert found("trust=RHM") == [("open", "trust"), ("closed", "hospital")]
    assert found(f"hospital={hospital.slug}") == [("closed", "hospital")]
    assert found("area=england") == [("open", "area")]
    assert found(f"strike={on.slug}&service=endoscopy&state=closed") == [("closed", "hospital")]
    assert ("closed", "hospital") in found("on=2016-01-12")
    assert ("closed", "hospital") not in found("on=2016-01-11")
    assert ("closed", "hospital") not in found("on=2016-01-13")
