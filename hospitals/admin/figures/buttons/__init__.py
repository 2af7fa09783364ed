"""The buttons of a figure, in the order in which they stand on its page."""

from .base import FigureButton
from .checking import Check
from .confirming import Confirm
from .deciding import Dispute, Prefer, Settle, Withdraw
from .further import FindInDocument, SeenElsewhere, ShowDocument
from .parts import Derive, Parts
from .releasing import Postpone, Release, TakeBackRelease
from .revising import Replace, Revise

BUTTONS: list[type[FigureButton]] = [
    Check,
    FindInDocument,
    Release,
    Postpone,
    TakeBackRelease,
    Revise,
    Replace,
    Confirm,
    SeenElsewhere,
    ShowDocument,
    Prefer,
    Dispute,
    Settle,
    Parts,
    Derive,
    Withdraw,
]

__all__ = ["BUTTONS"]
