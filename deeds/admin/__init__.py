"""What was done, on the desk: noted by every admin that lets somebody act alone, and listed."""

from . import changes, outbox

__all__ = ["changes", "outbox"]
