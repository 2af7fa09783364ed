"""Each rule about one row of the stories: what the journalist reads, and the database's word too.

One case for each constraint, by its name: a function that returns a row, not saved, which breaks
that rule and no other. tests/rules/test_names.py holds the table complete.
"""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import workflow
from articles.models import (
    Appearance,
    Approach,
    Article,
    ArticlePicture,
    Byline,
    Citation,
    Correction,
    CorrectionPlan,
    CoveredAddress,
    Draft,
    FindingAnswer,
    FormerContributorSlug,
    FormerSectionSlug,
    MailChoice,
    Note,
    NoteAnswer,
    PageReads,
    PassageConfirmation,
    Picture,
    PlanLine,
    PlanRevision,
    PlanStillTrue,
    PlanStory,
    PreviewAnswer,
    PreviewLink,
    PublicStory,
    PublishedVersion,
    Publisher,
    PutRight,
    QuoteConfirmation,
    QuoteRevision,
    QuoteTerms,
    RelatedArticle,
    Speaker,
    StoryCover,
    VersionContributor,
    VersionPicture,
    VersionRelated,
)
from deeds.models import Cover
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

MORNING = factories.london("2023-04-19 06:45")

CASES = {}


def breaks(constraint, *words):
    """The decorated function's row breaks `constraint`; its message has all of `words`."""

    def keep(build):
        CASES[constraint] = (build, words)
        return build

    return keep


# Addresses


@breaks("former_section_slug_once", "former address")
def former_section_slug():
    theirs = story_factories.section()
    FormerSectionSlug.objects.create(section=theirs, slug="walkouts")
    return FormerSectionSlug(section=theirs, slug="walkouts")


@breaks("former_contributor_slug_once", "former address")
def former_contributor_slug():
    theirs = story_factories.contributor()
    FormerContributorSlug.objects.create(contributor=theirs, slug="r-field")
    return FormerContributorSlug(contributor=theirs, slug="r-field")


# The working copy


def article(**more):
    given = {
        "headline": "Strike puts off appointments",
        "slug": "strike-puts-off-appointments",
        "section": story_factories.section(),
        "owner": factories.user("reporter"),
        "body": story_factories.BODY,
    }
    return Article(**{**given, **more})


@breaks("article_approved_by_somebody", "An approval has a person, a time and the text")
def _():
    return article(approved_at=MORNING)


@breaks("approved_article_has_approval", "An approved story has somebody who approved it")
def _():
    return article(state="approved")


@breaks("approach_answer_recorded_by_somebody", "has a time, and somebody who recorded it")
def _():
    return Approach(
        article=story_factories.draft(),
        who="The trust",
        put="That it hid the numbers.",
        asked_at=MORNING,
        answer="We did not.",
        answered_at=MORNING,
        recorded_by=factories.user("reporter"),
    )


def note(**more):
    given = {
        "article": story_factories.draft(),
        "says": "None at all?",
        "by": factories.user("sub"),
        "at": MORNING,
    }
    return Note(**{**given, **more})


@breaks("note_says_something", "Write what you want to say")
def _():
    return note(says="")


@breaks("note_on_words_somewhere", "a note on the whole story names none")
def _():
    return note(words="no operations")


@breaks("note_done_by_somebody", "ticked off by a person")
def _():
    return note(done_at=MORNING)


@breaks("note_answer_says_something", "Write your answer")
def _():
    asked = note()
    asked.save()
    return NoteAnswer(note=asked, says="", by=factories.user("sub"), at=MORNING)


@breaks("passage_confirmed_or_skipped", "or why nobody was asked")
def _():
    return passage(who="")


@breaks("passage_confirmed_has_words", "words that were put to the source")
def _():
    return passage(words="")


def passage(**more):
    given = {
        "article": story_factories.draft(),
        "place": "body",
        "words": "put off",
        "digest": "ab12",
        "who": "The press office",
        "channel": "telephone",
        "confirmed_at": MORNING,
        "recorded_by": factories.user("reporter"),
        "recorded_at": MORNING,
    }
    return PassageConfirmation(**{**given, **more})


@breaks("quote_confirmed_or_skipped", "or why nobody was asked")
def _():
    return QuoteConfirmation(
        revision=story_factories.quote().latest(),
        who="Donna Green",
        recorded_by=factories.user("reporter"),
        recorded_at=MORNING,
    )


def answer(**more):
    article = story_factories.draft()
    link, _ = workflow.lend(by=article.owner, article=article, for_whom="Ann Lake", hours=4)
    given = {"link": link, "verdict": "fine", "name": "Ann Lake", "digest": "ab", "at": MORNING}
    return PreviewAnswer(**{**given, **more})


