"""Load the stories: quotations, pictures and copy, from draft to reader through `workflow`.

A story's file is a head of `name: value` lines, a line of three dashes, and the body as the desk
would write it, with `{f:key}` for a figure's id and `{q:key}` for a quotation's. A story that is
there already is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils import timezone

from articles import workflow
from articles.models import Article, Contributor, Picture, Publisher, Quote, QuoteRevision, Section
from articles.picture_sizes import asked_for, make
from articles.pictures import copy, keep
from hospitals.models import Terms

from .load_facts import Facts
from .reading import HERE, BadData, Row, at, read_table

MARK = re.compile(r"\{([fq]):([a-z0-9-]+)\}")
KINDS = {"f": "figure", "q": "quote"}
# Of its queries: the founding stories quote in part, as papers do.
QUOTED_IN_PART = "Quoted in part, as it was printed."
STATES = ("published", "scheduled", "with the subs", "draft")
HEAD = (
    "slug",
    "headline",
    "standfirst",
    "kicker",
    "section",
    "byline",
    "dateline",
    "published",
    "state",
    "trusts",
    "hospitals",
    "areas",
    "strikes",
    "related",
    "pictures",
    "job",
)


class Stories:
    """What has been loaded, by kind and natural key; `facts` has what the stories rest on."""

    def __init__(
        self,
        facts: Facts,
        *,
        reporter: User,
        sub: User,
        users: dict[str, User],
        folder: Path = HERE / "stories",
    ) -> None:
        self.facts, self.reporter, self.sub, self.users = facts, reporter, sub, users
        self.folder = folder
        self.added = Counter()

    @property
    def found(self) -> dict[tuple[str, str], Any]:
        return self.facts.found

    def rows(self, name: str) -> list[Row]:
        return read_table(name, self.folder)


def load_stories(stories: Stories, say: Callable[[str], object]) -> None:
    """Load quotations, pictures and stories, oldest first. `say` takes a line of progress."""
    load_desk(stories)
    load_quotes(stories)
    load_pictures(stories)
    say(f"  Quotations and pictures: {sum(stories.added.values())} new rows.")
    files = sorted(stories.folder.glob("*.html"))
    for row in sorted(map(read_story, files), key=when):
        load_story(stories, row)
    say(f"  Stories, written, approved and published: {stories.added['story']} new.")


def when(row: Row) -> tuple[bool, datetime, str]:
    """Published stories by date; the others after them."""
    published = row.moment("published")
    return (published is None, published or timezone.now(), row.where)


def load_desk(stories: Stories) -> None:
    facts = stories.facts
    for row in stories.rows("publisher"):
        facts.keep(row, Publisher, look_up={"id": 1}, **row.same("name", "about", "email"))
    for row in stories.rows("sections"):
        facts.keep(
            row,
            Section,
            key=("section", row["slug"]),
            look_up={"slug": row["slug"]},
            name=row["name"],
            **row.same("description"),
            order=row.integer("order"),
        )
    for row in stories.rows("contributors"):
        if row["user"] and row["user"] not in stories.users:
            raise row.bad(f"user is “{row['user']}”: one of {', '.join(stories.users)}, or none.")
        facts.keep(
            row,
            Contributor,
            key=("contributor", row["slug"]),
            look_up={"slug": row["slug"]},
            name=row["name"],
            user=stories.users.get(row["user"]),
            **row.same("role", "biography"),
            agreed_on=row.date("agreed_on"),
        )


def load_quotes(stories: Stories) -> None:
    facts = stories.facts
    for row in stories.rows("quotes"):
        evidence = facts.get(row, "evidence", row["evidence"])
        known = QuoteRevision.objects.filter(words=row["words"], evidence=evidence).first()
        stories.found["quote", row["key"]] = known.quote if known else enter_quote(stories, row)


def enter_quote(stories: Stories, row: Row) -> Quote:
    facts = stories.facts
    noon = at(stories.found["day", row["evidence"]], 12)
    with row.blamed():
        quote = workflow.record_quote(
            by=stories.reporter,
            words=row["words"],
            attribution=row["attribution"],
            speakers=facts.gets(row, "source", "speakers"),
            evidence=facts.get(row, "evidence", row["evidence"]),
            kind=Quote.Kind(row["kind"]),
            terms=Terms.ON_RECORD,
            said_on=row.date("said_on"),
            now=noon,
        )
        workflow.check_quote(
            by=stories.sub, revision=quote.latest(), now=noon + timedelta(minutes=20)
        )
    stories.added["quote"] += 1
    return quote


def load_pictures(stories: Stories) -> None:
    folder = stories.folder.parent / "pictures"
    for row in read_table("pictures", folder):
        picture = Picture.objects.filter(title=row["title"]).first()
        stories.found["picture", row["key"]] = picture or enter_picture(stories, row, folder)
        stories.found["picture row", row["key"]] = row


def enter_picture(stories: Stories, row: Row, folder: Path) -> Picture:
    try:
        content = (folder / row["file"]).read_bytes()
    except OSError as error:
        raise row.bad(f"the picture cannot be read: {error}.") from error
    picture = Picture(
        title=row["title"],
        alt_text=row["alt_text"],
        credit=row["credit"],
        rights=row["rights"],
        focus_x=row.integer("focus_x"),
        focus_y=row.integer("focus_y"),
        uploaded_by=stories.reporter,
    )
    with row.blamed():
        picture.original.save(row["file"], ContentFile(content), save=False)
        keep(picture, copy(ContentFile(content)))
        picture.full_clean()
        picture.save()
        make(asked_for(picture))
    stories.added["picture"] += 1
    return picture


def read_story(path: Path) -> Row:
    """A Row whose cells are the head's values and the body."""
    where = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadData(f"{where} cannot be read: {error}.") from error
    head, dashes, body = text.partition("\n---\n")
    if not dashes:
        raise BadData(f"{where}: end the head with a line of three dashes.")
    cells = dict.fromkeys(HEAD, "")
    cells |= {"slug": path.stem, "state": "published", "body": body.strip()}
    for number, line in enumerate(head.splitlines(), start=1):
        name, colon, value = line.partition(":")
        if not colon or name not in HEAD:
            raise BadData(f"{where}, line {number}: begin with one of {', '.join(HEAD)}.")
        cells[name] = value.strip()
    return Row(cells, where)


