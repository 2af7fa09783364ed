"""What a second person checked is what readers see of a quotation, whatever one person does after.

Each tried as a person of the desk would, over the admin and the public site.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from hospitals.models import Evidence
from lib.refusals import Refused
from tests import factories
from tests.story_factories import (
    approved,
    changed,
    marked,
    published,
    quote,
    revised_quote,
    updated,
)

pytestmark = pytest.mark.django_db

GREEN = "Donna Green, chief nurse at Hampshire Hospitals"


def saying(*quotes):
    return "".join(
        f"<p>{marked(one, '“We are sorry that people had to wait”')}</p>" for one in quotes
    )


def marshall():
    return factories.source("Caroline Marshall", kind="person")


def told(client, made, version):
    """Whose the words are, on every surface that says so."""
    row = client.get(f"/api/v1/quotes/{made.uuid}/").json()
    page = client.get(version.get_absolute_url()).content.decode()
    return {
        "API": ([each["name"] for each in row["speakers"]], row["attribution"]),
        "story": ["Donna Green" in page, "Caroline Marshall" in page],
        "sources": [
            client.get(f"/sources/{slug}/").status_code
            for slug in ("donna-green", "caroline-marshall")
        ],
    }


AS_GREEN = {"API": (["Donna Green"], GREEN), "story": [True, False], "sources": [200, 404]}
AS_MARSHALL = {
    "API": (["Caroline Marshall"], "Caroline Marshall"),
    "story": [False, True],
    "sources": [404, 200],
}


def put_right_by_a_reporter(client, made, **given):
    client.force_login(factories.user("reporter"))
    url = reverse("admin:articles_quote_do", args=[made.pk, "revise"])
    fields = {field.html_name: field.value() for field in client.get(url).context["form"]}
    kept = {name: getattr(value, "pk", value) for name, value in fields.items() if value}
    assert client.post(url, kept | given).status_code == 302
    client.logout()


def test_a_reporter_cannot_change_who_said_published_words(client):
    made = quote()
    version = published(body=saying(made))
    assert told(client, made, version) == AS_GREEN

    other = {"speaker_1": marshall().pk, "attribution": "Caroline Marshall", "reason": "not her"}
    put_right_by_a_reporter(client, made, **other)
    assert told(client, made, version) == AS_GREEN

    workflow.check_quote(by=factories.user("editor"), revision=made.latest())
    assert told(client, made, version) == AS_GREEN

    updated(version, body=saying(made) + "<p>More.</p>")
    assert told(client, made, version) == AS_MARSHALL
    first = client.get(f"{version.get_absolute_url()}versions/1/").content.decode()
    assert GREEN in first
    assert "Caroline Marshall" not in first


@pytest.mark.parametrize("kind", ["direct", "partial"])
def test_no_field_of_a_pending_revision_is_in_the_api(client, kind):
    made = quote(kind=kind)
    published(body=saying(made))
    before = client.get("/api/v1/quotes/").json()
    revised_quote(
        made,
        check=False,
        words="Other words",
        kind="reported",
        said_on="2023-04-17",
        locator="page 4",
        evidence=factories.evidence(title="Another document"),
    )
    assert client.get("/api/v1/quotes/").json() == before


def test_an_approval_is_void_when_the_speakers_of_a_cited_quotation_change():
    made = quote()
    story = approved(body=saying(made))
    revised_quote(made, speakers=[marshall()])
    with pytest.raises(Refused, match="approv"):
        workflow.publish(by=factories.user("sub"), article=story)


def test_an_approval_stands_while_a_new_revision_only_waits():
    made = quote()
    story = approved(body=saying(made))
    revised_quote(made, speakers=[marshall()], check=False)
    version = workflow.publish(by=factories.user("sub"), article=story)
    printed = version.citations.get().quote_revision
    assert [who.name for who in printed.sources()] == ["Donna Green"]


def test_a_quotation_is_not_checked_in_words_that_the_checker_never_saw(client):
    made = quote("We will never close the ward", check=False)
    client.force_login(factories.user("sub"))
    url = reverse("admin:articles_quote_do", args=[made.pk, "check"])
    form = client.get(url).context["form"]
    seen = {name: form[name].value() for name in ("revision", "seen")}
    revised_quote(made, words="We will close the ward", check=False)
    assert client.post(url, seen).status_code == 200
    assert not made.revisions.filter(checked_at__isnull=False).exists()


def test_two_live_stories_name_whom_each_of_them_prints(client):
    made = quote()
    first = published(headline="The first", body=saying(made))
    revised_quote(made, speakers=[marshall()], attribution="Caroline Marshall")
    second = published(headline="The second", body=saying(made))
    assert "Donna Green" in client.get(first.get_absolute_url()).content.decode()
    assert "Caroline Marshall" in client.get(second.get_absolute_url()).content.decode()
    # Each is led to from a story; each page says what that story prints.
    assert "The first" in client.get("/sources/donna-green/").content.decode()
    assert "The second" in client.get("/sources/caroline-marshall/").content.decode()
    [row] = client.get("/api/v1/quotes/").json()["results"]
    assert [each["name"] for each in row["speakers"]] == ["Caroline Marshall"]


def test_a_speaker_who_goes_off_the_record_takes_only_their_own_revision_along(client):
    made = quote()
    version = published(body=saying(made))
    quiet = factories.source("Dr Hush", kind="person", terms="off_record")
    revised_quote(made, speakers=[quiet])
    assert told(client, made, version) == AS_GREEN
    story = approved(changed(version, body=saying(made) + "<p>More.</p>"))
    with pytest.raises(Refused, match="off the record"):
        workflow.publish(by=factories.user("editor"), article=story)


@pytest.mark.parametrize(("hours", "status"), [(-1, 200), (2, 404)])
def test_a_quotation_under_embargo_is_not_public(client, hours, status):
    made = quote()
    published(body=saying(made))
    until = timezone.now() + timedelta(hours=hours)
    Evidence.objects.filter(quote_revisions__quote=made).update(embargo_until=until)
    assert client.get(f"/api/v1/quotes/{made.uuid}/").status_code == status
    assert client.get("/sources/donna-green/").status_code == status
