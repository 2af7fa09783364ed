"""How many actions a story costs, counted in a real browser at the real server.

`make counts` prints what was done, how often, and how long it would take: the machine’s part as it
was measured, the person’s part by the model of `hands`.
"""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from articles import workflow
from articles.markup import marks
from articles.models import Article, Contributor, PublishedVersion
from hospitals import workflow as facts
from hospitals.models import DisruptionFigure, Hospital, SourceRole
from tests import factories as make
from tests import story_factories as stories
from tests.browser.hands import Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = date.today()  # noqa: DTZ011
DAY = f"{TODAY:%-d %B}"
HAMPSHIRE = "Hampshire Hospitals NHS Foundation Trust"
LETTER = f"""From: {HAMPSHIRE} <press@example.org>
Date: {TODAY:%a, %d %b %Y} 16:05:00 +0000
Subject: Industrial action: figures for {DAY}

Good afternoon,

At the Royal Hampshire County Hospital three of 35 clinics were lost on {DAY}, and none of its \
operations.
In Basingstoke seven of 64 clinics did not go ahead and two operations were cancelled.
Andover War Memorial Hospital cancelled two of 16 clinics.
Hampshire Hospitals NHS Foundation Trust will make some 130 appointments again.

Donna Green, chief nurse at Hampshire Hospitals, said: “We are sorry that people had to wait. \
Please come if you are asked to.”
Dr Tom Adeyemi, a registrar in Winchester, said: “We would rather be on the wards.”

Kind regards,
Jo Penn
Press office, 023 8000 0000
"""
FLASH = (
    "Resident doctors at Hampshire Hospitals have walked out. Talks between their union and the "
    "government go on."
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HEADLINE = "Seven clinics lost in Basingstoke as doctors walk out"
STANDFIRST = "Hampshire Hospitals puts off some 130 appointments"
STORY = f"""Hampshire Hospitals NHS Foundation Trust will make some 130 appointments again after \
resident doctors walked out on {DAY}.

At the Royal Hampshire County Hospital in Winchester three of 35 clinics were lost.

None of its operations was cancelled.

In Basingstoke seven of 64 clinics did not go ahead, and two operations were cancelled.

Andover War Memorial Hospital cancelled two of 16 clinics.

“We are sorry that people had to wait,” said Donna Green, chief nurse at Hampshire \
Hospitals. “Please come if you are asked to.”

Tom Adeyemi, a registrar in Winchester, said: “We would rather be on the wards.”

Talks between the doctors’ union and the government go on."""


@pytest.fixture
def world(transactional_db):
    """A trust with three hospitals, the strike, and figures of an older one that look alike."""
    trust = make.trust("RN5", HAMPSHIRE)
    winchester, basingstoke, _ = [
        make.hospital(name, town, run_by=trust)
        for name, town in [
            ("Royal Hampshire County Hospital", "Winchester"),
            ("Basingstoke and North Hampshire Hospital", "Basingstoke"),
            ("Andover War Memorial Hospital", "Andover"),
        ]
    ]
    for town in ("Winchester", "Basingstoke", "Andover"):
        make.area(town, "city")
    source = make.source(HAMPSHIRE)
    for name in ("operations", "clinics", "appointments"):
        make.measure(name)
    green = make.source("Donna Green", "person")
    SourceRole.objects.create(source=green, role="chief nurse", organisation="Hampshire Hospitals")
    day = date(2016, 1, 12)
    old = make.strike("Junior doctors’ strike, 12 January 2016", days=[day])
    given = {"strike": old, "period_start": day, "period_end": day, "source": source}
    for value, out_of, hospital in [(4, 35, winchester), (7, 61, basingstoke)]:
        make.released(value, measure="clinics", out_of=out_of, hospital=hospital, **given)
    make.released(7, measure="operations", trust=trust, **given)
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1)]
    make.strike("Resident doctors’ strike this week", days=days)
    stories.section()
    return trust


