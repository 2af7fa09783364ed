"""Correct once: 1,854 becomes 1,867 everywhere, by one approval."""

from copy import deepcopy
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.correcting.plan import LEAVE, REISSUE, SINCE
from articles.models import (
    Article,
    ArticleEvent,
    ArticleText,
    Citation,
    Correction,
    CorrectionPlan,
    Picture,
    Reissue,
)
from articles.workflow.content import content_hash, load
from articles.workflow.gate import problems
from hospitals import workflow as facts
from lib.refusals import Refused
from lib.said_as import is_true, said_as
from lib.spoken import Spoken
from tests import factories, story_factories
from tests.story_factories import (
    changed,
    contributor,
    draft,
    graphic,
    live,
    marked,
    picture,
    published,
    pulled,
    quote,
    revised_quote,
    scheduled,
    withdrawn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

ROWS = [(1854, "appointments"), (13, "operations")]
SENTENCE = "At Southampton {} appointments were put off."


@pytest.fixture(scope="module")
def recorded_figure(for_all):
    return factories.released(1854)


@pytest.fixture
def figure(db, recorded_figure):
    return deepcopy(recorded_figure)


@pytest.fixture
def dev():
    return factories.user("data_editor")


@pytest.fixture
def sub():
    return factories.user("sub")


def body(figure, words="1,854", before="Doctors walked out.", after=""):
    after = f"<p>{after}</p>" if after else ""
    return f"<p>{before}</p><p>{SENTENCE.format(marked(figure, words))}</p>{after}"


def proposed(figure, value=1867, *, reason="our_error", by=None, **given):
    revision = factories.revised(figure, value, reason=reason, check=False, **given)
    return workflow.propose(by=by or factories.user("data_editor"), revisions=[revision])


def approve(plan, by=None, **given):
    seen = workflow.planned(plan).digest
    by = by or factories.user("sub")
    return workflow.approve_correction(by=by, plan=plan, seen=seen, **given)


def only(plan):
    [story] = workflow.planned(plan).stories
    return story


# What is proposed


def test_an_exact_number_is_exchanged_in_the_manner_of_the_old(figure):
    published(body=body(figure))
    story = only(proposed(figure))
    [use] = story.uses
    assert (use.words, use.choice, use.new_words) == ("1,854", "replace", "1,867")
    assert use.sentence == SENTENCE.format("1,854")
    assert story.mode == REISSUE
    [field] = story.fields
    assert field.now == field.was.replace("1,854", "1,867")


def test_words_that_stay_true_stand(figure):
    published(body=body(figure, "nearly 2,000"))
    story = only(proposed(figure))
    assert [(use.choice, use.new_words) for use in story.uses] == [("keep", "nearly 2,000")]
    assert story.fields == ()
    assert story.quiet


def test_somebodys_words_are_for_a_person(figure):
    published(body=f"<p>“We put off {marked(figure, '1,854')}, I fear,” she said.</p>")
    plan = proposed(figure)
    [use] = only(plan).uses
    assert (use.choice, use.inside_quotation) == ("ask", True)
    with pytest.raises(Refused, match="say what becomes of “1,854”"):
        approve(plan)


def test_a_number_that_equals_the_old_and_rests_on_nothing_is_for_a_person(figure):
    published(body=body(figure, after="The trust has 1,854 parking places."))
    plan = proposed(figure)
    cited, uncited = only(plan).uses
    assert (cited.cited, uncited.cited, uncited.choice) == (True, False, "ask")
    workflow.decide(
        by=factories.user("data_editor"), plan=plan, lines={uncited.where: ("keep", "")}
    )
    approve(plan)
    assert "1,854 parking places" in live(Article.objects.get()).body


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        ({"headline": "1,854 appointments put off"}, REISSUE),
        ({"standfirst": "1,854 appointments put off"}, REISSUE),
        ({"body": "<p>1,854 appointments were put off.</p>"}, REISSUE),
        ({"body": "<p>Doctors walked out.</p><p>1,854 were put off.</p>"}, SINCE),
        ({"body": "<p>Doctors walked out.</p><p>nearly 2,000 were put off.</p>"}, LEAVE),
    ],
)
def test_prominence_decides_where_the_source_has_revised_it(figure, given, mode):
    given = {
        name: text.replace("1,854", marked(figure, "1,854")).replace(
            "nearly 2,000", marked(figure, "nearly 2,000")
        )
        for name, text in given.items()
    }
    published(**given)
    assert only(proposed(figure, reason="source_revised")).mode == mode


