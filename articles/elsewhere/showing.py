"""Where a story ran, what is to be put right there, and with which words: as the desk shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from lib.people import called
from lib.words import clock, day

from .. import markup
from ..models import Article, Correction, PublishedVersion, PutRight, VersionPicture
from ..presenters import notice
from .texts import Changed, Corrected, Ready, changed_sentences, in_print, post


@dataclass(frozen=True)
class Task:
    """What one correction asks of one place. `begins` says from when readers see the correction,
    "" where they do; `done` by whom and when it was ticked off, "" where it is open."""

    id: int
    title: str
    was_wrong: str
    is_right: str
    who: str
    due: str
    due_at: datetime
    is_late: bool
    begins: str
    done: str
    note: str
    post: str
    in_print: Ready
    changed: list[Changed]

    @property
    def is_open(self) -> bool:
        return not self.done and not self.begins


@dataclass(frozen=True)
class Ran:
    """A place where the story ran; `url` where that is an address."""

    id: int
    kind: str
    kind_words: str
    place: str
    url: str
    when: str
    version: int | None
    who: str
    said: str
    tasks: list[Task]

    @property
    def due_at(self) -> datetime | None:
        return min((task.due_at for task in self.tasks if task.is_open), default=None)


def where_it_ran(article: Article, at: datetime, site: str) -> list[Ran]:
    """Where something is to be put right first, by when; then the latest. In seven queries.

    `site` is what a full address begins with.
    """
    appearances = article.appearances.standing().select_related("version", "added_by")
    tasks = defaultdict(list)
    for task in tasks_of(article):
        tasks[task.appearance_id].append(task)
    corrections = {task.correction for some in tasks.values() for task in some}
    changed = changes_of(article, corrections) if corrections else {}
    shown = shown_version(article, at) if corrections else None
    headline = shown.headline_text if shown else str(article)
    url = f"{site}{shown.get_absolute_url()}" if shown else site
    places = [
        Ran(
            id=each.pk,
            kind=each.kind,
            kind_words=each.get_kind_display(),
            place=each.place,
            url=each.place if each.place.startswith(("https://", "http://")) else "",
            when=day(each.ran_on),
            version=each.version.number if each.version else None,
            who=each.who,
            said=f"{called(each.added_by)}, {clock(each.added_at, at)}",
            tasks=[
                shown_task(
                    task, corrected(task.correction, headline, url), day(each.ran_on), changed, at
                )
                for task in tasks[each.pk]
            ],
        )
        for each in appearances
    ]
    return sorted(places, key=lambda ran: (ran.due_at is None, ran.due_at or at))


def tasks_of(article: Article) -> Collection[PutRight]:
    asked = PutRight.objects.asked().filter(appearance__article=article)
    return asked.select_related("correction__version", "done_by").order_by("due_at", "id")


def shown_version(article: Article, at: datetime) -> PublishedVersion | None:
    """What readers see, or saw last."""
    return article.versions.begun(at).first()


def corrected(correction: Correction, headline: str, url: str) -> Corrected:
    said = notice(correction)
    return Corrected(said.title, said.was_wrong, said.is_right, headline, url)


def shown_task(
    task: PutRight,
    said: Corrected,
    ran: str,
    changed: dict[int, list[Changed]],
    at: datetime,
) -> Task:
    begins = task.correction.issued_at > at
    return Task(
        id=task.pk,
        title=said.title,
        was_wrong=said.was_wrong,
        is_right=said.is_right,
        who=task.who,
        due=clock(task.due_at, at),
        due_at=task.due_at,
        is_late=task.due_at < at and task.done_at is None,
        begins=clock(task.correction.issued_at, at) if begins else "",
        done=f"{called(task.done_by)}, {clock(task.done_at, at)}" if task.done_at else "",
        note=task.note or "",
        post=post(said),
        in_print=in_print(said, ran),
        changed=changed.get(task.correction_id, []),
    )


def changes_of(article: Article, corrections: Collection[Correction]) -> dict[int, list[Changed]]:
    """{id of a correction with a version: the sentences that it changed}."""
    made = {each.version.number for each in corrections if each.version}
    numbers = list(article.versions.standing().values_list("number", flat=True))
    before = {
        number: max((each for each in numbers if each < number), default=None) for number in made
    }
    versions = article.versions.filter(number__in={*made, *before.values()} - {None})
    texts = {
        version.number: plain_texts(version)
        for version in versions.only("number", "headline", "standfirst", "body")
    }
    captions = VersionPicture.objects.filter(version__in=versions)
    for number, caption in captions.values_list("version__number", "caption"):
        texts[number].append(markup.plain_text(caption))
    changed = {
        number: changed_sentences(texts.get(before[number], []), texts[number]) for number in made
    }
    return {each.pk: changed[each.version.number] for each in corrections if each.version}


def plain_texts(version: PublishedVersion) -> list[str]:
    parts = (version.headline, version.standfirst, version.body)
    return [markup.plain_text(part) for part in parts]


def told(article: Article, at: datetime) -> str:
    """ "3 places, 1 to put right"; "" where nobody has said any."""
    places = article.appearances.standing().count()
    if not places:
        return ""
    waiting = PutRight.objects.open(at).filter(appearance__article=article).count()
    to_do = f", {waiting} to put right" if waiting else ""
    return f"{places} {'place' if places == 1 else 'places'}{to_do}"
