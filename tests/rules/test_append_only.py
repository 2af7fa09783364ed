"""What was recorded, decided, printed or corrected is never changed, whoever asks the database.

Tried on each table of this database with a real row, column by column: a later migration that
alters such a table on SQLite takes its trigger away without a word.
"""

from datetime import date, time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from articles import models as of_stories
from articles import workflow
from articles.models import (
    ArticleEvent,
    ArticleText,
    Citation,
    Correction,
    LineSentBack,
    PublishedVersion,
    QuoteRevision,
    QuoteTerms,
    Speaker,
    VersionArea,
    VersionContributor,
    VersionHospital,
    VersionPicture,
    VersionRelated,
    VersionStrike,
    VersionTrust,
)
from articles.workflow import signing_off
from articles.workflow.content import load, shown_digest
from deeds.models import Cover, CoveredWords, CoverLook, DeskChange, SoberDecision
from deeds.workflow import decide_sober, note_change
from deeds.workflow.covering import look_at_covered
from hospitals import workflow as facts
from hospitals.models import (
    Event,
    Evidence,
    EvidenceTerms,
    FigureConfirmation,
    FigureDecision,
    FigureRevision,
    NoticeConfirmation,
    Participation,
    SaidWith,
    SeenIn,
    ServiceNotice,
    SourceTerms,
    StrikeSpell,
    StrikeStatusChange,
    StrikeSummary,
)
from lib.append_only import is_append_only, stored_columns
from lib.covering import Wanted
from tests import factories, story_factories

pytestmark = pytest.mark.django_db

MORNING = factories.london("2023-04-19 06:45")
FACTS = [StrikeSummary, StrikeSpell, StrikeStatusChange, Participation, Event, ServiceNotice]
SET_ONCE = {
    FigureRevision: ["checked_by", "checked_at", "public_from", "stood_up"],
    QuoteRevision: ["checked_by", "checked_at"],
    SeenIn: ["signed_off_by", "signed_off_at"],
    PublishedVersion: ["cancelled_by", "cancelled_at"],
    of_stories.PreviewLink: ["taken_back_by", "taken_back_at"],
    of_stories.PreviewAnswer: ["settled_by", "settled_at", "settled_how"],
    of_stories.Note: ["sent_back", "done_by", "done_at"],
    of_stories.Approach: ["answer", "answered_at", "answer_recorded_by"],
    of_stories.Appearance: ["taken_out_by", "taken_out_at"],
    of_stories.PutRight: ["done_by", "done_at", "note"],
    DeskChange: ["looked_by", "looked_at"],
    Cover: ["lifted_by", "lifted_at"],
    **{fact: ["gone_by", "gone_at"] for fact in FACTS},
    **{
        model: ["decided_by", "decided_at", "agreed"]
        for model in (SourceTerms, EvidenceTerms, QuoteTerms)
    },
}
# What a verb of its own may change.
EXCEPT_FOR = {
    of_stories.PutRight: ["who", "due_at"],
    QuoteRevision: ["terms"],
    Cover: ["lifted_because"],
    Evidence: [
        "terms",
        "description",
        "cleared_by",
        "cleared_at",
        "embargo_until",
        "licence",
        "private_notes",
    ],
}
APPEND_ONLY = [
    FigureRevision,
    FigureDecision,
    SeenIn,
    NoticeConfirmation,
    # From their sign-off on.
    Evidence,
    # From the sign-off of its evidence on.
    SaidWith,
    *FACTS,
    SourceTerms,
    EvidenceTerms,
    DeskChange,
    SoberDecision,
    Cover,
    CoveredWords,
    CoverLook,
    QuoteRevision,
    QuoteTerms,
    Speaker,
    PublishedVersion,
    of_stories.PreviewLink,
    of_stories.PreviewOpening,
    of_stories.PreviewAnswer,
    of_stories.FindingAnswer,
    of_stories.Note,
    of_stories.NoteAnswer,
    of_stories.Approach,
    of_stories.QuoteConfirmation,
    of_stories.PassageConfirmation,
    FigureConfirmation,
    of_stories.Appearance,
    of_stories.PutRight,
    VersionTrust,
    VersionHospital,
    VersionArea,
    VersionStrike,
    VersionContributor,
    VersionPicture,
    VersionRelated,
    Citation,
    ArticleEvent,
    ArticleText,
    Correction,
    LineSentBack,
    # From their approval on.
    of_stories.CorrectionPlan,
    of_stories.PlanRevision,
    of_stories.PlanStillTrue,
    of_stories.PlanLine,
    of_stories.PlanStory,
    of_stories.Reissue,
]