# What an approval does


def test_one_approval_puts_it_right_everywhere(figure, sub):
    stories = [
        published(headline=f"{marked(figure, '1,854')} put off"),
        published(body=body(figure)),
        published(
            body="<p>Doctors walked out.</p>",
            pictures=[(picture(), f"Some of the {marked(figure, '1,854')}.", False)],
        ),
    ]
    plan = approve(proposed(figure))
    for before in stories:
        after = live(before.article)
        assert (after.number, after.kind) == (2, "correction")
        [citation] = after.citations.all()
        assert citation.words == "1,867"
        assert citation.figure_revision == figure.latest()
        assert (after.approved_by, after.published_by) == (sub, sub)
        assert after.reissue_of.before == before
    figure.refresh_from_db()
    assert figure.current.value == 1867
    assert live(stories[0].article).headline_html == "1,867 put off"
    assert live(stories[2].article).pictures.get().caption_html.count("1,867") == 1
    assert plan.corrections.count() == 3
    assert {row.placement for row in plan.corrections.filter(article=stories[0].article)} == {"top"}
    assert {row.placement for row in plan.corrections.filter(article=stories[1].article)} == {
        "foot"
    }


def test_all_else_of_a_version_is_taken_over(figure):
    first = published(
        body=body(figure),
        trusts=[factories.trust()],
        hospitals=[factories.hospital()],
        areas=[factories.area()],
        strikes=[factories.strike()],
        related=[draft("Pickets return")],
        pictures=[(picture(), "The picket line.", False)],
        kicker="Strikes",
        dateline="SOUTHAMPTON",
    )
    approve(proposed(figure))
    after = live(first.article)
    same = ("slug", "kicker", "dateline", "byline", "headline_html", "first_published_at")
    assert all(getattr(after, name) == getattr(first, name) for name in same)
    for name in ("trusts", "hospitals", "areas", "strikes", "contributors"):
        assert list(getattr(after, name).all()) == list(getattr(first, name).all())
    assert [row.to for row in after.related.all()] == [row.to for row in first.related.all()]
    assert after.pictures.get().caption == "The picket line."
    assert after.content_modified_at > first.content_modified_at
    assert after.announced_at == first.announced_at


def test_a_version_made_anew_has_the_hash_of_the_copy_that_followed(figure):
    first = published(body=body(figure), trusts=[factories.trust()])
    approve(proposed(figure))
    article = Article.objects.get(pk=first.article_id)
    assert article.state == "published"
    assert content_hash(load(article)) == live(article).content_hash
    assert [c.words for c in Citation.objects.working().filter(article=article)] == ["1,867"]


def test_words_that_stay_true_rest_on_the_new_record_without_a_word_to_readers(figure):
    first = published(body=body(figure, "nearly 2,000"))
    plan = approve(proposed(figure))
    after = live(first.article)
    assert after.body == first.body
    assert after.content_modified_at == first.content_modified_at
    assert after.citations.get().figure_revision == figure.latest()
    assert not plan.corrections.exists()


def test_a_table_follows_the_record(figure):
    other = factories.released(13, measure="operations")
    first = published(body=f"<p>Doctors walked out.</p>{graphic([figure, other])}")
    approve(proposed(figure))
    after = live(first.article)
    assert [row["number"] for row in after.graphics[0]["rows"]] == ["1,867", "13"]
    assert [c.words for c in after.citations.all()] == ["1,867", "13"]


