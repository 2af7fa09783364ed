"""What every admin of the facts is made of."""

from deeds.admin import desk

# Data editors and editors: what they enter stands, and is looked at again afterwards.
ALONE = "hospitals.sign_off_fact"


class FactAdmin(desk.DeskAdmin):
    changes_alone = ALONE


class FactHistoryAdmin(desk.HistoryAdmin):
    """For reference data that keeps its history: who changed what, and when."""

    changes_alone = ALONE
