"""A story for machines, as schema.org's NewsArticle. Nothing in it that its page does not show."""

from typing import Any

from lib.cards import HEIGHT, WIDTH
from lib.fields import moment
from lib.json_ld import filled, publisher

from .presenters import ArticlePage


def news_article(
    page: ArticlePage, *, site_url: str, site_name: str, card: str = ""
) -> dict[str, Any] | None:
    """The NewsArticle of an ArticlePage as a dict; None for a story that is withdrawn.

    `site_url` is what full links start with, `card` the address of its share card. `dateModified`
    says when readers saw a change that matters: search engines come to distrust dates that move
    for less.
    """
    story = page.story
    if story.withdrawn:
        return None
    address = site_url + story.url
    return filled(
        type_="NewsArticle",
        headline=story.headline,
        description=story.standfirst,
        url=address,
        mainEntityOfPage=filled(type_="WebPage", id_=address),
        datePublished=moment(story.first_published_at),
        dateModified=moment(page.modified_at),
        author=[
            filled(type_="Person", name=each.name, url=each.url and site_url + each.url)
            for each in page.authors
        ],
        publisher=publisher(site_name, f"{site_url}/"),
        inLanguage="en-GB",
        isAccessibleForFree=True,
        articleSection=story.section,
        image=images(page, site_url, card),
        about=about(page, site_url),
        citation=documents(page),
        correction=[
            filled(
                type_="CorrectionComment",
                text=notice.words,
                datePublished=moment(notice.issued_at),
            )
            for notice in page.corrections
        ],
    )


def images(page: ArticlePage, site_url: str, card: str) -> list[dict[str, Any]]:
    """Its pictures, and its card, so that there is always one."""
    found = [
        filled(
            type_="ImageObject",
            url=site_url + each.url,
            width=each.width,
            height=each.height,
            caption=each.alt_text,
            creditText=each.credit,
        )
        for each in [*page.pictures, *page.gallery]
    ]
    if card:
        found.append(filled(type_="ImageObject", url=site_url + card, width=WIDTH, height=HEIGHT))
    return found


def about(page: ArticlePage, site_url: str) -> list[dict[str, Any]]:
    """Strikes are plain things: schema.org's Event wants a place, and most have many."""
    typed = [("Organization", page.trusts), ("Hospital", page.hospitals), ("Thing", page.strikes)]
    return [
        filled(type_=kind, name=subject.name, url=site_url + subject.url)
        for kind, subjects in typed
        for subject in subjects
    ]


def documents(page: ArticlePage) -> list[dict[str, Any]]:
    """Where the figures and quotations came from, each once: on the record, with an address."""
    found = {}
    for figure in page.figures:
        document = figure.said and figure.said.document
        if document and document.url:
            found.setdefault(document.url, document.title)
    for quote in page.quotes:
        if quote.where_from_url:
            found.setdefault(quote.where_from_url, quote.where_from)
    return [filled(type_="CreativeWork", name=name, url=url) for url, name in found.items()]