def test_a_line_since_publication_leaves_the_version(figure):
    first = published(body=body(figure))
    plan = approve(proposed(figure, reason="source_revised"))
    assert live(first.article) == first
    [line] = plan.corrections.all()
    assert (line.kind, line.version, line.article) == ("since", None, first.article)


def test_a_sentence_that_a_person_wrote_keeps_its_mark(figure):
    first = published(body=body(figure))
    plan = proposed(figure)
    [use] = only(plan).uses
    new = "At Southampton, 1,867 appointments & visits were put off."
    workflow.decide(
        by=factories.user("data_editor"), plan=plan, lines={use.where: ("rewrite", new)}
    )
    approve(plan)
    after = live(first.article)
    assert "Southampton, <span data-figure" in after.body
    assert after.citations.get().words == "1,867"
    [change] = Reissue.objects.get().changes
    assert (change["was"], change["now"]) == (SENTENCE.format("1,854"), new)


# Scheduled, pulled, working copies


def test_a_scheduled_version_is_made_again_for_its_own_time(figure):
    first = published(body=body(figure))
    update = changed(first, body=body(figure, after="Talks go on."))
    later = scheduled(update)
    approve(proposed(figure))
    assert "1,867" in live(first.article).body
    later.refresh_from_db()
    assert later.cancelled_at is not None
    again = first.article.versions.scheduled().get()
    assert (again.live_from, again.kind) == (later.live_from, "update")
    assert "1,867" in again.body
    assert "Talks go on." in again.body
    assert again.published_at == later.published_at
    then = again.live_from + timedelta(seconds=1)
    assert live(first.article, then) == again
    assert Article.objects.get().state == "published"
    assert "Talks go on" in Article.objects.get().body
    assert "1,867" in Article.objects.get().body


def test_a_story_that_is_off_the_site_comes_back_right(figure):
    story = pulled(body=body(figure))
    approve(proposed(figure))
    assert live(story) is None
    workflow.put_back(by=factories.user("editor"), article=story)
    assert "1,867" in live(story).body


def test_what_nobody_has_published_leaks_nowhere(figure):
    first = published(body=body(figure))
    edited = body(figure, before="Doctors walked out. SECRET DRAFT.")
    article = changed(first, body=edited, standfirst="Not yet.")
    version = article.version
    approve(proposed(figure))
    after = live(first.article)
    assert "SECRET" not in after.body
    assert after.standfirst == ""
    article.refresh_from_db()
    assert article.body == edited
    assert article.version == version


def test_a_field_that_stands_as_published_follows_and_the_others_stay(figure):
    first = published(headline=f"{marked(figure, '1,854')} put off", body=body(figure))
    article = changed(first, body=body(figure, before="Another beginning."))
    version = article.version
    plan = proposed(figure)
    [copy] = workflow.planned(plan).copies
    assert (copy.brought, copy.left) == (("headline",), ("body",))
    approve(plan)
    article.refresh_from_db()
    assert "1,867" in article.headline
    assert "1,854" in article.body
    assert article.version == version + 1
    assert article.texts.last().kind == ArticleText.Kind.RIGHT
    stale = Article.objects.get(pk=article.pk)
    with pytest.raises(Refused, match="saved this story"):
        workflow.save(by=article.owner, article=stale, expected_version=version)


def test_the_history_of_a_copy_says_who_approved_what_followed(figure, sub):
    published(body=body(figure), trusts=[factories.trust()])
    approve(proposed(figure), by=sub)
    latest, before = Article.objects.get().history.all()[:2]
    assert (latest.history_user, latest.get_history_type_display()) == (sub, "Changed")
    words = {"headline", "standfirst", "body", "kicker", "trusts", "hospitals", "areas", "strikes"}
    changes = latest.diff_against(before, included_fields=words).changes
    found = {each.field: each for each in changes}
    assert list(found) == ["body"]
    assert found["body"].new == found["body"].old.replace("1,854", "1,867")


