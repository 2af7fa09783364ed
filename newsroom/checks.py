"""System checks: what is missing or unsafe, said with a hint before the first request."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

SHORTEST_KEY, FEWEST_LETTERS = 32, 10
QUOTES = "\"'“‘"


@register(Tags.security)
def secret_key_is_set(**kwargs: Any) -> list[CheckMessage]:
    try:
        present = bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        present = False
    if present:
        return []
    return [
        Error(
            "The secret key is not set, and debug is off.",
            hint="Run `python manage.py make_keys`, or set NEWSROOM_SECRET_KEY.",
            id="newsroom.E001",
        )
    ]


@register(Tags.security)
def secret_key_is_secret(**kwargs: Any) -> list[CheckMessage]:
    """Of a site that others reach: what the key signs is who is logged in."""
    key = settings.SECRET_KEY if not settings.DEBUG and not secret_key_is_set() else ""
    wrong = ""
    if key and (len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_LETTERS):
        wrong = "can be guessed: it is short, or repeats itself"
    elif key and (key[0] in QUOTES or " #" in key):
        wrong = "has quotation marks around it or a comment behind it, which count as part of it"
    if not wrong:
        return []
    return [
        Error(
            f"The secret key {wrong}.",
            hint="Write 50 random characters and nothing else, as `python manage.py make_keys` "
            "does.",
            id="newsroom.E004",
        )
    ]


@register(Tags.security)
def private_files_are_out_of_reach(**kwargs: Any) -> list[CheckMessage]:
    """Evidence and picture originals must not lie where the web server hands files to anybody; nor
    share cards, of which one may show what is pulled since."""
    return [
        Error(
            f"{what} are kept in {folder}, inside {public}, which readers can fetch.",
            hint=f"Point NEWSROOM_{name} at a folder outside it.",
            id="newsroom.E002",
        )
        for name, what in (("PRIVATE_ROOT", "Private files"), ("CARDS_ROOT", "Share cards"))
        for public in ("MEDIA_ROOT", "STATIC_ROOT")
        if (folder := Path(getattr(settings, name)).resolve()).is_relative_to(
            Path(getattr(settings, public)).resolve()
        )
    ]


@register(Tags.security)
def site_address_is_whole(**kwargs: Any) -> list[CheckMessage]:
    if not settings.SITE_URL or settings.SITE_URL.startswith(("https://", "http://")):
        return []
    return [
        Error(
            f"NEWSROOM_SITE_URL is “{settings.SITE_URL}”, which is not a web address.",
            hint="Write it in full: https://news.example.org",
            id="newsroom.E003",
        )
    ]


@register(Tags.security, deploy=True)
def site_address_is_known(**kwargs: Any) -> list[CheckMessage]:
    if settings.SITE_URL:
        return []
    return [
        Warning(
            "Pages have no lasting address, so nothing that is shared shows a picture; other full "
            "links use whatever host name a request was made to.",
            hint="Set NEWSROOM_SITE_URL, for example https://news.example.org",
            id="newsroom.W001",
        )
    ]


@register(Tags.security, deploy=True)
def hosts_are_named(**kwargs: Any) -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            "NEWSROOM_ALLOWED_HOSTS is “*”: anybody may make the site sign links to their host.",
            hint="Name the site's own hosts, separated by commas.",
            id="newsroom.W002",
        )
    ]


@register(Tags.security, deploy=True)
def somebody_publishes_this(**kwargs: Any) -> list[CheckMessage]:
    """A question to the database; before it has tables there is nothing to say."""
    from articles.models import Publisher

    try:
        if Publisher.objects.exists():
            return []
    except DatabaseError:
        return []
    return [
        Warning(
            "This site has not said who publishes it.",
            hint="An editor enters it on the desk, under “who publishes this”.",
            id="newsroom.W004",
        )
    ]


@register(Tags.security)
def mail_has_a_sender(**kwargs: Any) -> list[CheckMessage]:
    if not settings.EMAIL_HOST or "@" in settings.DEFAULT_FROM_EMAIL:
        return []
    return [
        Error(
            "A mail server is named, and no address that mail comes from.",
            hint="Set NEWSROOM_EMAIL_FROM, for example desk@example.org",
            id="newsroom.E005",
        )
    ]


@register(Tags.security, deploy=True)
def mail_is_sent(**kwargs: Any) -> list[CheckMessage]:
    if settings.SENDS_MAIL:
        return []
    return [
        Warning(
            "No mail server is named: nobody is mailed what waits for them. All of it stands on "
            "the desk.",
            hint="Set NEWSROOM_EMAIL_HOST and NEWSROOM_EMAIL_FROM, if people are to be mailed.",
            id="newsroom.W005",
        )
    ]


@register(Tags.staticfiles, deploy=True)
def static_files_are_collected(**kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return []
    return [
        Warning(
            "Style sheets and scripts have not been collected: every page would fail.",
            hint="Run `python manage.py collectstatic`.",
            id="newsroom.W003",
        )
    ]
