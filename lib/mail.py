"""A mail in plain text, the same one whenever it is sent again."""

from __future__ import annotations

from hashlib import sha256
from smtplib import SMTPDataError, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage


class Returned(Exception):
    """The mail server refuses this mail for good; the words are its own."""


def send(*, to: str, subject: str, body: str, key: str) -> None:
    """Raises Returned, or OSError (SMTPException among them) where it may go better later.

    `key` names the mail: sent twice, it has the same Message-ID, by which many servers and
    programs show it once.
    """
    message = EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        to=[to],
        headers={"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        refuse_for_good(*next(iter(error.recipients.values())))
        raise
    except SMTPDataError as error:
        refuse_for_good(error.smtp_code, error.smtp_error)
        raise


def refuse_for_good(code: int, words: bytes | str) -> None:
    if code >= 500:
        said = words.decode(errors="replace") if isinstance(words, bytes) else words
        raise Returned(f"The mail server says: {code} {said}")


def message_id(key: str) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "newsroom.invalid"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host}>"
