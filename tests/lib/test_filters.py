import django_filters
import pytest
from django import forms
from django.contrib.auth.models import Group, User
from django.http import QueryDict

from lib.filters import (
    StrictFilterSet,
    by_day,
    check_parameters,
    is_tracking,
    nearest,
    one_of,
    without_tracking,
)


class ReaderFilter(StrictFilterSet):
    q = django_filters.CharFilter(field_name="username", lookup_expr="contains")
    group = django_filters.ModelChoiceFilter(
        field_name="groups", to_field_name="name", queryset=Group.objects.all()
    )
    groups = django_filters.ModelMultipleChoiceFilter(
        to_field_name="name", queryset=Group.objects.all()
    )
    state = django_filters.ChoiceFilter(
        field_name="is_active", choices=[("1", "active"), ("0", "gone")]
    )
    joined = django_filters.DateFromToRangeFilter(field_name="date_joined")
    date_from = by_day("From", field_name="date_joined", lookup_expr="date__gte")
    date_to = by_day("To", field_name="date_joined", lookup_expr="date__lte")

    class Meta:
        model = User
        fields = []


def filterset(query, **kwargs):
    return ReaderFilter(QueryDict(query), User.objects.all(), **kwargs)


@pytest.fixture
def alice(db):
    return User.objects.create(username="alice")


def test_a_good_search_filters(alice):
    User.objects.create(username="bob")
    assert list(filterset("q=ali").qs) == [alice]


def test_no_parameters_show_everything(alice):
    assert list(filterset("").qs) == [alice]


def test_an_unknown_parameter_names_the_nearest(alice):
    found = filterset("gruop=editors")
    assert found.errors["gruop"] == ["There is no “gruop” here. Did you mean “group”?"]


def test_an_error_shows_no_rows(alice):
    assert not filterset("gruop=editors").qs.exists()


def test_a_parameter_like_no_other_is_told_what_there_is(db):
    [sentence] = filterset("zzz=1").errors["zzz"]
    assert "date_from, date_to" in sentence


def test_a_single_value_given_twice_is_an_error(db):
    assert "given 2 times" in filterset("q=a&q=b").errors["q"][0]


def test_a_parameter_for_several_values_may_be_repeated(db):
    Group.objects.create(name="editors")
    Group.objects.create(name="reporters")
    assert filterset("groups=editors&groups=reporters").is_valid()


def test_the_two_ends_of_a_range_are_known(db):
    assert filterset("joined_after=2016-01-12&joined_before=2016-01-13").is_valid()


def test_a_very_long_value_is_an_error(db):
    assert "at most 200" in filterset("q=" + "a" * 201).errors["q"][0]


def test_a_nul_character_is_an_error(db):
    assert len(filterset("q=%00").errors["q"]) == 1


def test_a_nul_character_in_a_choice_is_an_error(db):
    assert filterset("group=%00").errors["group"]


def test_a_code_we_do_not_hold_is_named(db):
    assert filterset("group=RXX").errors["group"] == ["We hold nothing called “RXX”."]


hour = {"it is": "morning"}


class OfTheMoment(StrictFilterSet):
    group = one_of(lambda: Group.objects.filter(name=hour["it is"]), "Group", key="name")

    class Meta:
        model = User
        fields = []


def test_what_may_be_asked_for_is_asked_by_each_form(db, monkeypatch):
    for name in ("morning", "evening"):
        Group.objects.create(name=name)
    asked = QueryDict("group=evening")
    assert not OfTheMoment(asked, User.objects.all()).form.is_valid()
    monkeypatch.setitem(hour, "it is", "evening")
    assert OfTheMoment(asked, User.objects.all()).form.is_valid()


def test_a_wrong_choice_is_told_the_choices(db):
    assert filterset("state=2").errors["state"] == ["“2” is not one of 1, 0."]


@pytest.mark.parametrize("value", ["yesterday", "2016-13-01", "12.1.2016", "0"])
def test_a_wrong_date_is_shown_a_right_one(db, value):
    assert "2016-01-12" in filterset(f"date_from={value}").errors["date_from"][0]


def test_dates_the_wrong_way_round_are_an_error(db):
    [sentence] = filterset("date_from=2016-01-12&date_to=2016-01-11").errors["date_to"]
    assert sentence.startswith("The last date, 11 January 2016, is before the first")


def test_one_day_is_in_order(db):
    assert filterset("date_from=2016-01-12&date_to=2016-01-12").is_valid()


@pytest.mark.parametrize("query", ["utm_source=x", "fbclid=1&gclid=2", "UTM_CAMPAIGN=x"])
def test_where_a_reader_came_from_does_not_matter(alice, query):
    assert list(filterset(query).qs) == [alice]


def test_the_cursor_belongs_to_paging(db):
    assert filterset("cursor=" + "a" * 400).is_valid()


def test_page_size_is_known_only_where_the_caller_says_so(db):
    assert not filterset("page_size=5").is_valid()
    assert filterset("page_size=5", also_allowed=["page_size"]).is_valid()


def test_the_scope_is_the_search_without_paging(db):
    assert filterset("q=ali&cursor=abc&utm_source=x").scope == {"q": ["ali"]}


def test_a_plain_dictionary_will_do(alice):
    assert list(ReaderFilter({"q": "ali"}, User.objects.all()).qs) == [alice]


def test_unbound_is_valid_for_showing_a_form(alice):
    assert list(ReaderFilter(None, User.objects.all()).qs) == [alice]


def test_a_view_without_a_form_can_check_too():
    problems = check_parameters(QueryDict("version=2&as_off=x"), ["as_of"])
    assert problems["as_off"] == "There is no “as_off” here. Did you mean “as_of”?"


def test_a_page_without_parameters_says_so():
    assert "no parameters" in check_parameters(QueryDict("page=2"), [])["page"]


def test_a_very_long_name_is_cut():
    [sentence] = check_parameters(QueryDict("a" * 5000 + "=1"), ["q"]).values()
    assert len(sentence) < 200


@pytest.mark.parametrize(
    ("typed", "meant"), [("trsut", "trust"), ("from", "date_from"), ("Strike", "strike")]
)
def test_the_nearest_name(typed, meant):
    assert nearest(typed, ["trust", "strike", "date_from", "q"]) == meant


def test_nothing_near_is_nothing():
    assert nearest("xyzzy", ["trust", "strike"]) is None


def test_a_section_is_not_tracking():
    assert not is_tracking("section")


def test_the_rest_is_kept_as_it_was():
    kept = without_tracking(QueryDict("a=1&utm_medium=x&a=2"))
    assert kept.urlencode() == "a=1&a=2"


class OfYear(django_filters.NumberFilter):
    field_class = forms.IntegerField


class OfYears(StrictFilterSet):
    year = OfYear(field_name="id", min_value=1948, max_value=2100)
    story = django_filters.UUIDFilter(field_name="username")

    class Meta:
        model = User
        fields = []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("year=99999", "99999 is too large: give 2100 or less."),
        ("year=1066", "1066 is too small: give 1948 or more."),
        ("year=last", "Write a whole number in digits."),
        ("story=28", "Write the id in full: 36 characters, as the API gives it."),
    ],
)
def test_a_wrong_value_is_told_in_our_words(query, sentence):
    assert OfYears(QueryDict(query), User.objects.all()).errors == {
        query.partition("=")[0]: [sentence]
    }
