"""A name that is covered stands nowhere: not on a page, in a feed, the API, a file, a sitemap, the
search or a card, of today or of a day before.

The name is planted in every column that readers can read, and every address is asked, with what
the links of each page lead to.
"""

import re
from collections import deque
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import (
    Contributor,
    FormerContributorSlug,
    PublishedVersion,
    Section,
    VersionPicture,
)
from articles.printed import sources_called
from deeds.covering import search
from deeds.printed import every_printed
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure
from lib.covering import Wanted, find
from tests import factories
from tests.routes import public_routes
from tests.story_factories import (
    contributor,
    corrected,
    graphic,
    marked,
    picture_in_sizes,
    published,
    quote,
    scheduled,
    section,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAME = "Zebedee Quillfeather"
WANTED = Wanted(NAME)
CANARY = re.compile("quillfeather|zebedee", re.IGNORECASE)
MOST = 1_500


def plant():
    """The name in every column of `deeds.printed`, where readers read it."""
    zebedee = factories.source(NAME, kind="person")
    trust, hospital = factories.trust(), factories.hospital()
    strike = planted_strike(zebedee)
    document = factories.evidence(
        zebedee,
        title=f"Letter of {NAME}",
        url="https://www.example.org/zebedee-quillfeather/",
        public_caveat=f"Written by {NAME}.",
    )
    type(document).objects.filter(pk=document.pk).update(description=f"a friend of {NAME}")
    figure = planted_figures(document, trust, strike)
    said = quote(
        f"I am {NAME}",
        f"{NAME}, chief nurse",
        speakers=[zebedee],
        locator=f"{NAME}, line 3",
    )
    picture = picture_in_sizes(alt_text=f"{NAME} at the gate", credit=f"{NAME}/Newsroom")
    Section.objects.filter(pk=section().pk).update(description=f"Edited by {NAME}.")
    author = contributor(
        f"{NAME} Jr", role=f"{NAME}’s son", biography=f"Son of {NAME}.", agreed_on="2016-01-01"
    )
    FormerContributorSlug.objects.create(contributor=author, slug="zebedee-quillfeather-sr")
    rests = marked(figure, "Quillfeather’s 1,854")
    first = published(
        headline=f"{NAME} {marked(figure, '1,854')}",
        standfirst=f"{NAME}’s letter",
        slug="zebedee-quillfeather-counts-patients",
        kicker="Quillfeather",
        dateline="ZEBEDEE QUILLFEATHER",
        bylines=[author],
        body=f"<p>Dr {NAME} counted {rests}. {marked(said, f'“I am {NAME}”')}, Mr Quillfeather "
        "said. Zebedee <em>Quill</em>feather wrote "
        '<a href="https://www.example.org/zebedee-quillfeather">it</a>.</p>'
        f"{graphic([figure], title=f'What {NAME} counted')}",
        pictures=[(picture, f"{NAME} on the picket.", False)],
        trusts=[trust],
        hospitals=[hospital],
        strikes=[strike],
    )
    corrected(
        first,
        f"We said {NAME} had left.",
        f"{NAME} has not left.",
        body=first.body.replace("wrote", "wrote all of"),
    )
    scheduled(headline=f"{NAME} goes on", body=f"<p>{NAME} goes on.</p>")
    gone = published(headline=f"{NAME} goes", body="<p>It is said.</p>")
    workflow.withdraw(by=factories.user("editor"), article=gone.article, notice=f"{NAME} did not.")


def planted_strike(zebedee):
    """A dispute, a strike and all that is said about it, an event and a service notice."""
    told = factories.evidence(zebedee, title=f"{NAME}’s statement", signed_off=True)
    row = factories.dispute(f"The {NAME} dispute")
    type(row).objects.filter(pk=row.pk).update(summary=f"{NAME} began it.")
    row.refresh_from_db()
    strike = factories.strike(f"{NAME} strike", days=[], summary=f"{NAME} called it.", dispute=row)
    day = factories.APRIL_2023[0]
    factories.spell(strike, day, day, cover=f"{NAME} covers", no_source=f"{NAME} knows.")
    factories.change_status(strike, "announced", day, told, note=f"{NAME} announced it.")
    factories.event(
        title=f"Rally for {NAME}",
        place=f"{NAME} Square",
        outcome=f"{NAME} spoke.",
        strike=strike,
        evidence=told,
    )
    factories.notice(text=f"Ask for {NAME}.", evidence_of_it=told)
    return strike


def planted_figures(document, trust, strike):
    """One that is cited and disputed, and one that was revised and withdrawn."""
    says = {
        "locator": f"Dr {NAME}’s page",
        "words": f"{NAME} counted 1,854",
        "public_caveat": f"As {NAME} says.",
        "out_of": 2000,
        "out_of_what": "Z. Quillfeather’s clinics",
    }
    figure = factories.released(1854, evidence=document, trust=trust, strike=strike, **says)
    factories.seen_in(figure, sign_off=True, locator=f"{NAME}, page 2", words=f"{NAME}: 1,854")
    editor = factories.user("editor")
    facts.dispute(by=editor, figure=figure, text=f"{NAME} disputes it.")
    other = factories.released(13, measure="operations", evidence=document, trust=trust)
    facts.check(
        by=editor,
        revision=facts.revise(
            by=factories.user("data_editor"),
            figure=other,
            reading=factories.reading(16, evidence=document),
            reason="source_revised",
            reason_note=f"{NAME} counted anew.",
        ),
    )
    facts.withdraw(by=editor, figure=other, reason=f"{NAME} took it back.")
    noted = dict.fromkeys(("counted_note", "compared_with", "preferred_reason"), f"By {NAME}.")
    DisruptionFigure.objects.filter(pk=figure.pk).update(**noted)
    return figure


@pytest.fixture
def covered(db, settings):
    settings.PARTS_KEPT_SECONDS = 0
    plant()
    unplanted = [
        f"{each.label}.{column}"
        for each in every_printed()
        for column in each.columns
        if not any(
            find(str(getattr(row, column)), WANTED.pattern, html=False) for row in each.rows()
        )
    ]
    found = search(WANTED)
    workflow.cover_words(
        by=factories.user("editor"),
        wanted=WANTED,
        chosen=[line.key for line in found.lines],
        seen=found.token,
        why=workflow.Why(why="They asked for it."),
        sources=[(source, "off_record", "") for source in sources_called(WANTED)],
    )
    return unplanted


def links_of(response):
    """Addresses of ours that an answer holds, in whatever form."""
    kind = response.get("Content-Type", "")
    if not kind.startswith(("text/", "application/")) or "xlsx" in kind or "sheet" in kind:
        return set()
    text = unescape(body(response).decode("utf-8", "replace"))
    found = re.findall(r'(?:href|src|content|url|action)"?\s*[=:]\s*"([^"]+)"', text)
    found += re.findall(r"<(?:loc|link|id)>([^<]+)</", text)
    found += re.findall(r'"(https?://testserver/[^"]*)"', text)
    ours = set()
    for address in found:
        parts = urlsplit(address.replace("\\/", "/"))
        here = parts.netloc in ("", "testserver") and parts.path.startswith("/")
        if here and not parts.path.startswith(("/admin", "/static")):
            ours.add(parts.path + (f"?{parts.query}" if parts.query else ""))
    return ours


def body(response):
    """All that was sent; of a workbook what is in it."""
    if not hasattr(response, "whole"):
        response.whole = b"".join(response)
    if response.whole[:2] == b"PK":
        with ZipFile(BytesIO(response.whole)) as book:
            return b"".join(book.read(name) for name in book.namelist())
    return response.whole


def test_every_column_was_planted(covered):
    # What only a form or an import sets, or what has no page of its own yet.
    assert covered == []


def test_no_address_shows_it(covered, client):
    waiting = deque(["/", "/sitemap.xml", "/news-sitemap.xml", "/feeds/", "/api/v1/"])
    waiting += ["/" + route for route in public_routes() if "<" not in route]
    waiting += ["/search/?q=zebedee", "/search/?q=Quillfeather", "/api/v1/search/?q=quillfeather"]
    seen, bad, asked = set(waiting), [], 0
    while waiting and asked < MOST:
        address = waiting.popleft()
        response = client.get(address)
        asked += 1
        text = body(response).decode("utf-8", "replace")
        # The search says what was asked for.
        said = text if "?q=" not in address else CANARY.sub("", text)
        headers = " ".join(f"{name}: {value}" for name, value in response.items())
        if CANARY.search(said) or CANARY.search(headers):
            bad.append((address, CANARY.search(said or headers)))
        for link in links_of(response) - seen:
            seen.add(link)
            waiting.append(link)
    assert asked > 150
    assert bad == []


def test_no_search_finds_it(covered, client):
    for address in ("/search/?q=quillfeather", "/api/v1/search/?q=quillfeather"):
        text = body(client.get(address)).decode()
        assert "[name removed]" not in text


def test_no_column_holds_it_any_more(covered):
    assert search(WANTED).lines == []
    assert not Contributor.objects.filter(name__icontains="quill").exists()
    for version in PublishedVersion.objects.all():
        for name in ("headline", "body_html", "slug", "byline", "notice"):
            assert not CANARY.search(str(getattr(version, name)))
    assert not VersionPicture.objects.filter(alt_text__icontains="quill").exists()


def test_its_old_addresses_are_gone(covered, client):
    month = f"{timezone.localdate() - timedelta(days=9):%Y/%m}"
    old = f"/articles/{month}/zebedee-quillfeather-counts-patients/"
    for address in (old, f"{old}versions/", f"{old}versions/1/"):
        assert client.get(address).status_code == 410
    assert client.get("/sources/zebedee-quillfeather/").status_code == 404
    for slug in ("zebedee-quillfeather-jr", "zebedee-quillfeather-sr"):
        assert client.get(f"/authors/{slug}/").status_code == 404


def test_a_day_before_it_was_not_there_either(covered, client):
    then = (timezone.now() - timedelta(days=3)).isoformat().replace("+", "%2B")
    for record in ("articles", "figures"):
        answer = client.get(f"/api/v1/{record}/?as_of={then}")
        assert not CANARY.search(answer.content.decode())
