"""People who log in, each with a role (newsroom/roles.py), and the pages that are sober."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest

from deeds.models import SoberDecision
from deeds.workflow import decide_sober
from lib.admin.lists import QuickLists
from newsroom.sober import page_at

admin.site.unregister([User, Group])


def roles_field() -> ModelMultipleChoiceField:
    return ModelMultipleChoiceField(
        Group.objects.order_by("pk"),
        label="Role",
        required=False,
        widget=CheckboxSelectMultiple,
        help_text="What the person may do follows from the role. Usually one.",
    )


class PersonForm(UserChangeForm):
    groups = roles_field()


class NewPersonForm(AdminUserCreationForm):
    groups = roles_field()


@admin.register(User)
class PersonAdmin(QuickLists, UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Name", {"fields": [("first_name", "last_name"), "email"]}),
        ("Role", {"fields": ["groups", "is_staff", "is_active"]}),
        ("When", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", ("first_name", "last_name"), "email"]}),
        ("Role", {"fields": ["groups"]}),
        ("Password", {"fields": ["usable_password", "password1", "password2"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    list_display = ["username", "get_full_name", "role", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    sortable_by = ["username", "last_login"]
    filter_horizontal = []

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_fieldsets(
        self, request: HttpRequest, obj: User | None = None
    ) -> Sequence[tuple[str | None, dict[str, Any]]]:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and request.user.is_superuser:
            return [*fieldsets, ("Everything", {"fields": ["is_superuser"]})]
        return fieldsets

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Who is not a superuser cannot change one, or become one by its password."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.user.is_superuser or not (obj and obj.is_superuser))

    @admin.display(description="role")
    def role(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    @admin.display(description="name")
    def get_full_name(self, user: User) -> str:
        return user.get_full_name()

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        if not change:
            # Somebody whom the desk adds works on the desk.
            obj.is_staff = True
        super().save_model(request, obj, form, change)


@admin.register(Group)
class RoleAdmin(QuickLists, GroupAdmin):
    """Roles come with the release (newsroom/roles.py); a desk may add groups of its own."""


class SoberForm(ModelForm):
    def clean_path(self) -> str:
        return page_at(self.cleaned_data["path"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        path = cleaned.get("path")
        if path and (path in SoberDecision.objects.paths()) == cleaned["sober"]:
            self.add_error("path", "This page is so already.")
        return cleaned


@admin.register(SoberDecision)
class SoberAdmin(QuickLists):
    """Decisions are added, never changed: the latest for a page holds."""

    form = SoberForm
    fields = ["path", "sober", "reason"]
    list_display = ["path", "sober", "by", "at", "reason"]
    list_select_related = ["by"]
    search_fields = ["path"]
    sortable_by: list[str] = []

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: SoberDecision, form: ModelForm, change: bool
    ) -> None:
        made = decide_sober(by=request.user, path=obj.path, sober=obj.sober, reason=obj.reason)
        obj.pk = made.pk
