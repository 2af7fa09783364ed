"""What was recorded about a figure is never changed, whoever asks the database."""

from django.db import migrations

from newsroom.lib.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("hospitals", "0001_initial")]

    operations = [
        append_only(
            "hospitals",
            "FigureRevision",
            set_once=["checked_by", "checked_at", "public_from", "stood_up"],
        ),
        append_only(
            "hospitals",
            "FigureDecision",
            message="A recorded decision is never changed: record a new one.",
        ),
    ]
