"""What changes the hash of a working copy: what readers would see, and nothing else.

One story with everything is written once; each test has its own transaction to change it in.
"""

from datetime import date

import pytest
from django.utils import timezone

from articles.models import Article, Byline, Contributor, Picture
from articles.workflow.content import content_hash, load
from articles.workflow.working_copy import WORKFLOW_FIELDS
from hospitals.models import Evidence, Source, Terms
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

mark = story_factories.marked


@pytest.fixture(scope="module")
def written(for_all):
    """A working copy with everything a reader can see."""
    figure, quote = factories.released(1854), story_factories.quote()
    body = f"<p>{mark(figure, '1,854')} put off. {mark(quote, '“We are sorry”')}, she said.</p>"
    return story_factories.draft(
        "Strike puts off appointments",
        standfirst="Pickets at the General.",
        kicker="Strikes",
        dateline="SOUTHAMPTON",
        body=body,
        bylines=[story_factories.contributor(), story_factories.contributor("Omar Finch")],
        trusts=[factories.trust()],
        hospitals=[factories.hospital()],
        areas=[factories.area()],
        strikes=[factories.strike()],
        related=[story_factories.draft("Pickets return"), story_factories.draft("Talks fail")],
        pictures=[
            (story_factories.picture(), "The picket line.", False),
            (story_factories.picture("Rally"), "The rally.", True),
        ],
    )


@pytest.fixture
def story(written):
    return Article.objects.get(pk=written.pk)


def digest(story):
    return content_hash(load(Article.objects.get(pk=story.pk)))


def figure_of(story):
    return story.citations.get(figure_revision__isnull=False).figure_revision.figure


def quote_of(story):
    return story.citations.get(quote_revision__isnull=False).quote_revision.quote


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Strike ends"),
        ("standfirst", "It rained."),
        ("kicker", "Health"),
        ("dateline", "NOTTINGHAM"),
        ("body", "<p>Other words.</p>"),
        ("slug", "strike-ends"),
    ],
)
def test_the_hash_changes_with_each_text(story, field, value):
    before = digest(story)
    Article.objects.filter(pk=story.pk).update(**{field: value})
    assert digest(story) != before


@pytest.mark.parametrize("about", ["trusts", "hospitals", "areas", "strikes"])
def test_the_hash_changes_with_what_the_story_is_about(story, about):
    before = digest(story)
    getattr(story, about).clear()
    assert digest(story) != before


# Each changes one more thing that readers would see.
SEEN = {}


def seen(name):
    def keep(change):
        SEEN[name] = change
        return change

    return keep


@seen("section")
def _(story):
    Article.objects.filter(pk=story.pk).update(section=story_factories.section("Health"))


@seen("a name in the byline")
def _(story):
    Byline.objects.create(
        article=story, contributor=story_factories.contributor("Ann Lee"), order=2
    )


@seen("the order of the byline")
def _(story):
    story.byline_rows.filter(order=0).update(order=5)


@seen("how a contributor is spelt")
def _(story):
    Contributor.objects.filter(name="Rosa Field").update(name="Rosa Fields")


@seen("a related story")
def _(story):
    story.related_rows.first().delete()


@seen("the order of related stories")
def _(story):
    story.related_rows.filter(order=0).update(order=5)


@seen("a picture")
def _(story):
    story.picture_rows.first().delete()


@seen("the order of pictures")
def _(story):
    story.picture_rows.filter(order=0).update(order=5)


@seen("a caption")
def _(story):
    story.picture_rows.filter(order=0).update(caption="Doctors at the gate.")


@seen("where a picture stands")
def _(story):
    story.picture_rows.filter(order=0).update(in_gallery=True)


@seen("what a picture shows, in words")
def _(story):
    Picture.objects.filter(title="Rally").update(alt_text="A crowd")


@seen("whom a picture credits")
def _(story):
    Picture.objects.filter(title="Rally").update(credit="PA")


@seen("the picture behind a picture")
def _(story):
    Picture.objects.filter(title="Rally").update(web_copy="pictures/other.jpg")


@seen("the value of a cited figure")
def _(story):
    factories.revised(figure_of(story), 1867)


@seen("the terms of a cited figure")
def _(story):
    Evidence.objects.filter(revisions__figure=figure_of(story)).update(
        terms=Terms.UNATTRIBUTABLE, description="an official"
    )


@seen("what is agreed to be said of the source of a cited figure")
def _(story):
    Evidence.objects.filter(revisions__figure=figure_of(story)).update(description="an official")


@seen("the name of the source of a cited figure")
def _(story):
    Source.objects.filter(name="NHS England").update(name="NHS England and Improvement")


OTHERWISE = {
    "words": lambda: "We are so sorry",
    "attribution": lambda: "Donna Green, a nurse",
    "speakers": lambda: [factories.source("Caroline Marshall", kind="person")],
    "kind": lambda: "partial",
    "said_on": lambda: date(2023, 4, 17),
    "locator": lambda: "at 3 min 12 s",
    "evidence": lambda: factories.evidence(kind="call"),
}


def revise_in(name):
    def change(story):
        story_factories.revised_quote(quote_of(story), **{name: OTHERWISE[name]()})

    seen(f"the {name} of a cited quotation")(change)


for each in OTHERWISE:
    revise_in(each)


@seen("the terms of a cited quotation")
def _(story):
    quote_of(story).revisions.update(terms=Terms.OFF_RECORD)


@seen("the name of a speaker of a cited quotation")
def _(story):
    Source.objects.filter(name="Donna Green").update(name="Donna Greene")


@seen("the terms of a speaker of a cited quotation")
def _(story):
    Source.objects.filter(name="Donna Green").update(terms=Terms.OFF_RECORD)


@seen("the description agreed for the document behind a cited quotation")
def _(story):
    Evidence.objects.filter(quote_revisions__quote=quote_of(story)).update(description="a nurse")


@pytest.mark.parametrize("name", SEEN)
def test_the_hash_changes_with_what_readers_see(story, name):
    before = digest(story)
    SEEN[name](story)
    assert digest(story) != before


@pytest.mark.parametrize("field", ["deadline", "embargo_until"])
def test_the_hash_stays_when_the_desk_sets_a_time(story, field):
    before = digest(story)
    Article.objects.filter(pk=story.pk).update(**{field: timezone.now()})
    assert digest(story) == before


def test_the_hash_stays_when_the_job_or_the_owner_changes(story):
    before = digest(story)
    Article.objects.filter(pk=story.pk).update(
        job="Ring the trust again at six", owner=factories.user("sub")
    )
    assert digest(story) == before


def test_the_hash_does_not_change_when_a_revision_waits_for_its_check(story):
    before = digest(story)
    factories.revised(figure_of(story), 1867, check=False)
    assert digest(story) == before


def test_the_hash_is_the_same_however_often_it_is_asked_for(story):
    assert digest(story) == digest(story)


def test_every_field_of_a_story_is_either_seen_or_not():
    """A new field has to be put on one of the sides."""
    hashed = {"headline", "standfirst", "kicker", "dateline", "body", "slug", "section"}
    desk = {"job", "deadline", "embargo_until", "owner", "id", "uuid", "created_at"}
    # Marks of law, which the list before publishing asks about whatever was approved.
    desk |= {"proceedings_active", "serious_allegation"}
    flow = {name.removesuffix("_id") for name in WORKFLOW_FIELDS}
    assert {field.name for field in Article._meta.concrete_fields} == hashed | desk | flow
