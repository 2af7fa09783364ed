"""Whatever the desk does is a deed: whole or not at all, and seen by readers at once.

A watched record that is saved outside a deed would be seen too, but would hold up every pull until
its transaction ends. So here it is an error.
"""

import ast
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

import articles.workflow
import deeds.workflow
import hospitals.workflow
from articles.models import Publisher
from deeds import changed, doing, generation
from deeds.doing import running
from deeds.watching import watched
from newsroom.site import DeskSite
from tests import factories
from tests.story_factories import contributor, picture, published

pytestmark = pytest.mark.django_db

# What only reads, or is called within a deed.
NO_DEED = {
    "Asked",
    "Identity",
    "Notice",
    "Query",
    "Reading",
    "Why",
    "allow",
    "bring_current_up_to_date",
    "check_token",
    "facts_token",
    "lock_grounds",
    "lock_grounds_of",
    "may_leave_the_desk",
    "may_write_facts",
    "note_change",
    "passages",
    "quote_resting",
    "quote_terms_token",
    "Alike",
    "Likeness",
    "near",
    "proposals_behind",
    "refuse_proposals",
    "rests_on",
    "with_proposals",
    "seen_in_token",
    "releases_with",
    "resting_on",
    "sign_off_grounds",
    "stops_of_returning",
    "terms_token",
    "token",
    "waiting_for_a_reader",
    "waiting_of",
    "whose_turn",
    "words_before",
    "writers",
    "lock_for_edit",
    "locked",
    "place_at_time",
    "planned",
    "saved",
    "why_not",
    "why_not_public",
    "what_hides",
}


@pytest.fixture
def no_change_outside_a_deed(monkeypatch):
    numbers = count(1000, 1000)

    def refuse(**kwargs):
        if running() is None:
            pytest.fail("A change outside a deed.")
        return next(numbers)

    monkeypatch.setattr(doing, "renew", refuse)


def test_the_guard_sees_a_change_outside_a_deed(no_change_outside_a_deed):
    with pytest.raises(pytest.fail.Exception):
        changed()


@pytest.mark.parametrize("workflow", [deeds.workflow, hospitals.workflow, articles.workflow])
def test_whatever_a_named_person_does_is_a_deed(workflow):
    functions = {
        name: getattr(workflow, name)
        for name in set(workflow.__all__) - NO_DEED
        if callable(getattr(workflow, name))
    }
    assert functions
    assert sorted(name for name, each in functions.items() if not is_a_deed(each)) == []


def is_a_deed(function):
    """`deed` leaves what it wraps where `functools.wraps` puts it."""
    return getattr(function, "__code__", None) is doing.deed(lambda: None).__code__


@pytest.mark.parametrize("folder", ["deeds/workflow", "hospitals/workflow", "articles/workflow"])
def test_no_workflow_opens_a_transaction_round_its_deeds(folder):
    """Within one, a deed would write the generation before the others were done."""
    decorated = [
        f"{file.name}: {node.name}"
        for file in Path(settings.BASE_DIR, folder).glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if "atomic" in ast.unparse(decorator)
    ]
    assert decorated == []


# The admin


def test_what_is_sent_to_any_page_of_the_desk_is_a_deed_of_its_sender(rf):
    editor, found = factories.user("editor"), []
    site = DeskSite()

    @csrf_exempt
    def page(request):
        found.append(running())
        return HttpResponse()

    for method in (rf.get, rf.post):
        request = method("/admin/somewhere/")
        request.user = editor
        assert site.admin_view(page)(request).status_code == 200
    reading, sending = found
    assert reading is None
    assert sending.by == editor


class Fields(HTMLParser):
    """What a browser would send of the form on a page of the desk, as it stands."""

    def __init__(self, form):
        super().__init__()
        self.form, self.inside, self.values = form, False, {}
        self.select = self.text = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "form":
            self.inside = given.get("id") == self.form
        if not self.inside:
            return
        if tag == "input" and name and given.get("type") not in ("submit", "file"):
            chosen = given.get("type") in ("checkbox", "radio")
            if not chosen or "checked" in given:
                self.add(name, given.get("value", "on" if chosen else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.add(self.select, given["value"])
        elif tag == "textarea":
            self.text = name
            self.values[name] = [""]

    def handle_data(self, data):
        if self.text:
            self.values[self.text][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None
        elif tag == "form":
            self.inside = False

    def add(self, name, value):
        # The empty row of an inline is there for the script to copy.
        if "__prefix__" not in name:
            self.values.setdefault(name, []).append(value)


def fields_of(response, form):
    parser = Fields(form)
    parser.feed(response.content.decode())
    return {
        name: [value.removeprefix("\n") for value in values]
        for name, values in parser.values.items()
    }


@pytest.fixture
def one_of_each():
    """{model: a record of it}, of every model that an admin of its own saves and readers read."""
    story = published()
    records = [
        factories.area(),
        factories.area_kind("county"),
        factories.dispute(),
        factories.event(),
        factories.event_kind(),
        factories.evidence(),
        factories.hospital(),
        factories.licence(),
        factories.measure(),
        factories.notice(),
        factories.service(),
        factories.setting(),
        factories.source(),
        factories.staff_group(),
        factories.strike(),
        factories.trust(),
        factories.union(),
        story.section,
        contributor("Alice"),
        Publisher.objects.create(name="Solent Newsroom Ltd"),
        picture(),
    ]
    return {type(record): record for record in records}


def test_each_model_of_an_admin_that_readers_read_has_its_record(one_of_each):
    assert {model for model in watched if admin.site.is_registered(model)} == set(one_of_each)


@pytest.fixture
def desk(client):
    boss = factories.user("editor", "boss")
    boss.is_superuser = True
    boss.save()
    client.force_login(boss)
    return client


def page(record, kind):
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_{kind}"
    return reverse(name, args=[] if kind in ("add", "changelist") else [record.pk])


def test_saving_in_any_admin_is_a_deed(one_of_each, desk, no_change_outside_a_deed):
    for model, record in one_of_each.items():
        address, before = page(record, "change"), generation()
        form = fields_of(desk.get(address), f"{model._meta.model_name}_form")
        answer = desk.post(address, form)
        assert answer.status_code == 302, (model, answer.context and answer.context["errors"])
        assert generation() == before, "the guard stands in for the writing"


def test_saving_in_any_admin_empties_the_kept_pages(desk, one_of_each):
    for model, record in one_of_each.items():
        address, before = page(record, "change"), generation()
        form = fields_of(desk.get(address), f"{model._meta.model_name}_form")
        assert desk.post(address, form).status_code == 302
        assert generation() != before, model


@pytest.fixture
def two_unions():
    return factories.union("A", "One union"), factories.union("B", "Another union")


def test_deleting_in_the_admin_is_a_deed(two_unions, desk, no_change_outside_a_deed):
    union, another = two_unions
    assert desk.post(page(union, "delete"), {"post": "yes"}).status_code == 302
    action = {"action": "delete_selected", "_selected_action": [another.pk], "post": "yes"}
    assert desk.post(page(another, "changelist"), action).status_code == 302
    assert not type(union).objects.filter(pk__in=[union.pk, another.pk]).exists()


@pytest.fixture
def trust():
    return factories.trust("RHM")


def test_restoring_an_earlier_state_is_a_deed(trust, desk, no_change_outside_a_deed):
    state = trust.history.latest("history_id")
    address = reverse("admin:hospitals_trust_simple_history", args=[trust.pk, state.pk])
    form = fields_of(desk.get(address), "historicaltrust_form")
    assert desk.post(address, form).status_code == 302
    assert trust.history.count() == 2