@breaks("preview_answer_by_somebody", "Say who answers")
def _():
    return answer(name="")


@breaks("preview_answer_says_what", "why it should not appear")
def _():
    return answer(verdict="stop")


@breaks("preview_answer_settled_by_somebody", "says what was done")
def _():
    return answer(settled_by=factories.user("sub"), settled_at=MORNING)


@breaks("byline_once_per_article", "name is already in the byline")
def _():
    return Byline(article=story_factories.draft(), contributor=story_factories.contributor())


@breaks("related_once_per_article", "story is already listed")
def _():
    other = story_factories.draft("Pickets return")
    return RelatedArticle(article=story_factories.draft(related=[other]), to=other)


@breaks("related_not_to_itself", "cannot be related to itself")
def _():
    story = story_factories.draft()
    return RelatedArticle(article=story, to=story)


@breaks("picture_once_per_article", "picture is already in the story")
def _():
    picture = story_factories.picture()
    return ArticlePicture(
        article=story_factories.draft(pictures=[(picture, "", False)]), picture=picture
    )


# Pictures


def picture(**more):
    given = {"title": "Picket line", "original": "a.jpg", "alt_text": "Doctors", "credit": "R"}
    return Picture(**{**given, **more})


@breaks("picture_has_alt_text", "Say in words what the picture shows")
def _():
    return picture(alt_text="")


@breaks("picture_has_credit", "Say whom to credit")
def _():
    return picture(credit="")


@breaks("picture_focus_inside", "lies at 0 to 100 per cent of the picture")
def _():
    return picture(focus_x=101)


# Quotations


def wording(**more):
    given = {
        "quote": story_factories.quote(check=False),
        "number": 2,
        "words": "We are sorry",
        "attribution": "Donna Green",
        "evidence": factories.evidence(),
        "reason": "Misheard",
        "recorded_by": factories.user(),
        "recorded_at": MORNING,
    }
    return QuoteRevision(**{**given, **more})


@breaks("quote_revision_number_once", "Somebody else has just changed the quotation")
def _():
    return wording(number=1)


@breaks("quote_has_words", "Give the words")
def _():
    return wording(words="")


@breaks("quote_checked_by_somebody", "A check has a person and a time")
def _():
    return wording(checked_at=MORNING)


@breaks("quote_change_has_reason", "Say why the quotation changes")
def _():
    return wording(reason="")


def quote_terms(quote, **more):
    return QuoteTerms(
        of=quote,
        terms="on_record",
        asked_by=factories.user("reporter"),
        asked_at=MORNING,
        **more,
    )


@breaks("quote_terms_decided_by_somebody", "A decision has a person, a time and an answer")
def _():
    return quote_terms(story_factories.quote(), agreed=True)


@breaks("quote_terms_one_waits", "asked for already: an editor decides")
def _():
    quote = story_factories.quote()
    quote_terms(quote).save()
    return quote_terms(quote)


@breaks("speaker_once_per_revision", "speaker is already listed")
def _():
    revision = story_factories.quote().latest()
    return Speaker(revision=revision, source=revision.speakers.get().source)


# Published versions


def version(**more):
    """The second version of a published story, not saved."""
    first = story_factories.published(at=MORNING)
    later = MORNING + timedelta(hours=1)
    given = {
        "article": first.article,
        "number": 2,
        "kind": "update",
        "slug": first.slug,
        "section": first.section,
        "byline": "Rosa Field",
        "headline": "Strike",
        "headline_html": "Strike",
        "headline_text": "Strike",
        "live_from": later,
        "first_published_at": MORNING,
        "content_modified_at": later,
        "announced_at": later,
        "content_hash": "0" * 64,
        "approved_by": factories.user("sub"),
        "approved_at": later,
        "published_by": factories.user("editor"),
        "published_at": later,
    }
    return PublishedVersion(**{**given, **more})


@breaks("version_number_once", "Somebody else has just published this story")
def _():
    return version(number=1)


@breaks("version_live_from_once", "already starts at this moment")
def _():
    return version(live_from=MORNING)


@breaks("version_cancelled_by_somebody", "A cancellation has a person and a time")
def _():
    return version(cancelled_at=MORNING)


@breaks("version_approved_or_marked", "second person’s approval", "one pair of eyes")
def _():
    return version(approved_by=None, approved_at=None)


