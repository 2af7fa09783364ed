"""Fill a database with made-up stories and figures, to measure speed on."""

from __future__ import annotations

from io import StringIO
from random import Random
from time import monotonic
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Article
from benchmarks.content.facts import Facts, load_figures, load_reference
from benchmarks.content.rows import analyse, reset_ids
from benchmarks.content.stories import load_stories
from benchmarks.content.stories import tables as story_tables
from hospitals.models import DisruptionFigure, FigureRevision, Trust


class Command(BaseCommand):
    help = "Fill an empty database with made-up stories and figures, for measuring speed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--articles", type=int, required=True, help="Number of stories.")
        parser.add_argument("--figures", type=int, required=True, help="Number of figures.")
        parser.add_argument("--seed", type=int, default=1, help="Another seed, other words.")
        parser.add_argument(
            "--force", action="store_true", help="Although there is content already."
        )

    def handle(
        self, *, articles: int, figures: int, seed: int, force: bool, **options: Any
    ) -> None:
        self.refuse(articles, figures, force)
        started = monotonic()
        facts = Facts(recorder=person("benchmark-reporter"), checker=person("benchmark-editor"))
        load_reference(facts, Random(f"{seed}/places"), figures)
        self.stdout.write(f"{len(facts.trusts)} trusts, {len(facts.strikes)} strikes")
        load_figures(facts, seed, figures, self.say)
        load_stories(facts, seed, articles, self.say)
        tables = story_tables(facts).values()
        reset_ids([DisruptionFigure, FigureRevision, *(table.model for table in tables)])
        # Rows written in bulk tell nobody.
        self.say("What readers read …")
        call_command("rebuild_public", stdout=StringIO())
        analyse()
        seconds = monotonic() - started
        self.stdout.write(f"{articles:,} stories and {figures:,} figures in {seconds:.0f} s.")

    def refuse(self, articles: int, figures: int, force: bool) -> None:
        if articles < 0 or figures < 0:
            raise CommandError("--articles and --figures are numbers from 0 on.")
        if Trust.objects.filter(code="B000").exists():
            raise CommandError("This database holds the benchmark already: take an empty one.")
        filled = [model for model in (Trust, DisruptionFigure, Article) if model.objects.exists()]
        if filled and not force:
            raise CommandError(
                "This database is not empty, and made-up stories would stand beside real ones: "
                "take an empty one, or add --force."
            )

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def person(username: str) -> User:
    """Somebody who cannot log in."""
    user, new = get_user_model().objects.get_or_create(username=username)
    if new:
        user.set_unusable_password()
        user.save()
    return user