def a_story_with_everything():
    """One row at least for each table: a correction that cites, shows and is about things."""
    joint = factories.evidence(said_with=[factories.source("Another")], signed_off=True)
    figure, quote = factories.released(1854, evidence=joint), story_factories.quote()
    what_was_agreed_and_changed(story_factories.quote("Something else"))
    factories.seen_in(figure)
    what_is_said_about_a_strike()
    what_was_lent()
    what_was_reviewed(figure, quote)
    first = story_factories.published(
        body=f"<p>{story_factories.marked(figure, '1,854')} put off.</p>",
        trusts=[factories.trust()],
        hospitals=[factories.hospital()],
        areas=[factories.area()],
        strikes=[factories.strike()],
        pictures=[(story_factories.picture(), "The picket line.", False)],
        related=[story_factories.draft("Pickets return")],
    )
    decide_sober(
        by=factories.user("editor"), path=first.get_absolute_url(), sober=True, reason="A death."
    )
    what_was_sent_back()
    what_was_covered()
    what_was_put_right(figure, first)
    workflow.say_where_it_ran(
        by=factories.user("reporter"),
        article=first.article,
        kind="print",
        place="Daily Echo, page 7",
        who="night desk",
    )
    words = story_factories.marked(quote, "“We are sorry”")
    return story_factories.corrected(first, body=f"<p>{words}, she said.</p>")


def what_was_put_right(figure, version):
    ellis = factories.user("editor")
    plan = of_stories.CorrectionPlan.objects.create(
        figure=figure,
        was_wrong="We said 1,854.",
        is_right="It was 1,867.",
        proposed_by=factories.user("data_editor"),
        proposed_at=MORNING,
    )
    of_stories.PlanRevision.objects.create(plan=plan, figure_revision=figure.latest())
    chose = {"plan": plan, "version": version, "by": ellis, "at": MORNING}
    of_stories.PlanLine.objects.create(**chose, place="body", start=0, choice="keep")
    of_stories.PlanStory.objects.create(**chose, mode="since")
    of_stories.PlanStillTrue.objects.create(plan=plan, figure=figure, because="Rounded.", by=ellis)
    other = story_factories.published(headline="Another of them")
    of_stories.Reissue.objects.create(plan=plan, before=version, after=other)
    approved = {"approved_by": ellis, "approved_at": MORNING, "approved_digest": "0" * 64}
    of_stories.CorrectionPlan.objects.filter(pk=plan.pk).update(**approved)


def what_was_covered():
    story_factories.published(headline="A name to be covered", slug="a-story-to-be-covered")
    editor = factories.user("editor")
    cover = story_factories.covered(Wanted("", ("A name to be covered",)), by=editor)
    look_at_covered(by=editor, cover=cover)


def what_was_sent_back():
    figure = factories.figure(13, measure="operations")
    draft = story_factories.draft(body=f"<p>{story_factories.marked(figure, '13')}</p>")
    [waits] = signing_off.to_sign(load(draft))
    back = {waits.key: (waits.token, "The e-mail says 16.")}
    workflow.sign_off(by=factories.user("sub"), article=draft, agreed={}, back=back)


def what_is_said_about_a_strike():
    told = {"summary": "Care goes on.", "statuses": [("announced", date(2023, 3, 23))]}
    strike = factories.strike("Nurses’ strike", **told)
    factories.out(strike, "not_known", trust=factories.trust())
    factories.event(strike=strike)


def what_was_agreed_and_changed(quote):
    rita = factories.user("reporter")
    call = factories.evidence(factories.source("Dr Hush", terms="off_record"), terms="off_record")
    for record in (call.said_by, call):
        facts.agree_terms(by=rita, record=record, terms="on_record")
    workflow.agree_quote_terms(by=rita, record=quote, terms="")
    workflow.agree_quote_terms(by=rita, record=quote, terms="on_record")
    facts.confirm_notice(by=rita, notice=factories.notice())
    note_change(by=rita, record=call.said_by, before={"name": "Dr Hush"}, after={})


def what_was_lent():
    draft = story_factories.draft("Pickets plan")
    link, _ = workflow.lend(by=draft.owner, article=draft, for_whom="Ann Lake", hours=4)
    of_stories.PreviewOpening.objects.create(link=link, at=link.made_at)
    workflow.answer_finding(
        by=draft.owner,
        kind="left",
        article=draft,
        of="figure",
        verdict="unrecorded",
        words="37",
        sentence="37 were put off.",
        message="No record says so.",
        reason="The trust gave it by phone.",
    )


def what_was_reviewed(figure, quote):
    draft = story_factories.draft("Pickets again", serious_allegation=True)
    rita, asked = draft.owner, facts.Asked(skipped_because="It is their own table.")
    note = workflow.leave_note(by=rita, article=draft, says="All?", words="Southampton General")
    workflow.answer_note(by=rita, note=note, says="All.")
    workflow.record_approach(by=rita, article=draft, who="The trust", put="That it hid them.")
    workflow.confirm_passage(by=rita, article=draft, words="put off", asked=asked)
    workflow.confirm_quote(by=rita, revision=quote.latest(), asked=asked)
    facts.confirm_figure(by=rita, revision=figure.latest(), asked=asked)
    link, _ = workflow.lend(by=rita, article=draft, for_whom="Ann Lake", hours=4)
    workflow.answer_lent(link=link, verdict="fine", name="Ann Lake", seen=shown_digest(load(draft)))


