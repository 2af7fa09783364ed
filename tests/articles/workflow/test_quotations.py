"""Quotations through the workflow: recorded whole, put right beside it, checked as seen."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from articles import workflow
from articles.models import Quote, QuoteRevision
from articles.workflow import check_token
from hospitals.models import Evidence, Source, SourceRole
from lib.refusals import Refused
from tests import factories
from tests.story_factories import quote, revised_quote

pytestmark = pytest.mark.django_db

MONDAY = date(2023, 4, 17)
CHANGES = {
    "words": lambda: "We are so sorry",
    "attribution": lambda: "Donna Green, a nurse",
    "speakers": lambda: [factories.source("Caroline Marshall", kind="person")],
    "kind": lambda: "partial",
    "said_on": lambda: MONDAY,
    "locator": lambda: "at 3 min 12 s",
    "evidence": lambda: factories.evidence(kind="call"),
    "as_printed": lambda: True,
}


def says(revision):
    """All that a revision says, with its speakers."""
    names = [name for name in CHANGES if name != "speakers"]
    return {name: getattr(revision, name) for name in names} | {"speakers": revision.sources()}


def check(revision, by="editor", **more):
    return workflow.check_quote(by=factories.user(by), revision=revision, **more)


def revise(made, by="reporter", reason="misheard", **changes):
    return workflow.revise_quote(by=factories.user(by), quote=made, reason=reason, **changes)


# Recording


@pytest.mark.parametrize(("terms", "agreed"), [("on_record", "on_record"), ("off_record", "")])
def test_terms_of_the_words_hold_for_whoever_has_agreed_none(terms, agreed):
    new = factories.source("Dr New", kind="person", terms="", signed_off=False)
    call = factories.evidence(new, kind="call", terms="")
    quote(speakers=[new], evidence=call, terms=terms, check=False)
    new.refresh_from_db()
    call.refresh_from_db()
    assert (new.terms, call.terms) == (agreed, agreed)


def test_what_was_agreed_before_stays():
    strict = factories.source(
        "Dr Strict", kind="person", terms="unattributable", description="a doctor", signed_off=False
    )
    quote(speakers=[strict], terms="on_record", check=False)
    strict.refresh_from_db()
    assert strict.terms == "unattributable"


def test_all_that_is_said_of_a_quotation_stands_in_its_first_revision():
    green, marshall = factories.source("Donna Green"), factories.source("Caroline Marshall")
    evidence = factories.evidence()
    made = quote(
        speakers=[marshall, green],
        evidence=evidence,
        kind="partial",
        said_on=MONDAY,
        locator="page 2",
        terms="on_record",
    )
    first = made.revisions.get()
    assert (first.number, first.evidence, first.kind) == (1, evidence, "partial")
    assert (first.said_on, first.locator, first.terms) == (MONDAY, "page 2", "on_record")
    assert first.sources() == [marshall, green]


def test_a_quotation_without_a_speaker_is_not_recorded():
    with pytest.raises(Refused, match="Say who said it"):
        workflow.record_quote(
            by=factories.user("reporter"),
            words="We are sorry",
            attribution="Somebody",
            speakers=[],
            evidence=factories.evidence(),
        )
    assert not Quote.objects.exists()


# Putting it right


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_put_right_changes_and_the_rest_is_taken_over(name):
    made = quote(said_on=date(2016, 1, 11), locator="page 2")
    before = says(made.latest())
    changed = CHANGES[name]()
    assert changed != before[name]
    assert says(revise(made, **{name: changed})) == before | {name: changed}
    assert says(made.revisions.get(number=1)) == before


def test_a_new_revision_takes_over_the_terms():
    made = quote(terms="unattributable")
    made.revisions.update(terms="off_record")
    assert revise(made, words="Sorry").terms == "off_record"


def test_terms_are_not_put_right():
    with pytest.raises(TypeError, match="terms"):
        revise(quote(), terms="on_record")


def test_it_takes_a_reason():
    with pytest.raises(Refused, match="Say what was wrong"):
        revise(quote(), words="Sorry", reason=" ")


def test_nobody_is_left_as_a_speaker():
    made = quote()
    with pytest.raises(Refused, match="Say who said it"):
        revise(made, speakers=[])
    assert made.revisions.count() == 1


def test_a_second_person_puts_right_only_what_they_saw():
    made = quote()
    opened = check_token(made.latest())
    revise(made, words="Sorry", seen=opened)
    with pytest.raises(Refused, match="recorded by reporter"):
        revise(made, by="sub", words="Very sorry", seen=opened)
    assert made.revisions.count() == 2


# The check


def test_the_check_is_of_a_revision():
    made = quote()
    second = revise(made, words="Sorry")
    check(second)
    assert [each.checked_at is not None for each in made.revisions.all()] == [True, True]


def test_what_was_replaced_meanwhile_is_not_checked():
    made = quote(check=False)
    first = made.latest()
    revise(made, words="We will close the ward")
    with pytest.raises(Refused, match="replaced meanwhile: reporter recorded another"):
        check(first)
    assert not QuoteRevision.objects.filter(checked_at__isnull=False).exists()


def test_what_was_checked_meanwhile_is_not_checked_again():
    revision = quote(check=False).latest()
    check(revision)
    with pytest.raises(Refused, match="editor has already checked this"):
        check(revision, by="sub")


def test_whoever_put_it_right_does_not_check_it():
    made = quote()
    revision = revise(made, by="sub", words="Sorry")
    with pytest.raises(Refused, match="another person checks it"):
        check(revision, by="sub")


def test_a_reporter_checks_nothing():
    with pytest.raises(PermissionDenied):
        check(quote(check=False).latest(), by="reporter")


def test_a_check_of_what_stood_on_the_page():
    revision = quote(check=False).latest()
    assert check(revision, seen=check_token(revision)).checked_by == factories.user("editor")


def test_what_changed_beneath_the_page_is_not_checked():
    revision = quote(check=False).latest()
    seen = check_token(revision)
    Source.objects.filter(name="Donna Green").update(name="Donna Brown")
    with pytest.raises(Refused, match="changed since you opened the page"):
        check(revision, seen=seen)


# What was seen


def fresh(revision):
    return QuoteRevision.objects.for_desk().get(pk=revision.pk)


def test_the_token_stays_while_nothing_changes():
    revision = quote(said_on=MONDAY).latest()
    assert check_token(fresh(revision)) == check_token(fresh(revision))


def test_the_token_stays_when_it_is_checked():
    revision = quote(check=False).latest()
    seen = check_token(fresh(revision))
    assert check_token(fresh(check(revision))) == seen


@pytest.mark.parametrize("name", CHANGES)
def test_the_token_tells_revisions_apart(name):
    made = quote()
    seen = check_token(fresh(made.latest()))
    assert check_token(fresh(revised_quote(made, **{name: CHANGES[name]()}))) != seen


def test_the_token_knows_the_order_of_speakers():
    both = [factories.source("Donna Green"), factories.source("Caroline Marshall")]
    evidence = factories.evidence()
    one = quote(speakers=both, evidence=evidence)
    other = quote(speakers=both[::-1], evidence=evidence)
    assert check_token(fresh(one.latest())) != check_token(fresh(other.latest()))


BENEATH = {
    "a speaker’s name": lambda r: Source.objects.update(name="Somebody Else"),
    "a speaker’s terms": lambda r: Source.objects.update(terms=""),
    "a speaker’s role": lambda r: SourceRole.objects.create(
        source=r.sources()[0], role="chief nurse"
    ),
    "the terms of the words": lambda r: QuoteRevision.objects.update(terms="off_record"),
    **{
        f"the {name} of where it came from": lambda r, name=name, value=value: (
            Evidence.objects.update(**{name: value})
        )
        for name, value in {
            "title": "Another title",
            "url": "https://evil.example/",
            "kind": "call",
            "published_on": MONDAY,
            "terms": "unattributable",
            "description": "a nurse",
            "public_caveat": "A caveat",
            "embargo_until": factories.london("2030-01-01 09:00"),
        }.items()
    },
    "who says so": lambda r: Evidence.objects.update(said_by=factories.source("Someone")),
    "who reported it": lambda r: Evidence.objects.update(reported_by=factories.source("Echo")),
}


@pytest.mark.parametrize("name", BENEATH)
def test_the_token_covers_what_a_revision_rests_on(name):
    evidence = factories.evidence(description="a ward manager")
    source = factories.source("Donna Green", kind="person", description="a nurse on the ward")
    revision = quote(speakers=[source], evidence=evidence, check=False).latest()
    seen = check_token(fresh(revision))
    BENEATH[name](revision)
    assert check_token(fresh(revision)) != seen


# What waits


def test_what_was_replaced_unchecked_waits_no_more():
    made = quote(check=False)
    check(revise(made, words="Sorry"))
    assert not Quote.objects.to_check().exists()


def test_a_newer_one_waits_beside_what_is_checked():
    made = quote()
    revise(made, words="Sorry")
    assert list(Quote.objects.to_check()) == [made]
