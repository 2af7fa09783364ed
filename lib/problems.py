"""What the API says when it cannot answer: problem details of RFC 9457.

`errors` names the parameter and says what would be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

PROBLEM = "application/problem+json"


class BadParameters(exceptions.APIException):
    """Parameters that we do not understand: `errors` holds the sentences by parameter."""

    status_code = 400
    default_detail = "Some parameters could not be understood."

    def __init__(self, errors: Mapping[str, Iterable[str]]) -> None:
        super().__init__()
        self.errors = {name: list(sentences) for name, sentences in errors.items()}


def problem(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler: {type, title, status, detail, errors: [{parameter, message}]}.

    None, which raises the exception again, for what is our own fault.
    """
    if isinstance(exception, Http404):
        exception = exceptions.NotFound("There is nothing at this address.")
    elif isinstance(exception, PermissionDenied):
        exception = exceptions.PermissionDenied()
    elif isinstance(exception, ValidationError):
        exception = BadParameters({"": exception.messages})
    if not isinstance(exception, exceptions.APIException):
        return None
    set_rollback()
    headers = {}
    if wait := getattr(exception, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return problem_response(
        exception.status_code, str(exception.detail), getattr(exception, "errors", {}), headers
    )


def problem_response(
    status: int,
    detail: str,
    errors: Mapping[str, Iterable[str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    listed = [
        {"parameter": name, "message": sentence}
        for name, sentences in (errors or {}).items()
        for sentence in sentences
    ]
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": listed,
    }
    return Response(body, status=status, headers=dict(headers or {}), content_type=PROBLEM)
