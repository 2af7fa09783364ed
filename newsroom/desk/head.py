"""The head of every page of the desk: where a person goes from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

# (what it is called there, the kind of record), in the order of a day.
ENTRIES = [
    ("Stories", "articles.article"),
    ("Figures", "hospitals.disruptionfigure"),
    ("Quotations", "articles.quote"),
    ("Strikes", "hospitals.strike"),
]


@dataclass(frozen=True)
class Entry:
    """`here`: the page that is shown lies below it."""

    label: str
    url: str
    here: bool = False


@dataclass(frozen=True)
class Group:
    name: str
    entries: list[Entry]


@dataclass(frozen=True)
class Head:
    """What stands in the head, and behind *More* in groups."""

    entries: list[Entry]
    more: list[Group]

    @property
    def no_role(self) -> bool:
        return len(self.entries) == 1 and not self.more


def head(groups: list[dict[str, Any]], path: str) -> Head:
    """Of the groups that `AdminSite.get_app_list` gives this person, on the page with this path."""
    lists = {
        model["model"]._meta.label_lower: model
        for group in groups
        for model in group["models"]
        if model["admin_url"]
    }
    today = reverse("admin:index")
    entries = [Entry("Today", today, path == today)]
    for label, kind in ENTRIES:
        if kind in lists:
            entries.append(entry(label, lists.pop(kind), path))
    more = [
        Group(
            group["name"],
            [
                entry(model["name"], model, path)
                for model in group["models"]
                if model["model"]._meta.label_lower in lists
            ],
        )
        for group in groups
    ]
    return Head(entries, [group for group in more if group.entries])


def entry(label: str, model: dict[str, Any], path: str) -> Entry:
    label = label[:1].upper() + label[1:]
    return Entry(label, model["admin_url"], path.startswith(model["admin_url"]))
