"""What is proposed is signed off or turned down together, as it stood on one page."""

import pytest
from django.urls import reverse

from hospitals import workflow
from hospitals.models import Measure, StaffGroup, Union
from hospitals.models.proposals import proposable
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed():
    """A union, a staff group and a measure that Rita lacked."""
    rita = make.user("reporter", "rita")
    return [
        workflow.propose(by=rita, row=Union(name="Porters’ union", slug="porters")),
        workflow.propose(by=rita, row=StaffGroup(name="porters", slug="porters")),
        workflow.propose(
            by=rita,
            row=Measure(
                name="beds moved",
                slug="beds",
                unit="beds",
                unit_singular="bed",
                family="activity",
                adds_over="never",
            ),
        ),
    ]


def page(client):
    return client.get(reverse("admin:proposals"))


def keys(client, *names):
    return [row["key"] for row in page(client).context["rows"] if row["name"] in names or not names]


def decide(client, ticked, button="_sign_off"):
    url = reverse("admin:proposals")
    return client.post(url, {"row": ticked, button: "yes"}, follow=True).content.decode()


def still_waiting(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.name for row in rows if row.waits]


def test_all_are_signed_off_with_one_press(desk, proposed):
    client = desk("data_editor")
    shown = page(client).content.decode()
    for words in ("Porters’ union", "beds moved", "bed", "proposed by rita"):
        assert words in shown
    assert "Signed off: 3." in decide(client, keys(client))
    assert still_waiting(proposed) == []
    assert "Nothing is proposed." in page(client).content.decode()


def test_what_is_unticked_waits(desk, proposed):
    client = desk("data_editor")
    decide(client, keys(client, "porters", "beds moved"))
    assert still_waiting(proposed) == ["Porters’ union"]


def test_what_nothing_names_is_turned_down(desk, proposed):
    client = desk("data_editor")
    assert "Turned down: 2." in decide(client, keys(client, "porters", "beds moved"), "_turn_down")
    assert not StaffGroup.objects.exists()
    assert not Measure.objects.exists()
    assert Union.objects.exists()


def test_what_something_names_is_not_and_then_none_is(desk, proposed):
    strike = make.strike("Porters’ strike")
    strike.staff_groups.add(proposed[1])
    client = desk("data_editor")
    told = decide(client, keys(client), "_turn_down")
    assert f"is named by strike “{strike}”" in told
    assert still_waiting(proposed) == [row.name for row in proposed]


def test_what_was_changed_since_is_looked_at_again(desk, proposed):
    client = desk("data_editor")
    ticked = keys(client)
    Union.objects.update(name="Porters’ and cleaners’ union")
    assert "changed or decided since" in decide(client, ticked)
    assert len(still_waiting(proposed)) == 3


@pytest.mark.parametrize("ticked", [[], ["union:1:x"], ["elephant"]])
def test_what_was_never_shown_decides_nothing(desk, proposed, ticked):
    decide(desk("data_editor"), ticked)
    assert len(still_waiting(proposed)) == 3


def test_it_is_for_those_whose_word_stands(desk, proposed):
    assert page(desk("reporter")).status_code == 403
    assert page(desk("sub")).status_code == 403


def test_the_desk_leads_there(desk, proposed):
    front = desk("data_editor").get(reverse("admin:index")).content.decode()
    assert reverse("admin:proposals") in front


def test_every_kind_that_may_be_proposed_is_on_the_page_and_on_the_desk():
    from newsroom.desk.signing import PROPOSED

    assert set(proposable()) == set(PROPOSED)
