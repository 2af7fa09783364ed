"""A select of hundreds of options, written in one go."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class LongSelect(forms.Select):
    """Looks like Django's select, which renders a template for each option: with all trusts in
    it, that was more than half the work of a page. `choices` are (value, words), no groups.
    """

    # Taken as they are: Django looks through all of them for groups.
    choices: Any = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        options = [
            f'<option value="{escape(key)}"{" selected" if str(key) == chosen else ""}>'
            f"{escape(words)}</option>"
            for key, words in self.choices
        ]
        attributes = flatatt({"name": name, **self.attrs, **(attrs or {})})
        return mark_safe(f"<select{attributes}>\n{chr(10).join(options)}\n</select>")
