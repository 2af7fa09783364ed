"""Dates and times in templates, by the same names as in `lib.words`; every template has them."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html

from lib import words

register = template.Library()

for put_into_words in (words.day, words.weekday, words.day_and_time, words.stamp, words.second):
    register.filter(put_into_words.__name__, put_into_words)


@register.filter
def to_the_second(at: datetime) -> str:
    """ "2016-01-12T17:45:00+00:00", London time. HTML takes at most thousandths of a second."""
    return timezone.localtime(at).isoformat(timespec="seconds")


@register.simple_tag
def dated(at: datetime) -> str:
    """ "<time datetime="2016-01-12T17:45:00+00:00">12 January 2016</time>", London time."""
    return format_html('<time datetime="{}">{}</time>', to_the_second(at), words.day(at))
