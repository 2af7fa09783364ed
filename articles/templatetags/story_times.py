"""Times as a newspaper prints them."""

from django import template
from django.utils import timezone
from django.utils.html import format_html

from hospitals.presenters import words

register = template.Library()


@register.filter
def day(on):
    """ "12 January 2016"."""
    return words.day(on)


@register.filter
def day_and_time(moment):
    """ "12 January 2016, 5.45pm", London time."""
    return f"{words.day(timezone.localdate(moment))}, {words.clock(moment)}"


@register.filter
def to_the_second(moment):
    """ "2016-01-12T17:45:00+00:00", London time. HTML takes at most thousandths of a second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.simple_tag
def dated(moment):
    """ "<time datetime="2016-01-12T17:45:00+00:00">12 January 2016</time>", London time."""
    local = timezone.localtime(moment)
    spelt = local.isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', spelt, words.day(local))
