"""How the API describes itself: OpenAPI 3.1 from the serializers, the filters and the docstrings.

Everything here hangs on what drf-spectacular offers for it: methods of AutoSchema that are there
to be overridden, an extension for our fields, a hook on the finished description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_lib_doc_excludes
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse

from lib.fields import CharField, IntegerField
from lib.problems import PROBLEM
from lib.serializers import Named, Record, example_of


class MistakeSerializer(Record):
    parameter = CharField("Its name; empty for the whole.", "tust")
    message = CharField("", "There is no “tust” here. Did you mean “trust”?")


class ProblemSerializer(Record):
    type = CharField("", "about:blank")
    title = CharField("", "Bad Request")
    status = IntegerField("", 400)
    detail = CharField("", "Some parameters could not be understood.")
    errors = MistakeSerializer(
        many=True, help_text="What is wrong with which parameter, and what would be right."
    )


# Status: (when, title, detail).
Wrong = Mapping[str, tuple[str, str, str]]
WRONG: Wrong = {
    "400": (
        "A parameter that we do not understand: `errors` says which, and what would be right.",
        "Bad Request",
        "Some parameters could not be understood.",
    ),
    "404": ("There is no such record.", "Not Found", "There is nothing at this address."),
    "429": (
        "Too many requests in a minute; `Retry-After` says when to come back.",
        "Too Many Requests",
        "Request was throttled. Expected available in 31 seconds.",
    ),
    "500": (
        "Something broke on our side.",
        "Internal Server Error",
        "The fault is ours, and it has been noted. Please try again in a few minutes.",
    ),
    "503": (
        "Another file is being made, or the answer took too long; `Retry-After` says when to come "
        "back.",
        "Service Unavailable",
        "Another file is being made, and there is one at a time. Please come back in 5 seconds.",
    ),
}
# An address too long for the server in front is answered by that server, in its own words.
TOO_LONG = ("414", "text/html")


class Schema(AutoSchema):
    """Says of each address what this API always does: strict parameters, problem details."""

    @property
    def of_one(self) -> bool:
        """Whether the address is that of a single record."""
        return bool(getattr(self.view, "detail", False))

    def get_tags(self) -> list[str]:
        first = self.path.removeprefix("/api/v1/").partition("/")[0].partition(".")[0]
        return [first or "root"]

    def get_operation_id(self) -> str:
        # A dot would be no name in any language.
        return str(super().get_operation_id()).replace(".", "_")

    def get_summary(self) -> str:
        last = [part for part in self.path.split("/") if part and not part.startswith("{")][-1]
        if last == "v1":
            return "Root"
        return f"One of the {last}" if self.of_one else last.capitalize()

    def get_filter_backends(self) -> list[Any]:
        """Those of the view, whose parameters a single record has too."""
        return list(getattr(self.view, "filter_backends", []))

    def get_examples(self) -> list[OpenApiExample]:
        """The answer, made of the first examples of its fields; and keys in the address."""
        record = example_of(self.view.get_serializer_class()())
        return [OpenApiExample("record", value=record), *self.examples_of_keys(record)]

    def examples_of_keys(self, record: Mapping[str, Any]) -> Iterator[OpenApiExample]:
        for name in re.findall(r"{(\w+)}", self.path):
            value = record[name] if self.of_one else self.view.parameter_examples[name]
            yield OpenApiExample("key", value=value, parameter_only=(name, "path"))

    def get_response_serializers(self) -> Any:
        more = getattr(self.view, "may_answer", {})
        return answers({"200": super().get_response_serializers()}, more)


def answers(usual: Mapping[Any, Any], more: Wrong | None = None) -> dict[Any, Any]:
    """The usual answers of an address with all that may go wrong, by status and media type."""
    wrong = {
        (status, PROBLEM): OpenApiResponse(
            ProblemSerializer, said[0], examples=[problem_of(status, said)]
        )
        for status, said in {**WRONG, **(more or {})}.items()
    }
    return {**usual, **wrong, TOO_LONG: OpenApiTypes.STR}


def problem_of(status: str, said_of_it: tuple[str, str, str]) -> OpenApiExample:
    """The example of a problem; only a wrong parameter has more to say than its title."""
    _, title, detail = said_of_it
    said = {"status": int(status), "title": title, "detail": detail}
    more: dict[str, Any] = {} if status == "400" else {"errors": []}
    return OpenApiExample(title, value=example_of(ProblemSerializer()) | said | more)


class FieldExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """A field of ours says of itself what it holds, with examples."""

    target_class = "lib.fields.Field"
    match_subclasses = True

    def get_name(self) -> str | None:
        """The name of a type that several fields share."""
        return getattr(self.target, "type_name", None)

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        schema = dict(self.target.schema)
        if self.get_name():
            return schema
        return schema | {"examples": self.target.examples}


def undocumented() -> list[type]:
    """Classes whose docstrings are for us: from these on, none is a description."""
    from lib.api import ReadOnly, ReadOnlyViewSet

    theirs: list[type] = get_lib_doc_excludes()  # type: ignore[no-untyped-call]
    return [*theirs, Named, Record, ReadOnly, ReadOnlyViewSet]


def fields_may_be_left_out(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A record that was asked for with `fields=` lacks the others, so it requires none."""
    for operations in result["paths"].values():
        operation = operations.get("get", {})
        if not any(one["name"] == "fields" for one in operation.get("parameters", [])):
            continue
        for body in operation["responses"]["200"]["content"].values():
            record = target(result, body["schema"])
            rows = record.get("properties", {}).get("results")
            target(result, rows["items"] if rows else body["schema"]).pop("required", None)
    return result


def target(result: dict[str, Any], schema: dict[str, Any]) -> Any:
    name = schema.get("$ref", "").rpartition("/")[2]
    return result["components"]["schemas"][name] if name else schema
