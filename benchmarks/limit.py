"""What the machine could do at best: the same rows by raw SQL, written out by hand.

No middleware, no models, no templates, no check of who may see what. Nobody would build a site
like this; how far the real pages are from it is what `run.py` prints.

A WSGI application over the newsroom's own tables: DATABASE_URL names the database. Like a view in a
fresh Django project it opens SQLite for each request, without options; with LIMIT_KEEPS_CONNECTION
it keeps it open, as the newsroom does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newsroom.settings import DATABASES

DATABASE = DATABASES["default"]
if "sqlite" in DATABASE["ENGINE"] and "LIMIT_KEEPS_CONNECTION" not in os.environ:
    DATABASE |= {"CONN_MAX_AGE": 0, "OPTIONS": {}}

settings.configure(
    SECRET_KEY="nothing here is signed",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    USE_I18N=False,
    DATABASES={"default": DATABASE},
)

STORY = """
    SELECT v.id, v.article_id, v.slug, v.headline_html, v.standfirst_html, v.body_html, v.byline,
           v.first_published_at, s.name
    FROM articles_publishedversion v JOIN articles_section s ON s.id = v.section_id
    WHERE v.slug = %s ORDER BY v.live_from DESC LIMIT 1
"""
STORY_FIGURES = """
    SELECT f.id, m.name, coalesce(t.name, h.name), f.period_end, r.value, e.title, e.url,
           r.locator, s.name, c.words
    FROM articles_citation c
    JOIN hospitals_figurerevision r ON r.id = c.figure_revision_id
    JOIN hospitals_disruptionfigure f ON f.id = r.figure_id
    JOIN hospitals_measure m ON m.id = f.measure_id
    JOIN hospitals_evidence e ON e.id = r.evidence_id
    JOIN hospitals_source s ON s.id = f.source_id
    LEFT JOIN hospitals_trust t ON t.id = f.trust_id
    LEFT JOIN hospitals_hospital h ON h.id = f.hospital_id
    WHERE c.version_id = %s ORDER BY c.position
"""
STORY_QUOTES = """
    SELECT w.quote_id, w.words, w.attribution, w.said_on, e.title, s.name
    FROM articles_citation c
    JOIN articles_quoterevision w ON w.id = c.quote_revision_id
    JOIN hospitals_evidence e ON e.id = w.evidence_id
    JOIN hospitals_source s ON s.id = e.said_by_id
    WHERE c.version_id = %s ORDER BY c.position
"""
STORY_ABOUT = """
    SELECT t.slug, t.name FROM articles_versiontrust l
    JOIN hospitals_trust t ON t.id = l.trust_id WHERE l.version_id = %s
    UNION ALL
    SELECT h.slug, h.name FROM articles_versionhospital l
    JOIN hospitals_hospital h ON h.id = l.hospital_id WHERE l.version_id = %s
    UNION ALL
    SELECT s.slug, s.title FROM articles_versionstrike l
    JOIN hospitals_strike s ON s.id = l.strike_id WHERE l.version_id = %s
"""
STORY_LINE = """
    SELECT v.article_id, v.slug, v.headline_text, v.standfirst_text, v.byline,
           v.first_published_at, s.name
    FROM articles_publishedversion v JOIN articles_section s ON s.id = v.section_id
"""
STORY_LINE_OF_TRUST = """
    SELECT v.article_id, v.slug, v.headline_text, v.standfirst_text, v.byline,
           v.first_published_at, s.name
    FROM articles_versiontrust l
    JOIN articles_publishedversion v ON v.id = l.version_id
    JOIN articles_section s ON s.id = v.section_id
"""
FIGURE = """
    SELECT f.id, f.uuid, f.period_start, f.period_end, n.slug, f.nature, f.basis, m.name, m.slug,
           t.code, t.name, h.name, k.title, r.number, r.value, r.how_exact, r.locator, e.title,
           e.url, e.published_on, s.name
    FROM hospitals_disruptionfigure f
    JOIN hospitals_figurerevision r ON r.id = f.current_id
    JOIN hospitals_evidence e ON e.id = r.evidence_id
    JOIN hospitals_source s ON s.id = f.source_id
    JOIN hospitals_measure m ON m.id = f.measure_id
    LEFT JOIN hospitals_trust t ON t.id = f.trust_at_time_id
    LEFT JOIN hospitals_hospital h ON h.id = f.hospital_id
    LEFT JOIN hospitals_strike k ON k.id = f.strike_id
    LEFT JOIN hospitals_setting n ON n.id = f.setting_id
"""

FIELDS = """
    id uuid period_start period_end setting nature basis measure measure_slug trust_code trust
    hospital strike revision value how_exact locator title url published_on source
