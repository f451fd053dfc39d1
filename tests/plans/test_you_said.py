"""You said, we did: who is told, what each hears, what is openly not done, and what never stands in a note."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.options import Form, PlanOptions
from plans.papers import paper_of
from plans.pdf import plan_html
from plans.you_said.helpers import helpers_in, nobodys_insights
from plans.you_said.note import NOTHING_YET
from plans.you_said.plain import plain
from plans.you_said.writing import CORRECT_US, note_for
from tests.pages import open_page
from tests.worksheets.imagined import TODAY, Imagined
from tests.worksheets.records import add
from worksheets.readability import reading_of

from .reading import words_of

BEFORE = TODAY - dt.timedelta(days=30)


@pytest.fixture
def told() -> Imagined:
    """A club that helped at a talk, a group heard there, a partner who said no, and all that can come of words."""
    one = Imagined()
    group = one.add("focus_group", "Young mothers", is_primary=True)
    club = one.add(
        "partner_link",
        "The baby club",
        status="working_together",
        focus_groups=[group],
        their_contact="Jo Smith",
        promise="Come back in June",
        promise_due_on=BEFORE,
    )
    one.add("partner_link", "A hall", status="declined")
    talk = one.add(
        "engagement", "A talk over tea", partners=[club], focus_groups=[group], held_on=BEFORE, actual_number=5
    )
    said = {"engagement": talk, "focus_groups": [group]}
    letters = one.add("insight", "Three mothers said that letters frighten them", **said)
    buses = one.add("insight", "The bus takes half a day", partner=club)
    lost = one.add("insight", "Nobody rings back. Ask jo@example.org", **said)
    one.add("insight", "A patient wrote that it is cold", source="complaint")
    fear = one.add("barrier", "Letters frighten people.", insights=[letters])
    far = one.add("barrier", "The clinic is far.", insights=[buses], cannot_act_reason="The bus is not ours.")
    ring = one.add("adjustment", "Ring before the letter.", barriers=[fear], choice="do_now")
    one.add("adjustment", "Send a film.", barriers=[fear], choice="later", choice_reason="No money this year")
    one.add("adjustment", "Visit at home.", engagements=[talk], choice="test_small")
    one.add("adjustment", "A new sign.", partners=[club])
    one.add("action", "Write the words.", adjustments=[ring], status="done")
    one.add("action", "Find a phone.", adjustments=[ring], status="blocked", blocked_by="the phone firm")
    one.add("outcome", "2 of 40 mothers stayed away.", adjustments=[ring])
    one.add("action", "Make posters.", partners=[club], status="dropped", dropped_reason="The club has its own")
    one.lost, one.far = lost, far
    return one


def notes(one: Imagined) -> dict:
    return {helper.ref: note_for(one.situation, helper) for helper in helpers_in(one.situation)}


def test_partners_and_groups_that_helped_are_told_and_nobody_is_forgotten(told):
    assert list(notes(told)) == ["P1", "G1"]
    assert [one.title for one in nobodys_insights(told.situation)] == ["A patient wrote that it is cold"]


def test_a_partner_hears_what_was_done_what_is_open_and_why(told):
    note = notes(told)["P1"]
    assert note.told == [
        "The bus takes half a day.",
        "A few mothers said that letters frighten them.",
        "Nobody rings back. Ask [contact details left out].",
    ]
    assert note.changed == ["Ring before the letter. We have begun.", "What came of it: A few mothers stayed away."]
    assert note.changes == 2
    assert note.still_open == [
        "You said: “Nobody rings back. Ask [contact details left out]”. "
        "We have not worked out yet what to do about this.",
        "The clinic is far. We cannot change this: The bus is not ours.",
        "Find a phone. It waits for this: the phone firm.",
        "Send a film. Not now. No money this year.",
        "Visit at home. We decided to do this. It has not started. There is no date yet.",
        "A new sign. We have not decided on this yet.",
        "Make posters. We stopped this. The club has its own.",
        "We promised: Come back in June. We said 16 May 2026. We are late, and we are sorry.",
    ]
    assert note.thanks == ["Thank you for your time at “A talk over tea” on 16 May 2026.", CORRECT_US]


def test_the_team_reads_what_the_record_lacks(told):
    lacking = {(lack.record.ref, lack.words.partition(".")[0]) for lack in notes(told)["P1"].lacks}
    assert lacking == {
        ("I3", "leads to no barrier and no finding"),
        ("J3", "is chosen, but no action carries it out"),
        ("J4", "has no choice yet: do it, test it, later, not, or pass it on"),
        ("A1", "was held, and nobody noted the day when people were told what came of it"),
    }


def test_a_note_holds_no_person_and_no_small_number(told):
    for note in notes(told).values():
        for secret in ("Jo Smith", "jo@", "Three", "2 of 40", " 5 "):
            assert secret not in note.words


def test_where_nothing_was_done_the_note_says_so():
    one = Imagined()
    one.add("partner_link", "A club", status="met", told_us="The hall is cold. And far")
    note = notes(one)["P1"]
    assert note.told == ["The hall is cold. And far."]
    assert note.changed == [NOTHING_YET]
    assert note.changes == 0
    assert [lack.record.ref for lack in note.lacks] == ["P1"]


def test_our_own_words_are_easy_to_read(told):
    reading = reading_of(notes(told)["P1"].words)
    assert reading.flesch_kincaid <= 11
    assert reading.smog <= 13


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5 of 12 mothers came", "A few mothers came."),
        ("38 of 40 came", "Most came."),
        ("20 of 40 came.", "20 of 40 came."),
        ("Two of them rang", "A few of them rang."),
        ("We asked seven young fathers", "We asked a few young fathers."),
        ("One in five people wait", "One in five people wait."),
        ("25 people and 3 carers", "25 people and a few carers."),
        ("A new one around patients", "A new one around patients."),
        ("Many agreed (n = 6)", "Many agreed."),
        ("Ring 07700 900123", "Ring [contact details left out]."),
        ("Why?", "Why?"),
        ("", ""),
    ],
)
def test_typed_words_lose_their_small_numbers(typed, shown):
    assert plain(typed, 8) == shown


@pytest.mark.django_db
def test_it_is_read_copied_and_taken_for_one_or_for_all(client_for, project, people):
    club = add("partner_link", project, people.lead, title="The baby club", status="met")
    add("insight", project, people.lead, title="The bus takes half a day", partner=club)
    add("insight", project, people.lead, title="It is cold", source="complaint")
    viewer, editor = client_for(people.viewer), client_for(people.editor)
    listed = open_page(editor, reverse("plans:list_notes", args=[project.pk]))
    url = reverse("plans:show_note", args=[project.pk, "P1"])
    assert url in listed.links
    assert "Nothing has changed yet" in listed.text
    assert "I2 It is cold" in listed.text
    read = open_page(viewer, url)
    assert "The bus takes half a day." in read.text
    assert "- The bus takes half a day." in read.html, "the words to copy"
    assert "What the record lacks" not in read.text
    assert "leads to no barrier" in open_page(editor, url).text
    assert viewer.get(reverse("plans:show_note", args=[project.pk, "P9"])).status_code == 404
    add("partner_link", project, people.lead, title="A hall", status="met")
    every, one = (
        words_of(plan_html(paper_of(project, PlanOptions(form=Form.YOU_SAID, about=ref)))) for ref in ("", "P1")
    )
    assert "A hall" in every
    assert "To everybody who helped" in every
    assert "A hall" not in one
    assert "To The baby club" in one
