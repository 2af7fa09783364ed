"""How a full disk is known."""

import errno

import pytest
from django.db import DataError, OperationalError

from lib import disk


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError("could not write to file: No space left on device"), True),
        (OperationalError("database is locked"), False),
        (OSError(errno.EACCES, "Permission denied"), False),
        (DataError("value too long"), False),
        (ValueError("the disk is full of surprises: disk is full"), False),
        (None, False),
    ],
)
def test_a_full_disk_is_known_by_who_says_it(error, full):
    assert disk.is_full(error) is full


def test_it_is_known_behind_what_it_led_to():
    error = RuntimeError("the picture could not be saved")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert disk.is_full(error)