def log_in(client, browser, live_server, person, **how):
    client.force_login(person)
    context = browser.new_context(**how)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.said = []
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page


def test_a_story_from_a_blank_form_to_the_subs(chromium, live_server, client, world):
    reporter = make.user("reporter")
    Contributor.objects.create(name="Rosa Field", slug="rosa-field", user=reporter)
    page = log_in(client, chromium, live_server, reporter, viewport={"width": 1280, "height": 900})
    page.goto(live_server.url + reverse("admin:articles_article_add"))
    page.locator(".field-headline [role=textbox]:focus").wait_for()
    hand = Hand(page, "From a blank form to the subs")

    # The words
    hand.paste(HEADLINE)
    hand.key("Tab")
    hand.paste(STANDFIRST)
    hand.key("Tab")
    hand.paste(STORY)

    # The e-mail
    hand.click(page.get_by_role("tab", name="Rests on"))
    hand.click(page.get_by_role("button", name="Record the numbers of an e-mail"))
    hand.wait(page.locator("#letter-text:focus"))
    hand.paste(LETTER)
    hand.key("Control+Enter")
    hand.wait(page.get_by_text("6 numbers found"))
    hand.reads(LETTER)
    hand.choose(page.locator("#id_new-terms"), "on the record")
    hand.key("Control+Enter")
    hand.wait(page.locator(".field-body [role=textbox]"))
    assert DisruptionFigure.objects.filter(strike__title__contains="this week").count() == 6

    # The quotations
    hand.click(page.get_by_role("button", name="Record the quotations"))
    hand.wait(page.get_by_text("The quotations, by speaker"))
    hand.click(page.get_by_role("button", name="Propose it, and record"))
    hand.wait(page.locator(".field-body [role=textbox]"))

    # The numbers
    story = Article.objects.get()
    hand.wait(page.locator(".field-body .nr-right").first)
    for _ in range(8):
        hand.key("Control+Shift+e")
        hand.wait(page.locator(".nr-citing [role=option][aria-selected=true]").first)
        hand.reads(page.locator(".nr-citing [aria-selected=true]").inner_text())
        hand.key("Enter")
        page.wait_for_timeout(700)

    # What it is about, and out
    hand.click(page.get_by_role("tab", name="Details"))
    for name in ("trusts", "strikes"):
        offered = page.locator(f"[data-proposed={name}] label").first
        hand.wait(offered)
        hand.click(offered)
    hand.key("Control+Enter")
    hand.key("Control+Enter")
    hand.wait(page.get_by_text("The story is with the subs."))
    print(hand.report())
    story.refresh_from_db()
    assert story.state == Article.State.WITH_SUBS
    cited = [
        each for text in (story.headline, story.standfirst, story.body) for each in marks(text)
    ]
    assert len({(each.kind, each.ids) for each in cited}) == 8
    assert hand.count <= 40
    assert page.said == []


# The second person, on a phone


