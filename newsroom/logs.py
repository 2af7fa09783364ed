"""What the log says of a request that was refused: one line, and no traceback."""

import logging


class RefusedInOneLine(logging.Filter):
    """Refusals (wrong role, forged form, unknown host) are the site at work, and not its faults.

    Faults of ours keep their traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(getattr(record, "request", None), "told_to_come_back", False):
            # A flood of log-ins; newsroom.logins has said so once.
            return False
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
            if record.levelno > logging.WARNING:
                record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True
