"""What people say of findings of the copy check that were not right: a list to learn from."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.models import FindingAnswer
from lib.admin.lists import QuickLists
from lib.people import called
from lib.words import short_stamp

# Whoever decides about reference data looks through it.
LOOKS_THROUGH = "hospitals.sign_off_fact"
OF = {"figure": "number", "quote": "quotation", "law": "mark of law"}


class NotRight(ChangeList):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "Findings that were not right"


@admin.register(FindingAnswer)
class FindingsNotRight(QuickLists):
    """Only to look at: what was answered is never changed."""

    list_display = ["words_in_short", "said", "reason", "about", "who", "when"]
    list_filter = ["verdict"]
    search_fields = ["words", "sentence", "message", "reason"]
    search_help_text = "Words, sentence or reason"
    sortable_by = ()
    ordering = ["-at", "-id"]
    fields = ["words", "sentence", "message", "reason", "about", "article", "who", "when"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[FindingAnswer]:
        found = super().get_queryset(request).filter(kind=FindingAnswer.Kind.NOT_RIGHT)
        return found.select_related("by", "article")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return NotRight

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm(LOOKS_THROUGH))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="words")
    def words_in_short(self, answer: FindingAnswer) -> str:
        return f"“{answer.words[:80]}”"

    @admin.display(description="what the check said")
    def said(self, answer: FindingAnswer) -> str:
        return answer.message

    @admin.display(description="about")
    def about(self, answer: FindingAnswer) -> str:
        return f"{OF.get(answer.of, answer.of)}, {answer.verdict}"

    @admin.display(description="who says so")
    def who(self, answer: FindingAnswer) -> str:
        return called(answer.by)

    @admin.display(description="when")
    def when(self, answer: FindingAnswer) -> str | None:
        return short_stamp(answer.at)
