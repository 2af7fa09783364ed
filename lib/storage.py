"""Where files lie that have no address; which storage that is, the settings say."""

from __future__ import annotations

from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    return storages["private"]