@breaks("withdrawal_has_notice", "Tell readers why the story is withdrawn")
def _():
    return version(kind="withdrawal")


def link_twice(name, make):
    """The row that links a published version to `make()`, its trust for one, a second time."""

    def build():
        subject = make()
        published = story_factories.published(**{f"{name}s": [subject]})
        first = getattr(published, f"{name}_links").get()
        return type(first)(
            version=published,
            article=first.article,
            first_published_at=first.first_published_at,
            **{name: subject},
        )

    return build


for subject, make in (
    ("trust", factories.trust),
    ("hospital", factories.hospital),
    ("area", factories.area),
    ("strike", factories.strike),
):
    breaks(f"version_{subject}_once", f"{subject} is already listed")(link_twice(subject, make))


@breaks("version_contributor_once", "contributor is already listed")
def _():
    link = story_factories.published().contributor_links.get()
    return VersionContributor(
        version=link.version,
        article=link.article,
        first_published_at=link.first_published_at,
        contributor=link.contributor,
    )


@breaks("version_picture_once", "picture is already in this version")
def _():
    shown = story_factories.published(pictures=[(story_factories.picture(), "", False)])
    return VersionPicture(
        version=shown, picture=shown.pictures.get().picture, alt_text="Doctors", credit="R"
    )


@breaks("version_related_once", "story is already listed")
def _():
    other = story_factories.draft("Pickets return")
    return VersionRelated(version=story_factories.published(related=[other]), to=other)


# Citations and corrections


@breaks("citation_of_exactly_one", "one figure or one quotation")
def _():
    return Citation(article=story_factories.draft(), place="body", position=0, words="1,854")


def correction(**more):
    given = {
        "article": story_factories.draft(),
        "was_wrong": "1,696 appointments",
        "is_right": "1,854 appointments",
        "issued_at": MORNING,
        "issued_by": factories.user("editor"),
    }
    return Correction(**{**given, **more})


@breaks("correction_says_wrong_and_right", "what was wrong and what is right: both")
def _():
    return correction(is_right="")


@breaks("correction_alone_repeats_nothing", "does not repeat what was wrong")
def _():
    return correction(stands_alone=True)


@breaks("ruling_has_address", "where the ruling can be read in full")
def _():
    return correction(kind="ruling", was_wrong="")


@breaks("correction_home_until_later", "until a time that is still to come")
def _():
    return correction(home_until=MORNING)


@breaks("correction_of_something", "A correction is of a story or of a figure")
def _():
    return correction(article=None)


# Covers


def a_cover():
    return Cover.objects.create(
        kind="name",
        called="Jane Smith",
        left="[name removed]",
        why="An order.",
        by=factories.user("editor"),
        at=MORNING,
    )


@breaks("story_cover_once", "among those of the cover already")
def _():
    made, story = a_cover(), story_factories.draft()
    StoryCover.objects.create(cover=made, article=story)
    return StoryCover(cover=made, article=story)


@breaks("covered_address_once", "has that address already")
def _():
    at = {"cover": a_cover(), "article": story_factories.draft(), "slug": "jane-smith"}
    CoveredAddress.objects.create(**at, answer="gone")
    return CoveredAddress(**at, answer="moved")


@breaks("covered_picture_has_no_copy", "readers get no copy of it while the cover stands")
def _():
    made = story_factories.picture()
    made.cover = a_cover()
    return made


# What readers read


def public_story(**more):
    version = story_factories.published()
    version.public.delete()
    row = {
        "version": version,
        "article": version.article,
        "section": version.section,
        "first_published_at": version.first_published_at,
        "starts": version.live_from,
    }
    return PublicStory(**{**row, **more})


@breaks("public_story_once", "one version of a story at a time")
def _():
    row = public_story()
    later = story_factories.updated(row.version, headline="Later")
    return PublicStory(**{**vars_of(row), "starts": later.public.starts})


@breaks("public_story_in_order", "ends after it starts")
def _():
    row = public_story()
    row.ends = row.starts
    return row


def vars_of(row):
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}


# Stories that are lent


def lent(**more):
    given = {
        "article": story_factories.draft(),
        "made_by": factories.user(),
        "made_at": MORNING,
        "expires_at": MORNING + timedelta(hours=4),
        "for_whom": "Ann Lake",
        "token_hash": "0" * 64,
        "content_hash": "0" * 64,
        "words": {"headline": "Pickets return"},
    }
    return PreviewLink(**{**given, **more})


@breaks("preview_link_for_somebody", "Say whom the link is for")
def _():
    return lent(for_whom="")


