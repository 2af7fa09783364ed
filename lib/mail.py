"""A mail in plain text, the same one whenever it is sent again."""

from __future__ import annotations

from hashlib import sha256
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage


class Returned(Exception):
    """The mail server refuses this mail for good; the words say so."""


class NotTaken(Exception):
    """It was not taken now, and may be later; the words say why."""


def send(*, to: str, subject: str, body: str, key: str) -> None:
    """Raises Returned or NotTaken.

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
        raise refusal(*next(iter(error.recipients.values())), of_this_mail=True) from error
    except SMTPResponseException as error:
        about_it = isinstance(error, SMTPDataError)
        raise refusal(error.smtp_code, error.smtp_error, of_this_mail=about_it) from error
    except OSError as error:
        raise NotTaken(f"The mail server does not answer: {error}") from error


def refusal(code: int, words: bytes | str, *, of_this_mail: bool) -> Returned | NotTaken:
    """What is wrong with this one mail stays wrong; a password may be put right."""
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    for_good = of_this_mail and code >= 500
    return (Returned if for_good else NotTaken)(f"The mail server says: {code} {said}")


def message_id(key: str) -> str:
    host = urlsplit(settings.SITE_URL).hostname or "newsroom.invalid"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host}>"
