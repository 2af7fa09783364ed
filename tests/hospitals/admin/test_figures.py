"""The page of a figure and its buttons: who sees them, what they do, what they refuse."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hospitals import workflow
from hospitals.dependents import Impact, NobodyDepends, StoryLine
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("usual_world")]

RECORDS = {
    "revise",
    "replace",
    "confirmed",
    "seen-in",
    "show-document",
    "parts",
    "derive",
}
CHECKS = {"check", "find"}
RELEASES = {"release", "postpone", "take-back"}
DECIDES = {"prefer", "dispute", "settle", "withdraw"}
MAY = {
    "reporter": RECORDS,
    "sub": RECORDS | RELEASES | CHECKS,
    "data_editor": RECORDS | RELEASES | DECIDES | CHECKS,
    "editor": RECORDS | RELEASES | DECIDES | CHECKS,
}
ALL = sorted(MAY["editor"])


def page(figure):
    return reverse("admin:hospitals_disruptionfigure_change", args=[figure.pk])


def button(figure, name):
    return reverse("admin:hospitals_disruptionfigure_decide", args=[figure.pk, name])


def press(client, figure, name, **data):
    """Open the confirmation, then press, as a person does."""
    seen = hidden(client.get(button(figure, name)))
    return client.post(button(figure, name), {**seen, **data}, follow=True)


def hidden(page):
    return {field.name: field.value() or "" for field in page.context["form"].hidden_fields()}


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


@pytest.mark.parametrize("role", list(MAY))
def test_buttons_that_a_role_may_not_press_are_hidden_and_refused(desk, role):
    figure = make.figure(by=make.user("data_editor", "Dora"))
    client = desk(role)
    shown = {action.name for action in client.get(page(figure)).context["buttons"]}
    assert shown <= MAY[role]
    for name in ALL:
        answer = client.post(button(figure, name), {})
        assert (answer.status_code == 403) == (name not in MAY[role]), name


def test_the_page_says_the_record_in_a_sentence(desk):
    whole, *_ = make.appointments_split()
    content = desk().get(page(whole)).content.decode()
    assert "1,854 appointments, 11 to 14 April 2023, says NHS England" in content
    assert "158 inpatient procedures" in content
    assert "Do the sums add up?" in content


def test_each_cell_of_its_values_bears_the_heading_of_its_column(desk):
    content = desk().get(page(make.figure())).content.decode()
    table = content[content.index('<table class="figure-table of-values">') :]
    headings = re.findall(r'<th scope="col">([^<]+)', table.partition("</thead>")[0])
    rows = table.partition("<tbody>")[2].partition("</table>")[0]
    assert headings
    assert re.findall(r'<td data-head="([^"]+)">', rows) == headings


def test_check_shows_record_and_their_words_then_checks(desk):
    figure = make.figure(words="some 1,854 appointments", locator="Acute!F87")
    client = desk("sub")
    asked = client.get(button(figure, "check")).content.decode()
    assert "some 1,854 appointments" in asked
    assert "Acute!F87" in asked
    answer = press(client, figure, "check")
    assert "Checked against the source: 1,854 appointments." in told(answer)
    assert figure.latest().checked_by == client.user


def test_nobody_checks_what_they_recorded(desk):
    client = desk("data_editor")
    figure = make.figure(by=client.user)
    assert "check" not in {action.name for action in client.get(page(figure)).context["buttons"]}
    answer = press(client, figure, "check")
    assert "another person checks it" in told(answer)
    assert figure.latest().checked_at is None


def test_unattributable_needs_standing_up_and_keeps_the_choice(desk):
    figure = make.figure(
        evidence=make.evidence(terms="unattributable", description="a consultant at the trust")
    )
    client = desk("editor")
    assert "must be stood up" in told(press(client, figure, "check"))
    press(client, figure, "check", stood_up="document_seen")
    assert figure.latest().stood_up == "document_seen"


def test_release_now_and_under_embargo(desk):
    client = desk("sub")
    now, later = make.checked(), make.checked(measure="inpatient")
    press(client, now, "release")
    tomorrow = timezone.localtime() + timedelta(days=1)
    press(client, later, "release", at=f"{tomorrow:%d/%m/%Y} 7am")
    now.refresh_from_db()
    later.refresh_from_db()
    assert now.released_at <= timezone.now() < later.released_at
    assert timezone.localtime(later.released_at).hour == 7


def test_release_of_an_unchecked_figure_is_refused_in_a_sentence(desk):
    figure = make.figure()
    assert "not checked against its source yet" in told(press(desk("sub"), figure, "release"))


def test_an_embargo_in_the_past_is_refused_and_kept(desk):
    answer = press(desk("sub"), make.checked(), "release", at="8am on 12 January 2016")
    assert "has passed" in told(answer)
    assert "8am on 12 January 2016" in answer.content.decode()


def test_revise_starts_from_the_newest_value(desk):
    figure = make.released(locator="Acute!F87")
    client = desk()
    form = client.get(button(figure, "revise")).context["form"]
    assert (form["value"].value(), form["locator"].value()) == ("1,854", "Acute!F87")
    evidence = make.evidence()
    answer = press(
        client,
        figure,
        "revise",
        value="1,860",
        evidence=f"{evidence.title} (no. {evidence.pk})",
        reason="source_revised",
    )
    assert "Recorded: 1,860 appointments" in told(answer)
    figure.refresh_from_db()
    assert (int(figure.current.value), int(figure.latest().value)) == (1854, 1860)
    content = client.get(page(figure)).content.decode()
    assert "<h1>1,854 appointments</h1>" in content
    assert "A new value waits for its check: 1,860 appointments" in content


def test_revise_without_a_reason_keeps_what_was_typed(desk):
    figure = make.released()
    answer = press(desk(), figure, "revise", value="1,860", evidence=str(make.evidence()))
    assert 'value="1,860"' in answer.content.decode()
    assert figure.latest().number == 1


def test_what_waits_for_its_check_can_be_put_right(desk):
    figure = make.figure(1845)
    answer = press(
        desk("sub"),
        figure,
        "replace",
        value="1,854",
        evidence=f"(no. {figure.latest().evidence_id})",
        reason="our_error",
    )
    assert "1,854" in told(answer)
    assert [int(r.value) for r in figure.revisions.all()] == [1845, 1854]


def test_one_of_two_rivals_is_preferred_with_a_reason(desk):
    first, second = make.checked(), make.checked(1800, source=make.source("BMA"))
    client = desk("data_editor")
    assert "Say why" in told(press(client, second, "prefer", reason=" "))
    press(client, second, "prefer", reason="The union counted two more clinics.")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.preferred, second.preferred) == (False, True)


def set_for_later():
    """Released for tomorrow at this time."""
    return make.released(release_at=timezone.now() + timedelta(days=1))


def test_an_unseen_release_is_postponed(desk):
    figure, client = set_for_later(), desk("sub")
    later = timezone.localtime(figure.released_at) + timedelta(days=1)
    answer = press(client, figure, "postpone", at=f"{later:%d/%m/%Y} {later:%H:%M:%S}")
    assert "Postponed: under embargo until" in told(answer)
    figure.refresh_from_db()
    assert figure.released_at == later.replace(microsecond=0)


def test_an_unseen_release_is_taken_back(desk):
    figure, client = set_for_later(), desk("sub")
    assert "the figure is not released" in told(press(client, figure, "take-back"))
    figure.refresh_from_db()
    assert figure.released_at is None


def test_what_readers_have_seen_has_no_button_to_take_it_back(desk):
    answer = desk("sub").get(page(make.released()))
    names = [button.name for button in answer.context["buttons"]]
    assert not {"postpone", "take-back"} & set(names)


def test_a_release_for_later_than_the_one_that_stands_says_what_stands(desk):
    figure = set_for_later()
    later = timezone.localtime(figure.released_at) + timedelta(days=1)
    answer = press(desk("sub"), figure, "release", at=f"{later:%d/%m/%Y} {later:%H:%M:%S}")
    assert (
        "already. To move that to a later time, use “Postpone the release”"
        in answer.content.decode()
    )
    figure.refresh_from_db()
    assert figure.released_at < later - timedelta(hours=1)


def test_dispute_and_settle(desk):
    figure, client = make.released(), desk("data_editor")
    press(client, figure, "dispute", reason="The trust says that 40 were double-booked.")
    figure.refresh_from_db()
    assert figure.disputed_on
    assert "double-booked" in client.get(page(figure)).content.decode()
    press(client, figure, "settle", reason="The trust withdrew it.")
    figure.refresh_from_db()
    assert figure.disputed_on is None


def test_withdraw_asks_why_and_ends_the_buttons(desk):
    figure, client = make.released(), desk("data_editor")
    assert "Say why" in told(press(client, figure, "withdraw", reason=""))
    answer = press(client, figure, "withdraw", reason="It was last year’s table.")
    assert "Withdrawn" in answer.content.decode()
    assert answer.context["buttons"] == []


def test_parts_are_ticked_or_typed(desk):
    whole, inpatient, outpatient = (
        make.figure(1854),
        make.figure(158, measure="inpatient"),
        make.figure(1696, measure="outpatient"),
    )
    press(
        desk(), whole, "parts",
        axis="measure", near=[inpatient.pk], other_1=str(outpatient.pk), complete="on",
    )  # fmt: skip
    assert set(whole.part_lists.get().parts.all()) == {inpatient, outpatient}


def test_parts_that_do_not_add_are_refused_in_a_sentence(desk):
    whole, other = make.figure(1854), make.figure(13, measure="operations")
    answer = press(desk(), whole, "parts", axis="measure", near=[other.pk])
    assert told(answer)
    assert not whole.part_lists.exists()


def test_how_it_was_worked_out(desk):
    total, part = make.figure(1854), make.figure(158, measure="inpatient")
    press(desk(), total, "derive", near=[part.pk], method="Our addition.", mixed_units="on")
    assert list(total.derivation.inputs.all()) == [part]


def test_a_decision_meanwhile_is_told_and_nothing_is_done(desk):
    figure, client = make.released(), desk("data_editor")
    seen = client.get(button(figure, "withdraw")).context["form"]["seen"].value()
    workflow.dispute(by=make.user("editor"), figure=figure, text="The trust disputes it.")
    answer = client.post(button(figure, "withdraw"), {"seen": seen, "reason": "Wrong table."})
    assert "has decided something about this figure" in told(answer)
    assert "Wrong table." in answer.content.decode()
    figure.refresh_from_db()
    assert figure.withdrawn_at is None


def test_what_a_refusal_shows_may_be_decided_on_the_same_page(desk):
    figure, client = make.figure(), desk("sub")
    seen = hidden(client.get(button(figure, "check")))
    evidence = figure.latest().evidence
    evidence.title = "Another table"
    evidence.save()
    answer = client.post(button(figure, "check"), seen)
    assert "has been changed since you opened it" in told(answer)
    assert "Another table" in answer.content.decode()
    client.post(button(figure, "check"), hidden(answer))
    assert figure.latest().checked_by == client.user


def test_a_button_that_makes_no_sense_leads_back(desk):
    figure = make.released()
    answer = desk("sub").get(button(figure, "check"), follow=True)
    assert "not possible for it now" in told(answer)


def test_unknown_buttons_and_figures_are_404(desk):
    figure, client = make.figure(), desk("editor")
    assert client.get(button(figure, "explode")).status_code == 404
    assert client.get(page(figure).replace(str(figure.pk), "999999")).status_code == 404
    assert client.get(page(figure).replace(str(figure.pk), "abc")).status_code == 404


def test_stories_come_through_the_port(desk, monkeypatch):
    class Stories(NobodyDepends):
        def impact(self, figures):
            return Impact(live=1)

        def stories_for(self, subjects, *, at, limit):
            return [StoryLine("Nearly 2,000 appointments moved", "/articles/x/", at)]

    monkeypatch.setattr("hospitals.dependents._registered", Stories())
    content = desk().get(page(make.released())).content.decode()
    assert "Nearly 2,000 appointments moved" in content


def changelist(client, **query):
    answer = client.get(reverse("admin:hospitals_disruptionfigure_changelist"), query)
    return [row.pk for row in answer.context["cl"].result_list]


def test_filters_of_the_list(desk):
    waiting = make.figure()
    checked = make.checked(measure="inpatient")
    released = make.released(measure="outpatient")
    disputed = make.released(measure="clinics")
    workflow.dispute(by=make.user("editor"), figure=disputed, text="The trust disputes it.")
    gone = make.released(measure="operations", nature="expected")
    workflow.withdraw(by=make.user("editor"), figure=gone, reason="Wrong table.")
    client = desk()
    assert changelist(client, check="waiting") == [waiting.pk]
    assert changelist(client, standing="unreleased") == [checked.pk, waiting.pk]
    assert changelist(client, standing="released") == [disputed.pk, released.pk]
    assert changelist(client, standing="disputed") == [disputed.pk]
    assert changelist(client, standing="withdrawn") == [gone.pk]
    assert changelist(client, nature__exact="expected") == [gone.pk]
    assert changelist(client, measure__id__exact=checked.measure_id) == [checked.pk]
    assert changelist(client, strike__id__exact=checked.strike_id, check="waiting") == [waiting.pk]
    evidence = checked.latest().evidence_id
    assert changelist(client, revisions__evidence__id__exact=evidence) == [checked.pk]


@pytest.mark.parametrize("typed", ["uhs", "southampton 1,854", "england 1854", "rhm appointments"])
def test_search_of_the_list(desk, typed):
    make.figure(13, measure="operations", trust=make.trust("RN5"))
    figure = make.figure()
    make.trust().aliases.create(text="UHS")
    assert changelist(desk(), q=typed) == [figure.pk]


def act(client, action, figures, **more):
    return client.post(
        reverse("admin:hospitals_disruptionfigure_changelist"),
        {"action": action, "_selected_action": [figure.pk for figure in figures], **more},
    )


def test_several_are_checked_and_the_refused_are_named(desk):
    client = desk("data_editor")
    mine = make.figure(13, measure="operations", by=client.user)
    theirs = make.figure(by=make.user("reporter"))
    asked = act(client, "check_several", [mine, theirs]).content.decode()
    assert "1,854 appointments" in asked
    seen = dict(re.findall(r'name="(seen-\d+)" value="(\w+)"', asked))
    done = act(client, "check_several", [mine, theirs], confirmed="yes", **seen)
    assert "1 of 2 checked." in done.content.decode()
    assert "another person checks it" in done.content.decode()
    assert theirs.latest().checked_at
    assert mine.latest().checked_at is None


def test_what_changed_since_the_page_was_opened_is_not_checked_with_the_others(desk):
    figure = make.figure(by=make.user("reporter"))
    client = desk("sub")
    asked = act(client, "check_several", [figure]).content.decode()
    seen = dict(re.findall(r'name="(seen-\d+)" value="(\w+)"', asked))
    evidence = figure.latest().evidence
    evidence.title = "Another table"
    evidence.save()
    done = act(client, "check_several", [figure], confirmed="yes", **seen).content.decode()
    assert "has been changed since you opened it" in done
    assert figure.latest().checked_at is None


def test_several_are_released_and_the_refused_are_named(desk):
    ready, waiting = make.checked(), make.figure(13, measure="operations")
    client = desk("sub")
    asked = act(client, "release_several", [ready, waiting]).content.decode()
    assert "Not checked against its source yet." in asked
    done = act(client, "release_several", [ready, waiting], confirmed="yes").content.decode()
    assert "1 of 2 released." in done
    ready.refresh_from_db()
    assert ready.released_at


def test_a_reporter_is_offered_neither(desk):
    figure = make.figure()
    client = desk()
    act(client, "check_several", [figure], confirmed="yes")
    act(client, "release_several", [figure], confirmed="yes")
    figure.refresh_from_db()
    assert figure.latest().checked_at is None
    assert figure.released_at is None


def test_a_role_that_was_lost_while_the_page_was_open_checks_nothing(desk):
    figure = make.figure(by=make.user("reporter"))
    client = desk("sub")
    url = reverse("admin:hospitals_disruptionfigure_decide", args=[figure.pk, "check"])
    form = client.get(url).context["form"]
    client.user.groups.clear()
    answer = client.post(url, {name: form[name].value() or "" for name in form.fields})
    assert answer.status_code == 403
    assert figure.latest().checked_at is None


# The same number in another document


def test_a_further_document_is_recorded_found_and_shown_first(desk):
    figure = make.released(1202, evidence=make.evidence(title="The paper"))
    book = make.evidence(title="The workbook", published_on=date(2023, 4, 20))
    recorded = {"evidence": str(book), "value": "1,202", "locator": "Acute!F87"}
    answer = press(desk("reporter"), figure, "seen-in", **recorded)
    assert "Recorded: 1,202, seen in “The workbook”." in told(answer)
    assert "to check" in answer.content.decode()
    client = desk("sub")
    assert "Acute!F87" in client.get(button(figure, "find")).content.decode()
    assert "Found in “The workbook”." in told(press(client, figure, "find"))
    answer = press(desk("reporter"), figure, "show-document")
    assert "from “The workbook”: another person" in told(answer)
    assert "Checked against the source" in told(press(desk("sub"), figure, "check"))
    figure.refresh_from_db()
    assert figure.current.evidence == book


def test_another_number_in_it_is_refused_and_kept(desk):
    figure = make.released(1202)
    book = make.evidence(title="The workbook")
    answer = press(desk(), figure, "seen-in", evidence=str(book), value="1,203")
    assert "record a new value" in told(answer)
    assert 'value="1,203"' in answer.content.decode()


def test_who_recorded_a_further_document_is_not_asked_to_find_the_number_in_it(desk):
    figure = make.released(1202)
    make.seen_in(figure)
    dora = desk("data_editor")
    assert "find" not in {action.name for action in dora.get(page(figure)).context["buttons"]}
    assert "another person looks" in told(press(dora, figure, "find"))
