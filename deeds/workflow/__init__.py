"""What a named person does about what was done: the second look."""

from .second_look import look_at_change, note_change

__all__ = ["look_at_change", "note_change"]
