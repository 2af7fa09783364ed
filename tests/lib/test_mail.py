"""A mail: plain, one line of subject, and the same one when it is sent again."""

from smtplib import SMTPAuthenticationError, SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage

from lib.mail import NotTaken, Returned, send

LETTER = {"to": "robin@example.org", "subject": "Sent back", "body": "It waits.", "key": "mail:1"}


def test_it_is_the_same_mail_whenever_it_is_sent(mailoutbox, settings):
    settings.SITE_URL = "https://news.example.org"
    send(**LETTER)
    send(**LETTER)
    send(**{**LETTER, "key": "mail:2"})
    once, again, other = (message.extra_headers["Message-ID"] for message in mailoutbox)
    assert once == again != other
    assert once.endswith("@news.example.org>")


def test_nobody_answers_it_by_machine(mailoutbox):
    send(**LETTER)
    assert mailoutbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_headline_of_two_lines_is_one_line_of_subject(mailoutbox):
    send(**{**LETTER, "subject": "Strike puts\r\noff appointments"})
    assert mailoutbox[0].subject == "Strike puts off appointments"


@pytest.mark.parametrize(
    ("error", "for_good"),
    [
        (SMTPRecipientsRefused({"robin@example.org": (550, b"no such mailbox")}), True),
        (SMTPRecipientsRefused({"robin@example.org": (450, b"come back later")}), False),
        (SMTPDataError(554, b"we do not like it"), True),
        (SMTPDataError(451, b"disk full"), False),
        (SMTPAuthenticationError(535, b"authentication failed"), False),
        (TimeoutError("timed out"), False),
    ],
)
def test_what_is_refused_for_good_is_told_from_what_may_go_better_later(
    monkeypatch, error, for_good
):
    def fails(message):
        raise error

    monkeypatch.setattr(EmailMessage, "send", fails)
    with pytest.raises(Returned if for_good else NotTaken, match="The mail server"):
        send(**LETTER)
