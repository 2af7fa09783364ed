"""Who of the desk is mailed what, when; and what no mail ever says."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils import timezone

from articles import workflow
from articles.models import MailChoice
from articles.workflow import signing_off
from articles.workflow.content import load
from deeds.delivering import deliver_due
from deeds.models import OutboxItem
from hospitals import workflow as facts
from lib.refusals import Refused
from tests import factories as make
from tests import story_factories as stories

pytestmark = pytest.mark.django_db
About, How = MailChoice.About, MailChoice.How


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SENDS_MAIL = True
    settings.SITE_URL = "https://news.example.org"


def person(role="reporter", name=""):
    found = make.user(role, name)
    found.email = f"{found.username}@example.org"
    found.save()
    return found


def deliver(**passed):
    """As the time passes: all that is asked for is due."""
    for _ in range(2):
        OutboxItem.objects.filter(state="waiting").update(next_try_at=timezone.now())
        deliver_due()


def to(mailoutbox):
    return sorted(address for message in mailoutbox for address in message.to)


def choose(who, **how):
    workflow.choose_mail(by=who, how=how)


def sent_back(**given):
    story = stories.with_subs(by=person(), **given)
    return workflow.send_back(by=person("sub"), article=story, reason="Who says 1,854?")


def test_whoever_is_sent_a_story_back_is_mailed(mailoutbox):
    sent_back()
    deliver()
    [mail] = [each for each in mailoutbox if each.to == ["reporter@example.org"]]
    assert mail.subject == "[Newsroom] Sent back to you: Strike puts off appointments"
    assert "sub sent the story back to you at" in mail.body
    assert "https://news.example.org/admin/articles/article/" in mail.body
    # Words about the draft stay where the draft is.
    assert "1,854" not in mail.body


def test_what_was_sent_again_meanwhile_is_mailed_to_nobody(mailoutbox):
    story = sent_back()
    workflow.submit(by=story.owner, article=story)
    OutboxItem.objects.exclude(key__contains="sent_back").delete()
    deliver()
    assert mailoutbox == []


def test_a_story_that_is_gone_is_mailed_to_nobody(mailoutbox):
    sent_back().delete()
    deliver()
    assert mailoutbox == []


def test_records_that_were_not_signed_off_and_the_story_are_one_mail(mailoutbox):
    figure = make.figure()
    story = stories.with_subs(by=person(), **stories.citing_body(figure))
    [row] = signing_off.to_sign(load(story))
    sub, now = person("sub"), timezone.now()
    workflow.sign_off(
        by=sub, article=story, agreed={}, back={row.key: (row.token, "Not in the PDF.")}, now=now
    )
    workflow.send_back(by=sub, article=story, reason="See above.", now=now)
    deliver()
    [mail] = [each for each in mailoutbox if each.to == ["reporter@example.org"]]
    assert "In your story one record was not signed off" in mail.body
    assert "sent the story back" in mail.body
    assert "Not in the PDF" not in mail.body


# With the subs


def test_those_who_sub_get_what_waits_once_an_hour_in_one_mail(mailoutbox):
    person("sub")
    stories.with_subs(headline="Strike at Southampton")
    stories.with_subs(headline="Strike at Nottingham")
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["sub@example.org"]
    assert mail.subject == "[Newsroom] Two with the subs"
    assert "Strike at Southampton" in mail.body
    assert "Strike at Nottingham" in mail.body


def test_the_mail_of_an_hour_comes_at_its_end(mailoutbox):
    person("sub")
    stories.with_subs()
    deliver_due()
    item = OutboxItem.objects.get(kind="mail")
    assert item.next_try_at.minute == item.next_try_at.second == 0
    assert timedelta(0) < item.next_try_at - timezone.now() <= timedelta(hours=1)
    assert mailoutbox == []


def test_what_no_longer_waits_at_the_end_of_the_hour_is_not_in_it(mailoutbox):
    person("sub")
    story = stories.with_subs()
    deliver_due()
    workflow.send_back(by=make.user("editor"), article=story, reason="Wait.")
    deliver()
    assert mailoutbox == []


def test_who_wants_each_at_once_gets_it_so(mailoutbox):
    choose(person("sub"), with_subs=How.AT_ONCE)
    stories.with_subs()
    deliver_due()
    [mail] = mailoutbox
    assert mail.subject == "[Newsroom] With the subs: Strike puts off appointments"
    assert "/sign-off/" in mail.body


def test_who_wants_none_gets_none(mailoutbox):
    choose(person("sub"), with_subs=How.NEVER)
    stories.with_subs()
    deliver()
    assert mailoutbox == []


def test_who_chooses_otherwise_before_it_is_sent_gets_none(mailoutbox):
    sub = person("sub")
    stories.with_subs()
    deliver_due()
    choose(sub, with_subs=How.NEVER)
    deliver()
    assert mailoutbox == []


def test_nobody_is_mailed_about_their_own_story(mailoutbox):
    stories.with_subs(by=person("editor"), owner=person("editor"))
    deliver()
    assert mailoutbox == []


def test_who_has_left_or_has_no_address_is_not_mailed(mailoutbox):
    make.user("sub", "no-address")
    gone = person("sub", "gone")
    stories.with_subs()
    deliver_due()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    deliver()
    assert mailoutbox == []


# A second look


def test_a_second_look_is_mailed_when_it_is_due_and_when_it_is_overdue(mailoutbox):
    person("sub")
    editor = person("editor")
    story = stories.draft()
    version = workflow.publish(by=editor, article=story, alone=True, left_because="Nobody else.")
    due, over = OutboxItem.objects.filter(kind="tell").order_by("next_try_at")
    assert due.next_try_at - version.live_from == timedelta(hours=20)
    assert over.next_try_at - version.live_from == timedelta(hours=24)


def test_it_says_since_when(mailoutbox):
    person("sub")
    editor = person("editor")
    before = timezone.now() - timedelta(hours=25)
    story = stories.draft(at=before)
    workflow.publish(
        by=editor, article=story, alone=True, left_because="Nobody else.", at=before, now=before
    )
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["sub@example.org"]
    assert mail.subject == "[Newsroom] One for a second look"
    assert "A second look at it is overdue since" in mail.body


def test_what_two_people_stood_behind_asks_for_no_second_look():
    stories.published()
    assert not OutboxItem.objects.filter(key__contains="second_look").exists()


# A correction


def proposed():
    figure = make.released(1854)
    value = make.reading(1867)
    revision = facts.revise(by=person(), figure=figure, reading=value, reason="source_revised")
    return workflow.propose(by=person(), revisions=[revision])


def test_a_correction_that_waits_is_mailed_to_those_who_may_approve_it(mailoutbox):
    person("sub")
    person("data_editor")
    proposed()
    deliver_due()
    [mail] = mailoutbox
    assert mail.to == ["sub@example.org"]
    assert mail.subject == "[Newsroom] A correction waits for approval"
    assert "reporter proposed a correction at" in mail.body
    assert "1,854" not in mail.body


def test_one_that_was_dropped_is_mailed_to_nobody(mailoutbox):
    person("sub")
    workflow.drop(by=person(), plan=proposed(), because="It was right.")
    deliver_due()
    assert mailoutbox == []


# A right of reply


def ask_for_reply(deadline):
    story = stories.draft(by=person(), serious_allegation=True)
    return workflow.record_approach(
        by=story.owner,
        article=story,
        who="Pat Hill",
        put="That he lied.",
        asked_at=deadline - timedelta(hours=2),
        deadline=deadline,
    )


def test_a_reply_that_did_not_come_in_time_is_mailed_without_who_was_asked(mailoutbox):
    over = timezone.now() - timedelta(minutes=1)
    ask_for_reply(over)
    assert OutboxItem.objects.get().next_try_at == over
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["reporter@example.org"]
    assert mail.subject == "[Newsroom] No reply yet"
    assert "Pat Hill" not in mail.body
    assert "lied" not in mail.body


def test_one_that_came_is_mailed_to_nobody(mailoutbox):
    approach = ask_for_reply(timezone.now() + timedelta(minutes=1))
    workflow.record_answer(by=make.user("editor"), approach=approach, answer="Declined.")
    deliver()
    assert mailoutbox == []


# A mail server that is away, or refuses


@pytest.mark.parametrize(
    ("error", "state", "why"),
    [
        (TimeoutError("timed out"), "waiting", "The mail server does not answer: timed out"),
        (
            SMTPRecipientsRefused({"reporter@example.org": (550, b"no reporter@example.org here")}),
            "failed",
            "The mail server says: 550 no …@example.org here",
        ),
    ],
)
def test_a_mail_that_is_not_taken_says_why(monkeypatch, error, state, why):
    def fails(message):
        raise error

    monkeypatch.setattr(EmailMessage, "send", fails)
    sent_back()
    deliver()
    item = OutboxItem.objects.get(kind="mail", payload__about="sent_back")
    assert (item.state, item.last_error) == (state, why)


# What no mail says


OFF = {"terms": "off_record"}
UNSET = {"terms": ""}


@pytest.mark.parametrize(
    "given",
    [
        lambda: {"body": stories.marked(stories.quote(check=False, **OFF), "“We are sorry”")},
        lambda: {"body": stories.marked(stories.quote(check=False, **UNSET), "“We are sorry”")},
        lambda: {"embargo_until": timezone.now() + timedelta(hours=3)},
        lambda: {"serious_allegation": True},
        lambda: {"proceedings_active": True},
    ],
    ids=["off the record", "no terms", "embargo", "allegation", "proceedings"],
)
def test_not_even_the_headline_of_what_nobody_outside_may_know(mailoutbox, given):
    choose(person("sub"), with_subs=How.AT_ONCE)
    stories.with_subs(headline="Chief nurse to resign", **given())
    deliver_due()
    [mail] = mailoutbox
    assert mail.subject == "[Newsroom] With the subs"
    assert "resign" not in mail.body
    assert "/sign-off/" in mail.body


def test_the_outbox_holds_numbers_of_records_alone(mailoutbox):
    person("sub")
    sent_back(headline="Chief nurse to resign")
    deliver_due()
    kept = str(list(OutboxItem.objects.values()))
    for words in ("example.org", "resign", "1,854", "reporter"):
        assert words not in kept


# A site without a mail server


def test_where_no_mail_can_be_sent_nothing_is_written(settings):
    settings.SENDS_MAIL = False
    sent_back()
    ask_for_reply(timezone.now() + timedelta(hours=2))
    assert not OutboxItem.objects.exists()


# Choosing


def test_a_choice_that_is_not_offered_is_refused():
    for how in ({"with_subs": How.NEVER}, {"sent_back": How.GATHERED}, {"fax": How.NEVER}):
        with pytest.raises(Refused):
            workflow.choose_mail(by=person(), how=how)
    assert not MailChoice.objects.exists()
