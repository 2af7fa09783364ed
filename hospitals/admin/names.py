"""Inlines for names: aliases and former names, the same wherever they stand."""

from __future__ import annotations

from django.db.models import Q
from django.forms.models import BaseInlineFormSet

from hospitals.models import Alias
from lib.admin.rows import DeskInline
from lib.text import fold


class AliasFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """“QMC” and “Q.M.C.” are one alias to a search, so they are one here."""
        super().clean()
        seen = set()
        for form in self.forms:
            text = form.cleaned_data.get("text") if hasattr(form, "cleaned_data") else None
            if not text or form.cleaned_data.get("DELETE"):
                continue
            if fold(text) in seen:
                form.add_error("text", "This alias is already listed.")
            seen.add(fold(text))


class AliasInline(DeskInline):
    model = Alias
    formset = AliasFormSet
    fields = ["text", "kind"]
    extra = 1
    verbose_name_plural = "also called"


def aliased(owner: str, term: str) -> Q:
    """Q: the owners ("trust", "hospital" or "source") with an alias that holds the whole term."""
    found = Alias.objects.filter(**{f"{owner}__isnull": False}, folded__contains=fold(term))
    return Q(pk__in=found.values(owner)) if fold(term) else Q(pk__in=[])