def test_an_approval_of_a_copy_does_not_outlive_what_follows(figure):
    first = published(headline=f"{marked(figure, '1,854')} put off", body=body(figure))
    article = changed(first, body=body(figure, before="Another beginning."))
    workflow.submit(by=article.owner, article=article)
    workflow.approve(by=factories.user("sub"), article=article)
    approve(proposed(figure))
    article.refresh_from_db()
    assert (article.state, article.approved_by) == ("with_subs", None)


# Addresses


def test_the_address_stays_unless_it_holds_the_error(figure):
    plain = published(body=body(figure), slug="southampton-appointments")
    wrong = published(body=body(figure), slug="1854-appointments-put-off")
    approve(proposed(figure))
    assert live(plain.article).slug == "southampton-appointments"
    after = live(wrong.article)
    assert after.slug == "1867-appointments-put-off"
    assert Article.objects.get(pk=wrong.article_id).slug == after.slug


def test_the_old_address_leads_to_the_new_and_is_shown_nowhere(figure, client):
    wrong = published(body=body(figure), slug="1854-appointments-put-off")
    approve(proposed(figure))
    response = client.get(wrong.get_absolute_url())
    assert response.status_code == 301
    page = client.get(response["Location"])
    assert page.status_code == 200
    for address in (response["Location"], "/articles/", "/", "/sitemap.xml"):
        assert "1854-appointments" not in client.get(address).content.decode()


# Two people, and what changes under it


def test_nobody_approves_their_own(figure, dev):
    published(body=body(figure))
    plan = proposed(figure, by=factories.user("sub"))
    with pytest.raises(Refused, match="another person approves it"):
        approve(plan)


def test_an_editor_alone_may_and_every_version_says_so(figure):
    first = published(body=body(figure))
    approve(proposed(figure, by=factories.user("editor")), by=factories.user("editor"))
    after = live(first.article)
    assert (after.approved_by, after.on_one_pair_of_eyes) == (None, True)


def test_who_may_not_publish_does_not_approve(figure, dev):
    published(body=body(figure))
    plan = proposed(figure, by=factories.user("reporter"))
    with pytest.raises(PermissionDenied):
        approve(plan, by=dev)


def new_version(first, figure, plan):
    article = changed(first, body=body(figure, before="Doctors walked out again."))
    published(article)


def another_story(first, figure, plan):
    published(body=body(figure))


def another_value(first, figure, plan):
    old = plan.revisions.get().figure_revision
    new = facts.revise(
        by=factories.user("data_editor"),
        figure=figure,
        reading=factories.reading(1876, evidence=old.evidence),
        reason="our_error",
        replacing=old,
    )
    workflow.decide(by=factories.user("data_editor"), plan=plan, along=[new])


def evidence_corrected(first, figure, plan):
    evidence = plan.revisions.get().figure_revision.evidence
    type(evidence).objects.filter(pk=evidence.pk).update(title="Another title")


def other_notice(first, figure, plan):
    notice = workflow.Notice(was_wrong="We said 1,854.", is_right="It was 1,867.", placement="top")
    workflow.decide(by=factories.user("data_editor"), plan=plan, notice=notice)


def edited_copy(first, figure, plan):
    changed(first, body=body(figure, before="Doctors walked out again."))


@pytest.mark.parametrize(
    "change",
    [new_version, another_story, another_value, evidence_corrected, other_notice, edited_copy],
)
def test_what_changes_under_it_voids_the_approval(figure, sub, change):
    first = published(body=body(figure))
    plan = proposed(figure)
    seen = workflow.planned(plan).digest
    change(first, figure, plan)
    with pytest.raises(Refused, match="changed under it"):
        workflow.approve_correction(by=sub, plan=plan, seen=seen)
    assert not Reissue.objects.exists()


