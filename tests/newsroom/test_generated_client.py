"""A client that a generator makes of the description alone understands what the API answers."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

import pytest
from django.conf import settings

pytestmark = pytest.mark.api

BIN = Path(sys.executable).parent
SOUTHAMPTON = "University Hospital Southampton NHS Foundation Trust"
IN_APRIL = "junior-doctors-11-15-april-2023"


@pytest.fixture(scope="module")
def generated(demo, tmp_path_factory):
    """generated("api.figures.figures_list"): a module of the client."""
    folder = tmp_path_factory.mktemp("client")
    command = [
        BIN / "openapi-python-client",
        "generate",
        *("--url", f"{demo}schema/"),
        *("--config", settings.BASE_DIR / "docs" / "client.yaml"),
        *("--output-path", folder / "newsroom_client"),
        *("--meta", "none"),
        "--fail-on-warning",
    ]
    path = os.pathsep.join([str(BIN), os.environ["PATH"]])
    made = subprocess.run(
        command, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    told = made.stdout + made.stderr
    assert made.returncode == 0, told
    assert "warning" not in told.casefold(), told
    sys.path.insert(0, str(folder))

    def module(name: str) -> ModuleType:
        return importlib.import_module(f"newsroom_client.{name}")

    yield module
    sys.path.remove(str(folder))


@pytest.fixture
def client(generated, demo):
    address = demo.removesuffix("/api/v1/")
    with generated("client").Client(address, raise_on_unexpected_status=True) as client:
        yield client


def test_the_description_is_valid(demo):
    validator = pytest.importorskip("openapi_spec_validator")
    with urlopen(f"{demo}schema/") as answer:
        validator.validate(json.load(answer))


def test_every_type_of_the_client_has_a_name_of_its_own(generated):
    """Of one field that may be null a generator would make several types with numbers."""
    models = generated("models")
    assert len(models.__all__) > 100
    assert [name for name in models.__all__ if "Type" in name] == []


def test_it_reads_a_list_of_figures_page_after_page(generated, client):
    figures_list = generated("api.figures.figures_list")
    page = figures_list.sync(
        client=client, trust="RHM", strike=IN_APRIL, measure="rescheduled", page_size=1
    )
    [figure] = page.results
    assert (figure.value, figure.how_exact, figure.missing) == (1854, "exact", None)
    assert figure.subject.name == SOUTHAMPTON
    assert (figure.said_by.slug, figure.reported_by.name) == ("nhs-england", "Daily Echo")
    assert str(figure.period_start) == "2023-04-11"
    assert page.next_ is None


def test_it_reads_one_figure_with_those_around_it(generated, client):
    listed = generated("api.figures.figures_list").sync(
        client=client, trust="RHM", strike=IN_APRIL, measure="rescheduled"
    )
    one = generated("api.figures.figures_retrieve").sync(listed.results[0].id, client=client)
    assert one.worked_out is None
    assert [(parts.axis, len(parts.figures)) for parts in one.parts] == [("measure", 2)]
    assert [revision.said for revision in one.revisions] == ["1,854"]


def test_it_reads_a_story(generated, client):
    listed = generated("api.articles.articles_list").sync(client=client, q="southampton")
    story = generated("api.articles.articles_retrieve").sync(listed.results[0].uuid, client=client)
    assert story.headline == listed.results[0].headline
    assert story.text.body
    assert {1854} <= {figure.value for figure in story.figures}
    assert story.quotes[0].terms == "on_record"


def test_it_reads_the_panel_with_its_gaps(generated, client):
    panel = generated("api.panel.panel_list").sync(
        client=client, strike=IN_APRIL, measure="rescheduled"
    )
    values = {row.trust_code: (row.value, row.missing) for row in panel.results}
    assert values["RHM"] == (1854, None)
    assert (None, "no_figure") in values.values()


def test_it_reads_what_sources_have_changed(generated, client):
    updates = generated("api.updates.updates_list").sync(client=client)
    [update] = [each for each in updates.results if each.figure.subject.key == "england"][:1]
    assert update.before.value < update.value
    assert update.revision_reason == "source_revised"


def test_it_reads_problems(generated, client):
    by_value = generated("models").FiguresListOrdering.VALUE
    problem = generated("api.figures.figures_list").sync(client=client, ordering=by_value)
    assert (problem.status, problem.errors[0].parameter) == (400, "ordering")


def test_it_reads_files(generated, client):
    asked = {"client": client, "strike": IN_APRIL}
    table = generated("api.figures.figures_csv_retrieve").sync(**asked)
    assert table.startswith("id,uuid,sentence,")
    workbook = generated("api.figures.figures_xlsx_retrieve").sync(**asked)
    assert workbook.payload.read(2) == b"PK"
