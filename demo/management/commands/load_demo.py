"""Load the demo: real facts, five stories written for it, and four people to log in as."""

from __future__ import annotations

from time import monotonic
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from deeds import deed
from demo.load_corrections import load_corrections
from demo.load_facts import Facts, load_facts
from demo.load_stories import Stories, load_stories
from demo.reading import BadData
from lib import uploads
from newsroom import roles

# Known to everybody who reads this: it is only ever set while DEBUG is on.
DEBUG_PASSWORD = "newsroom-demo"

PEOPLE = {
    "reporter": ("Robin", "Ashby", roles.REPORTER),
    "sub": ("Noor", "Halliday", roles.SUB_EDITOR),
    "data": ("Ellis", "Marlow", roles.DATA_EDITOR),
    "editor": ("Jo", "Tremain", roles.EDITOR),
}


class Command(BaseCommand):
    help = "Load the demo. Running it again adds what is missing and changes nothing else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo-password",
            default="",
            help="Password for new demo people. Required unless DEBUG is on.",
        )

    def handle(self, *, demo_password: str, **options: Any) -> None:
        password = self.password(demo_password)
        started = monotonic()
        try:
            with deed():
                new_people, added = self.load(password)
        except BadData as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        seconds = monotonic() - started
        if not (new_people or added):
            self.stdout.write(f"The demo is loaded already: nothing changed ({seconds:.1f} s).")
        else:
            self.stdout.write(self.style.SUCCESS(f"Loaded {added} rows in {seconds:.1f} s."))
        self.tell_people(new_people, password)

    def password(self, given: str) -> str:
        if given:
            if not settings.DEBUG:
                try:
                    validate_password(given)
                except ValidationError as error:
                    raise CommandError(f"--demo-password: {' '.join(error.messages)}") from error
            return given
        if settings.DEBUG:
            return DEBUG_PASSWORD
        raise CommandError(
            "This site is not in DEBUG, and the demo makes people who can log in: choose their "
            "password with --demo-password."
        )

    def load(self, password: str) -> tuple[list[str], int]:
        """(names of new people, number of new rows)"""
        users, new = make_people(password)
        facts = Facts(recorder=users["reporter"], checker=users["data"], releaser=users["data"])
        stories = Stories(facts, reporter=users["reporter"], sub=users["sub"], users=users)
        self.stdout.write("Facts")
        load_facts(facts, self.stdout.write)
        self.stdout.write("Stories")
        with uploads.taken_back_on_failure():
            load_stories(stories, self.stdout.write)
            load_corrections(stories, self.stdout.write)
        return new, sum(facts.added.values()) + sum(stories.added.values())

    def tell_people(self, new: list[str], password: str) -> None:
        self.stdout.write("Log in at /admin/ as:")
        for name, (first, last, role) in PEOPLE.items():
            known = f"password: {password}" if name in new else "the password it had"
            self.stdout.write(f"  {name:<9} {first} {last}, {role}; {known}")


def make_people(password: str) -> tuple[dict[str, User], list[str]]:
    """({name: user}, names of those just made). Those who are there keep password and roles."""
    users, new = {}, []
    for name, (first, last, role) in PEOPLE.items():
        user, made = get_user_model().objects.get_or_create(
            username=name, defaults={"first_name": first, "last_name": last, "is_staff": True}
        )
        if made:
            user.set_password(password)
            user.save()
            user.groups.add(Group.objects.get(name=role))
            new.append(name)
        users[name] = user
    return users, new
