"""manage.py before_it_goes_out SLUG: the list that stands beside the words, in a terminal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Article
from articles.workflow import content, gate
from articles.workflow.answering import left_in
from articles.workflow.before import before


class Command(BaseCommand):
    help = "What stands between a story and its readers, and whose turn it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the last part of the story’s address")

    def handle(self, *args: Any, **options: Any) -> None:
        story = Article.objects.filter(slug=options["slug"]).first()
        if story is None:
            raise CommandError(f"There is no story “{options['slug']}”.")
        whole, at = content.load(story), content.moment_of(story)
        released = gate.waiting_for_release(whole, at)
        problems, left = gate.problems(whole, at, released), left_in(story)
        found = before(whole, problems, released=released, left=left)
        for title, lines in [
            ("For whoever writes it", found.writers),
            ("For the second person", found.seconds),
        ]:
            if lines:
                self.stdout.write(title)
            for line in lines:
                self.stdout.write(f"  {line.word}. {line.says}")
        if not found.waits:
            self.stdout.write("Nothing stands in its way.")
        for line in [*found.in_order, found.numbers]:
            if line:
                self.stdout.write(f"  {line}")
