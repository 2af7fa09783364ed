"""Write this installation's secret keys to a file that git ignores."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.core.management.utils import get_random_secret_key

EXPLANATION = "# This installation's own keys. Keep them out of git, mail and chat.\n"


class Command(BaseCommand):
    help = "Write random secret keys to local_keys.env; a file that is there already is kept."
    # A missing key is itself a system-check error: this command is the way out of it.
    requires_system_checks = []

    def handle(self, *, verbosity: int, **options: Any) -> None:
        path = Path(settings.KEYS_FILE)
        try:
            # O_EXCL: of two commands started together, one writes and the other keeps its hands off
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if verbosity:
                self.stdout.write(f"{path.name} is there already: kept as it is.")
            return
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{EXPLANATION}NEWSROOM_SECRET_KEY={get_random_secret_key()}\n")
        if verbosity:
            self.stdout.write(f"Wrote new keys to {path.name}.")
