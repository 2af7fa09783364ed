"""Logging in at the desk: wrong passwords are counted, and hashed one at a time.

Which numbers, and why so: docs/decisions/0013-log-ins.md.
"""

import hashlib
import ipaddress
import logging
import secrets
import time
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from rest_framework.throttling import BaseThrottle

from lib import hashing
from lib.counters import Counters
from lib.turnstile import Busy, Turnstile

logger = logging.getLogger(__name__)

# Tries are counted in quarters of an hour by the clock.
WINDOW = 15 * 60
# One name from one address; or from one device on which that person has logged in before.
MOST_OF_PAIR = 10
# One address, whatever the names: a newsroom behind one router mistypes less.
MOST_OF_ADDRESS = 30
# A name that this many wrong passwords were tried for, from anywhere, is under attack: each address
# has fewer tries then. It is never shut, or anybody could shut an editor out.
UNDER_ATTACK = 20
MOST_UNDER_ATTACK = 3

# A hash takes a third of a second of a core, and a thread: a fourth is told to come back.
HASHING = Turnstile(at_once=hashing.AT_ONCE, waiting=2)
# Who is known by their device stands in line behind those, whoever crowds in front.
ROOM_FOR_THE_KNOWN = 3
COUNTERS = Counters()

# Whoever is told to come back later waits for that answer, so that a program which asks again at
# once cannot keep readers waiting. It costs a thread and no work; so many threads are always free
# for others, and where a server has few none is held.
HELD_SECONDS = 1
NEVER_HELD = 6
HELD = Turnstile(at_once=0, waiting=0)

COOKIE = "newsroom_device"
COOKIE_SALT = "newsroom.logins"
COOKIE_AGE = 90 * 24 * 60 * 60


class Later(ValidationError):
    """Not judged: come back in so many seconds. `status` is that of the answer."""

    def __init__(self, sentence: str, *, status: int, seconds: int) -> None:
        super().__init__(sentence, code="later")
        self.status, self.seconds = status, seconds


class Attempt:
    """One try, and the numbers under which it counts."""

    def __init__(self, request: HttpRequest, name: str) -> None:
        self.name, self.address = fold(name), address_of(request)
        device = device_of(request, self.name)
        window, gone = divmod(time.time(), WINDOW)
        self.left = int(WINDOW - gone) + 1
        self.known = device is not None
        self.own = (
            key(window, "device", device)
            if device
            else key(window, "pair", self.name, self.address)
        )
        self.of_address = key(window, "address", self.address)
        self.of_name = key(window, "name", self.name)

    def keys(self) -> list[str]:
        return [self.own] if self.known else [self.own, self.of_address, self.of_name]

    def limits(self, counted: Mapping[str, int]) -> dict[str, int]:
        if self.known:
            return {self.own: MOST_OF_PAIR}
        attacked = counted[self.of_name] > UNDER_ATTACK
        return {
            self.own: MOST_UNDER_ATTACK if attacked else MOST_OF_PAIR,
            self.of_address: MOST_OF_ADDRESS,
        }

    def look(self) -> None:
        """Later, where the tries are used up. Nothing is counted, and the name not looked up."""
        counted = COUNTERS.read(self.keys())
        if any(counted[name] >= most for name, most in self.limits(counted).items()):
            raise self.too_many()

    def count(self) -> None:
        """One try more. Before it is judged, so that thirty at once are thirty."""
        counted = {name: COUNTERS.add(name, WINDOW) for name in self.keys()}
        if any(counted[name] > most for name, most in self.limits(counted).items()):
            raise self.too_many()

    def right(self) -> None:
        logger.info("log-in of %r from %s", self.name, self.address)
        COUNTERS.forget(self.own)
        for name in set(self.keys()) - {self.own}:
            COUNTERS.take_back(name)

    def wrong(self) -> None:
        logger.info("wrong log-in of %r from %s", self.name, self.address)
        try:
            self.look()
        except Later:
            # Said now: what is not looked at from here on may be a flood.
            logger.info(
                "no more log-ins of %r from %s for %s", self.name, self.address, minutes(self.left)
            )

    def too_many(self) -> Later:
        return Later(
            "Too many wrong passwords were tried, so this one was not looked at. Try again in "
            f"{minutes(self.left)}.",
            status=429,
            seconds=self.left,
        )


class LogInForm(AdminAuthenticationForm):
    """Django's own, behind the counters and the turnstile."""

    later = None

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if name is None or not self.cleaned_data.get("password"):
            return self.cleaned_data
        attempt = Attempt(self.request, name)
        try:
            with HASHING.through(extra=ROOM_FOR_THE_KNOWN if attempt.known else 0):
                attempt.count()
                cleaned = super().clean()
        except Busy:
            self.later = busy()
            raise self.later from None
        except Later as later:
            self.later = later
            raise
        except ValidationError:
            attempt.wrong()
            raise
        attempt.right()
        return cleaned


def may_hold(threads: int) -> None:
    """How many threads this process has: the server says so when it starts."""
    global HELD
    HELD = Turnstile(at_once=max(threads - NEVER_HELD, 0), waiting=0)


def hold() -> None:
    with suppress(Busy), HELD.through():
        time.sleep(HELD_SECONDS)


def busy() -> Later:
    return Later(
        "Too many are logging in at this moment, so this was not looked at. Try again in a few "
        "seconds.",
        status=503,
        seconds=5,
    )


def minutes(seconds: int) -> str:
    number = seconds // 60 + 1
    return f"{number} minute{'s' if number > 1 else ''}"


def key(window: float, *parts: str) -> str:
    digest = hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:32]
    return f"log-in:{digest}:{window:.0f}"


def fold(name: str) -> str:
    """One spelling of a user name, for counting."""
    return unicodedata.normalize("NFKC", name).strip().casefold()[:150]


def address_of(request: HttpRequest) -> str:
    """Who asks, by the same rule as the API's limit: what a proxy of ours says, and no other.

    Of IPv6 the network: a home has a million million million addresses.
    """
    text = BaseThrottle().get_ident(request) or ""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if address.version == 4:
        return text
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False))


# Devices


def device_of(request: HttpRequest, name: str) -> str | None:
    """The mark of a device on which this person has logged in before, or None."""
    try:
        known, device = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=COOKIE_SALT, max_age=COOKIE_AGE
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return device if known == name else None


def remember_device(response: HttpResponse, name: str) -> None:
    """So that this person gets in from here whoever tries their name elsewhere."""
    response.set_cookie(
        COOKIE,
        signing.dumps([fold(name), secrets.token_urlsafe(12)], salt=COOKIE_SALT),
        max_age=COOKIE_AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
