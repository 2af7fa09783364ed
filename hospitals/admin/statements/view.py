"""The page on which a statement is recorded."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hospitals.models import Dispute, Evidence, Hospital, Strike, Trust
from lib.admin.addresses import is_key, page_url
from lib.admin.asking import asks_with

from .statement import Statement


def statement_view(
    model_admin: ModelAdmin, request: HttpRequest, kind: type[Statement]
) -> HttpResponse:
    """GET the empty form (the address fills in what it names); POST records, or adds rows."""
    opts = model_admin.model._meta
    if not model_admin.has_add_permission(request):
        raise PermissionDenied(f"Your role may not record {opts.verbose_name_plural}.")
    then = desk_page(request.POST.get("then") or request.GET.get("then", ""))
    if request.method == "POST":
        statement = kind(request.POST, request.FILES)
        if "_more" in request.POST:
            statement = statement.with_more_rows(request.POST)
        elif "_read" in request.POST:
            statement = kind.of_letter(request.POST)
        else:
            records = statement.record(request.user, propose="_propose" in request.POST)
            if records:
                answer = statement.recorded(request, records)
                return HttpResponseRedirect(then) if then else answer
        # No browser sends a file twice: which one has to be chosen again stands beside the field.
        statement.lost_file = request.FILES.get(statement.evidence.add_prefix("file"))
    else:
        statement = kind(initial=initial(request))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": statement.title,
        "opts": opts,
        "statement": statement,
        "media": model_admin.media + statement.media,
        "has_errors": any(form.is_bound and form.errors for form in statement.forms())
        or (statement.rows.is_bound and bool(statement.rows.non_form_errors())),
        "then": then,
        "back": then or page_url(model_admin.model, "changelist"),
    }
    return TemplateResponse(request, statement.template, context)


def desk_page(address: str) -> str:
    """The page of the desk to which somebody goes on from here; "" for any other address."""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours and address.startswith(reverse("admin:index")) else ""


# (in the address, field, whose number it is)
FILLS_IN = [
    ("evidence", "evidence", Evidence),
    ("strike", "strike", Strike),
    ("dispute", "dispute", Dispute),
    ("trust", "place", Trust),
    ("hospital", "place", Hospital),
]


def initial(request: HttpRequest) -> dict[str, Model | None]:
    """What the address fills in; a number that is no record fills in nothing."""
    found = {}
    for parameter, name, model in FILLS_IN:
        text = request.GET.get(parameter, "")
        if is_key(text):
            found[name] = model.objects.filter(pk=int(text)).first()
    return found


class FromDocuments(ModelAdmin):
    """For the ModelAdmin of what documents say: /…/statement/ records it, and “Add” leads there.

    `form_by_hand`: the admin's own form makes one too, in the window that another form opens.
    """

    statement_kind: type[Statement]
    form_by_hand = False

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_statement"
        view = self.admin_site.admin_view(self.statement)
        return [path("statement/", view, name=name), *super().get_urls()]

    # A long letter takes a while to read: nobody’s deed waits for it.
    @asks_with("_more", "_read")
    def statement(self, request: HttpRequest) -> HttpResponse:
        return statement_view(self, request, self.statement_kind)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if self.form_by_hand and (request.method == "POST" or IS_POPUP_VAR in request.GET):
            return super().add_view(request, form_url, extra_context)
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return HttpResponseRedirect(page_url(self.model, "statement") + query)
