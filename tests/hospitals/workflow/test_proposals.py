"""Reference data that is missing is proposed: nothing that uses it goes out before its sign-off."""

import pytest
from django.core.exceptions import PermissionDenied

from hospitals import workflow
from hospitals.models import Area, Dispute, Hospital, Measure, Source, StaffGroup, Trust
from lib.refusals import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def proposed(row, by=None):
    """As a reporter proposes a row that a test has made."""
    row.created_by = by or make.user("reporter")
    row.save()
    return row


def test_what_nobody_in_particular_brought_stands_and_a_proposal_waits():
    trust = make.trust()
    assert list(Trust.objects.public()) == [trust]
    assert not trust.waits
    proposed(trust)
    assert trust.waits
    assert not Trust.objects.public().exists()
    assert list(Trust.objects.waiting()) == [trust]


def test_a_data_editors_stands():
    for role, waits in (("reporter", True), ("sub", True), ("data_editor", False)):
        group = StaffGroup(name=role, slug=role)
        workflow.enter_reference(by=make.user(role), row=group, new=True)
        group.save()
        assert (group.waits, group.created_by) == (waits, make.user(role))


@pytest.mark.parametrize("named", ["measure", "trust", "staff_group"])
def test_a_check_by_somebody_who_may_not_sign_it_off_is_refused_and_names_it(named):
    row = {"measure": make.measure, "trust": make.trust, "staff_group": make.staff_group}[named]()
    figure = make.figure(**{named: row})
    proposed(row)
    with pytest.raises(Refused, match=f"{row._meta.verbose_name} “.*” is only proposed"):
        workflow.check(by=make.user("sub"), revision=figure.latest())
    with pytest.raises(Refused, match="is only proposed"):
        workflow.release(by=make.user("sub"), figures=[figure])


def test_a_data_editors_check_signs_it_off():
    measure = make.measure("clinics")
    figure = make.figure(measure=measure, by=make.user("reporter"))
    proposed(measure)
    dana = make.user("data_editor")
    workflow.check(by=dana, revision=figure.latest())
    measure.refresh_from_db()
    assert measure.signed_off_by == dana
    assert list(Measure.objects.public()) == [measure]


def test_nothing_is_signed_off_with_a_check_that_was_proposed_after_the_page_was_opened():
    figure = make.figure(by=make.user("reporter"))
    seen = workflow.check_token(figure.latest())
    proposed(make.trust())
    with pytest.raises(Refused, match="changed since you opened it"):
        workflow.check(by=make.user("data_editor"), revision=figure.latest(), seen=seen)


def test_a_strike_brings_what_it_names_and_it_comes_first():
    strike = make.strike(signed_off=False, days=[])
    union, dispute = proposed(make.union()), proposed(strike.dispute)
    waiting = workflow.waiting_of(strike)
    assert waiting.index(union) < waiting.index(dispute) < waiting.index(strike)
    by = make.user("data_editor")
    with pytest.raises(Refused, match="is only proposed"):
        workflow.sign_off_facts(by=by, rows=[strike])
    workflow.sign_off_facts(by=by, rows=waiting)
    assert list(Dispute.objects.public()) == [dispute]


def test_who_may_write_what_readers_see_signs_it_off_with_what_they_enter():
    service = proposed(make.service("endoscopy"))
    notice = make.notice(signed_off=False, evidence_of_it=make.evidence())
    workflow.entered(by=make.user("data_editor"), row=notice)
    service.refresh_from_db()
    assert not service.waits
    assert notice.is_signed_off


def test_others_sign_nothing_off():
    union = proposed(make.union())
    with pytest.raises(PermissionDenied):
        workflow.sign_off_facts(by=make.user("reporter"), rows=[union])


def test_a_role_that_is_only_proposed_is_not_said():
    chief = make.source("Donna Green", kind="person")
    role = chief.roles.create(role="chief nurse", created_by=make.user("reporter"))
    chief = Source.objects.get(pk=chief.pk)
    assert chief.role_at(make.APRIL_2023[0]) is None
    workflow.sign_off_facts(by=make.user("data_editor"), rows=[role])
    chief = Source.objects.get(pk=chief.pk)
    assert chief.role_at(make.APRIL_2023[0]) == role


def test_readers_see_nothing_of_what_is_proposed(client):
    trust, hospital = make.trust(), make.hospital()
    areas = [make.area("Wessex", "region")]
    rows = [hospital, make.measure("clinics"), make.service("Wessex clinic"), *areas]
    rows += [make.event_kind("Wessex vigil"), make.dispute("Wessex dispute")]
    for row in rows:
        proposed(row)
    assert client.get(hospital.get_absolute_url()).status_code == 404
    page = client.get(trust.get_absolute_url()).content.decode()
    assert hospital.name not in page
    for kind, key in (
        ("hospitals", hospital.slug),
        ("measures", "clinics"),
        ("areas", "wessex"),
        ("disputes", "wessex-dispute"),
    ):
        assert client.get(f"/api/v1/{kind}/{key}/").status_code == 404
        assert client.get(f"/api/v1/{kind}/").json()["results"] == [] or kind == "areas"
    assert hospital.name not in client.get(f"/api/v1/trusts/{trust.code}/").content.decode()
    for asked in (
        "figures/?area=wessex",
        "figures/?measure=clinics",
        f"figures/?hospital={hospital.slug}",
        "events/?kind=wessex-vigil",
        "events/?dispute=wessex-dispute",
        "notices/?service=wessex-clinic",
        "trusts/?region=wessex",
    ):
        assert client.get(f"/api/v1/{asked}").status_code == 400, asked
    for page in ("trusts/", "hospitals/", "figures/", "articles/", "strikes/"):
        assert "Wessex" not in client.get(f"/{page}").content.decode(), page
    assert Area.objects.public().count() == Area.objects.count() - 1
    assert not Hospital.objects.public().exists()
