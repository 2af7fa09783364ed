"""What `make run` does before it serves: keys, tables, the demo if there is no story yet."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.models import Article
from newsroom.management.commands.load_demo import DEBUG_PASSWORD, PEOPLE


class Command(BaseCommand):
    help = "Write keys, bring the tables up to date, and load the demo into an empty newsroom."

    def handle(self, **options: Any) -> None:
        call_command("make_keys", verbosity=0)
        call_command("migrate", verbosity=0)
        if Article.objects.exists():
            self.tell_log_ins()
        else:
            self.stdout.write("There is no story yet: loading the demo takes a few seconds.")
            call_command("load_demo", stdout=self.stdout)

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
