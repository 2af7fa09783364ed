import pytest
from django.urls import reverse


def change_url(story):
    return reverse("admin:articles_article_change", args=[story.pk])


def do_url(story, action):
    return reverse("admin:articles_article_do", args=[story.pk, action])


def fields_of(response):
    """What the page would post back unchanged: {name: value} of the form and its inlines."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is None or value is False:
                continue
            widget = field.field.widget
            if hasattr(widget, "widgets"):
                parts = value if isinstance(value, list) else widget.decompress(value)
                data |= {f"{field.html_name}_{n}": part or "" for n, part in enumerate(parts)}
            elif isinstance(value, list | tuple) or hasattr(value, "values_list"):
                data[field.html_name] = [getattr(each, "pk", each) for each in value]
            else:
                data[field.html_name] = value
    return data


@pytest.fixture
def opened():
    """opened(client, story) → what the story's form would post back as it stands."""
    return lambda client, story: fields_of(client.get(change_url(story)))


@pytest.fixture
def save(opened):
    """save(client, story, **changed) → the answer to posting the form with some fields changed."""

    def post(client, story, data=None, **changed):
        given = opened(client, story) if data is None else data
        return client.post(change_url(story), {**given, "_continue": "1", **changed})

    return post
