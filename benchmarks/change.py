"""A desk at work: every ten seconds a story is pulled, or the same one put back.

Run by `run.py changes` with the environment of the server. What was pulled is put back at the end.
"""

import signal
import sys
import time

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402

from articles.models import PublishedVersion  # noqa: E402
from articles.workflow import pull, put_back  # noqa: E402

SECONDS = 10


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    editor, _ = get_user_model().objects.get_or_create(
        username="benchmark-desk", defaults={"is_superuser": True}
    )
    article = PublishedVersion.objects.live().order_by("-pk")[0].article
    try:
        while True:
            pull(by=editor, article=article, reason="A benchmark")
            time.sleep(SECONDS)
            put_back(by=editor, article=article, reason="A benchmark")
            time.sleep(SECONDS)
    finally:
        article.refresh_from_db()
        if article.pulled_at:
            put_back(by=editor, article=article, reason="A benchmark")


if __name__ == "__main__":
    main()
