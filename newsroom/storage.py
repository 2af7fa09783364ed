"""Where private files lie: evidence, originals of pictures."""

from django.core.files.storage import FileSystemStorage


class PrivateFileStorage(FileSystemStorage):
    """Files on disk without any address.

    Django's own class falls back to MEDIA_URL, so a template that says `{{ file.url }}` would
    print an address that looks public. Here it is an error; a permission-checked view opens them.
    """

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address: serve it through a view that asks who.")