@pytest.fixture
def with_errors(world):
    """A story with the subs that brings eight records; five are wrong, each in another way."""
    letter = make.evidence(
        kind="statement", title="Figures for today", said_by=make.source(HAMPSHIRE)
    )
    letter.file.save("letter.txt", ContentFile(LETTER.encode()))
    strike = make.strike("Resident doctors’ strike this week", days=[])
    hospitals = {each.town: each for each in Hospital.objects.all()}
    sentences = LETTER.split("\n")
    lost, basingstoke, andover, again = (
        next(each for each in sentences if word in each)
        for word in ("three of 35", "seven of 64", "two of 16", "some 130")
    )
    given = {"strike": strike, "evidence": letter, "source": letter.said_by, "measure": "clinics"}
    given |= {"period_start": TODAY, "period_end": TODAY, "basis": "one_day"}

    def figure(value, words, **more):
        return make.figure(value, words=words, **{**given, **more})

    yesterday = TODAY - timedelta(days=1)
    base = figure(3, lost, out_of=36, hospital=hospitals["Winchester"])
    day = figure(
        0,
        lost,
        measure="operations",
        hospital=hospitals["Winchester"],
        period_start=yesterday,
        period_end=yesterday,
    )
    number = figure(8, basingstoke, out_of=64, hospital=hospitals["Basingstoke"])
    right = figure(2, basingstoke, measure="operations", hospital=hospitals["Basingstoke"])
    town = figure(2, andover, out_of=16, area=make.area("Andover", "city"))
    about = figure(130, again, measure="appointments", how_exact="around", trust=world)
    sorry = stories.quote(
        "We are sorry that people had to wait.",
        evidence=letter,
        speakers=[make.source("Donna Green", "person")],
        check=False,
    )
    wards = stories.quote(
        "We would rather be on the wards.",
        "Tom Adeyemi, registrar in Winchester",
        evidence=letter,
        speakers=[make.source("Tom Adeyemi", "person")],
        check=False,
    )
    words = {
        "some 130": about,
        "three of 36": base,
        "None of its operations": day,
        "eight of 64": number,
        "two operations": right,
        "two of 16": town,
        "“We are not sorry that people had to wait,”": sorry,
        "“We would rather be on the wards.”": wards,
    }
    body = (
        STORY.replace("three of 35", "three of 36")
        .replace("seven of 64", "eight of 64")
        .replace("“We are sorry", "“We are not sorry")
        .replace("In Basingstoke eight", "In Basingstoke eight")
    )
    for each, record in words.items():
        assert each in body, each
        body = body.replace(each, stories.marked(record, each))
    paragraphs = "".join(f"<p>{each}</p>" for each in body.split("\n\n"))
    story = stories.draft(
        HEADLINE.replace("Seven", "Eight"), body=paragraphs, standfirst=STANDFIRST
    )
    wrong = {"base": base, "day": day, "number": number, "town": town, "quotation": sorry}
    return workflow.submit(by=make.user("reporter"), article=story), wrong, figure, hospitals


def test_the_second_person_on_a_phone_has_the_five_errors_before_them(
    chromium, live_server, client, with_errors
):
    story, wrong, figure, hospitals = with_errors
    page = log_in(client, chromium, live_server, make.user("sub"), **PHONE)
    page.goto(live_server.url + reverse("admin:index"))
    hand = Hand(page, "The second person, on a phone, five errors among eight records")
    hand.tap(page.locator(f"a[href$='/{story.pk}/sign-off/']").first)
    hand.wait(page.locator("#sign-button"))
    rows = page.locator("[data-row]")
    preset, marked = [], []
    for name, record in wrong.items():
        key = f"{'quote' if name == 'quotation' else 'disruptionfigure'}-{record.pk}"
        row = page.locator(f"#{key}")
        if row.locator("[data-back]").is_checked():
            preset.append(name)
        if row.locator("mark.differs").count():
            marked.append(name)
    look_at(hand, rows)
    hand.tap(page.locator("#sign-button"))
    hand.wait(page.get_by_text("Signed off: 3 records"))
    # What was sent back is the reporter’s again, and so is the story.
    hand.tap(page.get_by_role("link", name="Send the story back"))
    hand.wait(page.locator("#id_reason"))
    hand.tap(page.locator("#id_reason"))
    hand.type("Five records, as marked.")
    hand.tap(page.get_by_role("button", name="Send back"))
    hand.wait(page.get_by_text("The story is back with its reporter."))

    put_right(story, wrong, figure, hospitals)
    hand.tap(page.locator("header a[href='/admin/']").first)
    hand.tap(page.locator(f"a[href$='/{story.pk}/sign-off/']").first)
    hand.wait(page.locator("#sign-button"))
    look_at(hand, rows)
    # The words were wrong, and the record of them was not.
    hand.tap(page.get_by_text("It is right after all"))
    hand.tap(page.locator("#sign-button"))
    hand.wait(page.get_by_text("Signed off: 5 records"))
    hand.reads(page.locator(".sign-story").inner_text())
    hand.tap(page.get_by_role("button", name="I have read it"))
    hand.wait(page.get_by_role("button", name="Send it out now"))
    hand.tap(page.get_by_role("button", name="Send it out now"))
    hand.wait(page.get_by_text("Published: readers see version 1"), timeout=20_000)
    print(f"Preset as “Not this one”: {', '.join(preset)}; marked: {', '.join(marked)}")
    print(hand.report())
    assert set(preset) == set(wrong)
    assert set(marked) == set(wrong)
    assert hand.count <= 15
    assert page.said == []


