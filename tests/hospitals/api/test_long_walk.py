"""2,500 figures of one day, walked to the end while others are added."""

from uuid import uuid4

import pytest

from hospitals import public
from hospitals.models import DisruptionFigure, FigureRevision
from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MANY = 2500


def copies(figure, names):
    """Public figures like this one, written straight to the tables."""
    revision = figure.current
    made = []
    for name in names:
        copied = DisruptionFigure.objects.get(pk=figure.pk)
        copied.pk, copied.uuid, copied.counted_note = None, uuid4(), name
        copied.current = None
        made.append(copied)
    made = DisruptionFigure.objects.bulk_create(made)
    revisions = []
    for copied in made:
        value = FigureRevision.objects.get(pk=revision.pk)
        value.pk, value.figure = None, copied
        revisions.append(value)
    FigureRevision.objects.bulk_create(revisions)
    public.rebuild()
    return {copied.pk for copied in made}


@pytest.mark.parametrize("ordering", ["-period", "period", "recorded", "-value"])
def test_each_figure_of_one_day_comes_once(ordering, client, settings):
    settings.API_REQUESTS_A_MINUTE = 0
    figure = factories.released(at=BEFORE)
    there = {figure.pk} | copies(figure, [f"row {number}" for number in range(MANY - 1)])
    strike = f"strike={figure.strike.slug}&" if "value" in ordering else ""
    url = f"/api/v1/figures/?{strike}ordering={ordering}&page_size=100&fields=id"
    seen = []
    while url:
        page = client.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]
        if len(seen) in (300, 1200):
            copies(figure, [f"later {len(seen)}"])
    assert len(seen) == len(set(seen))
    assert there <= set(seen)
