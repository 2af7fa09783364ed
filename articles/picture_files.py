"""The files of a picture's copies, for a page that is not public."""

from pathlib import Path

from django.http import FileResponse, Http404

from .models import Picture

# What a web copy may be; a browser is never left to guess.
CONTENT_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def private_copy(picture: Picture, name: str = "") -> FileResponse:
    """The copy for readers, or under `name` (without ".avif") a smaller one; kept by nobody.

    The original stays where it is. Raises Http404 where there is no such file.
    """
    if name:
        file, kind = picture.file_of(f"{name}.avif"), "image/avif"
    else:
        file = picture.web_copy.name
        kind = CONTENT_TYPES.get(Path(file).suffix.lower(), "")
    storage = picture.web_copy.storage
    if not file or not kind or not storage.exists(file):
        raise Http404
    return FileResponse(
        storage.open(file), content_type=kind, headers={"Cache-Control": "private, no-store"}
    )
