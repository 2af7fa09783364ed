"""What could not be sent: what, why, and whether it is tried again or dropped."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lib.admin.buttons import Button, ButtonsInsteadOfForm
from lib.admin.lists import QuickLists, View
from lib.people import called

from .. import workflow
from ..models import OutboxItem
from ..outbox import in_words
from ..workflow.outbox import SEND

State = OutboxItem.State


def what_it_is(item: OutboxItem) -> str:
    return in_words([item])[item.pk]


class InWords(ChangeList):
    """The rows of a page with what each is, found for all of them together."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        words = in_words(self.result_list)
        for item in self.result_list:
            item.words = words[item.pk]


class Decision(Button):
    permission = SEND

    @classmethod
    def possible(cls, user: Any, record: OutboxItem) -> bool:
        return record.state == State.FAILED

    def next_url(self) -> str:
        left = OutboxItem.objects.failed().exists()
        failed = reverse("admin:deeds_outboxitem_changelist") + "?state__exact=failed"
        return failed if left else reverse("admin:index")


class TryAgain(Decision):
    name, label = "again", "Try again"
    main = True

    def run(self) -> str:
        workflow.try_again(by=self.user, item=self.record)
        return f"It is tried again now: {what_it_is(self.record)}."


class Drop(Decision):
    name, label = "drop", "Drop it"

    def run(self) -> str:
        workflow.drop(by=self.user, item=self.record)
        return f"Dropped: {what_it_is(self.record)}."


@admin.register(OutboxItem)
class OutboxAdmin(ButtonsInsteadOfForm, QuickLists):
    buttons = [TryAgain, Drop]
    verb = ""
    page_template = "admin/deeds/outboxitem/page.html"
    page_title = "Could not be sent"
    list_display = ["what", "state", "asked_at", "attempts", "last_error"]
    list_filter = ["state"]
    views = [
        View("Could not be sent", "state__exact=failed", lambda user: OutboxItem.objects.failed()),
        View(
            "Waiting",
            "state__exact=waiting",
            lambda user: OutboxItem.objects.filter(state=State.WAITING),
        ),
    ]
    sortable_by = []
    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return InWords

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="what")
    def what(self, item: Any) -> str:
        return str(item.words)

    def turned_away(
        self, request: HttpRequest, button: type[Button], record: OutboxItem
    ) -> HttpResponse | None:
        """The buttons stand on the page of the item, which asks for them."""
        if request.method != "POST":
            return HttpResponseRedirect(self.page_of(record))
        return super().turned_away(request, button, record)

    def page(self, request: HttpRequest, record: OutboxItem) -> dict[str, Any]:
        return {
            "what": what_it_is(record),
            "dropped_by": record.dropped_by and called(record.dropped_by),
            "back": reverse("admin:deeds_outboxitem_changelist") + "?state__exact=failed",
        }
