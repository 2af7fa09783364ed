"""What must be so after anything that anybody does, asked of the records themselves.

`wrong_rows`: what readers read against what they ought to. `untold`: what the changes tell a
follower against what readers may see. Each gives what is wrong, and so nothing where all is well.
"""

from collections.abc import Iterable
from datetime import datetime

import articles.public
import hospitals.public
import hospitals.public_facts
from articles.models import Article, Correction, PublishedVersion
from deeds.models import Change, Generation
from hospitals.models import FACTS, DisruptionFigure, PublicFacts, ServiceNotice, Strike
from hospitals.models.signed import FirstWord

Record = tuple[str, object]


def wrong_rows(moments: Iterable[datetime]) -> list[str]:
    """Public rows that are not what they would be if they were written anew, or say something
    else at one of the moments than the records do."""
    found = [
        *(f"rows of figure {each.pk}" for each in hospitals.public.rebuild(check=True)),
        *(f"rows of story {each.pk}" for each in articles.public.rebuild(check=True)),
        *(f"rows of {each}" for each in hospitals.public_facts.rebuild(check=True)),
    ]
    for at in moments:
        figures = DisruptionFigure.objects.order_by()
        if shown(figures.public(at)) != shown(figures.public_by_rule(at)):
            found.append(f"figures at {at}")
        versions = PublishedVersion.objects.order_by()
        if ids(versions.public(at)) != ids(versions.live(at)):
            found.append(f"versions at {at}")
        if facts_in_rows(at) != facts_by_condition(at):
            found.append(f"facts at {at}")
    return found


Fact = tuple[str, int, bool]


def facts_in_rows(at: datetime) -> set[Fact]:
    """(model, id, whether as a first word) of all that rows say readers see at the moment."""
    rows = PublicFacts.objects.filter(starts__lte=at, ends__gt=at).values_list("seen", flat=True)
    keys = {key for seen in rows for key in seen.split("; ") if not key.startswith("strike ")}
    return {(key.split()[0], int(key.split()[1]), "reported" in key) for key in keys}


def facts_by_condition(at: datetime) -> set[Fact]:
    """The same, asked of the facts as pages ask."""
    found: set[Fact] = set()
    for model in FACTS:
        name, facts = str(model._meta.model_name), model.objects.order_by()
        if model is not ServiceNotice:
            facts = facts.filter(strike__signed_off_at__isnull=False)
        found |= {(name, pk, False) for pk in facts.public(at).values_list("pk", flat=True)}
        if issubclass(model, FirstWord):
            reported = facts.first_words(at).values_list("pk", flat=True)
            found |= {(name, pk, True) for pk in reported}
    return found


def shown(figures) -> list[tuple[int, int]]:
    return sorted(figures.values_list("pk", "shown_id"))


def ids(records) -> list[int]:
    return sorted(records.values_list("pk", flat=True))


def readable(at: datetime) -> set[Record]:
    """(what, uuid) of all that readers may see at the moment, by the rules and not by the rows."""
    stories = Article.objects.filter(versions__in=PublishedVersion.objects.live(at))
    corrections = Correction.objects.public(at)
    figures = DisruptionFigure.objects.public_by_rule(at).order_by()
    notices = ServiceNotice.objects.with_first_words(at)
    return {
        *(("article", uuid) for uuid in stories.values_list("uuid", flat=True)),
        *(("correction", uuid) for uuid in corrections.values_list("uuid", flat=True)),
        *(("figure", uuid) for uuid in figures.values_list("uuid", flat=True)),
        *(("strike", uuid) for uuid in Strike.objects.public().values_list("uuid", flat=True)),
        *(("notice", uuid) for uuid in notices.values_list("uuid", flat=True)),
    }


def untold(at: datetime) -> list[str]:
    """Where somebody who followed all changes up to `at` would be wrong about what is readable."""
    found, here = [], set()
    for change in Change.objects.filter(at__lte=at).order_by("at", "number"):
        record = (change.what, change.uuid)
        if change.kind in ("created", "withdrawn"):
            here.add(record)
        elif record not in here:
            found.append(f"{change} of what was not there")
        elif change.kind == "pulled":
            here.remove(record)
    now = readable(at)
    found += [f"{what} {uuid} is told of and cannot be read" for what, uuid in here - now]
    found += [f"{what} {uuid} can be read and is not told of" for what, uuid in now - here]
    return found


def numbers() -> list[int]:
    return list(Change.objects.order_by("number").values_list("number", flat=True))


def last_number() -> int:
    return Generation.objects.get().changes
