"""newsroom.lib ← deeds ← hospitals ← articles ← newsroom: nothing leans on a layer above it.

Read from the source with `ast`, so that an import inside a function counts like any other.
Facts reach stories only through `hospitals/dependents.py`, which names no story code.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

ROOT = Path(settings.BASE_DIR)

# What each layer may import of ours, apart from itself.
MAY_IMPORT = {
    "newsroom.lib": [],
    "deeds": ["newsroom.lib"],
    "hospitals": ["newsroom.lib", "deeds"],
    "articles": ["newsroom.lib", "deeds", "hospitals"],
}
OURS = ("newsroom", "deeds", "hospitals", "articles")
LOWER_APPS = {
    "deeds": {"hospitals", "articles", "newsroom"},
    "hospitals": {"articles", "newsroom"},
    "articles": {"newsroom"},
}


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def imported(tree: ast.Module, package: str) -> Iterator[tuple[int, str]]:
    """(line, module) for each import in `tree`; `package` is where its relative ones start."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: 1 - node.level or None] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from newsroom import lib` names newsroom.lib, and `from . import x` a sibling
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and _is_import_by_name(node):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def _is_import_by_name(call: ast.Call) -> bool:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return name in {"import_module", "import_string", "__import__"}


def forbidden_imports(source: str, layer: str, package: str) -> list[str]:
    """The imports in `source`, a module of `layer` in `package`, that reach too high."""
    allowed = [layer, *MAY_IMPORT[layer]]
    return [
        f"line {line}: {module}"
        for line, module in imported(ast.parse(source), package)
        if any(inside(module, ours) for ours in OURS)
        and not any(inside(module, package) for package in allowed)
    ]


def forbidden_names(source: str, layer: str) -> list[str]:
    """Texts such as "articles.Article" or "articles:detail": a model or page named from below."""
    pattern = re.compile(rf"^({'|'.join(LOWER_APPS[layer])})(\.[A-Z]\w*|:\w+)")
    return [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and pattern.match(node.value)
    ]


def modules(layer: str) -> Iterator[tuple[Path, str]]:
    """(file, package it lies in) for the Python of one layer."""
    for file in sorted(ROOT.joinpath(*layer.split(".")).rglob("*.py")):
        yield file, ".".join(file.relative_to(ROOT).parent.parts)


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_no_layer_imports_one_above_it(layer):
    found = {
        str(file.relative_to(ROOT)): reached
        for file, package in modules(layer)
        if (reached := forbidden_imports(file.read_text(encoding="utf-8"), layer, package))
    }
    assert found == {}


@pytest.mark.parametrize("layer", LOWER_APPS)
def test_no_layer_names_a_model_or_page_above_it(layer):
    found = {
        str(file.relative_to(ROOT)): reached
        for file, _ in modules(layer)
        if (reached := forbidden_names(file.read_text(encoding="utf-8"), layer))
    }
    assert found == {}


@pytest.mark.parametrize("layer", LOWER_APPS)
def test_no_foreign_key_points_upward(layer):
    upward = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(layer).get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model
        and field.related_model._meta.app_label in LOWER_APPS[layer]
    ]
    assert upward == []


@pytest.mark.parametrize("layer", LOWER_APPS)
def test_no_migration_depends_on_one_above(layer):
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    upward = [
        f"{name} depends on {'.'.join(dependency)}"
        for (app, name), migration in migrations.items()
        if app == layer
        for dependency in migration.dependencies + migration.run_before
        if dependency[0] in LOWER_APPS[layer]
    ]
    assert upward == []


@pytest.mark.parametrize("layer", LOWER_APPS)
def test_no_template_links_to_a_page_above(layer):
    """A fact's page shows stories too; their addresses come through the port, ready made."""
    above = "|".join(LOWER_APPS[layer])
    pattern = re.compile(
        rf"{{%\s*(?:url\s+['\"](?:{above}):|(?:extends|include)\s+['\"](?:admin/)?(?:{above})/"
        rf"|load\s[^%]*\b(?:{above})_)"
    )
    found = [
        f"{file.relative_to(ROOT)}: {match.group()}"
        for folder in (f"templates/{layer}", f"templates/admin/{layer}", f"{layer}/templates")
        for file in sorted(ROOT.glob(f"{folder}/**/*.html"))
        for match in pattern.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []


# The reader of imports is itself worth a test: a rule that sees nothing passes for ever.


@pytest.mark.parametrize(
    "source",
    [
        "import articles",
        "import articles.models as stories",
        "from articles.models import Article",
        "def late():\n    from articles import models",
        "from newsroom import views",
        "from newsroom.settings import DEBUG",
        "from ...articles import models",
        "import_module('articles.correct')",
    ],
)
def test_a_reach_upward_is_seen(source):
    assert forbidden_imports(source, "hospitals", "hospitals.models")


@pytest.mark.parametrize(
    "source",
    [
        "from newsroom.lib import numbers",
        "from newsroom.lib.errors import Refused",
        "from . import trusts",
        "from ..models import Trust",
        "import django.apps",
    ],
)
def test_a_reach_sideways_or_down_is_not(source):
    assert forbidden_imports(source, "hospitals", "hospitals.models") == []


def test_a_foreign_key_in_quotes_is_seen():
    assert forbidden_names('models.ForeignKey("articles.Article")', "hospitals")
    assert forbidden_names('reverse("articles:detail")', "hospitals")
    assert forbidden_names('"articles are written elsewhere."', "hospitals") == []
