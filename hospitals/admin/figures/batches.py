"""Checking and releasing several figures at once: shown first, then done one by one.

One that is refused does not hold up the others; the page says which, and why.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from hospitals import workflow
from hospitals.models import DisruptionFigure, FigureRevision
from lib.refusals import Refused

from .page import pending, sentence

MOST = 100
Run = Callable[[DisruptionFigure, FigureRevision], object]


@dataclass
class Row:
    """One figure of a batch: what is asked of it, and in the end what became of it."""

    figure: DisruptionFigure
    revision: FigureRevision | None
    sentence: str
    seen: str = ""
    done: str = ""
    refused: str = ""


class Batches(admin.ModelAdmin):
    """The two actions of the list of figures, for its ModelAdmin."""

    actions = ["check_several", "release_several"]

    def has_check_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("hospitals.check_figure")

    def has_release_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("hospitals.release_figure")

    @admin.action(
        description="Check the chosen figures against their source", permissions=["check"]
    )
    def check_several(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self.batch(
            request,
            queryset,
            name="check_several",
            title="Do our records match the source?",
            button="They match: mark the ticked ones as checked",
            pick=pending,
            nothing="nothing waits for a check.",
            doubt=only_proposed,
            run=lambda figure, revision: workflow.check(
                by=request.user,
                revision=revision,
                seen=request.POST.get(f"seen-{figure.pk}", ""),
            ),
            token=workflow.check_token,
            told="checked",
        )

    @admin.action(description="Release the chosen figures to readers", permissions=["release"])
    def release_several(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        now = timezone.now()
        return self.batch(
            request,
            queryset,
            name="release_several",
            title="Release these figures to readers?",
            button="Release the ticked ones now",
            pick=lambda figure: (
                figure.latest() if figure.released_at is None or figure.released_at > now else None
            ),
            nothing="already released.",
            doubt=lambda figure, revision: " ".join(workflow.why_not_public(figure, now)),
            run=lambda figure, revision: workflow.release(by=request.user, figures=[figure]),
            told="released",
        )

    def batch(
        self,
        request: HttpRequest,
        queryset: QuerySet,
        *,
        name: str,
        title: str,
        button: str,
        pick: Callable[[DisruptionFigure], FigureRevision | None],
        nothing: str,
        doubt: Callable[[DisruptionFigure, FigureRevision], str],
        run: Run,
        told: str,
        token: Callable[[FigureRevision], str] | None = None,
    ) -> HttpResponse | None:
        """Show the chosen figures, or do with each what was confirmed; None if they are too many.

        `pick` gives the revision that it is about (None: `nothing` is to be done), `doubt` says
        what stands against it, `run` does it, `token` is of what the page showed.
        """
        rows = [
            Row(figure, pick(figure), sentence(figure, pick(figure) or figure.latest()))
            for figure in queryset[: MOST + 1]
        ]
        if len(rows) > MOST:
            messages.error(request, f"Choose at most {MOST} figures at a time.")
            return None
        done = "confirmed" in request.POST
        for row in rows:
            if row.figure.withdrawn_at:
                row.refused = f"withdrawn: {row.figure.withdrawn_reason}"
            elif row.revision is None:
                row.refused = nothing
            elif done and not (token and doubt(row.figure, row.revision)):
                self.run_one(row, run, told)
            else:
                row.refused = doubt(row.figure, row.revision)
            if token and row.revision is not None and not done:
                row.seen = token(row.revision)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.model._meta,
            "rows": rows,
            "done": done,
            "told": told,
            "done_count": sum(1 for row in rows if row.done),
            "action": name,
            "button": button,
            "checkbox": ACTION_CHECKBOX_NAME,
            "possible": any(not row.refused for row in rows),
            "back": reverse("admin:hospitals_disruptionfigure_changelist"),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/hospitals/disruptionfigure/batch.html", context)

    def run_one(self, row: Row, run: Run, told: str) -> None:
        try:
            run(row.figure, row.revision)
        except Refused as refusal:
            row.refused = " ".join(refusal.messages)
        except PermissionDenied as refusal:
            row.refused = str(refusal)
        else:
            row.done = told


def only_proposed(figure: DisruptionFigure, revision: FigureRevision) -> str:
    """The list does not show what is signed off with it: the figure's own page does."""
    if workflow.proposals_behind(workflow.rests_on(revision)):
        return "something new was proposed for it: check it on its own page."
    return ""