def another(field, value):
    """A value for the column that is not `value`; whether it is a sensible one does not matter,
    as the trigger speaks first."""
    if field.is_relation:
        return (value or 0) + 1
    match field:
        case models.BooleanField():
            return not value
        case models.JSONField():
            return [*value, "more"]
        case models.UUIDField():
            return uuid4()
        case models.DateTimeField():
            return (value or MORNING) + timedelta(minutes=1)
        case models.TimeField():
            return time(8)
        case models.DateField():
            return (value or date(2023, 4, 19)) + timedelta(days=1)
        case models.DecimalField():
            return (value or Decimal(0)) + 1
        case models.IntegerField():
            return (value or 0) + 1
    return value[:-1] if value else "x"


def refused(record, /, **changes):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        type(record).objects.filter(pk=record.pk).update(**changes)


def columns(model):
    return [
        field
        for field in model._meta.concrete_fields
        if field.column in stored_columns(model)[0] and not field.primary_key
    ]


def test_exactly_these_tables_refuse_changes():
    tables = connection.introspection.table_names()
    held = {table for table in tables if is_append_only(connection, table)}
    assert held == {model._meta.db_table for model in APPEND_ONLY}


def test_the_links_of_a_version_are_all_among_them():
    links = {
        model
        for model in apps.get_app_config("articles").get_models()
        if model.__name__.startswith("Version")
    }
    assert links <= set(APPEND_ONLY)


def test_no_column_of_a_real_row_can_be_changed():
    a_story_with_everything()
    for model in APPEND_ONLY:
        row = model.objects.latest("pk")
        if model is Evidence:
            row = model.objects.filter(signed_off_at__isnull=False).latest("pk")
        for field in columns(model):
            if field.name not in [*SET_ONCE.get(model, []), *EXCEPT_FOR.get(model, [])]:
                refused(row, **{field.attname: another(field, getattr(row, field.attname))})


def unchecked_figure():
    revision = factories.figure(1854).latest()
    return revision, {
        "checked_by": factories.user("editor"),
        "checked_at": MORNING,
        "public_from": MORNING,
        "stood_up": "document_seen",
    }


def unchecked_quotation():
    revision = story_factories.quote(check=False).latest()
    return revision, {"checked_by": factories.user("editor"), "checked_at": MORNING}


def further_document():
    row = factories.seen_in(factories.figure(1854))
    return row, {"signed_off_by": factories.user("editor"), "signed_off_at": MORNING}


def asked_terms():
    call = factories.evidence(kind="call", terms="off_record")
    change = facts.agree_terms(by=factories.user("reporter"), record=call, terms="on_record")
    return change, {"decided_by": factories.user("editor"), "decided_at": MORNING, "agreed": True}


def change_to_look_at():
    trust = factories.trust()
    change = note_change(
        by=factories.user("reporter"), record=trust, before={"name": "UHS"}, after={}
    )
    return change, {"looked_by": factories.user("editor"), "looked_at": MORNING}


def scheduled_version():
    version = story_factories.scheduled()
    return version, {"cancelled_by": factories.user("editor"), "cancelled_at": MORNING}


DECIDED = [
    unchecked_figure,
    unchecked_quotation,
    scheduled_version,
    further_document,
    asked_terms,
    change_to_look_at,
]


@pytest.mark.parametrize("waiting", DECIDED)
def test_a_check_or_cancellation_is_set_once_and_stays(waiting):
    row, decision = waiting()
    assert list(decision) == SET_ONCE[type(row)]
    type(row).objects.filter(pk=row.pk).update(**decision)
    row.refresh_from_db()
    for name in decision:
        field = row._meta.get_field(name)
        refused(row, **{field.attname: None})
        refused(row, **{field.attname: another(field, getattr(row, field.attname))})


@pytest.mark.parametrize("waiting", DECIDED[:3])
def test_nothing_else_is_changed_along_with_it(waiting):
    row, decision = waiting()
    field = next(each for each in columns(type(row)) if each.name == "number")
    refused(row, **decision, number=another(field, row.number))


def test_nobody_joins_those_who_said_it_once_that_is_signed_off():
    evidence = factories.evidence(said_with=[factories.source("Another")])
    third = SaidWith.objects.create(evidence=evidence, source=factories.source("A third"))
    SaidWith.objects.filter(pk=third.pk).update(order=2)
    Evidence.objects.filter(pk=evidence.pk).update(**factories.signed_off({}))
    with pytest.raises(IntegrityError, match="record it anew"), transaction.atomic():
        SaidWith.objects.create(evidence=evidence, source=factories.source("A fourth"))
    refused(third, order=3)
    open_still = factories.evidence()
    refused(third, evidence_id=open_still.pk)


def test_the_terms_of_recorded_words_may_become_others_and_nothing_with_them():
    row = story_factories.quote().latest()
    QuoteRevision.objects.filter(pk=row.pk).update(terms="off_record")
    row.refresh_from_db()
    assert row.terms == "off_record"
    refused(row, terms="on_record", locator="page 4")
