"""The smaller copies of a picture: made after it is saved, of the file that it has by then."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from articles import picture_sizes
from articles.models import Picture
from deeds import generation, outbox
from deeds.delivering import deliver_due
from deeds.models import OutboxItem
from tests import story_factories as stories
from tests.forms_on_pages import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    made = stories.picture()
    picture_sizes.make_later(made)
    return made


def widths(picture):
    picture.refresh_from_db()
    return [width for width, _ in picture.sizes]


def files(picture):
    return sorted(picture.web_copy.storage.listdir(f"pictures/{picture.uuid}")[1])


def test_they_are_made_and_readers_get_them(picture):
    before = generation()
    assert deliver_due().done == 1
    assert widths(picture) == [8]
    assert generation() != before


def test_made_twice_they_are_the_same_files(picture):
    asked = picture_sizes.asked_for(picture)
    picture_sizes.make(asked)
    once = files(picture)
    picture_sizes.make(asked)
    assert files(picture) == once


def test_half_a_file_that_a_killed_process_left_is_written_anew(picture):
    asked = picture_sizes.asked_for(picture)
    picture_sizes.make(asked)
    [name] = files(picture)
    path, storage = f"pictures/{picture.uuid}/{name}", picture.web_copy.storage
    whole = storage.size(path)
    storage.delete(path)
    storage.save(path, ContentFile(b"half"))
    picture_sizes.make(asked)
    assert (files(picture), storage.size(path)) == ([name], whole)


def test_of_a_file_that_was_replaced_meanwhile_nothing_is_made(picture):
    Picture.objects.filter(pk=picture.pk).update(web_copy="pictures/another.jpg")
    assert deliver_due().done == 1
    assert widths(picture) == []


def test_a_file_that_cannot_be_read_stands_on_the_desk(picture):
    picture.original.save("broken.jpg", ContentFile(b"no picture"), save=False)
    Picture.objects.filter(pk=picture.pk).update(original=picture.original.name)
    assert deliver_due().failed == 1
    item = OutboxItem.objects.get()
    assert item.last_error == "This file is not a JPEG, PNG or WebP picture."
    assert outbox.in_words([item])[item.pk] == "Smaller copies of a picture: Picket line"


def test_saving_its_words_keeps_those_that_were_made_meanwhile(picture, desk):
    client, url = desk(), reverse("admin:articles_picture_change", args=[picture.pk])
    typed = {**fields_of(client.get(url)).values, "title": "Picket in the rain"}
    picture_sizes.make(picture_sizes.asked_for(picture))
    assert client.post(url, typed).status_code == 302
    assert widths(picture) == [8]
    assert picture.title == "Picket in the rain"
