"""The buttons of a story, in the order in which they stand on its page."""

from .approval import Approve, ReadChange, SendBack, Submit
from .base import StoryButton
from .cancelling import Cancel
from .confirming import ConfirmPassage
from .correcting import Correct, LookAgain
from .marking import MarkOfLaw
from .publishing import Publish, PublishAlone, SmallFix
from .replying import GoWithoutReply, RightOfReply
from .taking_down import Pull, PutBack, Withdraw

BUTTONS: list[type[StoryButton]] = [
    Submit,
    Approve,
    ReadChange,
    Publish,
    SendBack,
    RightOfReply,
    GoWithoutReply,
    MarkOfLaw,
    ConfirmPassage,
    SmallFix,
    PublishAlone,
    LookAgain,
    Cancel,
    PutBack,
    Correct,
    Withdraw,
    Pull,
]

__all__ = [
    "BUTTONS",
    "Approve",
    "Cancel",
    "Publish",
    "Pull",
    "ReadChange",
    "SendBack",
    "StoryButton",
    "Submit",
]
