"""How to embed what a page shows, folded below it."""

from __future__ import annotations

from typing import Any

from django import template

from lib.api import absolute
from lib.frames import frame_code

register = template.Library()


@register.inclusion_tag("includes/embed_code.html", takes_context=True)
def embed_code(context: Any, address: str, title: str, height: int) -> dict[str, str]:
    full = absolute(context["request"], address)
    return {"title": title, "code": frame_code(full, title, height)}