def test_the_same_plan_seen_twice_has_one_digest(figure):
    published(body=body(figure))
    plan = proposed(figure)
    assert workflow.planned(plan).digest == workflow.planned(plan).digest


def test_the_second_of_two_approvers_is_told(figure, sub):
    published(body=body(figure))
    plan = proposed(figure)
    seen = workflow.planned(plan).digest
    workflow.approve_correction(by=sub, plan=plan, seen=seen)
    with pytest.raises(Refused, match="it is done"):
        workflow.approve_correction(by=factories.user("editor"), plan=plan, seen=seen)


def test_what_is_dropped_is_over_and_leaves_the_revision(figure, dev):
    published(body=body(figure))
    plan = proposed(figure)
    workflow.drop(by=dev, plan=plan, because="The trust was right.")
    with pytest.raises(Refused, match="dropped this"):
        approve(plan)
    assert figure.latest().checked_at is None
    assert CorrectionPlan.objects.open().count() == 0


def test_without_a_plan_nothing_changes_beneath_a_story(figure, sub):
    published(body=body(figure))
    revision = factories.revised(figure, 1867, reason="our_error", check=False)
    with pytest.raises(Refused, match="does not change beneath it"):
        facts.check(by=sub, revision=revision)


# Figures that follow


def test_a_figure_worked_out_from_it_is_revised_along_or_said_to_stand(figure, dev):
    other = factories.released(71, measure="operations")
    total = factories.released(1925, measure="people at a rally", how_exact="exact")
    facts.set_derivation(
        by=dev, figure=total, inputs=[figure, other], method="our addition", mixed_units=True
    )
    published(body=body(figure))
    plan = proposed(figure)
    [follower] = workflow.planned(plan).followers
    assert (follower.figure_id, follower.settled) == (total.pk, "")
    with pytest.raises(Refused, match="revise it along, or say that it stands"):
        approve(plan)
    new = factories.revised(total, 1938, reason="our_error", check=False)
    workflow.decide(by=dev, plan=plan, along=[new])
    approve(plan)
    total.refresh_from_db()
    assert total.current.value == 1938


def test_what_still_adds_up_needs_no_word(figure, dev):
    other = factories.released(71, measure="operations")
    total = factories.released(1900, measure="people at a rally", how_exact="around")
    facts.set_derivation(
        by=dev, figure=total, inputs=[figure, other], method="our addition", mixed_units=True
    )
    published(body=body(figure))
    assert workflow.planned(proposed(figure)).followers == ()


def split(printed, other=None):
    """(a total, its two parts): 158, and 1,696 or another figure."""
    elsewhere = factories.trust("RN5")
    whole = factories.released(printed, trust=elsewhere)
    part = factories.released(158, measure="inpatient", trust=elsewhere)
    other = other or factories.released(1696, measure="outpatient", trust=elsewhere)
    facts.set_parts(
        by=factories.user("data_editor"), whole=whole, parts=[part, other], axis="measure"
    )
    return whole, part, other


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        (1854, "made up of it and others"),
        (1900, "made up of it and others, which did not add up before either"),
    ],
)
def test_a_total_that_does_not_add_up_is_shown_whether_it_did_before_or_not(printed, told):
    whole, part, _ = split(printed)
    [follower] = workflow.planned(proposed(part, 160)).followers
    assert (follower.figure_id, follower.how, follower.settled) == (whole.pk, told, "")


def test_a_total_that_nobody_could_add_up_is_shown():
    waits = factories.figure(1696, measure="outpatient", trust=factories.trust("RN5"))
    _, part, _ = split(1854, waits)
    [follower] = workflow.planned(proposed(part, 160)).followers
    assert follower.how == "made up of it and others, which could not be added up before either"


def test_parts_of_a_total_that_never_added_up_are_shown():
    whole, *parts = split(1900)
    found = workflow.planned(proposed(whole, 1910)).followers
    assert {each.figure_id for each in found} == {each.pk for each in parts}
    assert {each.how for each in found} == {"a part of it, which did not add up before either"}


