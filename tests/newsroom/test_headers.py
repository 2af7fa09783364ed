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


@pytest.mark.parametrize("kept_for", [0, 600], ids=["made anew", "kept"])
@pytest.mark.parametrize("path", [*PAGES, "/api/v1/", "/no-such-page/", "/admin/login/"])
def test_pages_may_not_be_framed_sniffed_or_given_devices(client, settings, path, kept_for):
    settings.PAGES_KEPT_SECONDS = kept_for
    client.get(path)
    headers = client.get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=(), " in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_every_reader_is_shown_the_same_policy(client):
    """A kept page cannot carry a nonce: so no public page needs one."""
    for path in PAGES:
        assert "nonce-" not in client.get(path).headers["Content-Security-Policy"]


def test_the_web_server_has_no_address_for_private_files(client, settings):
    """Nor for the other uploads: pictures are handed out by the view that asks who shows them."""
    for root in (settings.PRIVATE_ROOT, settings.MEDIA_ROOT):
        root.mkdir(parents=True, exist_ok=True)
        (root / "table.txt").write_text("hush")
    for path in ("private", "media", "static", "static/../private"):
        assert client.get(f"/{path}/table.txt").status_code == 404, path
