"""What somebody saw, as one token."""

import hashlib
import json
from typing import Any


def digest(value: Any) -> str:
    """SHA-256 (hex) of lists, mappings and plain values; of anything else its `str` counts."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
