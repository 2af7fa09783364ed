"""How the API writes JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer


class JSON(BaseRenderer):  # type: ignore[misc]
    """Compact UTF-8, the same for everybody who asks: pages of the API are kept as they are.

    Written by orjson, in a tenth of the time of Django REST framework's own renderer.
    """

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=str)