def test_a_total_that_adds_up_only_now_needs_no_word():
    whole, _, _ = split(1900)
    assert workflow.planned(proposed(whole, 1854)).followers == ()


def test_a_total_whose_parts_keep_their_values_needs_no_word():
    _, part, _ = split(1900)
    assert workflow.planned(proposed(part, 158, locator="Another page.")).followers == ()


# Quotations and words


def test_a_quotation_that_we_misheard(figure):
    said = quote("We are sorry that people had to wait")
    words = marked(said, "“We are sorry that people had to wait”")
    first = published(body=f"<p>{words}, she said.</p>")
    new = revised_quote(said, words="We are sorry that patients had to wait", check=False)
    plan = workflow.propose(
        by=factories.user("reporter", "Ana"), quote_revision=new, fault="misheard"
    )
    [use] = only(plan).uses
    assert use.new_words == "“We are sorry that patients had to wait”"
    approve(plan)
    after = live(first.article)
    assert "patients had to wait" in after.body
    assert after.citations.get().quote_revision == said.latest()


def test_a_quotation_is_put_right_only_where_the_fault_was_ours():
    new = revised_quote(quote(), words="Something else", check=False)
    with pytest.raises(Refused, match="misheard it, cut it or gave it"):
        workflow.propose(by=factories.user("reporter"), quote_revision=new)


def test_a_name_is_put_right_in_words_and_never_in_somebodys_mouth():
    first = published(
        headline="Donna Green returns",
        body="<p>Donna Green’s ward is open. Greenfield is not.</p>"
        "<p>“Donna Green is the best,” said a porter.</p>",
        slug="donna-green-returns",
    )
    plan = workflow.propose(
        by=factories.user("data_editor"),
        wrong_words="Donna Green",
        right_words="Donna Greene",
        reason_note="Misspelt.",
    )
    places = {use.key.split(".", 1)[1]: use.choice for use in only(plan).uses}
    assert sorted(places.values()) == ["ask", "replace", "replace", "replace"]
    quoted = next(use for use in only(plan).uses if use.choice == "ask")
    workflow.decide(
        by=factories.user("data_editor"),
        plan=plan,
        lines={quoted.where: ("replace", "Donna Greene")},
    )
    approve(plan)
    after = live(first.article)
    assert after.headline_text == "Donna Greene returns"
    assert "Donna Greene’s ward is open. Greenfield is not." in after.body
    assert after.slug == "donna-greene-returns"
    assert Correction.objects.get().is_right == "It is “Donna Greene”."


def misspelt(wrong="Donna Green", right="Donna Greene"):
    return workflow.propose(
        by=factories.user("data_editor"),
        wrong_words=wrong,
        right_words=right,
        reason_note="Misspelt.",
    )


def test_a_name_is_put_right_beside_the_story_and_beside_its_pictures():
    portrait = picture(alt_text="Donna Green on her ward", credit="Donna Green & sons")
    first = published(
        kicker="Donna Green’s ward",
        dateline="Donna Green House",
        pictures=[(portrait, "On the ward.", False)],
    )
    approve(misspelt())
    after = live(first.article)
    assert (after.kicker, after.dateline) == ("Donna Greene’s ward", "Donna Greene House")
    [row] = after.pictures.all()
    assert (row.alt_text, row.credit) == ("Donna Greene on her ward", "Donna Greene & sons")
    assert row.caption == "On the ward."


def test_the_next_version_does_not_bring_such_a_name_back():
    portrait = picture(alt_text="Donna Green on her ward")
    first = published(kicker="Donna Green’s ward", pictures=[(portrait, "", False)])
    approve(misspelt())
    article = Article.objects.get()
    assert article.kicker == "Donna Greene’s ward"
    portrait.refresh_from_db()
    assert portrait.alt_text == "Donna Greene on her ward"
    assert portrait.history.count() == 2
    assert live(first.article).content_hash == content_hash(load(article))


