"""What was published and decided is never changed, whoever asks the database."""

from django.db import migrations

from newsroom.lib.append_only import append_only

SNAPSHOT = "A published version is never changed: publish a new one."


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        append_only(
            "articles",
            "PublishedVersion",
            set_once=["cancelled_by", "cancelled_at"],
            message=SNAPSHOT,
        ),
        *(
            append_only("articles", name, message=SNAPSHOT)
            for name in (
                "VersionTrust",
                "VersionHospital",
                "VersionArea",
                "VersionStrike",
                "VersionContributor",
                "VersionPicture",
                "VersionRelated",
                "Citation",
            )
        ),
        append_only("articles", "QuoteRevision", set_once=["checked_by", "checked_at"]),
        append_only(
            "articles",
            "ArticleEvent",
            message="A recorded decision is never changed: record a new one.",
        ),
        append_only(
            "articles",
            "Correction",
            message="An issued correction is never changed: issue another one.",
        ),
    ]