"""
FIGURE_FIELDS = FIELDS.split()
CITED_FIELDS = [
    "id",
    "measure",
    "place",
    "on",
    "value",
    "title",
    "url",
    "locator",
    "source",
    "words",
]
QUOTE_FIELDS = ["id", "words", "attribution", "said_on", "title", "source"]


def rows(sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def story_as_data(request: HttpRequest, slug: str) -> HttpResponse:
    version, _, slug, headline, standfirst, body, byline, published, section = rows(STORY, [slug])[
        0
    ]
    found = {
        "slug": slug,
        "headline": headline,
        "standfirst": standfirst,
        "body": body,
        "byline": byline,
        "published": published,
        "section": section,
        "figures": [
            dict(zip(CITED_FIELDS, row, strict=True)) for row in rows(STORY_FIGURES, [version])
        ],
        "quotes": [
            dict(zip(QUOTE_FIELDS, row, strict=True)) for row in rows(STORY_QUOTES, [version])
        ],
        "about": rows(STORY_ABOUT, [version] * 3),
    }
    return HttpResponse(json.dumps(found, default=str), content_type="application/json")


def feed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Stories</title>'
        + "".join(
            f"<entry><id>urn:uuid:{pk}</id><title>{escape(headline)}</title>"
            f'<link href="/articles/{slug}/"/><updated>{published}</updated>'
            f"<author><name>{escape(byline)}</name></author>"
            f"<summary>{escape(standfirst)}</summary></entry>"
            for pk, slug, headline, standfirst, byline, published, _ in page(
                STORY_LINE, request, "v", "first_published_at", "article_id", {}
            )
        )
        + "</feed>",
        content_type="application/atom+xml",
    )


def story(request: HttpRequest, slug: str) -> HttpResponse:
    version, _, slug, headline, standfirst, body, byline, published, section = rows(STORY, [slug])[
        0
    ]
    figures = "".join(
        f'<li><a href="/figures/{pk}/">{value} {escape(what)}, {escape(where)}, {day}</a> '
        f'{escape(source)}: <a href="{escape(url)}">{escape(title)}</a>, {escape(place)}. '
        f"{escape(words)}</li>"
        for pk, what, where, day, value, title, url, place, source, words in rows(
            STORY_FIGURES, [version]
        )
    )
    quotes = "".join(
        f'<li id="q{pk}"><b>{escape(who)}</b>, {day}: {escape(words)} {escape(title)}</li>'
        for pk, words, who, day, title, _ in rows(STORY_QUOTES, [version])
    )
    about = "".join(
        f'<li><a href="/{slug}/">{escape(name)}</a></li>'
        for slug, name in rows(STORY_ABOUT, [version] * 3)
    )
    return HttpResponse(
        f"<!doctype html><html lang=en-GB><title>{headline}</title><p>{escape(section)}</p>"
        f"<h1>{headline}</h1><p>{standfirst}</p><p>By {escape(byline)}, {published}</p>{body}"
        f"<h2>Figures</h2><ul>{figures}</ul><h2>Quotes</h2><ul>{quotes}</ul><ul>{about}</ul>"
    )


def page(
    sql: str, request: HttpRequest, alias: str, moment: str, ident: str, columns: dict[str, str]
) -> list[tuple[Any, ...]]:
    """Twenty rows in list order, after those that `before` names, under equal-to conditions."""
    where, values = [], []
    for name, column in columns.items():
        if name in request.GET:
            where.append(f"{column} = %s")
            values.append(request.GET[name])
    if "before" in request.GET:
        at, last = request.GET["before"].split(",")
        where.append(f"{alias}.{moment} <= %s AND ({alias}.{moment} < %s OR {alias}.{ident} < %s)")
        values += [at, at, last]
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    order = f"ORDER BY {alias}.{moment} DESC, {alias}.{ident} DESC LIMIT 20"
    return rows(f"{sql} {condition} {order}", values)


def stories(request: HttpRequest) -> HttpResponse:
    by_trust = "trust" in request.GET
    found = page(
        STORY_LINE_OF_TRUST if by_trust else STORY_LINE,
        request,
        "l" if by_trust else "v",
        "first_published_at",
        "article_id",
        {"trust": "l.trust_id"},
    )
    return HttpResponse(
        "<!doctype html><html lang=en-GB><title>Stories</title><ul>"
        + "".join(
            f'<li><p>{escape(section)}</p><h3><a href="/articles/{slug}/">{escape(headline)}</a>'
            f"</h3><p>{escape(standfirst)}</p><p>{published}, {escape(byline)}</p></li>"
            for _, slug, headline, standfirst, byline, published, section in found
        )
        + "</ul>"
    )


def figure_rows(request: HttpRequest) -> list[tuple[Any, ...]]:
    columns = {"trust": "f.trust_at_time_id"}
    return page(FIGURE, request, "f", "period_end", "id", columns)


def figures(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "<!doctype html><html lang=en-GB><title>Figures</title><table>"
        + "".join(
            f'<tr><td><a href="/figures/{row[0]}/">{row[14]}</a></td><td>{escape(row[7])}</td>'
            f"<td>{escape(row[11] or row[10])}</td><td>{row[3]}</td><td>{escape(row[20])}</td></tr>"
            for row in figure_rows(request)
        )
        + "</table>"
    )


def figures_as_data(request: HttpRequest) -> HttpResponse:
    found = [dict(zip(FIGURE_FIELDS, row, strict=True)) for row in figure_rows(request)]
    return HttpResponse(json.dumps(found, default=str), content_type="application/json")


KEPT = {}


def story_kept(request: HttpRequest, slug: str) -> HttpResponse:
    """A story that was written out before: what a cache could do at best."""
    if slug not in KEPT:
        KEPT[slug] = story(request, slug).content
    return HttpResponse(KEPT[slug])


urlpatterns = [
    path("story/<slug:slug>", story),
    path("story.json/<slug:slug>", story_as_data),
    path("feed", feed),
    path("kept/<slug:slug>", story_kept),
    path("stories", stories),
    path("figures", figures),
    path("figures.json", figures_as_data),
]
application = get_wsgi_application()
