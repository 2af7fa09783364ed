"""Where a record stands on the desk: the one place that knows how the admin calls its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, URLPattern, path, reverse

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


def page_url(model: type[Model] | Model, page: str, pk: object = None) -> str:
    """The address of a page of the desk: page_url(Trust, "changelist"), page_url(Trust, "change",
    12); what a ModelAdmin adds is called by the end of its name ("terms", "sign_off")."""
    opts = model._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_{page}"
    return reverse(name, args=[] if pk is None else [pk])


def record_url(record: Model | None) -> str:
    """The page of a record; "" where there is no record, or the desk has no page for it."""
    if record is None:
        return ""
    try:
        return page_url(record, "change", record.pk)
    except NoReverseMatch:
        return ""


def pages_of_record(
    model_admin: ModelAdmin, start: str, pages: Iterable[tuple[str, Callable[..., Any], str]]
) -> list[URLPattern]:
    """Addresses below that of a record, each (rest of it, view, name), for `get_urls`.

    The view is given `object_id` and `model_admin`.
    """
    opts = model_admin.opts
    return [
        path(
            f"<path:object_id>/{start}{rest}",
            model_admin.admin_site.admin_view(view),
            {"model_admin": model_admin},
            name=f"{opts.app_label}_{opts.model_name}_{name}",
        )
        for rest, view, name in pages
    ]


def is_key(text: Any) -> bool:
    """Whether a text from outside can be the number of a record: databases refuse others."""
    written = str(text)
    return written.isascii() and written.isdecimal() and len(written) < 19


def record_at(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> Any:
    """The record that such an address names, as it stands now, for those who may see it."""
    opts = model_admin.opts
    record = model_admin.get_object(request, unquote(object_id))
    if record is None:
        raise Http404(f"There is no {opts.verbose_name} with this number.")
    if not model_admin.has_view_permission(request, record):
        raise PermissionDenied(f"Your role may not see {opts.verbose_name_plural}.")
    return record
