"""Files of the desk that are joined: what they are made of, and what cannot be joined."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from articles.admin import editor
from newsroom.joined import (
    JOINED,
    CannotJoin,
    DeskStaticFiles,
    joined_module,
    joined_style,
)


def read_found(name):
    with open(finders.find(name), encoding="utf-8") as file:
        return file.read()


def test_a_module_is_joined_with_what_it_imports_each_once():
    files = {
        "desk/all.js": 'import { one } from "./one.js"\nimport "./two.js"\nsay(one)',
        "desk/one.js": 'import { P as Q } from "pkg"\nexport const one = () => Q',
        "desk/two.js": 'import * as all from "./one.js"\nsay(all.one)',
    }
    assert joined_module("desk/all.js", files.__getitem__).split("\n") == [
        'import * as from_pkg from "pkg"',
        "const from_desk_one_js = (() => {",
        "const { P: Q } = from_pkg",
        "const one = () => Q",
        "return { one }",
        "})()",
        "const from_desk_two_js = (() => {",
        "const all = from_desk_one_js",
        "say(all.one)",
        "return {  }",
        "})()",
        "const from_desk_all_js = (() => {",
        "const { one } = from_desk_one_js",
        "",
        "say(one)",
        "return {  }",
        "})()",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "export default function f() {}",
        "export { one }",
        'export * from "./one.js"',
        'import one from "./one.js"',
        "if (here) await offer()",
        'const later = () => import("./one.js")',
    ],
)
def test_what_cannot_be_joined_is_refused_with_its_place(line):
    with pytest.raises(CannotJoin, match=r"desk/all\.js") as refused:
        joined_module("desk/all.js", lambda name: f"const here = 1\n{line}\n")
    assert line in str(refused.value)


def test_a_part_of_a_style_sheet_finds_its_pictures_from_where_it_stands_now():
    files = {
        "a/all.css": '@import "../b/css/part.css";\n',
        "b/css/part.css": "p { background: url(../img/x.svg) }\n/*# sourceMappingURL=part.map */\n",
    }
    joined = joined_style("a/all.css", files.__getitem__)
    assert joined.strip() == "p { background: url(../b/css/../img/x.svg) }"


def test_a_style_sheet_within_a_part_is_refused():
    files = {"a.css": '@import "b.css";', "b.css": '@import "c.css";'}
    with pytest.raises(CannotJoin, match=r"b\.css, a part of a\.css"):
        joined_style("a.css", files.__getitem__)


def test_nothing_is_imported_from_beside_a_joined_file():
    for name in JOINED:
        if name.endswith(".css"):
            assert "@import" not in joined_style(name, read_found)
        else:
            lines = joined_module(name, read_found).splitlines()
            assert {line for line in lines if re.match("(import|export) ", line)} <= {
                'import * as from_django_prose_editor_editor from "django-prose-editor/editor"'
            }


def test_the_writing_screen_has_all_that_its_fields_would_load():
    screen = read_found("admin/newsroom/writing-screen.css")
    fields = editor.MarkedWidget(label="Body").media
    for sheet in fields._css["all"]:
        assert str(getattr(sheet, "path", sheet)).rsplit("/", 1)[1] in screen


def test_files_are_joined_anew_each_time_they_are_collected(tmp_path):
    """A joined file lies where the next run finds it: it is made of the parts as they are now."""
    source = FileSystemStorage(tmp_path / "source")
    kept = DeskStaticFiles(tmp_path / "kept", base_url="/static/")
    for folder in ("source", "kept"):
        (tmp_path / folder / "admin/newsroom").mkdir(parents=True)
    sheet, part = "admin/newsroom/writing-screen.css", "admin/newsroom/theme.css"
    (tmp_path / "source" / sheet).write_text('@import "theme.css";\n')
    for colour in ("red", "blue"):
        for folder in ("source", "kept"):  # as collectstatic has copied it
            (tmp_path / folder / part).write_text(f"p {{ color: {colour} }}\n")
        paths = {name: (source, name) for name in (sheet, part)}
        hashed = {name: to for name, to, _ in kept.post_process(paths)}
        assert colour in (tmp_path / "kept" / hashed[sheet]).read_text()
