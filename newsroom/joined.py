"""Files of the desk that are made of several: one request for a browser, several to write in.

Such a file does nothing but import its parts. In development a browser follows the imports;
`collectstatic` puts the parts in their place. What it makes is plain to read: a part of a style
sheet stands where its @import stood, and each module is a function that returns its exports.

This is no bundler. It knows the two forms of import and the one of export that our own modules
use, and refuses any other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

JOINED = (
    "admin/newsroom/writing-screen.css",
    "admin/newsroom/writing-screen.js",
    "admin/newsroom/editor/start.js",
)

Reader = Callable[[str], str]

STYLE = re.compile(r'^@import "(?P<path>[^"]+)";$', re.MULTILINE)
# A map of lines would be about a file that is no longer on its own.
MAP = re.compile(r"^/\*# sourceMappingURL=.*\*/\s*$", re.MULTILINE)
IMPORT = re.compile(r'^import (?:(?P<what>\{[^}]*\}|\* as \w+) from )?"(?P<path>[^"]+)";?$', re.M)
EXPORT = re.compile(r"^export (?P<kept>(?:async )?(?:function|const) (?P<name>\w+))", re.MULTILINE)
# Other forms of both, a module that waits at its top, and one that is fetched later from beside.
NOT_KNOWN = re.compile(
    r"""^(?:import|export)\b.*|^(?![\s/]|.*\basync\b).*\bawait\b.*|^.*\bimport\(["']\..*""", re.M
)


class CannotJoin(Exception):
    """A part is written in a way that the joining does not know."""


def joined_style(name: str, read: Reader) -> str:
    """The sheet `name` with its parts where they were imported."""

    def part(found: re.Match[str]) -> str:
        path = found["path"]
        text = MAP.sub("", read(_beside(name, path)))
        if "@import" in text:
            raise CannotJoin(f"{path}, a part of {name}, has parts of its own.")
        return re.sub(
            r"url\((?!data:)(.+?)\)",
            lambda url: f"url({posixpath.join(posixpath.dirname(path), url[1])})",
            text,
        )

    return STYLE.sub(part, read(name))


def joined_module(name: str, read: Reader) -> str:
    """The module `name` and all that it imports from beside it; packages stay imports."""
    packages: dict[str, str] = {}
    parts: dict[str, str] = {}
    _add_module(name, read, parts, packages)
    imports = [f'import * as {variable} from "{path}"' for path, variable in packages.items()]
    return "\n".join([*imports, *parts.values()])


def _add_module(name: str, read: Reader, parts: dict[str, str], packages: dict[str, str]) -> str:
    """Adds the module after those it imports; returns the name of what it exports."""

    def imported(found: re.Match[str]) -> str:
        path = found["path"]
        if path.startswith("."):
            given = _add_module(_beside(name, path), read, parts, packages)
        else:
            given = packages.setdefault(path, _variable(path))
        what = (found["what"] or "").replace(" as ", ": ")
        if what.startswith("*"):
            return f"const {what.removeprefix('*: ')} = {given}"
        return f"const {what} = {given}" if what else ""

    variable = _variable(name)
    if name not in parts:
        text = IMPORT.sub(imported, read(name))
        exports = [found["name"] for found in EXPORT.finditer(text)]
        text = EXPORT.sub(lambda found: found["kept"], text)
        if unknown := NOT_KNOWN.search(text):
            raise CannotJoin(f"{name}: “{unknown[0].strip()}” is a form that cannot be joined.")
        given = f"return {{ {', '.join(exports)} }}"
        parts[name] = f"const {variable} = (() => {{\n{text}\n{given}\n}})()"
    return variable


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _variable(path: str) -> str:
    return "from_" + re.sub(r"\W", "_", path)


class DeskStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's, with the files of the desk joined before they get their hashed names."""

    def post_process(
        self, paths: dict[str, Any], *args: Any, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        def read(name: str) -> str:
            # From where it was collected, as a joined file may lie here from the last time.
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode())

        if not dry_run:
            texts = {
                name: (joined_style if name.endswith(".css") else joined_module)(name, read)
                for name in JOINED
                if name in paths
            }
            for name, text in texts.items():
                self.delete(name)
                self.save(name, ContentFile(text.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, *args, dry_run=dry_run, **options)
