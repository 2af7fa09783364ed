"""Addresses are those that Django gives, wherever the site is mounted."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from newsroom.lib.addresses import address


@pytest.mark.parametrize(
    ("view", "args"),
    [
        ("home", []),
        ("hospitals:figure", [42]),
        ("hospitals:trust", ["university-hospital-southampton"]),
        ("articles:article", [2023, "04", "southampton-puts-off-1-854"]),
        ("api:trust-detail", ["RHM"]),
    ],
)
def test_as_django_has_it(view, args):
    assert address(view, *args) == address(view, *args) == reverse(view, args=args)


def test_a_site_below_another_address():
    assert address("hospitals:figure", 42) == "/figures/42/"
    set_script_prefix("/news/")
    try:
        assert address("hospitals:figure", 42) == "/news/figures/42/"
    finally:
        set_script_prefix("/")


def test_a_view_that_is_not_there():
    with pytest.raises(NoReverseMatch):
        address("hospitals:nothing", 42)
