"""The smaller copies of a picture are made after it is saved: they take seconds, and until they are
there readers get the copy that every browser shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files.base import ContentFile

from deeds import changed, deed, outbox
from deeds.outbox import CannotBeSent, Payload
from lib import uploads
from lib.refusals import Refused

from .models import Picture
from .pictures import smaller


def register() -> None:
    outbox.register("picture sizes", make, in_words)


def make_later(picture: Picture) -> None:
    payload = asked_for(picture)
    outbox.put("picture sizes", key=f"picture sizes:{payload['of']}", payload=payload)


def asked_for(picture: Picture) -> dict[str, Any]:
    """Of this file: where it is replaced meanwhile, nothing is made of it."""
    return {"picture": picture.pk, "of": picture.web_copy.name}


def make(payload: Payload) -> None:
    picture = Picture.objects.filter(pk=payload["picture"], web_copy=payload["of"]).first()
    if picture is None:
        return
    with uploads.taken_back_on_failure():
        with picture.original.open() as file:
            try:
                sizes = list(kept(picture, file))
            except Refused as refusal:
                raise CannotBeSent(" ".join(refusal.messages)) from refusal
        with deed():
            still = Picture.objects.filter(pk=picture.pk, web_copy=payload["of"])
            # Not saved whole: somebody may be saving its words.
            if still.update(sizes=sizes):
                changed()
            else:
                uploads.take_back()


def kept(picture: Picture, file: Any) -> Iterator[list[Any]]:
    """[width, name of the file] of each, which is written."""
    storage = picture.web_copy.storage
    for size in smaller(file):
        name = f"pictures/{picture.uuid}/{size.name}"
        if storage.exists(name) and storage.size(name) != len(size.content):
            # Half of it, of a process that was killed.
            storage.delete(name)
        if not storage.exists(name):
            name = storage.save(name, ContentFile(size.content))
        yield [size.width, name]


def in_words(payloads: Sequence[Payload]) -> list[str]:
    found = Picture.objects.in_bulk({each["picture"] for each in payloads})
    return [
        f"Smaller copies of a picture: {found.get(each['picture'], 'one that is gone')}"
        for each in payloads
    ]
