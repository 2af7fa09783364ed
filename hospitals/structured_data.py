"""A number for machines, as schema.org's Observation. Nothing in it that its page does not show."""

from __future__ import annotations

from typing import Any

from lib.fields import moment, number
from lib.json_ld import filled, publisher

from .models import DisruptionFigure, Evidence, FigureRevision, Source
from .presenters import figure_words
from .presenters.figures import Said
from .presenters.one_figure import FigurePage

PLACES = {"area": "AdministrativeArea", "trust": "Organization", "hospital": "Hospital"}
# "Nearly 2,000" and "about 450" are still that number; "more than 2,000" is not 2,000.
LOWEST, HIGHEST = ("more_than", "at_least"), ("less_than", "up_to")


def observation(
    page: FigurePage, *, site_url: str, site_name: str, image: str = ""
) -> dict[str, Any] | None:
    """The page of one number (FigurePage) as a WebPage about its Observation; a dict.

    `image` is the address of its card.

    None where there is no number: withdrawn, not reported, suppressed. `site_url` is what full
    links start with. What must be read beside the number stands in the description.
    """
    revision = page.revision
    if revision is None or revision.value is None:
        return None
    figure, address = revision.figure, site_url + page.url
    return filled(
        type_="WebPage",
        id_=address,
        url=address,
        name=page.sentence,
        inLanguage="en-GB",
        image=image and site_url + image,
        dateModified=moment(max(revision.public_from, figure.released_at)),
        publisher=publisher(site_name, f"{site_url}/"),
        citation=document(page.said, revision.evidence),
        mainEntity=filled(
            type_="Observation",
            name=page.about,
            description=". ".join([page.sentence, *beside(page)]),
            measuredProperty=filled(type_="Property", name=figure_words.what(figure)),
            observationAbout=place(page, figure, site_url),
            unitText=UNITS.get(figure.number_kind, figure.measure.full_unit),
            **value(revision),
            **when(figure),
        ),
    )


# Of what is no number of what is counted.
UNITS = {"percent": "per cent", "points": "percentage points"}


def beside(page: FigurePage) -> list[str]:
    texts = [*page.caveats, page.disputed, "" if page.preferred else "We use another figure"]
    return [text.rstrip(".") for text in texts if text]


def value(revision: FigureRevision) -> dict[str, Any]:
    """The number, or the ends between which it lies."""
    said, upper = number(revision.value), number(revision.upper)
    if revision.change == "down":
        return {"value": -said} if revision.is_exact else {}
    if upper is not None:
        return {"minValue": said, "maxValue": upper}
    if revision.how_exact in LOWEST:
        return {"minValue": said}
    if revision.how_exact in HIGHEST:
        return {"maxValue": said}
    return {"value": said}


def when(figure: DisruptionFigure) -> dict[str, str]:
    """First day and length. The busiest day of several is one of them, and nobody says which; an
    average day is none of them."""
    if figure.basis in (
        DisruptionFigure.Basis.BUSIEST_DAY,
        DisruptionFigure.Basis.AVERAGE_DAY,
    ):
        return {}
    if figure.ends is None:
        return {"observationDate": str(figure.period_start)}
    days = (figure.period_end - figure.period_start).days + 1
    return {"observationDate": str(figure.period_start), "observationPeriod": f"P{days}D"}


def place(page: FigurePage, figure: DisruptionFigure, site_url: str) -> dict[str, Any]:
    kind, name = figure_words.kind_of_place(figure), figure_words.place(figure)
    url = dict(page.links).get(name, "")
    return filled(type_=PLACES[kind], name=name, url=url and site_url + url)


def document(said: Said, evidence: Evidence) -> dict[str, Any] | None:
    """Where it came from, if the terms let the page name it and it has an address."""
    if said.document is None or not said.document.url:
        return None
    authors = [
        filled(type_="Person" if who.kind == Source.Kind.PERSON else "Organization", name=who.name)
        for who in evidence.speakers()
    ]
    return filled(
        type_="CreativeWork",
        name=said.document.title,
        url=said.document.url,
        datePublished=said.document.published_on and str(said.document.published_on),
        author=authors if len(authors) > 1 else authors[0],
    )
