import pytest

from articles.reach.addresses import page_at


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("/", "/"),
        ("/figures/3/", "/figures/3/"),
        ("/figures/3/?utm_source=mail", "/figures/3/"),
        ("https://news.example/figures/3/#value", "/figures/3/"),
        ("/articles/2016/01/clinics-put-off/", "/articles/2016/01/clinics-put-off/"),
        ("/embed/figures/3/", "/embed/figures/3/"),
        ("/trusts/%68ampshire/", "/trusts/hampshire/"),
    ],
)
def test_pages_are_counted_without_what_hangs_on_them(target, page):
    assert page_at(target) == page


@pytest.mark.parametrize(
    "target",
    [
        "",
        "*",
        "/admin/articles/article/3/change/",
        "/api/v1/figures/",
        "/static/css/site.css",
        "/preview/abc/",
        "/pictures/1b4e28ba-2fa1-11d2-883f-0016d3cca427/",
        "/trusts/hampshire/strikes.ics",
        "/wp-login.php",
        "/figures/003/",
        "//evil.example/[",
        "/trusts/" + "a" * 400 + "/",
    ],
)
def test_files_the_desk_and_what_is_not_ours_are_no_pages(target):
    assert page_at(target) is None
