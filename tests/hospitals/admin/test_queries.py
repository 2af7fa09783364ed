"""Lists cost the same number of queries for one row and for seven, and count no huge table."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hospitals.models import Measure, Trust
from lib.admin.lists import BoundedPaginator
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]


def figures(numbers):
    for n in numbers:
        make.figure(
            100 + n,
            period_start=date(2023, 4, 11) + timedelta(days=n),
            basis="one_day",
            trust=make.trust(f"RA{n}"),
            source=make.source(f"Trust {n}"),
        )


MAKE = {
    "area": lambda n: make.area(f"Area {n}", "county"),
    "dispute": lambda n: make.dispute(f"Dispute {n}"),
    "disruptionfigure": lambda n: figures([n]),
    "event": lambda n: make.event(f"Rally {n}", strike=make.strike(f"Strike {n}")),
    "evidence": lambda n: make.evidence(
        said_by=make.source(f"Source {n}"), reported_by=make.source(f"Paper {n}")
    ),
    "hospital": lambda n: make.hospital(f"Hospital {n}", "Town", run_by=make.trust(f"RA{n}")),
    "measure": lambda n: Measure.objects.create(
        name=f"measure {n}", slug=f"m{n}", unit="x", unit_singular="x",
        family="activity", adds_over="never",
    ),
    "source": lambda n: make.source(f"Source {n}"),
    "staffgroup": lambda n: make.staff_group(f"Group {n}"),
    "strike": lambda n: make.strike(f"Strike {n}"),
    "trust": lambda n: make.trust(f"RA{n}"),
    "union": lambda n: make.union(f"U{n}", f"Union {n}"),
}  # fmt: skip


def queries(client, url, **query):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url, query)
    assert answer.status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", list(MAKE))
def test_a_list_costs_the_same_for_one_row_and_for_seven(desk, model):
    client = desk("editor")
    url = reverse(f"admin:hospitals_{model}_changelist")
    MAKE[model](1)
    client.get(url)
    one = queries(client, url)
    for n in range(2, 8):
        MAKE[model](n)
    assert queries(client, url) == one
    assert one <= 19


def test_the_page_of_a_figure_costs_the_same_with_many_rivals(desk):
    client = desk("editor")
    figure = make.figure()
    url = reverse("admin:hospitals_disruptionfigure_change", args=[figure.pk])
    make.figure(1, source=make.source("Source 1"))
    one = queries(client, url)
    for n in range(2, 8):
        make.figure(n, source=make.source(f"Source {n}"))
    assert queries(client, url) <= one + 1


def test_the_page_of_a_strike_costs_the_same_with_many_rows_below(desk):
    client = desk("editor")
    strike = make.strike()
    url = reverse("admin:hospitals_strike_change", args=[strike.pk])
    evidence = make.evidence()

    def add(n):
        make.out(strike, "yes", evidence, trust=make.trust(f"RA{n}"))
        make.change_status(strike, "announced", date(2023, 4, n))

    add(1)
    client.get(url)
    one = queries(client, url)
    for n in range(2, 8):
        add(n)
    assert queries(client, url) == one


def test_searching_figures_costs_the_same(desk):
    client = desk("editor")
    url = reverse("admin:hospitals_disruptionfigure_changelist")
    figures([1])
    one = queries(client, url, q="trust")
    figures(range(2, 8))
    assert queries(client, url, q="trust") == one


def test_a_cut_list_says_so(desk, monkeypatch):
    monkeypatch.setattr(BoundedPaginator, "most", 20)
    Trust.objects.bulk_create(
        Trust(name=f"Trust {n}", slug=f"t{n}", code=f"RA{n}") for n in range(30)
    )
    page = desk().get(reverse("admin:hospitals_trust_changelist")).content.decode()
    assert "more than 20 trusts" in page
