"""Fieldsets with a field less, or another in its place."""

from lib.admin.fieldsets import renamed, without

FIELDSETS = [
    (None, {"fields": ["title", "signed"]}),
    ("Document", {"fields": ["file", ("published_on", "file")], "description": "Private."}),
]


def test_a_field_is_left_out():
    assert without(FIELDSETS, "signed", "file") == [
        (None, {"fields": ["title"]}),
        ("Document", {"fields": [("published_on", "file")], "description": "Private."}),
    ]


def test_a_field_stands_under_another_name_wherever_it_stands():
    assert renamed(FIELDSETS, {"file": "stored_file"}) == [
        (None, {"fields": ["title", "signed"]}),
        (
            "Document",
            {"fields": ["stored_file", ("published_on", "stored_file")], "description": "Private."},
        ),
    ]


def test_the_admins_own_stay_as_they_are():
    without(FIELDSETS, "signed")
    assert FIELDSETS[0] == (None, {"fields": ["title", "signed"]})
