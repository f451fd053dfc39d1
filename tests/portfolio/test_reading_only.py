"""What an ICB lead may do with a project that is shared: read it, without what is private, and change nothing."""

import pytest
from django.urls import reverse

from guide.steps import find_step
from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets import actions

pytestmark = pytest.mark.django_db
READ = (
    ("worksheets:list_steps", ()),
    ("worksheets:show_step", ("literature",)),
    ("worksheets:show_thread", ()),
    ("worksheets:list_records", ("barrier",)),
    ("plans:show_plan", ()),
    ("projects:show_team", ()),
)
WRITE = (
    ("worksheets:edit_step", ("literature",)),
    ("worksheets:autosave_step", ("literature",)),
    ("worksheets:finish_step", ("literature",)),
    ("worksheets:edit_note", ("literature",)),
    ("worksheets:restore_step", ("literature", 1)),
    ("worksheets:add_record", ("barrier",)),
    ("projects:edit_project", ()),
    ("projects:add_member", ()),
    ("projects:share_project", ()),
    ("projects:archive_project", ()),
)


@pytest.mark.parametrize(("name", "rest"), READ, ids=lambda one: str(one))
def test_a_shared_project_opens_to_read_and_offers_nothing_to_change(reviewer, people, shared, name, rest):
    whole_thread(shared, people.lead)
    page = open_page(reviewer, reverse(name, args=[shared.pk, *rest]))
    main = page.html.split("<main")[1].split("</main>")[0]
    assert "<form" not in main
    assert not [link for link in page.links if link.endswith(("/edit/", "/add/", "/finish/", "/note/", "/remove/"))]


@pytest.mark.parametrize(("name", "rest"), WRITE, ids=lambda one: str(one))
def test_nothing_of_a_shared_project_can_be_changed(reviewer, people, shared, name, rest):
    actions.save_step(
        project=shared,
        step=find_step("literature"),
        answers={"review_question": "Why?"},
        seen_version=0,
        by=people.lead,
    )
    url = reverse(name, args=[shared.pk, *rest])
    assert reviewer.post(url, {"title": "Mine", "review_question": "Mine", "said": "finish"}).status_code == 403
    assert reviewer.get(url).status_code in (403, 405)


def test_records_of_a_shared_project_cannot_be_changed(reviewer, people, shared):
    barrier = whole_thread(shared, people.lead)["barrier"]
    open_page(reviewer, reverse("worksheets:show_record", args=[shared.pk, "barrier", barrier.pk]))
    for name in ("edit_record", "remove_record", "put_back_record"):
        url = reverse(f"worksheets:{name}", args=[shared.pk, "barrier", barrier.pk])
        assert reviewer.post(url, {"title": "Mine"}).status_code == 403
    barrier.refresh_from_db()
    assert barrier.title == "A barrier"


def test_only_those_who_work_on_it_read_what_is_private(client_for, people, shared):
    """Team notes, and answers whose question is marked private, such as a contact’s address."""
    actions.save_note(project=shared, step=find_step("staff-development"), note="Ask Sam quietly", by=people.lead)
    private = [one for one in find_step("staff-development").questions if one.private]
    text = {one.key: "Only for ourselves" for one in private} | {"schwartz_rounds": "yes"}
    actions.save_step(project=shared, step=find_step("staff-development"), answers=text, seen_version=1, by=people.lead)
    link = add("partner_link", shared, people.lead, title="A club", their_contact="Only for ourselves")
    pages = (
        reverse("worksheets:show_step", args=[shared.pk, "staff-development"]),
        reverse("worksheets:list_records", args=[shared.pk, "partner_link"]),
        reverse("worksheets:show_record", args=[shared.pk, "partner_link", link.pk]),
        reverse("plans:show_plan", args=[shared.pk]),
    )
    for url in pages:
        for person in (people.reviewer, people.org_admin, people.viewer):
            page = open_page(client_for(person), url)
            assert "Ask Sam quietly" not in page.html, url
            assert "Only for ourselves" not in page.html, url
    for url in (pages[0], pages[2]):
        assert "Only for ourselves" in open_page(client_for(people.editor), url).text, "the team itself reads them"
