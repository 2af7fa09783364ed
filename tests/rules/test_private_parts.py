"""What other people's code keeps to itself, with a name that begins with an underscore, stays
theirs: it changes with any release, and nobody says so.

What is used all the same stands below, each with the reason.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LAYERS = ("lib", "deeds", "hospitals", "articles", "newsroom", "demo", "benchmarks")
# Documented, and so no private part; of `_state` only these.
DOCUMENTED = {"_meta", "_base_manager", "_default_manager"}
OF_STATE = {"adding", "db"}

# (file, name): why there is no other way
ALLOWED = {
    ("hospitals/workflow/documents.py", "_history_user"): "documented by django-simple-history",
    ("hospitals/workflow/proposing.py", "_history_user"): "documented by django-simple-history",
    ("newsroom/storage.py", "_save"): "documented for those who write a storage",
}


def private_parts(source: str) -> set[str]:
    """Names that begin with an underscore, reached into or imported, and not the file's own."""
    tree = ast.parse(source)
    ours = set(defined(tree))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found |= private_attribute(node)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {each.name for each in node.names if is_private(each.name)}
    return found - ours


def private_attribute(node: ast.Attribute) -> set[str]:
    inner = node.value
    if isinstance(inner, ast.Attribute) and inner.attr == "_state":
        return {node.attr} - OF_STATE
    if node.attr in DOCUMENTED | {"_state"} or not is_private(node.attr):
        return set()
    return {node.attr}


def is_private(name: str) -> bool:
    """`__name__` is Python's."""
    return name.startswith("_") and not name.startswith("__") and name != "_"


def defined(tree: ast.AST) -> Iterator[str]:
    """What this file gives a name itself, other than by overriding what it goes on to call."""
    overriding = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func) == "super"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in overriding:
            yield node.name
        elif is_set_on_self(node):
            yield node.attr


def is_set_on_self(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value) in ("self", "cls")
    )


def product_code() -> Iterator[Path]:
    for layer in LAYERS:
        for file in sorted((ROOT / layer).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def test_private_parts_are_left_alone():
    found = {
        (str(file.relative_to(ROOT)), name)
        for file in product_code()
        for name in private_parts(file.read_text(encoding="utf-8"))
    }
    assert found - ALLOWED.keys() == set()
    assert ALLOWED.keys() - found == set(), "no longer needed: take it off the list"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("from django.forms.models import _get_foreign_key", {"_get_foreign_key"}),
        ("super()._save(name)", {"_save"}),
        ("def _save(self): return super()._save()", {"_save"}),
        ("form._errors = {}", {"_errors"}),
        ("record._state.fields_cache", {"fields_cache"}),
        ("record._state.adding, record._meta.label, model._base_manager", set()),
        ("from django.utils.translation import gettext as _", set()),
        ("from .doing import _here", set()),
        ("def _ours(): pass\nmodule._ours()", set()),
        ("class A:\n def f(self): self._mine = 1\n def g(self): return self._mine", set()),
        ("__name__, thing.__class__", set()),
    ],
)
def test_the_reader_of_names_sees_them(source, seen):
    assert private_parts(source) == seen
