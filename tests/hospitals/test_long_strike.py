"""A strike's page holds 600 figures whole; of more it says where the rest is."""

import re
import uuid
from copy import copy

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deeds.generations import READ
from hospitals.models import DisruptionFigure, FigureRevision
from hospitals.public import rebuild
from tests import factories
from tests.hospitals.worlds import BEFORE

pytestmark = pytest.mark.django_db

ALL = "All figures for this strike"


def many(count):
    """`count` public figures of one strike."""
    first = factories.released(1854, at=BEFORE)
    others = []
    for number in range(count - 1):
        other = copy(first)
        other.pk, other.uuid, other.current = None, uuid.uuid4(), None
        other.counted_note = f"with clinic {number}"
        others.append(other)
    revisions = []
    for figure in DisruptionFigure.objects.bulk_create(others):
        revision = copy(first.current)
        revision.pk, revision.figure = None, figure
        revisions.append(revision)
    FigureRevision.objects.bulk_create(revisions)
    rebuild()
    return first.strike.get_absolute_url()


def figures_on(page):
    return re.findall(r'<a href="/figures/(\d+)/"', page)


def test_six_hundred_are_whole(client):
    page = client.get(many(600)).content.decode()
    assert len(set(figures_on(page))) == len(figures_on(page)) == 600
    assert ALL not in page


def test_of_one_more_the_page_says_where_all_are(client):
    address = many(601)
    page = client.get(address).content.decode()
    assert len(figures_on(page)) == 600
    assert f'<a href="/figures/?strike={address.split("/")[2]}">{ALL}</a>' in page


def test_the_page_is_kept(client, settings):
    settings.PAGES_KEPT_SECONDS = 600
    address = many(600)
    anew = client.get(address)
    with CaptureQueriesContext(connection) as asked:
        kept = client.get(address)
    assert [query["sql"] for query in asked if query["sql"] != READ] == []
    assert kept.content == anew.content
    for each in caches.all():
        each.clear()


def test_all_that_a_line_says_is_escaped_and_in_its_place(client):
    """A row in one go says what a row of the template said, blank for blank."""
    evidence = factories.evidence(factories.source("the Bell & Crown"))
    figure = factories.released(
        3,
        at=BEFORE,
        evidence=evidence,
        nature="expected",
        out_of=35,
        out_of_what="<planned> clinics",
        counted_note="“A” & B",
        trust=factories.trust("RK5", name="King’s <Mill>"),
    )
    page = client.get(figure.strike.get_absolute_url()).content.decode()
    [row] = re.findall(r"<tr>\n<td class=\"num\">.*?</tr>\n", page, re.DOTALL)
    assert row == (
        "<tr>\n"
        f'<td class="num"><a href="/figures/{figure.pk}/" aria-label="Expected: 3 appointments at '
        "King’s &lt;Mill&gt;, out of 35 &lt;planned&gt; clinics (8.6%), 11 to 14 April 2023"
        '">3</a> <span class="label">expected</span> <span class="meta of">out of 35 '
        "&lt;planned&gt; clinics (8.6%)</span></td>\n"
        '<td>King’s &lt;Mill&gt; <span class="meta of">acute hospitals · “A” &amp; B</span></td>\n'
        "<td>11 to 14 April 2023</td>\n"
        '<td><a href="/sources/the-bell-crown/">The Bell &amp; Crown</a></td>\n'
        "</tr>\n"
    )


def test_somebody_unattributable_has_no_link_and_a_list_names_what_is_counted(client):
    called = {"kind": "call", "terms": "unattributable", "description": "a manager"}
    factories.released(
        71,
        at=BEFORE,
        evidence=factories.evidence(
            cleared_by=factories.user("editor"), cleared_at=BEFORE, title="Call", **called
        ),
        stood_up="second_source",
    )
    page = client.get("/figures/").content.decode()
    assert "<td>A manager</td>" in page
    assert '<td class="long">appointments</td>' in page
