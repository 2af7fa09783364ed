"""Files go where their rows go."""

import pytest

from lib import uploads


class Shelf(set):
    delete = set.remove


@pytest.fixture
def shelf():
    return Shelf({"old.pdf", "new.pdf"})


def write_and_fail(shelf):
    with uploads.taken_back_on_failure():
        uploads.wrote(shelf, "new.pdf")
        raise ZeroDivisionError


def test_a_failure_takes_back_what_was_written(shelf):
    with pytest.raises(ZeroDivisionError):
        write_and_fail(shelf)
    assert shelf == {"old.pdf"}


def test_what_was_saved_stays(shelf):
    with uploads.taken_back_on_failure():
        uploads.wrote(shelf, "new.pdf")
    assert shelf == {"old.pdf", "new.pdf"}


def test_who_rolls_back_without_a_failure_says_so(shelf):
    with uploads.taken_back_on_failure():
        uploads.wrote(shelf, "new.pdf")
        uploads.take_back()
    assert shelf == {"old.pdf"}


def test_nobody_watches_outside(shelf):
    uploads.wrote(shelf, "new.pdf")
    uploads.take_back()
    with pytest.raises(ZeroDivisionError), uploads.taken_back_on_failure():
        raise ZeroDivisionError
    assert shelf == {"old.pdf", "new.pdf"}
