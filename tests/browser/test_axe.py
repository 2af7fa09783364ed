"""axe finds nothing on the screens of the desk and the pages of the site: light, dark, and in the
reader's own colours."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse

from articles.models import Article, PublishedVersion
from hospitals.models import DisruptionFigure, Strike, Trust

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # It would fetch style sheets by itself, and looks for their imports beside the page.
    "preload": False,
}
# Colours of the reader's own are painted by the browser: axe reads those of the style sheet.
LOOKS = {
    "light": ({"color_scheme": "light"}, {}),
    "dark": ({"color_scheme": "dark"}, {}),
    "forced": ({"forced_colors": "active"}, {"color-contrast": {"enabled": False}}),
}


@pytest.fixture
def demo(transactional_db):
    call_command("load_demo", demo_password="long-and-for-this-test", verbosity=0)


def screens():
    story = Article.objects.filter(headline__contains="DEMO DRAFT").first()
    live = PublishedVersion.objects.live().first().article
    figure = DisruptionFigure.objects.filter(released_at__isnull=False).first()
    strike = Strike.objects.first()
    yield "/admin/"
    for name, *args in (
        ("articles_article_changelist",),
        ("articles_article_add",),
        ("articles_article_change", story.pk),
        ("articles_article_sign_off", story.pk),
        ("articles_article_change", live.pk),
        ("articles_article_history", story.pk),
        ("hospitals_disruptionfigure_changelist",),
        ("hospitals_disruptionfigure_statement",),
        ("hospitals_disruptionfigure_change", figure.pk),
        ("hospitals_strike_change", strike.pk),
        ("hospitals_trust_change", Trust.objects.first().pk),
        ("hospitals_source_changelist",),
        ("articles_quote_changelist",),
        ("articles_picture_changelist",),
        ("deeds_cover_changelist",),
        ("deeds_cover_add",),
        ("second_look",),
        ("find",),
        ("check_copy",),
    ):
        yield reverse(f"admin:{name}", args=args)
    # An error, a list without anything, and a form that was sent empty are asked as well.
    yield reverse("admin:articles_article_changelist") + "?q=nothing+of+the+kind"
    yield reverse("admin:hospitals_strike_change", args=[0])


def pages():
    yield from ("/", "/articles/", "/figures/", "/strikes/", "/hospitals/", "/search/?q=junior")
    yield from ("/corrections/", "/search/?q=nothing-of-the-kind", "/nothing/here/", "/privacy/")
    for version in PublishedVersion.objects.live()[:3]:
        yield version.get_absolute_url()
    for model in (Strike, Trust, DisruptionFigure):
        yield model.objects.public().first().get_absolute_url()


@pytest.fixture
def axe():
    driver = pytest.importorskip("axe_playwright_python.sync_playwright", reason="make install-dev")
    return driver.Axe()


def said(axe, page, address, look):
    """[(look, address, rule, where, why)] of all that axe finds there."""
    rules = RULES | {"rules": LOOKS[look][1]}
    found = axe.run(page, options=rules).response["violations"]
    return [
        (look, address, each["id"], node["target"][0], node.get("failureSummary", "")[:200])
        for each in found
        for node in each["nodes"][:3]
    ]


def test_nothing_is_found(axe, chromium, live_server, client, demo):
    client.force_login(get_user_model().objects.get(username="editor"))
    desk, readers = list(screens()), list(pages())
    assert len(desk) >= 12
    found = []
    for look, (media, _) in LOOKS.items():
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.emulate_media(**media)
        for address in readers:
            page.goto(live_server.url + address)
            found += said(axe, page, address, look)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([session | {"url": live_server.url}])
        for address in desk:
            page.goto(live_server.url + address)
            page.wait_for_load_state("networkidle")
            found += said(axe, page, address, look)
        page.close()
    assert found == [], "\n".join(map(str, found))
