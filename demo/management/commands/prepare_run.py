"""What `make run` does before it serves: keys, tables, the demo if there is no story yet."""

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from articles.models import Article
from demo.management.commands.load_demo import DEBUG_PASSWORD, PEOPLE


def older_tables() -> list[str]:
    """The tables of ours that lack a column, or are not there."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        return [
            table
            for app in ("hospitals", "articles")
            for model in apps.get_app_config(app).get_models()
            if (table := model._meta.db_table) not in there
            or {field.column for field in model._meta.local_concrete_fields}
            - {
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            }
        ]


class Command(BaseCommand):
    help = "Write keys, bring the tables up to date, and load the demo into an empty newsroom."

    def handle(self, **options: Any) -> None:
        call_command("make_keys", verbosity=0)
        call_command("migrate", verbosity=0)
        self.refuse_older_tables()
        if Article.objects.exists():
            self.tell_log_ins()
        else:
            self.stdout.write("There is no story yet: loading the demo takes a few seconds.")
            call_command("load_demo", stdout=self.stdout)

    def refuse_older_tables(self) -> None:
        """Until the first release the initial migrations are rewritten, and tables do not follow.

        A demo is quickly loaded again.
        """
        lacking = older_tables()
        if lacking:
            where = connection.settings_dict["NAME"]
            raise CommandError(
                f"The database {where} was made by an earlier state of Newsroom (its table "
                f"{lacking[0]} is another one). Nothing was changed. Until the first release "
                "tables are not carried over: remove that database, or name another one in "
                "DATABASE_URL, and run this again."
            )

    def tell_log_ins(self) -> None:
        """The demo's people, if they are here and nobody has given them another password."""
        people = get_user_model().objects.filter(username__in=PEOPLE).order_by("pk")
        known = [person for person in people if person.check_password(DEBUG_PASSWORD)]
        if not known:
            return
        self.stdout.write(f"Log in at /admin/ with the password {DEBUG_PASSWORD} as:")
        for person in known:
            role = PEOPLE[person.username][2]
            self.stdout.write(f"  {person.username:<9} {person.get_full_name()}, {role}")
