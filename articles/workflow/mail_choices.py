"""What somebody wants to be mailed: their own to choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from deeds import deed
from lib.refusals import Refused

from ..mail_choices import offered
from ..models import MailChoice

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


@deed
def choose_mail(*, by: AbstractUser, how: Mapping[str, str]) -> None:
    """`how` is {kind of mail: way} for any of those that are offered to this person."""
    offers = {offer.about: offer for offer in offered(by)}
    for about, way in how.items():
        if about not in offers or way not in offers[about].ways:
            raise Refused("Choose one of what is offered for each kind of mail.")
    for about, way in how.items():
        # As much as the default: what is chosen stays, should that ever be another.
        MailChoice.objects.update_or_create(person=by, about=about, defaults={"how": way})
