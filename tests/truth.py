"""What must be so after anything that anybody does, asked of the records themselves.

`wrong_rows`: what readers read against what they ought to. `untold`: what the changes tell a
follower against what readers may see. Each gives what is wrong, and so nothing where all is well.
"""

from collections.abc import Iterable
from datetime import datetime

import articles.public
import hospitals.public
from articles.models import Article, Correction, PublishedVersion
from deeds.models import Change, Generation
from hospitals.models import DisruptionFigure

Record = tuple[str, object]


def wrong_rows(moments: Iterable[datetime]) -> list[str]:
    """Public rows that are not what they would be if they were written anew, or say something
    else at one of the moments than the records do."""
    found = [
        *(f"rows of figure {each.pk}" for each in hospitals.public.rebuild(check=True)),
        *(f"rows of story {each.pk}" for each in articles.public.rebuild(check=True)),
    ]
    for at in moments:
        figures = DisruptionFigure.objects.order_by()
        if shown(figures.public(at)) != shown(figures.public_by_rule(at)):
            found.append(f"figures at {at}")
        versions = PublishedVersion.objects.order_by()
        if ids(versions.public(at)) != ids(versions.live(at)):
            found.append(f"versions at {at}")
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
    return {
        *(("article", uuid) for uuid in stories.values_list("uuid", flat=True)),
        *(("correction", uuid) for uuid in corrections.values_list("uuid", flat=True)),
        *(("figure", uuid) for uuid in figures.values_list("uuid", flat=True)),
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
