"""Whatever is sent to an address of the desk, by somebody who may do most: an answer in words.

A hand that edits an address, a form from yesterday, a tab of another browser, a program that tries
names: 400, 403, 404 or the form with what is wrong, and never a fault of ours.
"""

import random
import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command

from tests.forms_on_pages import FieldsOnPage
from tests.routes import DESK, routes

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

JUNK = [
    "",
    "x",
    "1",
    "-1",
    "9" * 30,
    "\0",
    "é" * 400,
    "2026-13-45",
    "on",
    "NaN",
    "1e400",
    "[]",
    '{"a": 1}',
    "<script>",
]
# As they stand in an address: a number that is none, too great a one, what no text may hold.
NO_KEYS = ["0", "-1", "9" * 25, "x", "%00", "é", "1_2F2"]
SLUGS = {
    "name": ["submit", "approve", "publish", "pull", "check", "release", "revise", "x"],
    "kind": ["figure", "quotation", "source", "evidence", "strike", "x"],
}
ASKED = ["", "?q=%00", "?q=" + "9+" * 300, "?page=" + "9" * 25, "?against=" + "9" * 25 + "&with=x"]
# What would end the session, or ask how somebody logs in.
NOT_ASKED = re.compile("login|logout|password|jsi18n")

DESK_ROUTES = sorted(
    {
        route
        for route in routes()
        if route.startswith(DESK) and "(?P<" not in route and not NOT_ASKED.search(route)
    }
)


@pytest.fixture(scope="module")
def demo(for_all):
    """{model: the keys of its first and last row}: a desk on which there is something of each."""
    call_command("load_demo", demo_password="a-long-demo-password", verbosity=0)
    rows = {model: model._base_manager.order_by("pk") for model in apps.get_models()}
    return {
        model._meta.model_name: [found.first().pk, found.last().pk]
        for model, found in rows.items()
        if found.exists()
    }


class Everything(FieldsOnPage):
    """Files and buttons too: whoever sends junk sends all that has a name."""

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        given = dict(attrs)
        if tag in ("input", "button") and given.get("name"):
            self.values.setdefault(given["name"], given.get("value") or "")


def fields_on(page):
    found = Everything()
    found.feed(page)
    return dict.fromkeys(found.kinds, "") | found.values


def filled(route, keys, any_):
    """The route with each of the keys, and once with what is no key."""
    for key in [*keys, any_.choice(NO_KEYS)]:

        def put(match, key=key):
            kind, _, name = match[1].rpartition(":")
            if kind == "slug":
                return any_.choice(SLUGS.get(name, ["x"]))
            if kind == "uuid":
                return "00000000-0000-4000-8000-000000000000"
            if kind == "int":
                return str(key) if str(key).isdecimal() else "1"
            return str(key)

        path = re.sub("<([^>]+)>", put, route)
        # The history of a record writes its addresses as expressions.
        yield "/" + path.replace("([^/]+)", str(key)).strip("^$").replace("^", "").replace("$", "")


def junk_of(name, any_):
    if name.endswith("TOTAL_FORMS"):
        return any_.choice(["0", "1", "3", "x"])
    if name.endswith("INITIAL_FORMS"):
        return any_.choice(["0", "1", "x"])
    return any_.choice(JUNK)


def sendings(fields, any_):
    """Nothing; all of it junk; and what the page would send, with one thing amiss."""
    yield {}
    yield {name: junk_of(name, any_) for name in fields if any_.random() < 0.8}
    for _ in range(2):
        amiss = any_.sample(list(fields), min(1, len(fields)))
        yield {**fields, **{name: junk_of(name, any_) for name in amiss}}


ANSWERS = {200, 302, 400, 403, 404, 405, 409}


@pytest.mark.parametrize("route", DESK_ROUTES)
def test_an_answer_in_words(route, demo, client):
    any_ = random.Random(route)
    client.force_login(get_user_model().objects.get(username="editor"))
    model = (re.findall(r"^admin/\w+/(\w+)/", route) or ["article"])[0]
    for path in dict.fromkeys(filled(route, demo.get(model, [1]), any_)):
        answers = [client.get(path), client.get(path + any_.choice(ASKED))]
        page = answers[0].text if answers[0].status_code == 200 and not answers[0].streaming else ""
        fields = fields_on(page)
        answers += [client.post(path, data) for data in sendings(fields, any_)]
        assert {answer.status_code for answer in answers} <= ANSWERS, path
        for answer in answers:
            assert not answer.streaming or b"".join(answer.streaming_content)
