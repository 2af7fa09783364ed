"""Who may see a quotation: the rule, and the condition of lists held to it in every combination."""

from itertools import combinations, islice, product

import pytest
from django.db.models import OuterRef

from articles import visibility
from articles.models import Quote, QuoteRevision, Speaker
from tests import factories
from tests.hospitals.test_visibility import (
    AFTER,
    BEFORE,
    EVERY,
    LATER,
    NOW,
    Thing,
    all_evidence,
    paper,
    sources,
)


def groups_of_speakers(people):
    """Everybody alone; every two kinds of terms together; one new beside one signed off."""
    signed = [person for (_, signed), person in people.items() if signed]
    new = people["on_record", False]
    old = people["on_record", True]
    return [*([person] for person in people.values()), *combinations(signed, 2), (old, new)]


def all_revisions(every=1):
    """One quotation with one revision for each combination of evidence, terms, check, speakers,
    or for `every` so-manieth."""
    people, editor = sources(), factories.user("editor")
    evidence = all_evidence(people)
    every_way = product(
        evidence,
        ["", "on_record", "unattributable", "off_record"],
        (True, False),
        groups_of_speakers(people),
    )
    kinds = list(islice(every_way, 0, None, every))
    quotes = Quote.objects.bulk_create([Quote() for _ in kinds], batch_size=2_000)
    revisions = [
        QuoteRevision(
            quote=quote,
            words="We are sorry",
            attribution="somebody",
            evidence=row,
            terms=terms,
            recorded_by=editor,
            recorded_at=BEFORE,
            checked_by=editor if checked else None,
            checked_at=BEFORE if checked else None,
        )
        for quote, (row, terms, checked, _) in zip(quotes, kinds, strict=True)
    ]
    QuoteRevision.objects.bulk_create(revisions, batch_size=2_000)
    Speaker.objects.bulk_create(
        [
            Speaker(revision=revision, source=source, order=order)
            for revision, (*_, speakers) in zip(revisions, kinds, strict=True)
            for order, source in enumerate(speakers)
        ],
        batch_size=5_000,
    )
    return len(kinds)


@EVERY
@pytest.mark.django_db
def test_what_is_printable_is_the_rule_in_combination(every):
    number = all_revisions(every)
    assert number == -(-5 * 18 * 2 * 3 * 4 * 2 * (9 + 10 + 1) // every)
    made = list(QuoteRevision.objects.whole())
    for at in (NOW, LATER):
        listed = set(QuoteRevision.objects.printable(at).values_list("pk", flat=True))
        always = [(BEFORE, None)]
        ruled = {
            revision.pk: stretch.shown
            for revision in made
            for stretch in visibility.quote_stretches(revision, always)
            if stretch.covers(at)
        }
        assert listed == ruled.keys()
        assert 0 < len(ruled) < number
        speakers = Speaker.objects.filter(revision=OuterRef("pk"))
        by_name = QuoteRevision.objects.printable(at).filter(visibility.named_quote(speakers))
        assert set(by_name.values_list("pk", flat=True)) == {
            pk for pk, how in ruled.items() if how is visibility.Shown.NAMED
        }


DONNA = Thing(name="Donna Green", terms="on_record", signed_off_at=BEFORE, private=False)
JO = Thing(name="Jo Bloggs", terms="unattributable", signed_off_at=BEFORE, private=False)


def revision(*speakers, checked=BEFORE, terms="on_record", **given):
    """A revision of a quotation, as far as the rule asks."""
    return Thing(
        evidence=paper(DONNA, **given),
        terms=terms,
        checked_at=checked,
        sources=lambda: list(speakers or [DONNA]),
    )


def stretches(said, *printed):
    found = visibility.quote_stretches(said, printed)
    assert all(stretch.what is said for stretch in found)
    return [(each.starts, each.ends, each.shown, each.withdrawn) for each in found]


def test_a_quotation_rests_on_its_own_terms_and_on_everybody_who_spoke_each_once():
    grounds = visibility.quote_grounds(revision(JO, DONNA, terms="unattributable"))
    assert grounds.speakers == (("Donna Green", "on_record"), ("Jo Bloggs", "unattributable"))
    assert (grounds.evidence, grounds.own) == ("on_record", "unattributable")


def test_a_quotation_is_seen_while_a_version_prints_it_and_its_embargo_is_over():
    printed = [(BEFORE, NOW), (BEFORE, AFTER), (NOW, LATER), (LATER, None)]
    assert stretches(revision(embargo=AFTER), *printed) == [
        (AFTER, LATER, visibility.Shown.NAMED, False),
        (LATER, None, visibility.Shown.NAMED, False),
    ]
    assert stretches(revision(), (BEFORE, None)) == [(BEFORE, None, visibility.Shown.NAMED, False)]


def test_of_an_unattributable_quotation_the_description_is_seen():
    said = revision(JO, terms="unattributable")
    assert stretches(said, (BEFORE, None)) == []
    said.evidence.terms, said.evidence.cleared_at = "unattributable", BEFORE
    assert stretches(said, (BEFORE, None)) == [(BEFORE, None, visibility.Shown.DESCRIBED, False)]


def test_an_unchecked_quotation_is_not_seen_though_a_version_prints_it():
    assert stretches(revision(checked=None), (BEFORE, None)) == []