@breaks("preview_link_runs_out", "A link runs out after it was made")
def _():
    return lent(expires_at=MORNING)


@breaks("preview_link_taken_back_by_somebody", "taken back by a person at a time")
def _():
    return lent(taken_back_at=MORNING)


# What the copy check was answered


def answered(**more):
    given = {
        "kind": "left",
        "article": story_factories.draft(),
        "of": "figure",
        "verdict": "unrecorded",
        "words": "37 operations",
        "sentence": "They put off 37 operations.",
        "message": "No record says so.",
        "reason": "The trust said so by phone.",
        "by": factories.user(),
        "at": MORNING,
    }
    return FindingAnswer(**{**given, **more})


@breaks("finding_left_for_a_reason", "Say why it is left as it is")
def _():
    return answered(reason="")


@breaks("finding_left_in_a_story", "Save the story first")
def _():
    return answered(article=None)


# Words that are not saved yet


@breaks("draft_once_per_person", "is kept already")
def _():
    page = {"person": factories.user(), "page": uuid.uuid4(), "here_at": MORNING}
    Draft.objects.create(**page)
    return Draft(**page)


# Who publishes this


@breaks("mail_choice_once", "one choice for each kind of mail")
def mail_chosen_twice():
    chosen = {"person": factories.user("sub"), "about": "with_subs"}
    MailChoice.objects.create(how="never", **chosen)
    return MailChoice(how="at_once", **chosen)


@breaks("one_publisher", "There is one publisher")
def _():
    return Publisher(id=2, name="Another")


@breaks("words_licence_can_be_read", "licence of the words with the address")
def _():
    return Publisher(name="A", words_licence="CC BY 4.0")


@breaks("data_licence_can_be_read", "licence of the data with the address")
def _():
    return Publisher(name="A", data_licence_url="https://opendatacommons.org/licenses/by/1-0/")


@breaks("regulator_can_be_found", "regulator with its address")
def _():
    return Publisher(name="A", regulator="Impress")


# Corrections under way


def plan(**more):
    given = {"proposed_by": factories.user("reporter"), "proposed_at": MORNING}
    if not more.keys() & {"figure", "quote", "wrong_words"}:
        given |= {"wrong_words": "Donna Green", "right_words": "Donna Greene"}
    return CorrectionPlan(**{**given, **more})


def stored_plan(**more):
    made = plan(**more)
    made.save()
    return made


@breaks("plan_of_exactly_one", "of a number, of a quotation or of words")
def _():
    return plan(figure=factories.figure(1854), wrong_words="A", right_words="B")


@breaks("plan_of_wrong_and_right_words", "those that are right")
def _():
    return plan(wrong_words="Donna Green", right_words="Donna Green")


@breaks("plan_of_a_quote_says_whose_fault", "misheard", "say which")
def _():
    return plan(quote=story_factories.quote())


@breaks("plan_approved_by_somebody", "a person, a time")
def _():
    return plan(approved_at=MORNING, approved_digest="0" * 64)


@breaks("plan_dropped_by_somebody", "a person and a time")
def _():
    return plan(dropped_at=MORNING)


@breaks("plan_open_once_for_a_figure", "open that correction")
def _():
    return plan(figure=stored_plan(figure=factories.figure(1854)).figure)


@breaks("plan_open_once_for_a_quote", "open that correction")
def _():
    first = stored_plan(quote=story_factories.quote(), fault="cut")
    return plan(quote=first.quote, fault="misheard")


@breaks("plan_open_once_for_words", "open that correction")
def _():
    stored_plan()
    return plan(right_words="Dawn Green", wrong_words="Donna Green")


@breaks("plan_revision_of_exactly_one", "of a number or of a quotation")
def _():
    return PlanRevision(plan=stored_plan())


@breaks("plan_figure_revision_once", "in the correction already")
def _():
    made = stored_plan()
    revision = factories.figure(1854).latest()
    PlanRevision.objects.create(plan=made, figure_revision=revision)
    return PlanRevision(plan=made, figure_revision=revision)


@breaks("plan_quote_revision_once", "in the correction already")
def _():
    made = stored_plan()
    revision = story_factories.quote().latest()
    PlanRevision.objects.create(plan=made, quote_revision=revision)
    return PlanRevision(plan=made, quote_revision=revision)


def stands(**more):
    figure = more.pop("figure", None) or factories.figure(450)
    return {"figure": figure, "because": "About 450.", "by": factories.user(), **more}


