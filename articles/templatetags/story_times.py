"""Times as a newspaper prints them."""

from django import template
from django.utils import timezone

from hospitals.presenters import words

register = template.Library()


@register.filter
def day_and_time(moment):
    """ "12 January 2016, 5.45pm", London time."""
    return f"{words.day(timezone.localdate(moment))}, {words.clock(moment)}"


@register.filter
def to_the_second(moment):
    """ "2016-01-12T17:45:00+00:00", London time. HTML takes at most thousandths of a second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
