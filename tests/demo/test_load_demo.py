"""The demo, loaded once for the whole file: real facts through the workflow, and five stories."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.html import strip_tags

from articles.models import (
    Article,
    Correction,
    CorrectionPlan,
    PublishedVersion,
    Quote,
    QuoteRevision,
)
from deeds.covering import search
from deeds.models import Cover
from demo import load_facts, reading
from demo.reading import BadData
from hospitals.models import (
    DisruptionFigure,
    Event,
    Evidence,
    FigureRevision,
    Measure,
    Participation,
    Strike,
    Trust,
)
from hospitals.workflow import place_at_time
from lib.covering import Wanted
from lib.number_words import parse_number
from lib.spoken import Spoken, holds

PASSWORD = "a-long-demo-password"


def load(**options):
    said = StringIO()
    call_command("load_demo", demo_password=PASSWORD, stdout=said, **options)
    return said.getvalue()


@pytest.fixture(scope="module", autouse=True)
def first_run(for_all):
    return load()


pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def figure(code, measure, *, start, value=None):
    found = DisruptionFigure.objects.filter(
        trust__code=code, measure__slug=measure, period_start=start
    )
    return found.get() if value is None else found.get(current__value=value)


def england(measure, **more):
    return DisruptionFigure.objects.get(area__slug="england", measure__slug=measure, **more)


def counts():
    return {
        model._meta.label: model._default_manager.count()
        for label in ("hospitals", "articles", "auth")
        for model in apps.get_app_config(label).get_models()
    }


@pytest.mark.slow
def test_loading_twice_changes_nothing_and_says_so():
    before = counts()
    said = load()
    assert counts() == before
    assert "nothing changed" in said
    assert "the password it had" in said


def test_the_first_run_tells_how_to_log_in(first_run):
    for name in ("reporter", "sub", "data", "editor"):
        assert re.search(rf"{name} .*password: {PASSWORD}", first_run)


def test_each_demo_person_has_one_role(django_user_model):
    roles = {
        person.username: [group.name for group in person.groups.all()]
        for person in django_user_model.objects.filter(
            username__in=["reporter", "sub", "data", "editor"]
        )
    }
    assert roles == {
        "reporter": ["reporter"],
        "sub": ["sub-editor"],
        "data": ["data editor"],
        "editor": ["editor"],
    }


def test_outside_debug_a_password_must_be_given(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="choose their password with --demo-password"):
        call_command("load_demo")


def test_outside_debug_a_weak_password_is_refused(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--demo-password"):
        call_command("load_demo", demo_password="demo")


def test_a_bad_line_stops_the_load_and_is_named(tmp_path, monkeypatch):
    for path in (reading.HERE / "facts").glob("*.csv"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "strike_spells.csv").open("a", encoding="utf-8") as dates:
        dates.write("no-such-strike,2023-04-11,2023-04-11,,,,pa-list,\n")
    facts = load_facts.Facts(recorder=None, checker=None, releaser=None, folder=tmp_path)
    with pytest.raises(BadData, match=r"strike_spells.csv, line \d+: no strike “no-such-strike”"):
        load_facts.load_facts(facts, lambda line: None)


def test_what_the_desk_has_changed_stays_changed():
    Trust.objects.filter(code="RHM").update(name="Renamed by the desk")
    load()
    assert Trust.objects.get(code="RHM").name == "Renamed by the desk"


# The golden cases


def test_1854_is_158_plus_1696():
    whole = figure("RHM", "rescheduled", start=date(2023, 4, 11))
    parts = whole.part_lists.get().parts.values_list("current__value", flat=True)
    assert whole.current.value == sum(parts) == 1854
    assert sorted(parts) == [158, 1696]


def test_1091_nurses_are_not_695_plus_703():
    whole = figure("RHM", "staff-taking-part", start=date(2023, 1, 18))
    assert whole.current.value == 1091
    assert not whole.part_lists.exists()
    assert whole.measure.adds_over == Measure.Adds.PLACES


def test_nearly_2000_holds_for_1854_and_more_than_2000_does_not():
    value = figure("RHM", "rescheduled", start=date(2023, 4, 11)).current.value
    assert holds(parse_number("Nearly 2,000"), Spoken(value))
    assert not holds(parse_number("more than 2,000"), Spoken(value))


def test_no_operations_at_winchester_is_a_real_zero():
    zero = DisruptionFigure.objects.get(
        hospital__site_code="RN541", measure__slug="operations-postponed"
    )
    assert zero.current.value == 0
    assert zero.current.missing == ""


def test_three_of_35_clinics_at_winchester():
    clinics = DisruptionFigure.objects.get(
        hospital__site_code="RN541", measure__slug="clinics-postponed"
    )
    assert clinics.current.rate() == Decimal("8.6")


def test_the_two_reports_of_basingstoke_stand_side_by_side():
    ours, other = DisruptionFigure.objects.filter(
        hospital__site_code="RN506", measure__slug="clinics-postponed"
    ).order_by("pk")
    assert list(DisruptionFigure.objects.rivals_of(ours)) == [other]
    assert (ours.preferred, other.preferred) == (True, False)
    assert (ours.current.out_of, other.current.out_of) == (64, 57)


def test_seven_of_64_clinics_stand_as_they_were_printed():
    """That the Alton clinics are among them is our reading: a caveat, and neither what tells the
    figure from others nor a sum."""
    ours = DisruptionFigure.objects.get(
        hospital__site_code="RN506", measure__slug="clinics-postponed", current__out_of=64
    )
    assert ours.counted_note == ""
    assert "our reading" in ours.current.public_caveat
    assert not ours.part_lists.exists()


def test_4000_are_cancellations_in_total_of_which_3400_on_the_day():
    total = england("cancellations", basis="whole_strike")
    assert (total.current.say(), total.nature) == ("about 4,000", "expected")
    [on_the_day] = total.part_lists.get().parts.all()
    assert (on_the_day.current.say(), on_the_day.basis) == ("3,400", "one_day")
    assert total.current.evidence.said_on == date(2016, 1, 11)


# As exactly as the founding stories know them, with what came of them.
EVENTS_OF_2015_16 = {
    "strike-ballot-2015": "by 27 November 2015",
    "westquay-november-2015": "November 2015",
    "hunt-letter-to-bma-25-november-2015": "25 November 2015",
    "hunt-agrees-to-talks-november-2015": "25 November 2015",
    "emergency-meetings-november-2015": "by 27 November 2015",
    "southampton-letters-november-2015": "by 27 November 2015",
    "acas-talks-27-november-2015": "27 November 2015",
    "acas-talks-weekend-november-2015": "the weekend of 28 and 29 November 2015",
    "talks-30-november-2015": "30 November 2015",
    "picket-southampton-general-1-december-2015": "1 December 2015",
    "rally-guildhall-1-december-2015": "1 December 2015",
    "talks-11-january-2016": "11 January 2016",
    "rally-bargate-12-january-2016": "12 January 2016",
    "pickets-across-the-south-12-january-2016": "12 January 2016",
    "picket-qmc-12-january-2016": "12 January 2016",
    "picket-city-hospital-12-january-2016": "12 January 2016",
}


def test_each_event_of_the_founding_stories_is_dated_as_exactly_as_it_is_known():
    events = Event.objects.public().filter(dispute__slug="junior-doctors-contract-2015-16")
    assert {event.slug: event.when() for event in events} == EVENTS_OF_2015_16
    assert all(event.evidence for event in events)


def test_talks_say_what_came_of_them():
    ended = Event.objects.exclude(outcome="").filter(kind__slug="talks")
    assert [event.slug for event in ended] == [
        "acas-talks-weekend-november-2015",
        "talks-30-november-2015",
        "talks-11-january-2016",
    ]


def test_what_a_paper_told_of_had_been_announced_by_then():
    strike = Strike.objects.get(slug="junior-doctors-1-december-2015")
    assert [str(change) for change in strike.status_changes.in_order()] == [
        "announced by 27 November 2015",
        "called off 30 November 2015",
    ]


def test_of_the_strikes_of_december_2015_nobody_said_what_was_to_run():
    spells = Strike.objects.get(slug="junior-doctors-8-and-16-december-2015").spells.all()
    assert {(spell.cover, bool(spell.starts_at), spell.ends_at) for spell in spells} == {
        ("", True, None)
    }


def test_a_silent_revision_moves_the_total_by_as_much():
    strike = england("rescheduled", strike__slug="junior-doctors-27-june-2-july-2024")
    running = england("rescheduled", basis="running_total", period_end=date(2024, 7, 2))
    for each, values in ((strike, [61989, 67034]), (running, [1486258, 1491303])):
        assert [revision.value for revision in each.revisions.all()] == values
        assert values[1] - values[0] == 5045
        assert each.current.value == values[1]


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        ("inpatient-and-day-case-rescheduled", [7303, 7704]),
        ("outpatient-rescheduled", [34122, 35193]),
    ],
)
def test_the_nurses_strike_of_february_was_revised(measure, values):
    found = england(measure, strike__slug="nurses-6-7-february-2023")
    assert [revision.value for revision in found.revisions.all()] == values


def test_a_total_that_does_not_add_up_stays_as_printed():
    printed = england("rescheduled", basis="running_total", period_end=date(2024, 1, 9))
    parts = printed.part_lists.get().parts.values_list("current__value", flat=True)
    assert printed.current.value == 1333221
    assert printed.current.value - sum(parts) == 20


def test_195000_and_196225_stand_side_by_side():
    said, table = (england("rescheduled", current__value=value) for value in (195000, 196225))
    assert list(DisruptionFigure.objects.rivals_of(table)).count(said) == 1
    assert table.preferred


def test_the_fourteen_strikes_add_up_to_483085():
    running = england("rescheduled", basis="running_total", period_end=date(2023, 4, 15))
    strikes = running.covers.all()
    wholes = DisruptionFigure.objects.filter(
        strike__in=strikes, area__slug="england", measure__slug="rescheduled", setting__slug="acute"
    )
    assert len(strikes) == 14
    assert running.current.value == sum(wholes.values_list("current__value", flat=True)) == 483085


def test_the_nurses_strike_of_december_skips_days():
    strike = Strike.objects.get(slug="nurses-15-and-20-december-2022")
    assert [spell.first_day.day for spell in strike.spells.all()] == [15, 20]


def test_the_strike_of_1_december_2015_was_called_off():
    strike = Strike.objects.with_status().get(slug="junior-doctors-1-december-2015")
    assert strike.status == "called_off"
    assert not DisruptionFigure.objects.filter(strike=strike).exclude(nature="expected").exists()


def test_the_joint_strike_has_two_staff_groups():
    strike = Strike.objects.get(slug="consultants-and-junior-doctors-19-23-september-2023")
    assert strike.staff_groups.count() == 2
    assert england("rescheduled", strike=strike, setting__slug="acute").current.value == 129913


def test_no_data_submitted_is_missing_and_not_zero():
    missing = FigureRevision.objects.get(missing="not_reported", figure__trust__code="RXW")
    assert missing.value is None


def test_7_2_million_is_rounded():
    assert england("waiting-list").current.say() == "7.2 million"


def test_not_known_is_not_no():
    answers = Participation.objects.filter(strike__slug="nurses-15-and-20-december-2022")
    assert set(answers.values_list("trust__code", "answer")) == {
        ("RHM", "not_known"),
        ("RHU", "no"),
    }


def test_every_figure_says_who_says_so_and_where_it_came_from():
    assert Evidence.objects.filter(title="").count() == 0
    assert FigureRevision.objects.exclude(evidence__terms="on_record").count() == 0


def test_figures_were_checked_by_another_person():
    checked = FigureRevision.objects.filter(checked_at__isnull=False)
    assert checked.count() > 170
    assert {(r.recorded_by.username, r.checked_by.username) for r in checked} == {
        ("reporter", "data"),
        # What was put right: the data editor's word, approved by the sub.
        ("data", "sub"),
    }


def test_stored_trust_and_region_are_those_of_the_day():
    for each in DisruptionFigure.objects.all():
        assert (each.trust_at_time, each.region_at_time) == place_at_time(each), each


# The stories

DATES = {
    "hampshire-hospitals-brace-for-walkout": date(2015, 11, 27),
    "last-talks-before-doctors-strike": date(2015, 11, 30),
    "hundreds-rally-at-the-bargate": date(2016, 1, 12),
    "nottinghamshire-patients-affected": date(2016, 1, 12),
    "uhs-strike-appointments-rescheduled": date(2023, 4, 19),
}


def test_the_five_stories_are_live_with_the_dates_of_the_originals():
    live = {
        version.slug: timezone.localdate(version.first_published_at)
        for version in PublishedVersion.objects.live().exclude(slug__startswith="example-")
    }
    assert live == DATES


def test_the_five_stories_appeared_by_day():
    live = PublishedVersion.objects.live(
        datetime(2016, 1, 1, tzinfo=timezone.get_current_timezone())
    )
    assert live.count() == 2


def test_each_story_was_approved_by_a_second_person():
    for version in PublishedVersion.objects.live():
        assert version.approved_by != version.article.owner
        assert not version.on_one_pair_of_eyes


def test_no_story_contradicts_its_records():
    assert not PublishedVersion.objects.filter(against_record=True).exists()


def test_the_headline_nearly_2000_cites_1854():
    version = PublishedVersion.objects.get(slug="uhs-strike-appointments-rescheduled")
    cited = version.citations.get(place="headline")
    assert cited.words == "Nearly 2,000"
    assert cited.figure_revision.value == 1854


def test_around_450_cites_both_trusts():
    version = PublishedVersion.objects.get(slug="nottinghamshire-patients-affected")
    cited = version.citations.filter(place="body", words="around 450")
    assert sorted(each.figure_revision.value for each in cited) == [71, 380]


def test_a_figure_nests_in_a_quotation():
    version = PublishedVersion.objects.get(slug="uhs-strike-appointments-rescheduled")
    body = version.body
    assert re.search(r'<span data-quote="\d+">“a waiting list of <span data-figure="\d+">', body)


def test_the_joint_statement_has_two_speakers_in_order():
    quote = Quote.objects.get(revisions__words="a waiting list of 7.2 million")
    assert [speaker.source.slug for speaker in quote.latest().speakers.all()] == [
        "vivek-trivedi",
        "robert-laurenson",
    ]


def test_the_same_words_are_one_record_used_in_two_stories():
    quote = Quote.objects.get(revisions__words="backed into a corner")
    stories = quote.revisions.get().citations.filter(version__isnull=False).values("article")
    assert stories.distinct().count() == 2


def test_the_running_story_links_back():
    chain = ["hundreds-rally-at-the-bargate", "last-talks-before-doctors-strike"]
    chain.append("hampshire-hospitals-brace-for-walkout")
    for story, earlier in pairwise(chain):
        version = PublishedVersion.objects.get(slug=story)
        assert earlier in version.related.values_list("to__slug", flat=True)


def test_the_rally_has_a_picture_and_a_gallery():
    version = PublishedVersion.objects.get(slug="hundreds-rally-at-the-bargate")
    pictures = version.pictures.all()
    assert [picture.in_gallery for picture in pictures] == [False, True, True]
    assert all(picture.alt_text and picture.credit for picture in pictures)


def test_the_third_story_has_its_picture():
    version = PublishedVersion.objects.get(slug="nottinghamshire-patients-affected")
    shown = version.pictures.get()
    assert "Nottingham City Hospital" in shown.picture.title
    assert "eight people" in shown.alt_text


def test_a_strike_is_always_to_come_and_says_that_it_is_an_example():
    strike = Strike.objects.get(slug="example-porters-northmoor")
    first, last = strike.dates_of()
    assert first == timezone.localdate() + timedelta(days=21)
    assert (last - first).days == 2
    assert strike.title.startswith("Example: ")
    assert strike.notices.count() == 2
    figure = strike.figures.get(measure__slug="operations-postponed")
    assert (figure.latest().value, figure.latest().missing) == (None, "not_reported")


def test_quotations_are_split_run_over_paragraphs_and_hold_a_bracket():
    version = PublishedVersion.objects.live().get(slug="example-porters-strike-at-northmoor")
    body = strip_tags(version.body_html)
    split, paragraphs, bracket = (
        QuoteRevision.objects.get(words__startswith=words).words
        for words in ("Nobody wants", "The emergency department", "A few of them")
    )
    assert "“Nobody wants this,” said Imran Vale" in body
    assert "this. We have asked" in split
    assert paragraphs.count("\n\n") == 1
    assert "If you have not heard" in body
    assert "[the planned ones]" in body
    assert "[" not in bracket


def test_the_desk_has_work_in_every_state():
    states = Article.objects.filter(slug__startswith="demo-").values_list("state", flat=True)
    assert sorted(states) == ["draft", "published", "with_subs"]
    assert PublishedVersion.objects.scheduled().count() == 1
    assert DisruptionFigure.objects.to_check().count() == 1


def test_a_number_that_was_wrong_is_put_right_in_both_stories_by_one_approval():
    [plan] = CorrectionPlan.objects.all()
    assert (plan.proposed_by.username, plan.approved_by.username) == ("data", "sub")
    assert [each.value for each in plan.figure.revisions.order_by("number")] == [48, 84]
    live = PublishedVersion.objects.live().filter(citations__figure_revision__figure=plan.figure)
    assert {version.number for version in live} == {2}
    assert live.distinct().count() == 2
    for version in live:
        assert "48" not in version.headline_text + strip_tags(version.body_html)
    notices = Correction.objects.filter(plan=plan)
    assert {notice.is_right for notice in notices} == {"It is 84."}


def test_a_passage_about_a_private_person_is_covered_in_every_version(client):
    cover = Cover.objects.get()
    assert cover.by.username == "editor"
    assert search(Wanted(words=(cover.called,))).places == []
    story = cover.stories.get().article
    page = client.get(story.versions.live().get().get_absolute_url()).content.decode()
    assert "Tilda" not in page
    assert "[a patient], who waits for her knee" in page
