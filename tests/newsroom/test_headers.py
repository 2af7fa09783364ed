"""What goes along with every page: the policy, and nothing that knows a reader again."""

import pytest

pytestmark = pytest.mark.django_db

PAGES = ["/", "/articles/", "/trusts/", "/strikes/", "/figures/"]


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/"])
def test_a_reader_gets_no_cookie(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("path", [*PAGES, "/no-such-page/", "/admin/login/"])
def test_the_policy_goes_along(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_pages_may_not_be_framed_or_sniffed(client):
    headers = client.get("/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