def load_story(stories: Stories, row: Row) -> None:
    slug, state = row["slug"], row["state"]
    if state not in STATES:
        raise row.bad(f"state is “{state}”: one of {', '.join(STATES)}.")
    article = Article.objects.filter(slug=slug).first()
    if article is None:
        with row.blamed():
            article = enter_story(stories, row, state)
        stories.added["story"] += 1
    stories.found["story", slug] = article


def enter_story(stories: Stories, row: Row, state: str) -> Article:
    """Write it; send it to the subs; approve it; publish it: as far as its state says."""
    published = row.moment("published")
    if (state == "published") != (published is not None):
        raise row.bad("a published story, and no other, has the time when it was published.")
    written = (published or timezone.now()) - timedelta(minutes=40)
    article = write(stories, row, written)
    if state == "draft":
        return article
    workflow.submit(by=stories.reporter, article=article, now=written + timedelta(minutes=10))
    if state == "with the subs":
        return article
    workflow.approve(by=stories.sub, article=article, now=written + timedelta(minutes=30))
    if state == "published":
        workflow.publish(
            by=stories.sub, article=article, now=published, left_because=QUOTED_IN_PART
        )
    else:
        later = timezone.now() + timedelta(days=7)
        workflow.publish(by=stories.sub, article=article, at=later, left_because=QUOTED_IN_PART)
    return article


def write(stories: Stories, row: Row, now: datetime) -> Article:
    facts = stories.facts
    article = Article(
        slug=row["slug"],
        headline=with_ids(stories, row, row["headline"]),
        standfirst=with_ids(stories, row, row["standfirst"]),
        kicker=row["kicker"],
        section=facts.get(row, "section", row["section"]),
        dateline=row["dateline"],
        body=with_ids(stories, row, row["body"]),
        job=row["job"],
    )
    return workflow.save(
        by=stories.reporter,
        article=article,
        now=now,
        bylines=facts.gets(row, "contributor", "byline"),
        trusts=facts.gets(row, "trust", "trusts"),
        hospitals=facts.gets(row, "hospital", "hospitals"),
        areas=facts.gets(row, "area", "areas"),
        strikes=facts.gets(row, "strike", "strikes"),
        related=facts.gets(row, "story", "related"),
        pictures=[shown(stories, row, key) for key in row.list("pictures")],
    )


def shown(stories: Stories, row: Row, key: str) -> tuple[Picture, str, bool]:
    """(picture, caption, in gallery) as `workflow.save` takes them."""
    picture = stories.facts.get(row, "picture", key)
    about = stories.found["picture row", key]
    return picture, with_ids(stories, about, about["caption"]), about.yes("in_gallery")


def with_ids(stories: Stories, row: Row, text: str) -> str:
    """The text with ids for its natural keys; a key that is nowhere is an error of the row."""

    def identify(match: re.Match[str]) -> str:
        return str(stories.facts.get(row, KINDS[match[1]], match[2]).pk)

    return MARK.sub(identify, text)
