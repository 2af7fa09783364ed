"""The figures that a page of the explorer lists, by its address."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from hospitals.filters import FigureList
from hospitals.models import PublicFigure
from lib.refusals import Refused

ADDRESS = re.compile(r"(?:https?://[^/?#\s]+)?(/[^\s]*)")


def is_address(text: str) -> bool:
    """Whether this is an address of the explorer rather than words to look for."""
    found = ADDRESS.fullmatch(text.strip())
    return found is not None and urlsplit(found[1]).path == reverse("hospitals:figures")


def figures_at(address: str, at: datetime, most: int) -> list[int]:
    """Ids of the figures in the order of the page, as readers see it now.

    Refused where the address asks for something that there is not, or for more than `most`.
    """
    found = ADDRESS.fullmatch(address.strip())
    asked = QueryDict(urlsplit(found[1]).query if found else "")
    listed = FigureList(asked, PublicFigure.objects.live(at).standing())
    if listed.form.errors:
        sentences = [str(each) for errors in listed.form.errors.values() for each in errors]
        raise Refused(["This search of the explorer does not work any more.", *sentences])
    rows = listed.keyset.order(listed.qs).values_list("figure", flat=True)
    ids = list(rows[: most + 1])
    if len(ids) > most:
        raise Refused(f"This search finds more than {most} figures: narrow it on its page.")
    return ids
