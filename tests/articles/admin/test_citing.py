"""What the editor is told while somebody writes: what words may rest on, and how marks stand."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from hospitals.models import FigureRevision
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db

SAID = "We are sorry that people had to wait"


def offers(client, words, sentence="", **more):
    url = reverse("admin:articles_article_citing_offers")
    answer = client.get(url, {"words": words, "sentence": sentence, **more})
    return answer.json()["offers"]


def marks(client, *asked, story=""):
    """What is said of marks such as "figure:16 17:about 2,000"."""
    names = ("kind", "ids", "words")
    sent = [dict(zip(names, each.split(":", 2), strict=False)) for each in asked]
    url = reverse("admin:articles_article_citing_marks")
    body = {"marks": sent, "story": story}
    return client.post(url, body, content_type="application/json").json()["marks"]


@pytest.fixture(scope="module")
def world(for_all):
    southampton = make.hospital()
    return {
        "whole": make.released(1854),
        "part": make.released(158, measure="inpatient"),
        "elsewhere": make.released(1854, trust=make.trust("RX1"), measure="outpatient"),
        "unchecked": make.figure(13, hospital=southampton, measure="inpatient"),
        "quote": stories.quote(SAID),
    }


# Which records words may rest on


def test_selected_words_are_answered_with_the_records_they_are_true_of(desk, world):
    found = offers(desk(), "nearly 2,000", "Nearly 2,000 appointments at UHS, and 158 procedures.")
    first = found[0]
    assert (first["id"], first["value"], first["why"]) == (world["whole"].pk, "1,854", "true of it")
    assert first["what"].endswith(", University Hospital Southampton NHS Foundation Trust")
    assert first["said"].startswith("NHS England · 11 to 14 April 2023")


def test_the_trust_that_the_story_is_about_decides_between_equal_numbers(desk, world):
    nottingham = world["elsewhere"].trust_id
    assert offers(desk(), "1,854", trusts=nottingham)[0]["id"] == world["elsewhere"].pk


def test_typing_narrows_to_what_is_called_so(desk, world):
    found = offers(desk(), "1,854", typed="nottingham")
    assert [row["id"] for row in found if row["kind"] == "figure"] == [world["elsewhere"].pk]


def test_words_in_quotation_marks_find_the_quotation(desk, world):
    row = offers(desk(), "“sorry that people had to wait”")[0]
    assert (row["kind"], row["id"], row["why"]) == ("quote", world["quote"].pk, "part of it")


def test_who_may_see_no_quotations_is_offered_none(client, world):
    someone = make.someone("view_disruptionfigure")
    someone.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(someone)
    assert {row["kind"] for row in offers(client, "“158”", "158 procedures")} <= {"figure"}
    assert offers(client, "158", "158 procedures")[0]["id"] == world["part"].pk
    someone.user_permissions.remove(Permission.objects.get(codename="view_article"))
    assert client.get(reverse("admin:articles_article_citing_offers")).status_code == 403


def test_nonsense_is_answered_with_nothing(desk, world):
    assert offers(desk(), "", trusts="x,1", typed="%") is not None
    assert marks(desk(), "bad", "figure:x:y", "note:1:a") == [None, None, None]


# How marks stand


def test_a_citation_whose_words_say_another_number_is_false_whatever_was_checked(desk, world):
    number = world["whole"].pk
    true, false = marks(desk(), f"figure:{number}:nearly 2,000", f"figure:{number}:three of 35")
    assert (true["state"], false["state"]) == ("true", "false")
    assert "the record says 1,854" in false["sentence"]
    assert false["records"][0]["value"] == "1,854"


def test_words_in_which_no_number_is_read_are_not_taken_for_true(desk, world):
    number = world["whole"].pk
    told = marks(desk(), f"figure:{number}:1,8954", f"figure:{number}:the strike")
    assert [each["state"] for each in told] == ["unread", "unread"]


def test_a_record_that_does_not_exist_is_false(desk, world):
    assert marks(desk(), "figure:99999:three")[0]["state"] == "false"


def test_words_that_differ_from_the_quotation_are_false(desk, world):
    number = world["quote"].pk
    as_said, altered = marks(
        desk(), f"quote:{number}:“{SAID}”", f"quote:{number}:“We are not sorry”"
    )
    assert (as_said["state"], altered["state"]) == ("true", "false")


def test_what_nobody_has_checked_says_so(desk, world):
    assert marks(desk(), f"figure:{world['unchecked'].pk}:13")[0]["state"] == "unchecked"


def test_several_records_under_one_mark_are_all_told(desk, world):
    ids = f"{world['whole'].pk} {world['part'].pk}"
    told = marks(desk(), f"figure:{ids}:about 2,000")[0]
    assert [row["value"] for row in told["records"]] == ["1,854", "158"]
    assert told["state"] == "true"


def test_a_value_that_changed_since_publication_says_so_once_it_is_checked(desk, db):
    figure = make.released(450, measure="nurses on strike")
    version = stories.published(headline="450 out", body=f"<p>{stories.marked(figure, '450')}.</p>")
    asked = f"figure:{figure.pk}:more than 440"
    assert marks(desk(), asked, story=version.article_id)[0]["state"] == "true"
    revision = make.revised(figure, 460, check=False)
    assert marks(desk(), asked, story=version.article_id)[0]["state"] == "true"
    FigureRevision.objects.filter(pk=revision.pk).update(
        checked_by=make.user("editor"), checked_at=timezone.now(), public_from=timezone.now()
    )
    assert marks(desk(), asked, story=version.article_id)[0]["state"] == "corrected"


def test_words_that_a_correction_made_untrue_are_corrected_since_and_others_false(desk, db):
    figure = make.released(450, measure="nurses on strike")
    make.revised(figure, 460)
    was, never = marks(desk(), f"figure:{figure.pk}:450", f"figure:{figure.pk}:455")
    assert (was["state"], never["state"]) == ("corrected", "false")
    assert was["sentence"] == "It was true before. “450”: the record says 460."


def test_the_number_of_queries_does_not_grow_with_the_marks(
    desk, world, django_assert_max_num_queries
):
    client = desk()
    asked = [
        f"figure:{world[name].pk}:{n}" for n, name in enumerate(("whole", "part", "elsewhere"))
    ]
    marks(client, *asked)
    with django_assert_max_num_queries(16):
        marks(client, *asked, f"quote:{world['quote'].pk}:x")
    # Of these about twenty load the names of places, which a process remembers.
    with django_assert_max_num_queries(48):
        offers(client, "1,854", "1,854 appointments at UHS", trusts=world["whole"].trust_id)


# What the copy check finds


def findings(client, *blocks, **more):
    url = reverse("admin:articles_article_citing_findings")
    body = {"blocks": blocks, **more}
    return client.post(url, body, content_type="application/json").json()["findings"]


def test_what_the_check_finds_is_told_for_each_block_with_its_words(desk, world):
    number = world["whole"].pk
    text = "UHS put off 2,854 appointments."
    marks = [{"start": 12, "end": 17, "kind": "figure", "ids": str(number)}]
    found = findings(desk(), {"id": "body-0", "text": text, "marks": marks})
    wrong = next(each for each in found if each["level"] == "stop")
    assert wrong["block"] == "body-0"
    assert text[wrong["start"] :].startswith(wrong["text"])
    assert number in wrong["records"]


def test_a_check_of_nothing_or_nonsense_finds_nothing(desk, world):
    assert findings(desk(), {"id": 1}, "x", {"text": None}, {"id": "a", "text": "Rain."}) == []


def test_what_the_law_stops_is_red_from_the_subs_on_and_not_in_a_draft(desk, world):
    waits = f"figure:{world['unchecked'].pk}:13"
    article = stories.draft("Thirteen wait")
    assert [mark["red"] for mark in marks(desk(), waits, story=str(article.pk))] == [False]
    stories.with_subs(article)
    assert [mark["red"] for mark in marks(desk(), waits, story=str(article.pk))] == [True]


# Findings that are answered


def test_a_finding_that_was_left_is_quiet_and_says_why(desk, world):
    client, article = desk(), stories.draft("Put off", body="<p>They lost 77 operations.</p>")
    client.force_login(article.owner)
    blocks = [{"id": "body-0", "text": "They lost 77 operations.", "marks": []}]

    def found():
        url, body = "findings", {"blocks": blocks, "story": str(article.pk)}
        url = reverse(f"admin:articles_article_citing_{url}")
        return client.post(url, body, content_type="application/json").json()["findings"][0]

    first = found()
    assert first["level"] in ("query", "note")
    told = {name: first[name] for name in ("verdict", "sentence", "message")}
    told |= {"of": first["kind"], "words": first["text"], "story": str(article.pk)}

    def answered(**more):
        url = reverse("admin:articles_article_citing_answer")
        return client.post(url, {**told, **more}, content_type="application/json").json()

    assert answered(kind="left")["refused"].startswith("Say why")
    assert answered(kind="left", reason="Seen in the minutes.")["refused"] == ""
    assert (found()["level"], found()["left"].endswith("Seen in the minutes.")) == ("left", True)
    blocks[0]["text"] = "They lost 77 operations, he said."
    assert found()["level"] == "left"
    assert answered(kind="again")["refused"] == ""
    assert found()["level"] == first["level"]


# The rows of a table or chart


def to_choose(client, **asked):
    return client.get(reverse("admin:articles_article_citing_figures"), asked).json()


def test_figures_are_looked_for_in_words(desk, world):
    rows = to_choose(desk(), typed="nottingham")["rows"]
    assert [row["id"] for row in rows] == [world["elsewhere"].pk]
    assert rows[0]["value"] == "1,854"


def test_where_nothing_is_typed_those_that_the_story_cites_come_first(desk, world):
    around = f"{world['part'].pk} {world['elsewhere'].pk}"
    trusts = world["whole"].trust_id
    ids = [row["id"] for row in to_choose(desk(), around=around, trusts=trusts)["rows"]]
    assert ids[:2] == [world["part"].pk, world["elsewhere"].pk]
    assert world["whole"].pk in ids


def test_the_rows_of_a_table_keep_their_order(desk, world):
    ids = [world["part"].pk, world["whole"].pk]
    rows = to_choose(desk(), ids=f"{ids[0]} 999999 {ids[1]}")["rows"]
    assert [row["id"] for row in rows] == ids


def test_a_search_of_the_explorer_gives_its_rows(desk, world):
    client = desk()
    address = (
        f"http://testserver{reverse('hospitals:figures')}?trust={world['elsewhere'].trust.code}"
    )
    answer = to_choose(client, typed=address)
    assert ([row["id"] for row in answer["rows"]], answer["all"]) == ([world["elsewhere"].pk], True)


@pytest.mark.parametrize("asked", ["?measures=operations", "?trust=XYZ99"])
def test_a_search_that_does_not_work_says_so(desk, world, asked):
    answer = to_choose(desk(), typed=f"{reverse('hospitals:figures')}{asked}")
    assert answer["rows"] == []
    assert answer["refused"].startswith("This search of the explorer does not work any more.")


def test_whoever_may_see_no_figures_may_not_choose_them(client, world):
    someone = make.someone("add_evidence")
    client.force_login(someone)
    assert client.get(reverse("admin:articles_article_citing_figures")).status_code == 403
