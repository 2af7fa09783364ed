"""The description of the API, made by a command in a clone that has no database yet."""

from django.core.management import call_command


def test_a_clone_without_a_database_can_describe_the_api(tmp_path):
    file = tmp_path / "openapi.yaml"
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", str(file))
    assert file.read_text().startswith("openapi: 3.1.1")
