"""lib ← deeds ← hospitals ← articles ← newsroom: nothing leans on a layer above it.

What is imported is import-linter's (pyproject.toml); here are the ways to lean without an import.
Facts reach stories only through `hospitals/dependents.py`, which names no story code.
"""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

ROOT = Path(settings.BASE_DIR)

LOWER_APPS = {
    "deeds": {"hospitals", "articles", "newsroom"},
    "hospitals": {"articles", "newsroom"},
    "articles": {"newsroom"},
}


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


def modules(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


@pytest.mark.parametrize("layer", LOWER_APPS)
def test_no_layer_names_a_model_or_page_above_it(layer):
    found = {
        str(file.relative_to(ROOT)): reached
        for file in modules(layer)
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


# The reader of names is itself worth a test: a rule that sees nothing passes for ever.


def test_a_foreign_key_in_quotes_is_seen():
    assert forbidden_names('models.ForeignKey("articles.Article")', "hospitals")
    assert forbidden_names('reverse("articles:detail")', "hospitals")
    assert forbidden_names('"articles are written elsewhere."', "hospitals") == []
