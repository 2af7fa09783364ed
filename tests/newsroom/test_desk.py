"""The front page of the desk: each block holds what it says, is bounded, and keeps to the role."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article
from deeds.models import OutboxItem
from deeds.workflow import note_change
from hospitals import workflow as facts
from lib import words
from newsroom import desk
from newsroom.desk.lines import Block
from tests import factories as make
from tests import story_factories as stories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]


def block(user, key, now=None):
    """The block as the person sees it; one without lines where it is left out."""
    blocks = desk.today(user, now).blocks
    return next((each for each in blocks if each.key == key), Block(key, "", "", []))


def texts(user, key, now=None):
    return [line.text for line in block(user, key, now).lines]


# What each block holds


def test_my_stories_are_mine_with_their_state():
    stories.draft("Mine")
    stories.draft("Theirs", by=make.user("sub"))
    (line,) = block(make.user("reporter"), "mine").lines
    assert (line.text, line.state) == ("Mine", "draft")


def test_a_pulled_story_says_so():
    story = stories.pulled(headline="Off the site")
    (line,) = block(story.owner, "mine").lines
    assert (line.state, line.tone) == ("pulled", "bad")


def test_with_the_subs_the_nearest_deadline_comes_first():
    now = timezone.now()
    stories.with_subs(headline="No deadline")
    stories.with_subs(headline="Tonight", deadline=now + timedelta(hours=2))
    stories.with_subs(headline="Tomorrow", deadline=now + timedelta(days=1))
    assert texts(make.user("sub"), "subs") == ["Tonight", "Tomorrow", "No deadline"]


def test_scheduled_shows_when_it_goes_out():
    at = make.london("2030-01-12 06:45")
    stories.scheduled(headline="Ahead", at=at)
    (line,) = block(make.user("sub"), "scheduled").lines
    assert (line.text, line.note) == ("Ahead", "6.45 on 12 January 2030")


def test_published_today_leaves_out_yesterday_and_what_is_still_to_come():
    stories.published(headline="Yesterday", at=timezone.now() - timedelta(days=1))
    stories.published(headline="Today")
    stories.scheduled(headline="Later today", at=timezone.now() + timedelta(minutes=1))
    assert texts(make.user("reporter"), "published") == ["Today"]


def test_figures_to_check_show_the_number_and_leave_when_checked():
    figure = make.figure(1854)
    (text,) = texts(make.user("sub"), "figures")
    assert text.startswith("1,854: appointments")
    facts.check(by=make.user("editor"), revision=figure.latest())
    assert texts(make.user("sub"), "figures") == []


def test_a_figure_that_was_replaced_before_its_check_is_no_ghost():
    """Recorded wrongly, replaced, and the new one checked: nothing is left to do."""
    figure = make.figure(1854)
    facts.revise(
        by=make.user("reporter"),
        figure=figure,
        reading=make.reading(1696),
        reason="our_error",
        replacing=figure.latest(),
    )
    (text,) = texts(make.user("sub"), "figures")
    assert text.startswith("1,696: appointments")
    facts.check(by=make.user("editor"), revision=figure.revisions.get(number=2))
    assert texts(make.user("sub"), "figures") == []


def test_nor_is_a_quotation():
    quote = stories.quote("We are ready to talk", check=False)
    workflow.revise_quote(
        by=make.user("reporter"),
        quote=quote,
        words="We are always ready to talk",
        attribution="Donna Green, chief nurse",
        reason="Misheard",
    )
    assert texts(make.user("sub"), "quotes") == ["“We are always ready to talk”"]
    workflow.check_quote(by=make.user("editor"), revision=quote.revisions.get(number=2))
    assert texts(make.user("sub"), "quotes") == []


def test_quotations_to_check():
    stories.quote("We are ready to talk", check=False)
    assert texts(make.user("sub"), "quotes") == ["“We are ready to talk”"]


def test_the_second_look_list_empties_when_somebody_looked():
    editor = make.user("editor")
    story = stories.draft("Alone at 06.45", by=editor)
    workflow.publish(by=editor, article=story, alone=True)
    assert texts(make.user("sub"), "second-look") == ["Alone at 06.45"]
    workflow.look_again(by=make.user("sub"), article=story)
    assert texts(make.user("sub"), "second-look") == []


def test_a_change_to_read_leads_everybody_but_the_approver_to_it():
    sub = make.user("sub")
    story = stories.with_subs(headline="Changed by the sub")
    story.body = "<p>As the sub has it.</p>"
    workflow.approve(by=sub, article=workflow.save(by=sub, article=story))
    [line] = block(make.user("reporter"), "changes").lines
    assert line.do_url.endswith("/do/read-change/")
    assert texts(sub, "changes") == []
    workflow.read_change(by=make.user("reporter"), article=story)
    assert texts(make.user("data_editor"), "changes") == []


def test_what_is_untouched_or_was_read_or_went_out_waits_for_no_reader():
    sub = make.user("sub")
    stories.approved(headline="Untouched")
    story = stories.with_subs(headline="Read and out")
    story.body = "<p>As the sub has it.</p>"
    story = workflow.approve(by=sub, article=workflow.save(by=sub, article=story))
    workflow.read_change(by=make.user("reporter"), article=story)
    workflow.publish(by=sub, article=story)
    story.refresh_from_db()
    story.body = "<p>The reporter has more.</p>"
    stories.approved(workflow.save(by=story.owner, article=story))
    assert texts(make.user("editor"), "changes") == []


def test_a_small_fix_stands_on_the_second_look_list_until_another_person_ticks_it():
    version = stories.published(headline="Wards shut", body="<p>Teh ward and teh bed.</p>")
    fixed = stories.changed(version, body="<p>Teh ward and the bed.</p>")
    workflow.publish(by=make.user("sub"), article=fixed, kind="small_fix")
    [line] = block(make.user("editor"), "second-look").lines
    assert line.text == "Wards shut"
    assert line.state.startswith("small fix, due by")
    assert line.do_url.startswith("/admin/second-look/#version-")
    workflow.look_again(by=make.user("editor"), article=fixed)
    assert texts(make.user("editor"), "second-look") == []


def test_what_goes_out_alone_after_a_second_look_waits_for_another():
    editor = make.user("editor")
    six, seven = make.london("2016-01-12 06:45"), make.london("2016-01-12 07:45")
    story = stories.draft("Alone at 06.45", by=editor, at=six)
    first = workflow.publish(by=editor, article=story, alone=True, now=six)
    workflow.look_again(by=make.user("sub"), article=story, now=six + timedelta(minutes=30))
    assert texts(make.user("sub"), "second-look") == []
    again = stories.changed(first, headline="Alone again", at=seven)
    workflow.publish(by=editor, article=again, alone=True, now=seven)
    assert texts(make.user("sub"), "second-look") == ["Alone again"]


def test_a_figure_checked_by_who_recorded_it_waits_for_a_second_look_of_others():
    editor = make.user("editor")
    figure = make.figure(1854, by=editor)
    facts.check(by=editor, revision=figure.latest())
    assert texts(editor, "names") == []
    assert texts(make.user("sub"), "names") == [str(figure)]


def test_strikes_under_way_or_to_come_are_in_order_with_the_dates_ahead():
    today = timezone.localdate()
    earlier, ahead = today - timedelta(days=1), today + timedelta(days=3)
    make.strike("To come", days=[ahead])
    make.strike("Nurses’ strike", days=[earlier, ahead])
    make.strike("Under way", days=[earlier], statuses=[("under_way", earlier)])
    make.strike("Over", days=[earlier])
    make.strike("Called off", days=[ahead], statuses=[("called_off", earlier)])
    make.strike_day(make.strike("Entered", days=[]), ahead, signed_off=False, cover="full walkout")
    lines = block(make.user("reporter"), "strikes").lines
    said = words.day(ahead)
    assert [(line.text, line.state, line.note) for line in lines] == [
        ("Nurses’ strike", said, ""),
        ("Under way", "", "under way"),
        ("To come", said, ""),
        ("Entered", said, "full walkout, waits to be signed off"),
    ]


# Bounds, roles, empty states


def test_a_block_has_ten_lines_and_says_that_there_are_more():
    for number in range(12):
        stories.draft(f"Story {number}")
    mine = block(make.user("reporter"), "mine")
    assert (len(mine.lines), mine.more) == (10, True)


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("reporter", ["mine", "strikes"]),
        ("sub", ["subs", "figures", "mine", "strikes"]),
        ("data_editor", ["figures", "mine", "strikes"]),
        ("editor", ["subs", "figures", "mine", "strikes"]),
    ],
)
def test_of_the_empty_blocks_a_role_sees_those_of_its_own_job(role, keys):
    assert [each.key for each in desk.today(make.user(role)).blocks] == keys


@pytest.fixture
def busy():
    """A desk on which something waits for everybody."""
    reporter, sub = make.user("reporter"), make.user("sub")
    stories.with_subs(headline="Waiting")
    stories.approved(headline="Approved")
    stories.quote("Words", check=False)
    make.figure(1854)
    back = stories.with_subs(headline="Sent back")
    workflow.send_back(by=sub, article=back, reason="Par 2: three or thirteen?")
    stories.draft("Due", by=reporter, deadline=timezone.now() + timedelta(hours=1))
    stories.scheduled(headline="Ahead")


@pytest.mark.parametrize(
    ("role", "waiting", "in_hand"),
    [
        ("reporter", ["sent-back"], ["mine"]),
        ("sub", ["ready", "subs", "figures", "quotes"], ["due", "mine"]),
        ("data_editor", ["figures", "quotes"], ["mine"]),
        ("editor", ["ready", "subs", "figures", "quotes"], ["due", "mine"]),
    ],
)
def test_each_role_sees_first_what_waits_for_it(busy, role, waiting, in_hand):
    today = desk.today(make.user(role))
    assert [each.key for each in today.waiting] == waiting
    assert [each.key for each in today.in_hand] == in_hand


def test_what_was_sent_back_carries_the_note_in_full(busy):
    (line,) = block(make.user("reporter"), "sent-back").lines
    assert (line.text, line.state, line.said) == (
        "Sent back",
        "sent back",
        "Par 2: three or thirteen?",
    )
    assert "Sent back" not in texts(make.user("reporter"), "mine")


def test_sent_again_it_waits_for_the_subs_and_no_longer_for_me(busy):
    reporter = make.user("reporter")
    story = Article.objects.sent_back().get()
    workflow.submit(by=reporter, article=story)
    assert texts(reporter, "sent-back") == []
    assert "Sent back" in texts(make.user("sub"), "subs")


def test_an_approved_story_is_ready_for_whoever_publishes(busy):
    (line,) = block(make.user("editor"), "ready").lines
    assert (line.text, line.do) == ("Approved", "Send out")
    assert line.do_url.endswith("/do/publish/")


def test_a_change_that_nobody_read_is_not_ready():
    sub = make.user("sub")
    story = stories.with_subs(headline="Changed by the sub")
    story.body = "<p>As the sub has it.</p>"
    workflow.approve(by=sub, article=workflow.save(by=sub, article=story))
    assert texts(sub, "ready") == []


def test_a_new_value_that_waits_for_more_than_a_day_is_stuck():
    figure = make.released(1854)
    facts.revise(
        by=make.user("reporter"), figure=figure, reading=make.reading(1696), reason="our_error"
    )
    sub, tomorrow = make.user("sub"), timezone.now() + timedelta(hours=25)
    assert (len(texts(sub, "figures")), texts(sub, "stuck")) == (1, [])
    assert texts(sub, "figures", tomorrow) == []
    (text,) = texts(sub, "stuck", tomorrow)
    assert text.startswith("1,696: appointments")


def test_the_mark_in_the_tab_counts_what_waits_for_me(client, busy):
    client.force_login(make.user("reporter"))
    assert client.get(reverse("admin:waiting")).json() == {"waiting": 1}
    page = client.get(reverse("admin:index"))
    assert "<title>(1) Today |" in page.content.decode()
    assert page.context["today"].sentence == "One thing waits for you."


def test_one_thing_on_the_page_is_the_next_step(client, busy):
    client.force_login(make.user("sub"))
    assert client.get(reverse("admin:index")).content.decode().count('class="main">') == 1


@pytest.mark.parametrize(
    ("at", "said"), [("06:45", "morning"), ("12:00", "afternoon"), ("19:10", "evening")]
)
def test_it_greets_by_the_clock_in_london(at, said):
    user = User(username="rosa", first_name="Rosa")
    assert desk.greeting(user, make.london(f"2016-07-12 {at}")) == f"Good {said}, Rosa"


def test_an_empty_desk_says_so_in_words(client):
    client.force_login(make.user("editor"))
    page = client.get(reverse("admin:index")).content.decode()
    assert "Nothing waits for the subs." in page
    assert "Every figure is checked against its source." in page


def test_every_line_and_every_list_leads_somewhere(client):
    editor = make.user("editor")
    client.force_login(editor)
    stories.published(headline="Out")
    stories.scheduled(headline="Ahead")
    stories.with_subs(headline="Waiting")
    stories.draft("Mine", by=editor)
    stories.quote("Words", check=False)
    make.figure(1854)
    make.strike("To come", days=[date(2035, 4, 11)])
    for each in desk.today(editor).blocks:
        for url in [*(line.url for line in each.lines), each.all_url]:
            assert not url or client.get(url).status_code == 200, url


def test_the_front_page_asks_as_much_for_more_rows_than_it_shows_as_for_one(client, monkeypatch):
    monkeypatch.setattr("newsroom.desk.lines.LINES", 3)
    editor = make.user("editor")
    client.force_login(editor)

    def rows(count, start):
        for number in range(start, start + count):
            owner = make.user("reporter", f"r{number}")
            stories.with_subs(headline=f"Waiting {number}", by=owner)
            stories.published(headline=f"Out {number}", by=owner)
            stories.scheduled(headline=f"Ahead {number}", by=owner)
            stories.quote(f"Words {number}", check=False)
            make.figure(number, trust=make.trust(f"R{number:02}"))
            make.strike(f"Strike {number}", days=[date(2035, 4, 11) + timedelta(days=number)])

    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("admin:index"))
        return len(asked)

    rows(1, 0)
    questions()
    one = questions()
    rows(3, 1)
    assert questions() == one


# What waits for a second person besides numbers and words


def test_a_strike_of_which_something_waits_leads_to_its_sign_off():
    strike = make.strike()
    make.strike_day(strike, date(2023, 4, 17), signed_off=False)
    make.event("Talks", signed_off=False)
    lines = block(make.user("data_editor"), "sign-off").lines
    assert [line.text for line in lines] == [strike.title, "Talks"]
    assert all(line.url.endswith("/sign-off/") for line in lines)


def test_terms_that_were_asked_for_lead_an_editor_to_them():
    call = make.evidence(kind="call", terms="off_record", title="A call")
    facts.agree_terms(by=make.user("reporter"), record=call, terms="on_record")
    [line] = block(make.user("editor"), "terms").lines
    assert (line.text, line.state) == ("A call", "on the record")
    assert line.url.endswith("/terms/")


def test_what_others_changed_alone_waits_for_everybody_but_them():
    dana, trust = make.user("data_editor"), make.trust()
    note_change(by=dana, record=trust, before={"name": "UHS"}, after={"name": trust.name})
    assert texts(dana, "names") == []
    assert texts(make.user("editor"), "names") == [str(trust)]


def failed(n, **more):
    given = {"state": "failed", "last_error": "The mail server says: 550 no such mailbox", **more}
    payload = {"to": 0, "about": "reply", "record": n, "since": "now"}
    return OutboxItem.objects.create(kind="mail", key=f"mail:{n}", payload=payload, **given)


def test_what_could_not_be_sent_is_one_line_for_editors():
    editor, reporter = make.user("editor"), make.user("reporter")
    assert "outbox" not in [each.key for each in desk.today(editor).blocks]
    failed(1)
    [line] = block(editor, "outbox").lines
    assert line.text.startswith("A mail to somebody: right of reply")
    assert line.note == "The mail server says: 550 no such mailbox"
    failed(2)
    assert texts(editor, "outbox") == ["Two things"]
    assert "outbox" not in [each.key for each in desk.today(reporter).blocks]


def test_an_outbox_that_nobody_empties_is_told_after_ten_minutes():
    editor, now = make.user("editor"), timezone.now()
    failed(1, state="waiting", last_error="", next_try_at=now - timedelta(minutes=9))
    assert "outbox" not in [each.key for each in desk.today(editor, now).blocks]
    [line] = block(editor, "outbox", now + timedelta(minutes=2)).lines
    assert line.text.startswith("Nothing has been sent since")
