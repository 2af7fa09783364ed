"""The head of a page: what its blocks say, said again for those who share and search."""

from __future__ import annotations

from html import unescape

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from lib import json_ld
from lib.text import squash
from newsroom.structured_data import breadcrumb, of_the_site

register = template.Library()


@register.tag
def words_of(parser: Parser, token: Token) -> WordsOf:
    """What a block says, in one line, to be said several times: {% words_of title %}…

    Django's own tags with an end hide the blocks in them from `block.super`.
    """
    _, name = token.split_contents()
    content = parser.parse(("endwords_of",))
    parser.delete_first_token()
    return WordsOf(name, content)


class WordsOf(template.Node):
    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> str:
        context[self.name] = SafeString(squash(self.nodelist.render(context)))
        return ""


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """What machines are told: the page's own `structured_data`, and the way to it from its list."""
    path, site_url, site_name = (context.get(name) for name in ("path", "site_url", "site_name"))
    title = unescape(without_site(context["title"], site_name))
    told = [
        of_the_site(path, site_url),
        context.get("structured_data"),
        breadcrumb(path, title, site_url),
    ]
    blocks = ((json_ld.script(data),) for data in told if data)
    return format_html_join("\n", '<script type="application/ld+json">{}</script>', blocks)


@register.filter
def without_site(title: str, site_name: str) -> SafeString:
    """ "A strike · Newsroom" without the site's name, which stands beside it."""
    return SafeString(title.removesuffix(f" · {escape(site_name)}"))
