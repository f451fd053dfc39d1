"""Each loose end: a case that raises it, and the mend that clears it."""

import datetime as dt

import pytest

from guide.steps import find_step
from tests.worksheets.records import add, whole_thread
from worksheets import actions
from worksheets.queries import picture_of
from worksheets.values import values_of

pytestmark = pytest.mark.django_db
SOON, PAST = "2099-01-31", "2020-01-31"


@pytest.fixture
def by(people):
    return people.editor


def rules(project) -> set[int]:
    return {end.rule for end in picture_of(project).loose_ends}


def mend(record, by, **answers):
    given = {key: [str(v.pk) for v in value] if isinstance(value, list) else value for key, value in answers.items()}
    return actions.change_record(record=record, answers=values_of(record) | given, seen_version=record.version, by=by)


def test_a_whole_thread_on_a_dated_project_has_no_loose_end(project, by):
    whole_thread(project, by)
    project.end_on = dt.date(2027, 6, 30)
    project.save()
    assert picture_of(project).loose_ends == []


def test_1_a_finding_that_leads_nowhere(project, by):
    finding = add("finding", project, by)
    assert 1 in rules(project)
    mend(finding, by, not_now_reason="Too few people this year")
    assert 1 not in rules(project)


def test_1_is_cleared_by_a_focus_group_or_by_an_action(project, by):
    first, second = add("finding", project, by), add("finding", project, by, kind="data_quality")
    add("focus_group", project, by, findings=[first])
    assert 1 in rules(project)
    add("action", project, by, findings=[second])
    assert 1 not in rules(project)


def test_2_a_focus_group_nobody_from_the_community_has_spoken_for(project, by):
    group = add("focus_group", project, by)
    add("insight", project, by, source="staff", focus_groups=[group])
    assert 2 in rules(project)
    add("insight", project, by, source="healthwatch_derby", focus_groups=[group])
    assert 2 not in rules(project)


def test_3_a_barrier_that_is_only_assumed(project, by):
    barrier = add("barrier", project, by, strength="assumed")
    assert 3 in rules(project)
    mend(barrier, by, strength="community_heard")
    assert 3 not in rules(project)


def test_4_a_priority_barrier_with_nothing_to_change_it(project, by):
    barrier = add("barrier", project, by, strength="staff", is_priority="yes")
    assert 4 in rules(project)
    mend(barrier, by, cannot_act_reason="Bus times, passed on to the council")
    assert 4 not in rules(project)


def test_5_and_6_an_adjustment_without_barrier_or_measure(project, by):
    change = add("adjustment", project, by, choice="do_now")
    assert {5, 6} <= rules(project)
    mend(change, by, barriers=[add("barrier", project, by, strength="staff")])
    assert 5 not in rules(project)
    add("method", project, by, adjustments=[change])
    assert 6 not in rules(project)


def test_6_leaves_out_what_the_team_turned_down(project, by):
    add("adjustment", project, by, choice="not_doing")
    assert 6 not in rules(project)


@pytest.mark.parametrize("missing", ["baseline_value", "target_value", "target_on", "owner"])
def test_7_an_indicator_with_a_part_missing(project, by, missing):
    parts = {"baseline_value": "30 in 100", "target_value": "20 in 100", "target_on": SOON, "owner": by}
    indicator = add("indicator", project, by, **{key: value for key, value in parts.items() if key != missing})
    assert 7 in rules(project)
    mend(indicator, by, **{missing: str(by.pk) if missing == "owner" else parts[missing]})
    assert 7 not in rules(project)


def test_8_no_indicator_measures_the_gap(project, by):
    indicator = add("indicator", project, by)
    assert 8 in rules(project)
    mend(indicator, by, measures_gap="yes")
    assert 8 not in rules(project)


def test_9_a_digital_change_with_nothing_for_people_who_are_not_online(project, by):
    change = add("adjustment", project, by, is_digital="yes")
    assert 9 in rules(project)
    mend(change, by, non_digital_equal="A phone line with the same hours")
    assert 9 not in rules(project)


@pytest.mark.parametrize("missing", ["owner", "due_on", "adjustments"])
def test_10_an_action_with_a_part_missing(project, by, missing):
    parts = {"owner": by, "due_on": SOON, "adjustments": [add("adjustment", project, by)]}
    action = add("action", project, by, **{key: value for key, value in parts.items() if key != missing})
    assert 10 in rules(project)
    mend(action, by, **{missing: str(by.pk) if missing == "owner" else parts[missing]})
    assert 10 not in rules(project)


def test_11_an_owner_who_left_the_project(project, by, people):
    action = add("action", project, by, owner=people.curator)
    assert 11 in rules(project)
    mend(action, by, owner=str(by.pk))
    assert 11 not in rules(project)


def test_12_a_missing_group_with_nobody_to_ask(project, by):
    finding = add("finding", project, by, kind="absence")
    assert 12 in rules(project)
    mend(finding, by, who_to_ask="Derby Deaf Forum")
    assert 12 not in rules(project)


def test_14_a_promise_without_a_date_then_one_that_is_overdue(project, by):
    partner = add("partner_link", project, by, promise="Send the leaflet")
    assert 14 in rules(project)
    partner = mend(partner, by, promise_due_on=PAST)
    assert 14 in rules(project)
    mend(partner, by, promise_kept_on=PAST)
    assert 14 not in rules(project)


def test_15_a_project_without_an_end_date(project):
    assert 15 in rules(project)
    project.end_on = dt.date(2027, 6, 30)
    project.save()
    assert 15 not in rules(project)


def test_16_people_who_took_part_and_were_told_nothing(project, by):
    activity = add("engagement", project, by, held_on=PAST)
    assert 16 in rules(project)
    mend(activity, by, fed_back_on=PAST)
    assert 16 not in rules(project)


def test_17_something_changed_above_a_finished_step(project, by):
    barrier = add("barrier", project, by, strength="staff")
    step = find_step("possible-adjustments")
    actions.finish_step(project=project, step=step, reason="For now", by=by)
    assert 17 not in rules(project)
    mend(barrier, by, title="A clearer barrier")
    assert 17 in rules(project)
    actions.finish_step(project=project, step=step, reason="Looked at again", by=by)
    assert 17 not in rules(project)


def test_every_loose_end_says_where_it_is_mended(project, by, client_for):
    from django.urls import reverse

    from tests.pages import open_page

    add("finding", project, by)
    add("action", project, by)
    add("indicator", project, by)
    page = open_page(client_for(by), reverse("worksheets:show_thread", args=[project.pk]))
    for end in picture_of(project).loose_ends:
        assert end.text in page.text
    assert "Mend F1" in page.text
    assert "Set the dates" in page.text


def test_a_removed_record_leaves_the_thread_and_comes_back(project, by):
    finding = add("finding", project, by)
    actions.remove_record(record=finding, by=by)
    assert 1 not in rules(project)
    finding.refresh_from_db()
    actions.put_back_record(record=finding, by=by)
    assert 1 in rules(project)


@pytest.mark.parametrize(
    ("kind", "question", "settled"),
    [
        ("method", "lead", {"held_on": "2026-01-15"}),
        ("milestone", "owner", {"reached_on": "2026-01-15"}),
        ("dissemination", "owner", {"sent_on": "2026-01-15"}),
        ("action", "owner", {"status": "done"}),
    ],
)
def test_11_what_is_settled_needs_no_new_owner(project, by, people, kind, question, settled):
    record = add(kind, project, by, **{question: people.curator})
    assert 11 in rules(project)
    mend(record, by, **settled)
    assert 11 not in rules(project)
