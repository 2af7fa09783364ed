"""Form fields for marked text: an editor that keeps citation marks, and the sanitiser behind it.

Without JavaScript, or when the editor fails to load, the text area shows the marks as they are
stored and can be edited like that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap, Media, Script

from articles import markup
from articles.workflow.cited import Cited

from .citing import addresses

CITATIONS = {"CitedQuote": True, "CitedFigure": True, "CleanPaste": True}
# Its file of icons weighs as much as all our pages: writing.css has words for them. Of its scripts
# only the editor is loaded, and started by our own.
EDITOR = Media(
    importmap=ImportMap({"django-prose-editor/editor": "django_prose_editor/editor.js"}),
    js=[
        Script("django_prose_editor/editor.js", type="module"),
        Script("admin/newsroom/editor/start.js", type="module"),
    ],
)
# The writing screen has all else in one file, which newsroom.joined makes; its styles, too.
WRITING_SCREEN = Media(js=[Script("admin/newsroom/writing-screen.js", type="module")]) + EDITOR
WORDS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "PullQuote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "autolink": False, "protocols": ["http", "https", "mailto"]},
    "TrailingNode": True,
}
BODY_MENU = [
    {"group": "citations"},
    {"group": "notes"},
    {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
    {"group": "lists"},
    {"group": "nodes -blockType -lists"},
    {"group": "marks"},
    {"group": "link"},
    {"group": "history"},
    {"group": "utility"},
    {"group": "findings"},
]
LINE_MENU = [
    {"group": "citations"},
    {"group": "notes"},
    {"group": "utility"},
    {"group": "findings"},
]


class MarkedWidget(AdminProseEditorWidget):
    """The editor with our marks. `one_line` is for headlines, standfirsts and captions."""

    def __init__(
        self, *, label: str, one_line: bool = False, attrs: dict[str, Any] | None = None
    ) -> None:
        self.label, self.one_line = label, one_line
        super().__init__(attrs=attrs, preset="configurable")

    @property
    def media(self) -> forms.Media:
        return EDITOR + Media(
            css={"all": ["django_prose_editor/editor.css", "admin/newsroom/editor.css"]},
            js=["admin/newsroom/editor-guard.js"],
        )

    def get_config(self) -> dict[str, Any]:
        named = {"Named": {"label": self.label, "multiline": not self.one_line}}
        shape = (
            {"OneLine": True, "Document": False} if self.one_line else {"Document": True, **WORDS}
        )
        menu = {"Menu": {"groups": LINE_MENU if self.one_line else BODY_MENU}}
        asked = addresses()
        if not self.one_line:
            shape["Graphic"] = {"figures": asked["figures"]}
        citing = {
            "Citing": {name: asked[name] for name in ("offers", "form", "record")},
            "MarkStates": {"marks": asked["marks"]},
            "CopyCheck": {name: asked[name] for name in ("findings", "marks", "answer")},
            "Notes": True,
        }
        basics = {"Paragraph": True, "Text": True, "History": True, "Dropcursor": True}
        return {
            "extensions": {
                name: value
                for name, value in {
                    **basics,
                    **shape,
                    **CITATIONS,
                    **citing,
                    **named,
                    **menu,
                }.items()
                if value is not False
            },
        }


class MarkedField(forms.CharField):
    """Text with citation marks, sanitised as everywhere else: the whole body, or one line."""

    def __init__(self, *, label: str, one_line: bool = False, **kwargs: Any) -> None:
        self.sanitise = markup.sanitise_inline if one_line else markup.sanitise_body
        kwargs.setdefault("widget", MarkedWidget(label=label, one_line=one_line))
        super().__init__(label=label, **kwargs)

    def to_python(self, value: Any) -> str:
        return self.sanitise(super().to_python(value)).strip()

    def has_changed(self, initial: Any, data: Any) -> bool:
        """The editor writes paragraphs around a headline: that is not a change."""
        try:
            return super().has_changed(initial, self.to_python(data))
        except ValidationError:
            return True


def in_words(kind: str, number: int) -> str:
    return f"{'figure' if kind == 'figure' else 'quotation'} {number}"


def unknown_marks(cited: Iterable[Cited]) -> list[str]:
    """A sentence for each mark in `cited` (workflow.cited.Cited) whose record is not there."""
    return [
        f"{each.told} cites {in_words(each.kind, number)}, and there is none with this number: "
        "look it up, or remove the mark."
        for each in cited
        for number in each.missing
    ]


def lost_sentence(lost: Iterable[tuple[str, int]], before: str) -> str:
    """Which citations a save would lose (a Counter of (kind, id)), with the words they held."""
    words = {
        (mark.kind, number): mark.words.strip('“”"') or mark.graphic
        for mark in markup.marks(before)
        for number in mark.ids
    }
    listed = [
        f"{in_words(*key)} (“{words[key]}”)" if key in words else in_words(*key)
        for key in sorted(lost)
    ]
    return (
        f"Saving this would remove {'these citations' if len(listed) > 1 else 'this citation'}: "
        f"{'; '.join(listed)}. Put {'them' if len(listed) > 1 else 'it'} back, or tick “I mean to "
        "remove these citations” and save again."
    )
