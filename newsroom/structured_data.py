"""What machines are told of the site itself: where a page stands, and what the site is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from lib import json_ld
from lib.json_ld import filled

from .publisher import publisher

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Where a page below each of these stands: (words, name of the address of its list).
SECTIONS = {
    "articles": ("Stories", "articles:list"),
    "corrections": ("Corrections", "articles:corrections"),
    "sections": ("Stories", "articles:list"),
    "authors": ("Stories", "articles:list"),
    "strikes": ("Strikes", "hospitals:strikes"),
    "disputes": ("Disputes", "hospitals:disputes"),
    "trusts": ("NHS trusts", "hospitals:trusts"),
    "hospitals": ("Hospitals", "hospitals:hospitals"),
    "areas": ("Areas", "hospitals:areas"),
    "figures": ("Figures", "hospitals:figures"),
    "sources": ("Who says so", "hospitals:sources"),
    "about": ("About", "about"),
}


def breadcrumb(path: str, title: str, site_url: str) -> dict[str, Any] | None:
    """The way to a page from its list; None of a page that stands at the top."""
    words, view = SECTIONS.get(path.split("/")[1], ("", ""))
    if not view or reverse(view) == path:
        return None
    steps = [(words, reverse(view)), (title, path)]
    return filled(
        type_="BreadcrumbList",
        itemListElement=[
            filled(type_="ListItem", position=number, name=name, item=f"{site_url}{address}")
            for number, (name, address) in enumerate(steps, start=1)
        ],
    )


def of_the_site(path: str, site_url: str) -> dict[str, Any] | None:
    """What the front page says of the site, and the list of figures of all of them."""
    if path == reverse("home"):
        return website(site_url)
    return dataset(site_url) if path == reverse("hospitals:figures") else None


def website(site_url: str) -> dict[str, Any]:
    home = f"{site_url}/"
    words = "search_term_string"
    return filled(
        type_="WebSite",
        id_=home,
        url=home,
        name=settings.SITE_NAME,
        inLanguage="en-GB",
        publisher=ourselves(home),
        potentialAction={
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{site_url}{reverse('search')}?q={{{words}}}",
            },
            "query-input": f"required name={words}",
        },
    )


def ourselves(home: str) -> dict[str, Any]:
    return json_ld.publisher(settings.SITE_NAME, home)


def dataset(site_url: str) -> dict[str, Any]:
    """All figures as files, under the licence of the whole where one is granted; each number keeps
    that of its document."""
    address = f"{site_url}{reverse('hospitals:figures')}"
    files = [("text/csv", "figures-csv"), (XLSX, "figures-xlsx")]
    return filled(
        type_="Dataset",
        id_=address,
        url=address,
        name="How strikes disrupt hospital care: figures",
        description="Figures on strikes and hospital care in the NHS: what was counted, where and "
        "when, with who said it, where it came from, and every revision.",
        keywords=["NHS", "strikes", "industrial action", "hospitals", "appointments postponed"],
        inLanguage="en-GB",
        isAccessibleForFree=True,
        creator=ourselves(f"{site_url}/"),
        license=publisher().data_licence_url,
        distribution=[
            filled(
                type_="DataDownload",
                encodingFormat=form,
                contentUrl=f"{site_url}{reverse(f'api:{view}')}",
            )
            for form, view in files
        ],
    )
