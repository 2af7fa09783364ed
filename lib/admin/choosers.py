"""Choosing a related record by typing: no list of thousands is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import Field, ForeignKey, ManyToManyField, Model
from django.forms.boundfield import BoundField
from django.http import HttpRequest

from .addresses import is_key


class Chooser(AutocompleteSelect):
    """An autocomplete that shows nothing chosen for what can be no record; the form says so."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        return super().optgroups(name, [each for each in value if is_key(each)], attrs)


class ChooserOfSeveral(AutocompleteSelectMultiple):
    """The same for several records."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        return super().optgroups(name, [each for each in value if is_key(each)], attrs)


class ChoosesByTyping(BaseModelAdmin):
    """For any ModelAdmin or inline: its `autocomplete_fields` as choosers."""

    chooser: type[Chooser] = Chooser
    chooser_of_several: type[ChooserOfSeveral] = ChooserOfSeveral

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", self.chooser(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", self.chooser_of_several(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class AutocompleteFilter(admin.FieldListFilter):
    """Narrows a list to one related record, found by typing."""

    template = "admin/shared/autocomplete_filter.html"

    def __init__(
        self,
        field: Field,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Model],
        model_admin: admin.ModelAdmin,
        field_path: str,
    ) -> None:
        self.parameter = f"{field_path}__id__exact"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.site = model_admin.admin_site

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def chosen(self) -> Any:
        """What stands in the address, as it stands there; None where nothing does."""
        value = self.used_parameters.get(self.parameter)
        return value[-1] if isinstance(value, list) and value else value

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        others = [
            (name, value)
            for name, values in changelist.filter_params.items()
            if name != self.parameter
            for value in (values if isinstance(values, list) else [values])
        ]
        if changelist.query:
            others.append(("q", changelist.query))
        yield {
            "field": self.chooser(),
            "others": others,
            "chosen": self.chosen(),
            "clear": changelist.get_query_string(remove=[self.parameter]),
        }

    def chooser(self) -> BoundField:
        related: Any = self.field.related_model
        form = forms.Form(initial={self.parameter: self.chosen()}, auto_id="filter_%s")
        form.fields[self.parameter] = forms.ModelChoiceField(
            related._base_manager.all(),
            label=self.title,
            required=False,
            widget=Chooser(self.field, self.site, attrs={"data-width": "100%"}),
        )
        return form[self.parameter]


class LoadedSelect(Chooser):
    """An autocomplete that does not ask again for a record that came with its row."""

    loaded: Model | None = None

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> list[Any]:
        chosen = [str(each) for each in value if each not in (None, "")]
        if self.loaded is None or chosen != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attrs)
        options = [self.create_option(name, self.loaded.pk, str(self.loaded), True, 1)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]
