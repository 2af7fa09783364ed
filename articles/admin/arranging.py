"""What is done to several stories at once: section, owner, deadline. They go out one by one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from articles import workflow
from articles.models import Article, Section
from lib.admin.dates import MomentField
from lib.people import called
from lib.refusals import Refused

MOST = 100


class Person(forms.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return called(user)


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(Section.objects.all())


class OwnerForm(forms.Form):
    owner = Person(None, label="To whom")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True, is_staff=True)
        self.fields["owner"].queryset = people.order_by("first_name", "last_name", "username")


class DeadlineForm(forms.Form):
    deadline = MomentField(label="Due")


class Arranges(admin.ModelAdmin):
    """For the ModelAdmin of stories. A story that is refused does not hold up the others."""

    actions = ["set_section", "give_to", "set_due"]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name != "delete_selected"
        }

    def has_give_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.edit_others_article")

    @admin.action(description="Put in a section…", permissions=["change"])
    def set_section(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self.arrange(request, queryset, SectionForm, "set_section", "Put in a section")

    @admin.action(description="Give to…", permissions=["give"])
    def give_to(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self.arrange(request, queryset, OwnerForm, "give_to", "Give to somebody")

    @admin.action(description="Set due…", permissions=["change"])
    def set_due(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        return self.arrange(request, queryset, DeadlineForm, "set_due", "Set when they are due")

    def arrange(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        kind: type[forms.Form],
        action: str,
        title: str,
    ) -> HttpResponse:
        """The page that asks; once it is answered, the list again."""
        stories = list(queryset.order_by("pk")[:MOST])
        form = kind(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            self.tell_arranged(request, stories, form.cleaned_data)
            return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "stories": stories,
            "action": action,
            "checkbox": ACTION_CHECKBOX_NAME,
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/articles/article/arrange.html", context)

    def tell_arranged(
        self, request: HttpRequest, stories: list[Article], given: dict[str, Any]
    ) -> None:
        done = 0
        for story in stories:
            try:
                with transaction.atomic():
                    workflow.arrange(by=request.user, article=story, **given)
                done += 1
            except (Refused, PermissionDenied) as refusal:
                messages.error(request, f"{story}: {refusal}")
        if done:
            messages.success(request, f"Done for {done} of {len(stories)}.")
