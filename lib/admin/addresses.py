"""Where a record stands on the desk: the one place that knows how the admin calls its pages."""

from __future__ import annotations

from django.db.models import Model
from django.urls import NoReverseMatch, reverse


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
