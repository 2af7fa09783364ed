"""What a workflow function raises when it will not do what it was asked."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A change or a question that is not allowed, in words for the person who asked.

    Takes one sentence, a list of them, or a mapping of field to sentences, as ValidationError
    does. `.messages` is always a flat list. Forms, the admin and the API show it as it stands,
    so the sentence names the place and says what would be right.
    """
