"""The rows of a statement: one form for each thing that it says."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict, ErrorList

from .forms import NotJudged

ROWS = 6
MORE_ROWS = 3
MOST_ROWS = 60


class Row(NotJudged):
    """One row: the fields that stand first, and those folded away as they are seldom needed."""

    FIRST: ClassVar[tuple[str, ...]]
    SELDOM: ClassVar[tuple[str, ...]] = ()
    use_required_attribute = False

    def first_fields(self) -> list[BoundField]:
        return [self[name] for name in self.FIRST]

    def seldom_fields(self) -> list[BoundField]:
        return [self[name] for name in self.SELDOM]

    def seldom_used(self) -> bool:
        """Whether anything is filled in, or wrong, among what is folded away."""
        return self.is_bound and any(
            field.errors or field.field.has_changed(None, field.value())
            for field in self.seldom_fields()
        )


class RowsOf(forms.BaseFormSet):
    none_written = "Write at least one row."
    # Of a statement that may say something besides its rows.
    may_be_empty = False
    judged = True

    def judge_nothing(self) -> None:
        """Show what was typed, and say nothing of what is wrong in it."""
        self.judged = False
        for form in self.forms:
            form.judged = False

    @property
    def errors(self) -> list[ErrorDict]:
        return super().errors if self.judged else []

    def non_form_errors(self) -> ErrorList:
        return super().non_form_errors() if self.judged else self.error_class()

    def filled(self) -> list[Any]:
        """The rows in which something was typed."""
        return [form for form in self.forms if form.has_changed()]

    def clean(self) -> None:
        if not self.may_be_empty and not any(self.errors) and not self.filled():
            raise ValidationError(self.none_written)


def rows_of(form: type[Row], rows: type[RowsOf], extra: int = ROWS) -> type[RowsOf]:
    return forms.formset_factory(
        form, formset=rows, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
