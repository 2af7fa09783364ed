"""manage.py findings_not_right: what somebody said of findings of the copy check, one a line."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from articles.models import FindingAnswer

FIELDS = ("of", "verdict", "words", "sentence", "message", "reason")


class Command(BaseCommand):
    help = "The findings that were not right, with the words they were about: a JSON object a line."

    def handle(self, *args: Any, **options: Any) -> None:
        for answer in FindingAnswer.objects.filter(kind=FindingAnswer.Kind.NOT_RIGHT):
            told = {name: getattr(answer, name) for name in FIELDS}
            self.stdout.write(json.dumps({"at": answer.at.isoformat(), **told}, ensure_ascii=False))