@breaks("plan_still_true_once", "said to stand already")
def _():
    first = PlanStillTrue.objects.create(plan=stored_plan(), **stands())
    return PlanStillTrue(plan=first.plan, **stands(figure=first.figure))


@breaks("plan_still_true_because", "Say why")
def _():
    return PlanStillTrue(plan=stored_plan(), **stands(because=""))


def chosen(**more):
    given = {"version": story_factories.published(), "by": factories.user(), "at": MORNING}
    return {"plan": more.pop("plan", None) or stored_plan(), **given, **more}


@breaks("plan_line_once", "look at what they chose")
def _():
    given = chosen(place="body", start=4, choice="keep")
    PlanLine.objects.create(**given)
    return PlanLine(**given)


@breaks("plan_line_has_words", "Give the words")
def _():
    return PlanLine(**chosen(place="body", start=4, choice="replace"))


@breaks("plan_story_once", "look at what they chose")
def _():
    given = chosen(mode="since")
    PlanStory.objects.create(**given)
    return PlanStory(**given)


# How often pages are read


@breaks("page_reads_once", "already counted for this day")
def _():
    given = {"address": "/figures/3/", "day": MORNING.date()}
    PageReads.objects.create(**given)
    return PageReads(**given)


# Where else a story ran


def ran(**more):
    given = {
        "article": more.pop("article", None) or story_factories.draft(),
        "kind": "print",
        "place": "Daily Echo, page 7",
        "ran_on": MORNING.date(),
        "who": "night desk",
        "added_by": factories.user("reporter"),
        "added_at": MORNING,
    }
    return Appearance(**{**given, **more})


def asked_there(**more):
    appearance = ran()
    appearance.save()
    given = {
        "appearance": appearance,
        "correction": Correction.objects.create(
            article=appearance.article,
            was_wrong="1,696",
            is_right="1,854",
            issued_at=MORNING,
            issued_by=factories.user("editor"),
        ),
        "who": "night desk",
        "due_at": MORNING,
    }
    return PutRight(**{**given, **more})


@breaks("appearance_has_place_and_who", "Say where it ran and who puts it right")
def _():
    return ran(place="")


@breaks("appearance_taken_out_by_somebody", "taken out by a person at a time")
def _():
    return ran(taken_out_at=MORNING)


@breaks("put_right_once", "already asked for there")
def _():
    first = asked_there()
    first.save()
    return PutRight(
        appearance=first.appearance, correction=first.correction, who="desk", due_at=MORNING
    )


@breaks("put_right_by_somebody", "Say who puts it right")
def _():
    return asked_there(who="")


@breaks("put_right_ticked_by_somebody", "ticked off by a person at a time")
def _():
    return asked_there(done_at=MORNING)


@pytest.mark.parametrize("constraint", CASES)
def test_the_journalist_reads_why(constraint):
    build, words = CASES[constraint]
    row = build()
    with pytest.raises(ValidationError):
        row.full_clean()
    # An empty field that is needed speaks for itself, and full_clean then asks no more of it.
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    said = " ".join(refusal.value.messages)
    assert all(word in said for word in words), said
    assert "Constraint" not in said


@pytest.mark.parametrize("constraint", CASES)
def test_the_database_keeps_it(constraint):
    row = CASES[constraint][0]()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


# Neighbours of those rules that must stay allowed.


def test_a_correction_may_be_of_a_figure_that_no_story_cites():
    correction(article=None, figure=factories.released(1854)).full_clean()


def test_a_cancelled_version_leaves_its_moment_free():
    version(
        live_from=MORNING, cancelled_at=MORNING, cancelled_by=factories.user("editor")
    ).full_clean()


@pytest.mark.parametrize(
    "unapproved",
    [
        {"on_one_pair_of_eyes": True},
        {"kind": "small_fix"},
        {"kind": "withdrawal", "notice": "We could not stand it up."},
    ],
)
def test_what_goes_out_without_approval_says_so(unapproved):
    version(approved_by=None, approved_at=None, **unapproved).full_clean()


@pytest.mark.parametrize(
    "half",
    [
        {"approved_by": None},
        {"approved_at": None},
        {"approved_at": None, "kind": "small_fix"},
        {"cancelled_by_id": 1},
    ],
)
def test_half_a_decision_is_refused_by_form_and_database(half):
    factories.user("editor")
    row = version(**half)
    with pytest.raises(ValidationError):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("half", [{"was_wrong": ""}, {"was_wrong": "", "is_right": ""}])
def test_a_correction_says_both(half):
    with pytest.raises(ValidationError):
        correction(**half).full_clean()
