"""What I am mailed: each person of the desk chooses from what their role may be mailed."""

import pytest
from django.urls import reverse

from articles.models import MailChoice

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:mail_choices")


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("reporter", ["sent_back", "reply"]),
        ("sub", ["sent_back", "reply", "with_subs", "correction", "second_look"]),
    ],
)
def test_a_role_is_offered_what_may_wait_for_it(desk, role, kinds):
    assert list(desk(role).get(PAGE).context["form"].fields) == kinds


def test_what_is_chosen_stays(desk):
    sub = desk("sub")
    chosen = {
        "sent_back": "never",
        "reply": "at_once",
        "with_subs": "at_once",
        "correction": "never",
        "second_look": "gathered",
    }
    assert sub.post(PAGE, chosen).url == PAGE
    assert dict(MailChoice.objects.values_list("about", "how")) == chosen
    assert sub.get(PAGE).context["form"]["with_subs"].value() == "at_once"


def test_a_choice_that_there_is_not_is_told_and_nothing_saved(desk):
    page = desk("reporter").post(PAGE, {"sent_back": "by fax", "reply": "never"})
    assert "Choose one." in page.content.decode()
    assert not MailChoice.objects.exists()


def test_it_says_where_mail_goes_and_why_none_does(desk, settings):
    sub = desk("sub")
    assert "This site sends no mail." in sub.get(PAGE).content.decode()
    settings.SENDS_MAIL = True
    assert "Your log-in has no e-mail address" in sub.get(PAGE).content.decode()
    sub.user.email = "noor@example.org"
    sub.user.save()
    assert "To noor@example.org." in sub.get(PAGE).content.decode()


def test_every_page_of_the_desk_leads_there(desk):
    assert PAGE in desk("reporter").get(reverse("admin:index")).content.decode()
