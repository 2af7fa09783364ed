"""A record that is missing is made beside the words: filled in, asked about, recorded, cited."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import Quote
from hospitals.admin.lookups import numbered
from hospitals.models import DisruptionFigure
from tests import factories as make

pytestmark = pytest.mark.django_db

FORM = "admin:articles_article_citing_form"
RECORD = "admin:articles_article_citing_record"
SENTENCE = "At Southampton General Hospital 13 inpatient procedures were put off."


@pytest.fixture(scope="module")
def world(for_all):
    hospital = make.hospital()
    make.measure("inpatient")
    make.hospital("Alton Community Hospital", "Alton")
    for town in ("Alton", "Ely"):
        make.released(7, measure="outpatient", area=make.area(town, "city"))
    near = make.figure(158, hospital=hospital, measure="outpatient")
    chief = make.source("Donna Green", kind="person", trust=make.trust())
    return {"near": near, "hospital": hospital, "chief": chief}


def filled_in(client, words, sentence=SENTENCE, **more):
    """{field: what it holds} of the form that comes."""
    body = {"words": words, "sentence": sentence, **more}
    answer = client.post(reverse(FORM), body, content_type="application/json")
    return fields(answer.json()["html"])


def fields(html):
    found = {}
    for tag in re.findall(r"<input [^>]*>", html):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name:
            found[name[1]] = value[1] if value else ""
    for name, chosen in re.findall(
        r'<select name="([^"]+)".*?<option value="([^"]*)" selected', html, re.DOTALL
    ):
        found[name] = chosen
    for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>\s*([^<]*)<', html):
        found[name] = text
    return {name: value for name, value in found.items() if sent(name, found)}


def sent(name, found):
    """The fields of something new are sent where nothing that is recorded is chosen."""
    return not found["evidence"] or not name.startswith(("new-", "something_new"))


def test_the_form_is_filled_in_from_the_words_and_what_is_cited_nearest(desk, world):
    near = world["near"]
    held = filled_in(desk(), "13 inpatient procedures", around=str(near.pk))
    assert held["row-0-value"] == "13"
    assert held["row-0-measure"] == make.measure("inpatient").name
    assert held["row-0-subject"] == str(world["hospital"])
    assert held["source"] == near.source.name
    assert held["strike"] == near.strike.title
    assert held["evidence"] == numbered(near.latest().evidence)


def test_what_is_filled_in_is_recorded_and_comes_back_to_be_cited(desk, world):
    client = desk()
    held = filled_in(client, "13 inpatient procedures", around=str(world["near"].pk))
    row = client.post(reverse(RECORD), held).json()["row"]
    figure = DisruptionFigure.objects.get(pk=row["id"])
    assert (row["kind"], row["value"], figure.hospital) == ("figure", "13", world["hospital"])
    assert figure.latest().checked_at is None


def test_where_it_came_from_may_be_new(desk, world):
    client = desk()
    held = filled_in(client, "13 inpatient procedures")
    assert (held["evidence"], held["something_new"]) == ("", "yes")
    new = {"new-kind": "statement", "new-title": "A call to the press office"}
    new |= {"new-said_by": "Donna Green", "period_start": "11 April 2023"}
    row = client.post(reverse(RECORD), {**held, **new}).json()["row"]
    evidence = DisruptionFigure.objects.get(pk=row["id"]).latest().evidence
    assert (evidence.title, evidence.said_by) == ("A call to the press office", world["chief"])


def test_what_is_like_one_that_we_hold_is_asked_about_first(desk, world):
    client, near = desk(), world["near"]
    held = filled_in(client, "160 outpatient appointments", around=str(near.pk))
    held |= {"row-0-subject": str(world["hospital"]), "row-0-measure": near.measure.name}
    before = DisruptionFigure.objects.count()
    html = client.post(reverse(RECORD), {**held, "staff_group": ""}).json()["html"]
    assert f'data-same="{near.pk}"' in html
    assert DisruptionFigure.objects.count() == before


def test_what_is_wrong_comes_back_with_what_was_typed(desk, world):
    client = desk()
    held = filled_in(client, "13 inpatient procedures", around=str(world["near"].pk))
    answer = client.post(reverse(RECORD), {**held, "row-0-value": "lots"}).json()
    again = fields(answer["html"])
    assert "not one number" in answer["html"]
    assert (again["row-0-value"], again["strike"]) == ("lots", held["strike"])


def test_a_quotation_is_recorded_as_its_speakers(desk, world):
    client = desk()
    held = filled_in(
        client,
        "“It was a tremendous effort”",
        "“It was a tremendous effort,” said Donna Green.",
        around=str(world["near"].pk),
    )
    assert (held["kind"], held["row-0-said_by"]) == ("quote", "Donna Green")
    row = client.post(reverse(RECORD), held).json()["row"]
    quote = Quote.objects.get(pk=row["id"])
    assert quote.latest().words == "It was a tremendous effort"
    assert list(quote.latest().sources()) == [world["chief"]]


def test_whoever_may_not_record_is_refused(client, world):
    someone = make.someone("view_disruptionfigure")
    someone.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(someone)
    asked = client.post(reverse(FORM), {"words": "13"}, content_type="application/json")
    assert asked.status_code == 403
    assert client.post(reverse(RECORD), {"kind": "figure"}).status_code == 403
    assert client.get(reverse(RECORD)).status_code == 405


def test_the_hospital_of_a_town_is_proposed_and_the_town_offered(desk, world):
    body = {"words": "13", "sentence": "Alton lost 13 inpatient procedures."}
    body |= {"around": str(world["near"].pk)}
    html = desk().post(reverse(FORM), body, content_type="application/json").json()["html"]
    assert fields(html)["row-0-subject"] == "Alton Community Hospital, Alton"
    assert "The hospital, not the city or town." in html
    assert 'data-instead="Alton (city or town)"' in html


def test_a_place_without_a_hospital_of_the_story_stays_the_place(desk, world):
    held = filled_in(desk(), "13", "Ely lost 13 inpatient procedures.")
    assert held["row-0-subject"] == "Ely (city or town)"
