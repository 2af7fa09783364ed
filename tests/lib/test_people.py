from django.contrib.auth.models import User

from lib.people import called


def test_people_are_called_by_their_full_name():
    assert called(User(username="rosa", first_name="Rosa", last_name="Field")) == "Rosa Field"


def test_who_has_told_us_no_name_is_called_by_their_log_in():
    assert called(User(username="sub")) == "sub"
