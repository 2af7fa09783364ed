"""Who may see a quotation: the rule, and the condition of lists held to it in every combination."""

from itertools import combinations, product

import pytest

from articles import visibility
from articles.models import Quote, QuoteRevision, Speaker
from tests import factories
from tests.hospitals.test_visibility import AFTER, BEFORE, LATER, NOW, all_evidence, sources

pytestmark = pytest.mark.django_db


def groups_of_speakers(people):
    """Everybody alone; every two kinds of terms together; one new beside one signed off."""
    signed = [person for (_, signed), person in people.items() if signed]
    new = people["on_record", False]
    old = people["on_record", True]
    return [*([person] for person in people.values()), *combinations(signed, 2), (old, new)]


def all_revisions():
    """One quotation with one revision for each combination of evidence, terms, check, speakers."""
    people, editor = sources(), factories.user("editor")
    evidence = all_evidence(people)
    kinds = list(
        product(
            evidence,
            ["", "on_record", "unattributable", "off_record"],
            (True, False),
            groups_of_speakers(people),
        )
    )
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


def test_what_is_printable_is_the_rule_in_every_combination():
    number = all_revisions()
    assert number == 5 * 8 * 2 * 3 * 4 * 2 * (8 + 6 + 1)
    made = list(QuoteRevision.objects.whole())
    for at in (NOW, LATER):
        listed = set(QuoteRevision.objects.printable(at).values_list("pk", flat=True))
        always = [(BEFORE, None)]
        ruled = {
            revision.pk
            for revision in made
            if any(stretch.covers(at) for stretch in visibility.quote_stretches(revision, always))
        }
        assert listed == ruled
        assert 0 < len(ruled) < number


def test_a_quotation_is_seen_while_a_version_prints_it_and_its_embargo_is_over():
    source = factories.source()
    evidence = factories.evidence(source, embargo_until=AFTER, signed_off=True)
    revision = QuoteRevision(evidence=evidence, terms="on_record", checked_at=BEFORE)
    revision.sources = lambda: [source]
    printed = [(BEFORE, NOW), (NOW, LATER)]
    [seen] = visibility.quote_stretches(revision, printed)
    assert (seen.starts, seen.ends) == (AFTER, LATER)
