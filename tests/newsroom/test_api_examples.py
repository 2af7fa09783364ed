"""The description of the API has an example of everything, and each of them fits."""

import json

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def description(for_all):
    return json.loads(Client().get("/api/v1/schema/").content)


@pytest.fixture(scope="module")
def fits(description):
    """fits(schema, value): the value by the schema's rules, formats included."""
    registry = Registry().with_resource(
        "urn:api", Resource.from_contents(description, default_specification=DRAFT202012)
    )

    def within(schema):
        """The schema with its references leading into the description."""
        if isinstance(schema, dict):
            return {
                name: f"urn:api{inside}" if name == "$ref" else within(inside)
                for name, inside in schema.items()
            }
        return [within(each) for each in schema] if isinstance(schema, list) else schema

    def fits(schema, value):
        Draft202012Validator(
            within(schema),
            registry=registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        ).validate(value)
        return True

    return fits


def operations(description):
    return {path: operations["get"] for path, operations in description["paths"].items()}


def records(description):
    """The schemas that have fields, by name: not the codes that several share, nor pages."""
    schemas = description["components"]["schemas"]
    return [
        (name, each)
        for name, each in schemas.items()
        if "properties" in each and not name.startswith("Paginated")
    ]


def refers(schema):
    """Whether the fields of another shape, which have their own examples, make up this field."""
    return "$ref" in json.dumps(schema)


def test_each_field_of_each_record_has_examples_that_fit(description, fits):
    count = 0
    for name, record in records(description):
        for field, schema in record["properties"].items():
            examples = schema.get("examples", [])
            assert examples or refers(schema), f"{name}.{field}"
            count += sum(fits(schema, example) for example in examples)
    assert count > 500


def test_no_description_tells_how_the_code_works(description):
    told = json.dumps(description)
    for words in ("serializer", "queryset", "subclass", "A record of the API"):
        assert words not in told


def test_a_field_that_may_be_null_has_an_example_that_is_not(description):
    for name, record in records(description):
        for field, schema in record["properties"].items():
            if not refers(schema):
                assert schema["examples"] != [None], f"{name}.{field}"


def test_each_answer_has_an_example_that_fits(description, fits):
    for path, operation in operations(description).items():
        for status, answer in operation["responses"].items():
            for kind, body in answer["content"].items():
                if "json" in kind:
                    [example] = body["examples"].values()
                    assert fits(body["schema"], example["value"]), (path, status)
                    assert answer["description"] or status == "200"


def test_the_example_of_an_answer_has_every_field(description):
    figures = operations(description)["/api/v1/figures/"]["responses"]["200"]
    [example] = figures["content"]["application/json"]["examples"].values()
    example = example["value"]
    record = description["components"]["schemas"]["Figure"]["properties"]
    assert list(example["results"][0]) == list(record)
    assert example["results"][0]["sentence"].startswith("1,854 appointments")
    assert example["results"][0]["trust"]["code"] == "RHM"
    assert example["results"][0]["missing"] is None


def test_each_parameter_has_examples_that_fit(description, fits):
    for path, operation in operations(description).items():
        for parameter in operation.get("parameters", []):
            where = path, parameter["name"]
            if parameter["in"] == "path":
                [key] = parameter["examples"].values()
                assert fits(parameter["schema"], key["value"]), where
                continue
            left_out, *given = [each["value"] for each in parameter["examples"].values()]
            # Whoever tries it in the page starts with the whole list.
            assert left_out in ("", []), where
            assert fits(parameter["schema"], left_out)
            # Where an answer ended is known from that answer alone.
            assert parameter["name"] in ("cursor", "since") or given, where
            assert all(fits(parameter["schema"], each) for each in given)


def test_an_example_that_does_not_fit_would_be_noticed(description, fits):
    figure = description["components"]["schemas"]["Figure"]["properties"]
    for field, wrong in (("period_start", "April"), ("value", "1,854"), ("setting", "some")):
        with pytest.raises(Exception, match="is not"):
            fits(figure[field], wrong)
