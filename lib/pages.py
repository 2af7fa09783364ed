"""What every list page does alike: strict filters, one page by keyset, links to its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from lib.filters import StrictFilterSet, without_tracking
from lib.keyset import Keyset, Page
from lib.refusals import Refused

PAGE_SIZE = 20


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter. `label` and `field` (its id on the page) are "" where the
    sentence names the parameter itself, as of one that there is not."""

    sentence: str
    label: str = ""
    field: str = ""


@dataclass(frozen=True)
class ListPage:
    """One page of a list. With errors on `form` there are no rows, and the status is 400.

    `form` is the filter form, `searching` whether anything was asked of it; the addresses are
    None where there is no such page.
    """

    form: Any
    rows: list[Any]
    searching: bool = False
    previous_url: str | None = None
    next_url: str | None = None

    @property
    def status(self) -> int:
        return 400 if self.form.errors else 200

    @property
    def problems(self) -> list[Problem]:
        """Every sentence that stands against the address, each once."""
        return [
            Problem(sentence, str(self.form[name].label), self.form[name].auto_id)
            if name in self.form.fields
            else Problem(sentence)
            for name, sentences in self.form.errors.items()
            for sentence in sentences
        ]


def list_page(
    request: HttpRequest, filterset: StrictFilterSet, keyset: Keyset, size: int | None = None
) -> ListPage:
    """The page of `filterset` that the request's cursor names, in one query.

    It has `size` rows, or PAGE_SIZE.
    """
    size = size or PAGE_SIZE
    form = filterset.form
    searching = any(any(values) for values in filterset.scope.values())
    if form.errors:
        return ListPage(form, [], searching)
    try:
        page = keyset.page(filterset.rows, size, filterset.data.get("cursor"), filterset.scope)
    except Refused as refusal:
        form.errors["cursor"] = form.error_class(refusal.messages)
        return ListPage(form, [], searching)
    return ListPage(form, page.rows, searching, *neighbours(request.path, filterset.data, page))


def neighbours(path: str, data: QueryDict, page: Page) -> tuple[str | None, str | None]:
    """(previous, next) addresses of a page: the search as it was asked, with another cursor."""
    return (
        with_cursor(path, data, page.previous_cursor),
        with_cursor(path, data, page.next_cursor),
    )


def with_cursor(path: str, data: QueryDict, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if name != "cursor" and any(values):
            kept.setlist(name, values)
    kept["cursor"] = cursor
    return f"{path}?{kept.urlencode()}"


def without_parameters(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page that takes no parameters: it passes over them, so that a shared link never dies.

    A reader is led to the clean address. So a page is kept once, whatever is hung on to it.
    """

    @wraps(view)
    def clean(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if without_tracking(request.GET):
            return redirect(request.path)
        return view(request, *args, **kwargs)

    return clean
