"""What every admin of the facts is made of."""

from deeds.admin import desk
from hospitals.workflow.signing import WRITE_FACTS


class FactAdmin(desk.DeskAdmin):
    changes_alone = WRITE_FACTS


class FactHistoryAdmin(desk.HistoryAdmin):
    """For reference data that keeps its history: who changed what, and when."""

    changes_alone = WRITE_FACTS