def test_a_name_that_was_put_right_goes_out_wrong_nowhere_again():
    portrait = picture(alt_text="Donna Green on her ward")
    first = published(headline="Donna Green leaves", pictures=[(portrait, "", False)])
    approve(misspelt())
    article = changed(first, kicker="Donna Green’s ward", dateline="Donna Green House")
    Picture.objects.filter(pk=portrait.pk).update(alt_text="Donna Green on her ward")
    found = problems(load(article), timezone.now())
    stops = [each.place for each in found if each.code == "corrected"]
    assert stops == ["kicker", "dateline", "picture"]


def test_words_of_a_picture_that_somebody_has_changed_stay_with_them():
    portrait = picture(alt_text="Donna Green on her ward")
    published(pictures=[(portrait, "", False)])
    portrait.alt_text = "Donna Green and a colleague"
    portrait.save()
    plan = misspelt()
    [copy] = workflow.planned(plan).copies
    assert copy.left == ("alternative text of “Picket line”",)
    approve(plan)
    portrait.refresh_from_db()
    assert portrait.alt_text == "Donna Green and a colleague"


def test_a_notice_of_withdrawal_is_put_right():
    first = published()
    withdrawn(first, "Donna Green did not say so.")
    plan = misspelt()
    assert only(plan).prominent
    approve(plan)
    after = live(first.article)
    assert (after.kind, after.notice) == ("withdrawal", "Donna Greene did not say so.")


def test_a_byline_waits_for_whoever_puts_the_record_right():
    author = contributor("Donna Green")
    published(bylines=[author])
    plan = misspelt()
    [use] = only(plan).uses
    assert (use.place, use.choice) == ("byline", "ask")
    sub = factories.user("data_editor")
    workflow.decide(by=sub, plan=plan, lines={use.where: ("replace", "Donna Greene")})
    with pytest.raises(Refused, match="names of people as their own records have them"):
        approve(plan)


def test_the_rows_of_a_table_are_shown_and_their_titles_put_right():
    trust = factories.trust("RN5")
    figures = [factories.released(number, trust=trust, measure=m) for number, m in ROWS]
    first = published(body=f"<p>So.</p>{graphic(figures, title='Operations & visits put off')}")
    row = first.graphics[0]["rows"][0]["name"]
    plan = misspelt(row, f"{row} (sic)")
    assert ("rows", "ask") in {(use.place, use.choice) for use in only(plan).uses}
    approve(misspelt("visits", "appointments"))
    assert "Operations &amp; appointments put off" in live(first.article).body


@pytest.mark.parametrize("place", ["kicker", "dateline"])
def test_what_would_be_too_long_is_said_before(place):
    published(**{place: "Donna Green"})
    plan = misspelt(right="Donna Greene of the Royal Hospital " + "for Sick Children " * 4)
    [said] = only(plan).stuck
    assert "can stand there" in said


def test_a_number_above_the_headline_that_equals_the_old_is_for_a_person(figure):
    published(body=body(figure), kicker="1,854 put off")
    uses = {use.place: use.choice for use in only(proposed(figure)).uses}
    assert uses == {"kicker": "ask", "body": "replace"}


def test_the_trail_of_each_story_says_so(figure):
    first = published(body=body(figure))
    approve(proposed(figure))
    assert first.article.events.last().kind == ArticleEvent.Kind.CORRECTED


def questions(number):
    elsewhere = factories.trust("RN5")
    figure = factories.released(1854, trust=elsewhere)
    other = factories.released(13, measure="operations", trust=elsewhere)
    for _ in range(number):
        first = published(
            headline=f"{marked(figure, '1,854')} put off",
            body=body(figure) + graphic([figure, other]),
            trusts=[factories.trust()],
            pictures=[(picture(), f"{marked(figure, '1,854')} put off.", False)],
        )
        scheduled(changed(first, body=body(figure, after="Talks go on.")))
    plan = proposed(figure)
    seen, sub = workflow.planned(plan).digest, factories.user("sub")
    sub.has_perms(["articles.view_article"])
    with CaptureQueriesContext(connection) as asked:
        workflow.approve_correction(by=sub, plan=plan, seen=seen)
    assert Reissue.objects.filter(plan=plan).count() == 2 * number
    return len(asked)


