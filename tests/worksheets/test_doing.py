"""After the plan: late is worked out, reviews say what moved, a lead hands over, a project ends with a recap."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import ProjectRole
from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets.doing import actions
from worksheets.doing.closing import left_to_settle
from worksheets.doing.standing import standing_of, what_moved
from worksheets.doing.tracker import grouped, tracked
from worksheets.models import Action, Closing, Outcome, Review
from worksheets.queries import picture_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def page_of(name, project, *more):
    return reverse(f"worksheets:{name}", args=[project.pk, *more])


def groups_of(project) -> dict:
    return {
        key: [one.action.title for one in found] for key, _, found in grouped(tracked(picture_of(project).situation))
    }


def in_days(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def test_each_action_stands_where_it_belongs(project, people):
    by = people.editor
    for title, answers in {
        "Late": {"owner": by, "due_on": in_days(-3), "status": "under_way"},
        "Soon": {"owner": by, "due_on": in_days(9)},
        "Later": {"owner": by, "due_on": in_days(90)},
        "Nobody’s": {"due_on": in_days(-3)},
        "Stuck": {"owner": by, "due_on": in_days(-3), "status": "blocked"},
        "Done": {"owner": by, "due_on": in_days(-3), "status": "done"},
    }.items():
        add("action", project, by, title=title, **answers)
    assert groups_of(project) == {
        "late": ["Late"],
        "stuck": ["Stuck"],
        "soon": ["Soon"],
        "later": ["Later"],
        "undated": ["Nobody’s"],
        "done": ["Done"],
    }


def test_the_tracker_says_how_late_and_whose(client_for, project, people):
    add("action", project, people.editor, title="Ring first", owner=people.editor, due_on=in_days(-3))
    add("action", project, people.editor, title="Book a room", owner=people.lead, due_on=in_days(5))
    page = open_page(client_for(people.editor), page_of("track_actions", project))
    assert "3 days late" in page.text
    assert "Book a room" in page.text
    assert "Book a room" not in open_page(client_for(people.editor), page_of("track_actions", project) + "?mine").text


def test_saying_how_an_action_stands_keeps_a_dated_note(client_for, project, people):
    action = add("action", project, people.editor, title="Ring first", owner=people.editor, due_on=in_days(5))
    client, url = client_for(people.editor), page_of("update_action", project, action.pk)
    assert "Say why it is blocked" in open_page(client, url, post={"status": "blocked"}).text
    client.post(url, {"status": "blocked", "reason": "No phone line", "note": "Asked IT"})
    client.post(url, {"status": "done", "note": "It works"})
    action = Action.objects.get(pk=action.pk)
    assert (action.status, action.done_on) == ("done", TODAY)
    assert [line.split(": ")[1] for line in action.details["notes"].splitlines()] == ["Asked IT", "It works"]


def test_a_review_says_what_moved_since_the_one_before(client_for, project, people):
    client, form = client_for(people.editor), {"held_on_day": "1", "held_on_month": "10", "held_on_year": "2026"}
    action = add("action", project, people.editor, title="Ring first", status="to_start")
    client.post(page_of("add_review", project), form | {"decisions": "Go on"})
    actions.update_action(action=action, status="done", note="", reason="", by=people.editor)
    before = open_page(client, page_of("add_review", project))
    assert "T1 Ring first To start Done" in before.text
    page = open_page(client, page_of("add_review", project), post=form | {"decisions": "Stop"}, follow=True)
    assert "T1 Ring first To start Done" in page.text
    assert list(project.reviews.values_list("number", flat=True)) == [2, 1]


def test_a_review_kept_twice_is_kept_once_and_never_of_a_day_to_come(client_for, project, people):
    client = client_for(people.editor)
    coming = TODAY + dt.timedelta(days=1)
    form = {"held_on_day": str(coming.day), "held_on_month": str(coming.month), "held_on_year": str(coming.year)}
    assert "still to come" in open_page(client, page_of("add_review", project), post=form).text
    for _ in range(2):
        client.post(page_of("add_review", project), {"held_on_day": "1", "held_on_month": "10", "held_on_year": "2026"})
    assert Review.objects.count() == 1


def test_what_moved_names_what_came_and_what_went(project, people):
    before = standing_of(picture_of(project))
    action = add("action", project, people.editor, title="Ring first", due_on=in_days(3), status="to_start")
    between = standing_of(picture_of(project))
    actions.update_action(action=action, status="dropped", reason="Too dear", note="", by=people.editor)
    after = standing_of(picture_of(project))
    assert ("T1 Ring first", "Not there", "To start") in [
        (m.what, m.before, m.after) for m in what_moved(before, between)
    ]
    assert ("T1 Ring first", "To start", "Dropped") in [(m.what, m.before, m.after) for m in what_moved(between, after)]
    assert what_moved(after, after) == []


def test_a_lead_hands_over_and_nothing_open_is_left_behind(client_for, project, people):
    mine = add("action", project, people.lead, title="Ring first", owner=people.lead, due_on=in_days(3))
    done = add("action", project, people.lead, title="Book a room", owner=people.lead, status="done")
    asking = add("method", project, people.lead, title="Ask ten people", lead=people.lead)
    form = {"to": str(people.editor.pk), "stays": "no"}
    open_page(client_for(people.lead), page_of("hand_over", project), post=form, follow=True)
    roles = dict(project.members.values_list("user__pk", "role"))
    assert roles[people.editor.pk] == ProjectRole.LEAD
    assert people.lead.pk not in roles
    assert Action.objects.get(pk=mine.pk).owner == people.editor
    assert Action.objects.get(pk=done.pk).owner == people.lead
    asking.refresh_from_db()
    assert asking.lead == people.editor


def settled(project, by):
    whole_thread(project, by)
    for action in Action.objects.of(project):
        actions.update_action(action=action, status="done", note="", reason="", by=by)
    add("learning", project, by, title="Ring first")
    Outcome.objects.of(project).update(decision="adopt")


def test_a_project_closes_once_everything_is_settled_and_can_then_only_be_read(client_for, project, people):
    client = client_for(people.lead)
    add("action", project, people.lead, title="Ring first")
    page = open_page(client, page_of("close_project", project))
    assert "Finish or drop 1 action: T1" in page.text
    assert "Write down at least one thing you learned" in page.text
    Action.objects.all().delete()
    settled(project, people.lead)
    assert left_to_settle(picture_of(project)) == []
    said = ("what_changed", "learned", "told", "data_kept", "what_next")
    form = {name: f"Words on {name}" for name in said}
    closing = open_page(client, page_of("close_project", project), post=form, follow=True)
    assert "Words on what_next" in closing.text
    assert reverse("projects:create_project") in closing.links
    assert "1 of 1" in closing.text
    assert Closing.objects.count() == 1
    assert client.post(page_of("add_record", project, "finding"), {"title": "Late"}).status_code == 403


def test_a_project_with_something_open_does_not_close(project, people):
    add("action", project, people.lead, title="Ring first")
    with pytest.raises(actions.NotSettled):
        actions.close_project(project=project, by=people.lead, what_changed="x", learned="x", told="x", data_kept="x",
                              what_next="x")  # fmt: skip
    assert not Closing.objects.exists()
