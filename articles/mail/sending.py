"""What the outbox does about mail: find out who is told, and send each their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from deeds import outbox
from deeds.outbox import CannotBeSent, NotNow, Payload
from lib.mail import NotTaken, Returned, send
from lib.people import called

from ..mail_choices import OFFER, About, How, choices_of
from . import letters, waiting

HOUR = timedelta(hours=1)
GATHERED = "gathered"


def register() -> None:
    outbox.register("tell", tell, tell_in_words)
    outbox.register("mail", mail, mail_in_words)


def tell(payload: Payload) -> None:
    """A mail for each person who is to have one; nothing where it is settled meanwhile."""
    about, pk, now = payload["about"], payload["record"], timezone.now()
    record = waiting.still(about, pk)
    if record is None or not settings.SENDS_MAIL:
        return
    people = waiting.people(about, record)
    chosen = choices_of(people)
    with transaction.atomic():
        for person in people:
            how = chosen[person.pk, about]
            if how == How.AT_ONCE:
                ask(person, {"about": about, "record": pk, "since": payload["since"]})
            elif how == How.GATHERED:
                ask(person, {"about": GATHERED, "until": next_hour(now).isoformat()})


def ask(person: Any, what: dict[str, Any]) -> None:
    """Once, however often the outbox begins anew; a gathered mail once for each hour."""
    key = ":".join(["mail", str(person.pk), *(str(value) for value in what.values())])
    until = what.get("until")
    at = datetime.fromisoformat(until) if until else None
    outbox.put("mail", key=key, payload={"to": person.pk, **what}, at=at)


def next_hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0) + HOUR


def mail(payload: Payload) -> None:
    """To one person, if it still waits for them and they still want it."""
    person = get_user_model().objects.filter(pk=payload["to"], is_active=True).first()
    if person is None or not person.email or not settings.SENDS_MAIL:
        return
    letter = letter_to(person, payload)
    if letter is None:
        return
    key = ":".join(str(value) for value in payload.values())
    try:
        send(to=person.email, subject=letter.subject, body=letter.body, key=key)
    except Returned as error:
        raise CannotBeSent(str(error)) from error
    except NotTaken as error:
        raise NotNow(str(error)) from error


def letter_to(person: Any, payload: Payload) -> letters.Letter | None:
    about, now = payload["about"], timezone.now()
    chosen = choices_of([person])
    if about == GATHERED:
        return letters.gathered(*gathered_for(person, chosen), now)
    record = waiting.still(about, payload["record"])
    if record is None or chosen[person.pk, about] == How.NEVER:
        return None
    return letters.letter(about, record, now)


def gathered_for(person: Any, chosen: dict[tuple[int, str], str]) -> tuple[list[Any], list[Any]]:
    """(stories with the subs, versions that want a second look) of those that this person gets
    together."""

    def wanted(about: str) -> bool:
        able = person.has_perm(OFFER[about].permission)
        return able and chosen[person.pk, about] == How.GATHERED

    soon = timezone.now() - waiting.DUE_AFTER
    stories = waiting.all_with_subs().exclude(owner=person).order_by("deadline", "id")
    looks = waiting.all_second_looks().exclude(published_by=person).filter(live_from__lte=soon)
    return (
        list(stories[: waiting.MOST]) if wanted(About.WITH_SUBS) else [],
        list(looks.order_by("live_from", "id")[: waiting.MOST])
        if wanted(About.SECOND_LOOK)
        else [],
    )


# For the desk, where one of them could not be sent


def about_in_words(payload: Payload) -> str:
    labels = {**dict(About.choices), GATHERED: "what waits for the subs"}
    return str(labels.get(payload["about"], payload["about"]))


def tell_in_words(payloads: Sequence[Payload]) -> list[str]:
    return [f"Whom to mail: {about_in_words(each)}" for each in payloads]


def mail_in_words(payloads: Sequence[Payload]) -> list[str]:
    people = get_user_model().objects.in_bulk({each["to"] for each in payloads})
    names = {pk: called(person) for pk, person in people.items()}
    return [
        f"A mail to {names.get(each['to'], 'somebody')}: {about_in_words(each)}"
        for each in payloads
    ]
