"""From the page of a strike, a trust or a hospital to what is open there."""

from __future__ import annotations

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from lib.words import between

MOST = 20


def notice_links(kind: str, record: Model | None) -> str:
    """Its notices, the latest first, and a form for more. `kind` is strike, trust or hospital."""
    if record is None or record.pk is None:
        return f"Save the {kind} first."
    rows = record.notices.current().select_related("service", "trust", "hospital", "area__kind")[
        :MOST
    ]
    listed = format_html_join(
        "",
        '<li><a href="{}">{}</a> {}</li>',
        (
            (
                reverse("admin:hospitals_servicenotice_change", args=[row.pk]),
                row,
                between(row.starts_at, row.ends_at),
            )
            for row in rows
        ),
    )
    return format_html(
        '<ul class="plain-list">{}</ul><a href="{}?{}={}">Record what is open or closed</a>',
        listed,
        reverse("admin:hospitals_servicenotice_statement"),
        kind,
        record.pk,
    )