def look_at(hand, rows):
    """To scroll is no tap, but every row is read."""
    for row in rows.all():
        row.evaluate("it => scrollTo(0, it.getBoundingClientRect().top + scrollY - 70)")
        hand.reads(row.inner_text())
        hand.page.wait_for_timeout(1100)


def put_right(story, wrong, figure, hospitals):
    """The reporter’s part, which costs the second person nothing."""
    reporter = make.user("reporter")
    for name, value, out_of in [("number", 7, 64), ("base", 3, 35)]:
        was = wrong[name].latest()
        given = {"evidence": was.evidence, "words": was.words, "out_of": out_of}
        facts.revise(
            by=reporter,
            figure=wrong[name],
            reading=make.reading(value, **given),
            reason="our_error",
            replacing=was,
        )
    words = {each: wrong[each].latest().words for each in ("day", "town")}
    there = {"measure": "operations", "hospital": hospitals["Winchester"]}
    instead = {
        "day": figure(0, words["day"], **there),
        "town": figure(2, words["town"], out_of=16, hospital=hospitals["Andover"]),
    }
    story.refresh_from_db()
    body = story.body.replace("of 36", "of 35").replace("eight of", "seven of")
    body = body.replace("We are not sorry", "We are sorry")
    for name, record in instead.items():
        body = body.replace(f'data-figure="{wrong[name].pk}"', f'data-figure="{record.pk}"')
    story.headline, story.body = HEADLINE, body
    workflow.save(by=reporter, article=story)
    workflow.submit(by=reporter, article=story)


# Two sentences


def test_a_flash_of_two_sentences(chromium, live_server, client, world):
    """From the desk’s front page to readers, by two people, one of them on a phone."""
    reporter, sub = make.user("reporter"), make.user("sub")
    Contributor.objects.create(name="Rosa Field", slug="rosa-field", user=reporter)
    page = log_in(client, chromium, live_server, reporter, viewport={"width": 1280, "height": 900})
    page.goto(live_server.url + reverse("admin:index"))
    first = Hand(page, "A flash: the reporter")
    first.click(page.get_by_role("link", name="New story").first)
    first.wait(page.locator(".field-headline [role=textbox]:focus"))
    first.type("Doctors walk out at Hampshire Hospitals")
    first.key("Tab")
    first.type("Operations are put off until further notice.")
    first.key("Tab")
    first.type(FLASH)
    first.key("Control+Enter")
    first.key("Control+Enter")
    first.wait(page.get_by_text("The story is with the subs."))

    story = Article.objects.get()
    page = log_in(client, chromium, live_server, sub, **PHONE)
    page.goto(live_server.url + reverse("admin:index"))
    second = Hand(page, "A flash: the second person")
    second.tap(page.locator(f"a[href$='/{story.pk}/sign-off/']").first)
    second.wait(page.get_by_role("button", name="I have read it"))
    second.reads(page.locator(".sign-story").inner_text())
    second.tap(page.get_by_role("button", name="I have read it"))
    second.wait(page.get_by_role("button", name="Send it out now"))
    second.tap(page.get_by_role("button", name="Send it out now"))
    second.wait(page.get_by_text("Published: readers see version 1"), timeout=20_000)
    print(first.report(), second.report(), sep="\n")
    assert PublishedVersion.objects.filter(article=story).exists()
    assert first.time + second.time <= 180