def test_the_questions_do_not_grow_with_the_stories():
    with transaction.atomic():
        few = questions(1)
        transaction.set_rollback(True)
    assert questions(5) == few


@pytest.mark.parametrize(
    ("was", "becomes"), [(1854, 1867), (380, 384), (13, 16), (1999, 2001), (450, 1)]
)
def test_afterwards_no_live_version_cites_words_that_are_false(was, becomes):
    """However the old number was written: what is proposed is true, or a person writes it."""
    figure = factories.released(was, trust=factories.trust("RN5"))
    old = Spoken(Decimal(was), kind="count")
    for number, words in enumerate(said_as(old)):
        published(headline=f"Story {number}", body=body(figure, words))
    plan = proposed(figure, becomes)
    lines = {
        use.where: ("replace", f"{becomes:,}")
        for story in workflow.planned(plan).stories
        for use in story.open_uses
    }
    workflow.decide(by=factories.user("data_editor"), plan=plan, lines=lines)
    approve(plan)
    new = Spoken(Decimal(becomes), kind="count")
    cited = list(Citation.objects.live())
    assert len(cited) == len(said_as(old))
    assert [each.words for each in cited if not is_true(each.words, new)] == []
    assert {each.figure_revision for each in cited} == {figure.latest()}


def test_a_sentence_that_says_who_said_it_when_is_for_a_person(figure):
    published(body=f"<p>The trust said on Monday that {marked(figure, '1,854')} were put off.</p>")
    [use] = only(proposed(figure)).uses
    assert (use.choice, use.said_at_a_time) == ("ask", True)


def test_a_value_under_embargo_corrects_nothing_yet(figure):
    published(body=body(figure))
    later = timezone.now() + timedelta(hours=2)
    secret = factories.evidence(said_by=figure.source, embargo_until=later)
    plan = proposed(figure, evidence=secret)
    with pytest.raises(Refused, match="under embargo until"):
        approve(plan)


def test_a_notice_that_waits_with_a_scheduled_version_goes_out_with_the_one_in_its_place(figure):
    first = published(body=body(figure))
    notice = workflow.Notice(was_wrong="We said Bristol.", is_right="It was Southampton.")
    article = changed(first, body=body(figure, after="Talks go on."))
    later = scheduled(article, kind="correction", notices=[notice])
    approve(proposed(figure))
    again = later.article.versions.scheduled().get()
    assert [row.was_wrong for row in again.corrections.all()] == ["We said Bristol."]
    public = Correction.objects.public(again.live_from).values_list("was_wrong", flat=True)
    assert list(public).count("We said Bristol.") == 1


def test_the_pictures_of_a_story_are_locked_while_words_are_put_right(monkeypatch):
    """Who saves their alternative text meanwhile waits, and is no reason to write over it."""
    picture = story_factories.picture(alt_text="Jane Smyth at the gate")
    story_factories.published(
        headline="Jane Smyth leaves", pictures=[(picture, "Jane Smyth on the picket.", False)]
    )
    plan = workflow.propose(
        by=factories.user("data_editor"), wrong_words="Jane Smyth", right_words="Jane Smith"
    )
    locked = []
    monkeypatch.setattr(
        "articles.workflow.correcting.lock_rows", lambda model, ids: locked.append((model, ids))
    )
    seen = workflow.planned(plan).digest
    workflow.approve_correction(by=factories.user("sub"), plan=plan, seen=seen)
    assert locked[-1] == (Picture, {picture.pk})
    picture.refresh_from_db()
    assert picture.alt_text == "Jane Smith at the gate"
