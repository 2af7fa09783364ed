"""The quotations of a draft are recorded on one page, and come back cited."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from articles import workflow
from articles.markup import marks
from articles.models import Quote, QuoteRevision
from hospitals.models import Source, SourceRole
from tests import factories as make
from tests import story_factories as stories
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db
BODY = (
    "<p>“We are sorry that people had to wait,” said Donna Green, chief nurse at Hampshire "
    "Hospitals. “Please come if you are asked to.”</p><p>Tom Adeyemi, a registrar, said: “Nobody "
    "wants this.”</p>"
)


@pytest.fixture
def story():
    green = make.source("Donna Green", "person")
    SourceRole.objects.create(source=green, role="chief nurse", organisation="Hampshire Hospitals")
    return stories.draft(body=BODY)


def page_of(story):
    return reverse("admin:articles_article_record_all", args=[story.pk])


def document(**more):
    return make.evidence(kind="email", title="Statement of 12 January", **more)


def sent(client, story, **changed):
    page = client.get(page_of(story))
    values = dict(fields_of(page).values) | changed
    return client.post(page_of(story), {k: v for k, v in values.items() if v is not None})


def test_each_speaker_has_their_quotations_and_the_document_is_asked_once(desk, story):
    client = desk()
    page = client.get(page_of(story))
    statement = page.context["statement"]
    told = [(who, [form["words"].value() for form in rows]) for who, rows in statement.speakers()]
    assert told == [
        (
            "Donna Green",
            ["We are sorry that people had to wait. Please come if you are asked to."],
        ),
        ("Tom Adeyemi", ["Nobody wants this."]),
    ]
    assert page.content.decode().count('name="evidence"') == 1


def test_they_are_recorded_and_cited_with_one_press(desk, story):
    client = desk()
    about = f"{document()} (no. {document().pk})"
    answer = sent(client, story, evidence=about, _propose="yes")
    assert answer.status_code == 302, [
        form.errors for form in answer.context["statement"].forms()
    ] + [form.errors for form in answer.context["statement"].missing]
    story.refresh_from_db()
    cited = [(each.ids[0], each.words) for each in marks(story.body)]
    green, adeyemi = Quote.objects.order_by("pk")
    assert cited == [
        (green.pk, "“We are sorry that people had to wait,”"),
        (green.pk, "“Please come if you are asked to.”"),
        (adeyemi.pk, "“Nobody wants this.”"),
    ]
    assert Source.objects.filter(name="Tom Adeyemi", signed_off_at=None).exists()
    # Nothing is left to be recorded.
    assert not client.get(page_of(story)).context["statement"].rows.forms


def test_the_letter_that_holds_the_words_is_where_they_came_from(desk, story):
    client = desk()
    make.user("reporter")
    letter = document(created_by=client.user)
    letter.file.save("letter.txt", ContentFile(b"... Nobody wants this. We hope for talks."))
    page = client.get(page_of(story))
    assert f"(no. {letter.pk})" in page.context["statement"].shared["evidence"].value()


def test_what_is_not_ticked_stays_as_it_is(desk, story):
    client = desk()
    evidence = document()
    given = {"evidence": f"{evidence} (no. {evidence.pk})", "row-1-record": None}
    sent(client, story, **given, _propose="yes")
    assert [each.words for each in QuoteRevision.objects.all()] == [
        "We are sorry that people had to wait. Please come if you are asked to."
    ]


def test_a_story_that_was_saved_meanwhile_is_told_and_nothing_is_recorded(desk, story):
    client = desk()
    evidence = document()
    values = dict(fields_of(client.get(page_of(story))).values)
    story.standfirst = "In short."
    workflow.save(by=story.owner, article=story)
    answer = client.post(
        page_of(story),
        values | {"evidence": f"{evidence} (no. {evidence.pk})", "_propose": "yes"},
    )
    assert "was saved while you had this page open" in answer.content.decode()
    assert not Quote.objects.exists()


def test_somebody_who_may_not_change_it_is_told(desk, story):
    workflow.submit(by=story.owner, article=story)
    assert desk("reporter", "another").get(page_of(story)).status_code == 403


def test_words_of_nobody_want_a_name(desk):
    story = stories.draft(body="<p>“Nobody wants this,” read a letter to the trust.</p>")
    evidence = document()
    client = desk()
    answer = sent(client, story, evidence=f"{evidence} (no. {evidence.pk})", _record="yes")
    if answer.status_code == 200 and answer.context["statement"].rows.forms:
        assert "Say who said it." in answer.content.decode()
    assert not Quote.objects.exists()


def test_the_button_saves_the_words_first(desk, story):
    client = desk()
    address = reverse("admin:articles_article_change", args=[story.pk])
    values = dict(fields_of(client.get(address)).values)
    answer = client.post(address, values | {"headline": "Anew", "_then": "record-quotations"})
    assert answer.url == page_of(story)
    story.refresh_from_db()
    assert story.headline == "Anew"
