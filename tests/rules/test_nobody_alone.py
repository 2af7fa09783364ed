"""Nothing that readers see changes by a reporter or a sub-editor alone, in any form of the desk.

A public world is photographed; then each of them goes through every registered admin, opens every
record, changes every field one by one, the rows below, deletes, restores earlier states, edits
lists, and looks things up. The photograph must stay as it was.
"""

from contextlib import contextmanager
from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from articles import workflow
from deeds.models import DeskChange
from hospitals.models import Alias, Source
from tests import factories
from tests.forms_on_pages import fields_of
from tests.story_factories import marked, picture, published, quote, section

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WRITES = ("INSERT", "UPDATE", "DELETE")
# Fields that say how a form was opened, or how it is built.
NOT_TYPED = ("csrfmiddlewaretoken", "as_opened", "opened_version", "-TOTAL_FORMS", "-INITIAL_FORMS")
READERS_ASK = ("", "articles/", "trusts/", "hospitals/", "strikes/", "figures/", "corrections/")
API = (
    "articles",
    "figures",
    "quotes",
    "sources",
    "strikes",
    "disputes",
    "events",
    "notices",
    "trusts",
    "hospitals",
    "areas",
    "measures",
    "staff-groups",
    "settings",
    "services",
    "unions",
)


@pytest.fixture(scope="module")
def world(for_all):
    """One public record of each kind, made by others than those who will try."""
    trust, hospital = factories.trust(), factories.hospital()
    strike = factories.strike(statuses=[("announced", date(2023, 3, 23))], summary="Care goes on.")
    chief = factories.source("Donna Green", kind="person", trust=trust)
    chief.roles.create(role="chief nurse", since=date(2010, 1, 1))
    # Earlier states, which somebody may try to restore.
    for name, terms in (("Forged Name", "off_record"), ("Donna Green", "on_record")):
        chief.name, chief.terms = name, terms
        chief.save()
    trust.save()
    strike.save()
    Alias.objects.create(text="The chief nurse", source=chief)
    factories.out(strike, "yes", factories.evidence(signed_off=True), trust=trust)
    factories.event(strike=strike, evidence=factories.evidence(signed_off=True))
    figures = factories.appointments_split()
    said = quote(speakers=[chief])
    version = published(
        headline="Marker of the story",
        body=f"<p>{marked(figures[0], '1,854')} {marked(said, '“We are sorry”')}</p>",
        section=section(),
        trusts=[trust],
        hospitals=[hospital],
        strikes=[strike],
        pictures=[(picture(), "The picket", False)],
    )
    workflow.issue_correction(
        by=factories.user("editor"),
        notice=workflow.Notice(was_wrong="We said 1,696.", is_right="It was 1,854."),
        article=version.article,
    )
    return {"version": version, "figures": figures, "strike": strike, "chief": chief, "quote": said}


def addresses(world):
    """What readers open: the lists, the page of each record, and the same as data."""
    pages = [world["version"].get_absolute_url(), world["chief"].get_absolute_url()]
    pages += [world["strike"].get_absolute_url(), world["figures"][0].get_absolute_url()]
    pages += [factories.trust().get_absolute_url(), factories.hospital().get_absolute_url()]
    api = [f"/api/v1/{name}/" for name in API]
    api += [f"/api/v1/strikes/{world['strike'].slug}/", f"/api/v1/trusts/{factories.trust().code}/"]
    return [*(f"/{path}" for path in READERS_ASK), *pages, *api]


def photograph(world):
    """{address: what readers get there}"""
    reader = Client()
    seen = {}
    for address in addresses(world):
        response = reader.get(address)
        seen[address] = f"{response.status_code} {response.content.decode()}"
    return seen


@pytest.fixture(scope="module")
def before(world):
    """What readers get as long as nobody has done anything."""
    seen = photograph(world)
    assert all(each.startswith("200 ") for each in seen.values())
    assert "Marker of the story" in seen["/articles/"]
    return seen


def changed_since(before, world):
    now = photograph(world)
    return [address for address in before if before[address] != now[address]]


@contextmanager
def unchanged(before, world, what=""):
    """Readers see afterwards what they saw; they are asked where a word has been written."""
    with CaptureQueriesContext(connection) as asked:
        yield
    if any(query["sql"].startswith(WRITES) for query in asked):
        assert changed_since(before, world) == [], what


@pytest.fixture
def alone(client):
    """Somebody of the role, who has entered nothing of the world."""

    def log_in(role):
        client.user = factories.user(role, f"{role}-alone")
        client.force_login(client.user)
        return client

    return log_in


def registered():
    return sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)


