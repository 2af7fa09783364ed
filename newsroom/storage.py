"""Where private files lie: evidence, originals of pictures."""

from typing import Any

from django.core.files.storage import FileSystemStorage

from lib import uploads


class PrivateFileStorage(FileSystemStorage):
    """Files on disk without any address.

    Django's own class falls back to MEDIA_URL, so a template that says `{{ file.url }}` would
    print an address that looks public. Here it is an error; a permission-checked view opens them.
    """

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address: serve it through a view that asks who.")

    def _save(self, name: str, content: Any) -> str:
        """Django's own; half a file, where the disk was full, is taken away again."""
        ours = not self.exists(name)
        try:
            saved = super()._save(name, content)
        except OSError:
            if ours:
                self.delete(name)
            raise
        uploads.wrote(self, saved)
        return saved
