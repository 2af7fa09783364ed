"""Find anything: over the lists that a role may see, with as many questions for many as for one."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db


def found(client, asked, **more):
    page = client.get(reverse("admin:find"), {"q": asked, **more})
    assert page.status_code == 200
    return {group.label: [hit.text for hit in group.hits] for group in page.context["groups"]}


@pytest.fixture
def desk(client):
    client.force_login(make.user("reporter"))
    return client


def test_three_of_35_is_a_figure_and_stands_first(desk):
    make.figure(3, out_of=35, trust=make.trust("RN5"))
    stories.draft("Clinics", body="<p>It lost 3 of 35 clinics.</p>")
    groups = found(desk, "3 of 35")
    assert list(groups) == ["Figures", "Stories"]
    page = desk.get(reverse("admin:find"), {"q": "3 of 35"}).content.decode()
    assert '<span class="lead">3 of 35</span>' in page


def test_a_story_is_found_by_its_author_and_its_text_before_all_else(desk):
    author = stories.contributor("Robin Ashby")
    stories.draft("Doctors out", bylines=[author], body="<p>They met at the Bargate.</p>")
    assert found(desk, "bargate") == {"Stories": ["Doctors out"]}
    assert found(desk, "robin") == {"Stories": ["Doctors out"], "Bylines": ["Robin Ashby"]}


def test_trusts_hospitals_people_strikes_and_quotations_are_found(desk):
    trust = make.trust("RHM")
    make.hospital(run_by=trust)
    make.source("Donna Green")
    make.strike("Nurses’ strike")
    stories.quote("We are ready to talk")
    assert found(desk, "RHM")["Trusts"] == [str(trust)]
    assert "Hospitals" in found(desk, "southampton general")
    assert found(desk, "donna")["Who says so"] == ["Donna Green"]
    assert found(desk, "nurses' strike")["Strikes"] == ["Nurses’ strike"]
    assert found(desk, "ready to talk")["Quotations"] == ["“We are ready to talk”"]


def test_who_may_see_no_list_finds_nothing(client):
    stories.draft("Doctors out")
    make.source("Donna Green")
    client.force_login(User.objects.create_user("new", is_staff=True))
    assert found(client, "donna") == {}
    assert found(client, "doctors") == {}


def test_a_reader_is_asked_to_log_in(client):
    assert client.get(reverse("admin:find"), {"q": "donna"}).status_code == 302


def test_of_many_five_are_shown_and_the_way_to_the_rest(desk):
    for number in range(6):
        stories.draft(f"Doctors out {number}")
    page = desk.get(reverse("admin:find"), {"q": "doctors"})
    (group,) = page.context["groups"]
    assert len(group.hits) == 5
    assert group.all_url.endswith("/admin/articles/article/?q=doctors")
    assert len(desk.get(group.all_url).context["cl"].result_list) == 6


def test_the_part_for_the_dialog_has_choices_and_what_can_be_begun(desk):
    stories.draft("Doctors out")
    part = desk.get(reverse("admin:find"), {"q": "doctors", "part": "1"}).content.decode()
    assert "<html" not in part
    assert 'role="option"' in part
    assert "New story" in part


@pytest.mark.parametrize(
    "asked", ["", " ", "a", "%", "\0" * 3, "x" * 5000, "3 of", "of 35", "&'\"<"]
)
def test_whatever_is_typed_has_an_answer(desk, asked):
    stories.draft("Doctors out")
    found(desk, asked)


def test_it_asks_as_much_for_six_of_each_as_for_one(desk):
    def rows(numbers):
        for number in numbers:
            by = stories.contributor(f"Winter {number}")
            stories.draft(f"Winter {number}", bylines=[by])
            stories.quote(f"Winter {number}")
            make.strike(f"Winter {number}")
            make.figure(number, trust=make.trust(f"R{number:02}"), strike=None)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            found(desk, "winter")
        return len(asked)

    rows(range(1))
    questions()
    one = questions()
    rows(range(1, 5))
    assert questions() == one