def address_of(model, view, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


def forged(name, value, page):
    """Another value for a field; None where there is nothing else to send."""
    kind = page.kinds.get(name, "text")
    if kind == "select":
        others = [each for each in page.options[name] if [each] != value]
        return others[-1] if others else str(99_999)
    if kind == "checkbox":
        return None if value else "on"
    if kind == "radio":
        return None
    if name.endswith(("_at", "embargo_until")):
        return "3 February 2001, 4am"
    if any(part in name for part in ("day", "date", "_on", "_0", "since", "until", "opened")):
        return "2001-02-03"
    return "FORGED" if not str(value).isdigit() else str(int(value) + 1)


def post(client, url, data):
    """Whether it was taken: a form that is refused is shown again."""
    sent = {name: value for name, value in data.items() if value is not None}
    return client.post(url, sent).status_code != 200


def forge_every_field(client, model, record, step=1):
    """Post the form of a record once for each of its fields, with that field changed.

    With a `step` for each second or third of them.
    """
    url = address_of(model, "change", record.pk)
    opened = fields_of(client.get(url))
    names = [name for name in opened.kinds if not any(part in name for part in NOT_TYPED)]
    for name in names[::step]:
        value = forged(name, opened.values.get(name), opened)
        if post(client, url, {**opened.values, name: value, "_save": "Save"}):
            opened = fields_of(client.get(url))
    return len(names[::step])


def forge_new_rows(client, model, record):
    """Add a row to each list below the record, and tick each row that is there for deletion."""
    url = address_of(model, "change", record.pk)
    opened = fields_of(client.get(url))
    for name in [name for name in opened.values if name.endswith("-TOTAL_FORMS")]:
        prefix = name.removesuffix("-TOTAL_FORMS")
        ticked = {f"{prefix}-{n}-DELETE": "on" for n in range(int(opened.values[name] or 0))}
        post(client, url, {**opened.values, **ticked, "_save": "Save"})
        rows = int(opened.values[name] or 0)
        added = {
            each.replace("__prefix__", str(rows)): "1" if kind == "select" else "FORGED"
            for each, kind in opened.kinds.items()
            if each.startswith(f"{prefix}-__prefix__") and not each.endswith("-id")
        }
        post(client, url, {**opened.values, name: str(rows + 1), **added, "_save": "Save"})


def try_to_delete(client, model, record):
    client.post(address_of(model, "delete", record.pk), {"post": "yes"})
    client.post(
        address_of(model, "changelist"),
        {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"},
    )


def restore_earlier_states(client, model, record):
    if not hasattr(record, "history"):
        return
    for state in record.history.all()[:2]:
        try:
            url = address_of(model, "simple_history", record.pk, state.pk)
        except NoReverseMatch:
            continue
        opened = fields_of(client.get(url))
        names = [n for n in opened.kinds if not any(part in n for part in NOT_TYPED)]
        said = {name: forged(name, opened.values.get(name), opened) for name in names}
        post(client, url, {**opened.values, **said})
        post(client, url, dict(opened.values))


def look_up(client, model, model_admin):
    for field in model_admin.get_autocomplete_fields(None):
        client.get(
            reverse("admin:autocomplete"),
            {
                "term": "FORGED",
                "app_label": model._meta.app_label,
                "model_name": model._meta.model_name,
                "field_name": field,
            },
        )


@pytest.mark.parametrize(("role", "most", "step"), [("reporter", 4, 1), ("sub", 4, 1)])
def test_no_form_of_the_desk_changes_what_readers_see(world, before, alone, role, most, step):
    client, tried = alone(role), 0
    for model, model_admin in registered():
        if model in (User, Group):
            assert client.get(address_of(model, "changelist")).status_code == 403
            continue
        assert model_admin.list_editable == (), model
        look_up(client, model, model_admin)
        with unchanged(before, world, f"{model._meta.label} by a {role}"):
            for record in model._base_manager.order_by("pk")[:most]:
                tried += forge_every_field(client, model, record, step)
                forge_new_rows(client, model, record)
                restore_earlier_states(client, model, record)
                try_to_delete(client, model, record)
    assert changed_since(before, world) == []
    assert tried > 20


def test_the_walk_would_see_it(world, before, alone):
    """The same posts by a data editor do change what readers see, and stand for a second look."""
    client = alone("data_editor")
    seen = pytest.raises(AssertionError, match="a name is forged")
    with seen, unchanged(before, world, "a name is forged"):
        forge_every_field(client, Source, world["chief"])
    changes = DeskChange.objects.all()
    assert {(each.by, each.looked_at) for each in changes} == {(client.user, None)}
    assert any("FORGED" in row["after"] for each in changes for row in each.difference)


def decide(client, figure, action, **data):
    url = address_of(type(figure), "decide", figure.pk, action)
    opened = fields_of(client.get(url))
    return post(client, url, {**opened.values, **data})


@pytest.mark.parametrize("role", ["reporter", "sub"])
@pytest.mark.parametrize("action", ["prefer", "dispute", "settle", "withdraw", "parts", "derive"])
def test_no_button_of_a_public_figure_does(world, before, alone, role, action):
    client = alone(role)
    whole, part = world["figures"][:2]
    typed = {"reason": "FORGED", "method": "FORGED", "axis": "day", "complete": "on"}
    with unchanged(before, world):
        for figure in (whole, part):
            decide(client, figure, action, other_1=f"(no. {whole.pk})", **typed)


@pytest.mark.parametrize("role", ["reporter", "sub"])
@pytest.mark.parametrize("terms", ["", "on_record", "unattributable"])
def test_no_loosening_of_terms_does(world, alone, role, terms):
    client = alone(role)
    hidden = factories.source("Dr Hush", kind="person", terms="off_record", description="a doctor")
    evidence = factories.evidence(hidden, kind="call", terms="off_record", description="a doctor")
    factories.checked(12, measure="clinics", evidence=evidence, source=hidden)
    before = photograph(world)
    for record in (hidden, evidence):
        url = address_of(type(record), "terms", record.pk)
        opened = fields_of(client.get(url))
        post(client, url, {**opened.values, "terms": terms, "description": "a doctor"})
        decision = {"decision": "agree", "seen": fields_of(client.get(url)).values.get("seen", "")}
        post(client, url, decision)
    assert changed_since(before, world) == []


@pytest.mark.parametrize("role", ["reporter", "sub"])
def test_nor_does_lending_a_story_to_somebody(world, before, alone, role):
    client, story = alone(role), world["version"].article
    with unchanged(before, world):
        client.post(address_of(type(story), "lend", story.pk), {"for_whom": "Ann", "hours": "4"})
        for link in story.preview_links.all():
            client.post(address_of(type(story), "take_back", story.pk, link.pk))
    assert story.preview_links.exists() is (role == "sub")
