"""Times as a newspaper prints them."""

from django import template
from django.utils import timezone

from hospitals.presenters import words

register = template.Library()


@register.filter
def day_and_time(moment):
    """ "12 January 2016, 5.45pm", London time."""
    return f"{words.day(timezone.localdate(moment))}, {words.clock(moment)}"
