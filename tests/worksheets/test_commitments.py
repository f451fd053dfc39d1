"""Ready for action: who says what they will do, who may write it down, and that nothing said is ever changed."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from tests.pages import open_page
from tests.worksheets.imagined import Imagined, chosen, texts
from worksheets import actions_commitments as actions
from worksheets.boards.ready import evaluation_evidence, ready_for_action, staff_evidence, standing
from worksheets.done_means.ready import people_stand_behind_it
from worksheets.models import Commitment
from worksheets.queries import picture_of


def at(name, project, *more):
    return reverse(f"worksheets:{name}", args=[project.pk, *more])


@pytest.fixture
def shared(project):
    project.shared_at = timezone.now()
    project.save()
    return project


@pytest.mark.django_db
def test_each_person_says_it_under_their_own_name(client_for, shared, people):
    for person, name, part in (
        (people.lead, "state_commitment", "lead"),
        (people.viewer, "state_commitment", "sponsor"),
        (people.reviewer, "state_as_reviewer", "reviewer"),
    ):
        page = open_page(client_for(person), at(name, shared))
        assert "cannot be changed" in page.text
        shown = open_page(
            client_for(person),
            at(name, shared),
            post={"part": part, "words": f"I, the {part}, will help."},
            follow=True,
        )
        assert f"I, the {part}, will help." in shown.text
    said = {one.part: one for one in shared.commitments.all()}
    assert {part: one.said_by for part, one in said.items()} == {
        "lead": people.lead,
        "sponsor": people.viewer,
        "reviewer": people.reviewer,
    }
    assert said["lead"].name == people.lead.name
    assert people_stand_behind_it(picture_of(shared).situation) is None
    assert (
        "Ready for action since" in open_page(client_for(people.viewer), at("show_step", shared, "key-question-4")).text
    )


@pytest.mark.django_db
def test_only_the_lead_speaks_as_the_lead_and_only_the_icb_as_the_icb(client_for, shared, people):
    for part in ("lead", "reviewer"):
        posted = {"part": part, "words": "I will help."}
        open_page(client_for(people.viewer), at("state_commitment", shared), post=posted, status=422)
    assert client_for(people.lead).post(at("state_as_reviewer", shared), posted).status_code == 403
    assert not Commitment.objects.exists()


@pytest.mark.django_db
def test_what_was_said_elsewhere_is_written_down_with_who_wrote_it(client_for, project, people):
    browser = client_for(people.editor)
    posted = {"part": "sponsor", "name": "Deputy director", "words": "Two hours a week.",
              "said_on_day": "3", "said_on_month": "3", "said_on_year": "2026"}  # fmt: skip
    for _ in range(2):
        browser.post(at("note_commitment", project), posted)
    one = Commitment.objects.get()
    assert (one.said_by, one.noted_by, one.said_on) == (None, people.editor, dt.date(2026, 3, 3))
    page = open_page(browser, at("show_step", project, "key-question-4"))
    assert f"Written down by {people.editor.name}" in page.text
    assert AuditEvent.objects.filter(verb="recorded commitment", project_id=project.pk).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"name": ""}, {"said_on_year": "2199"}, {"words": "Ring 943 476 5919"}]
)
def test_what_cannot_be_kept_stays_typed(client_for, project, people, wrong):
    posted = {"part": "sponsor", "name": "Deputy director", "words": "Two hours a week.",
              "said_on_day": "3", "said_on_month": "3", "said_on_year": "2026"} | wrong  # fmt: skip
    page = open_page(client_for(people.editor), at("note_commitment", project), post=posted, status=422)
    assert page.title.startswith("Error: ")
    assert not Commitment.objects.exists()


@pytest.mark.django_db
def test_taken_back_is_not_gone(client_for, project, people):
    noted = actions.note_commitment(
        project=project,
        part="sponsor",
        name="Director",
        words="I will pay.",
        said_on=dt.date(2026, 3, 3),
        by=people.lead,
    )
    browser = client_for(people.editor)
    assert "Take back" in open_page(browser, at("note_commitment", project)).text
    for _ in range(2):
        browser.post(at("take_back_commitment", project, noted.pk))
    noted.refresh_from_db()
    assert noted.taken_back_by == people.editor
    assert standing(picture_of(project).situation) == {}
    assert "Taken back by" in open_page(browser, at("show_step", project, "key-question-4")).text
    assert AuditEvent.objects.filter(verb="took back commitment").count() == 1


@pytest.mark.django_db
def test_nobody_takes_back_what_another_said_here(client_for, project, people):
    said = actions.state_commitment(project=project, part="lead", words="I will.", by=people.lead)
    assert client_for(people.editor).post(at("take_back_commitment", project, said.pk)).status_code == 403
    assert client_for(people.lead).post(at("take_back_commitment", project, said.pk)).status_code == 302


def test_it_waits_for_lead_sponsor_and_icb_and_a_partner_may():
    project = Imagined()
    board = ready_for_action(project.situation)
    assert board.sentence == (
        "Not ready for action yet. Still to speak: project lead, senior sponsor and ICB reviewer."
    )
    assert people_stand_behind_it(project.situation).refs == ("Project lead", "Senior sponsor", "ICB reviewer")
    for part in ("lead", "sponsor", "reviewer"):
        project.commit(part)
    board = ready_for_action(project.situation)
    assert board.sentence == "Ready for action since 15 June 2026: every worksheet is settled."
    assert people_stand_behind_it(project.situation) is None
    assert texts(board)[2][:2] == ["Community partner (if one wishes to)", "Not yet"]
    assert texts(board)[0] == [
        "Project lead",
        "I will help.",
        "Somebody",
        "15 June 2026",
        "Written down by Amina Yusuf",
    ]


def test_who_thinks_again_says_something_new_and_the_earlier_words_stay():
    project = Imagined()
    first = project.commit("lead", words="I will try.")
    project.commit("lead", words="I will do it.")
    board = ready_for_action(project.situation)
    assert texts(board)[0][1] == "I will do it."
    assert board.drawing["earlier"] == (first,)


def test_the_evidence_for_the_evaluation_plan_counts_what_is_there():
    project = Imagined()
    change = chosen(project)
    board = evaluation_evidence(project.situation)
    answers = dict(texts(board))
    assert answers["Each chosen adjustment has an indicator"] == "Not yet: J1"
    assert answers["An indicator watches for harm"] == "Not yet"
    assert any("no way to tell if it works" in hint for hint in board.hints)
    project.answer("quantitative-evaluation", harm_reason="Nothing is taken from anybody")
    whole = {"baseline_value": "3", "target_value": "2", "frequency": "monthly", "owner": project.person()}
    groups = [project.add("focus_group")]
    project.add(
        "indicator", adjustments=[change], measures_gap="yes", focus_groups=groups, target_on="2027-01-01", **whole
    )
    project.add("method", adjustments=[change], focus_groups=groups, voices=["focus_groups", "providers"])
    board = evaluation_evidence(project.situation)
    assert dict(texts(board))["An indicator watches for harm"] == "No, with a reason"
    assert board.sentence == "7 of 7 parts of the evaluation plan are there."


def test_the_evidence_for_staff_counts_what_is_there():
    project = Imagined()
    need = project.add("development_need")
    board = staff_evidence(project.situation)
    assert texts(board)[0] == ["Each area is rated, with what shows it", "0 of 5"]
    planned = "Each need has an owner and a date, or an action"
    assert texts(board)[-1] == [planned, "0 of 1"]
    project.add("action", development_need=need)
    assert texts(staff_evidence(project.situation))[-1] == [planned, "Yes"]
    project.add("development_need", owner=project.person(), due_on="2027-01-01")
    assert texts(staff_evidence(project.situation))[-1] == [planned, "Yes"]


def test_where_no_need_is_written_none_is_called_planned():
    assert texts(staff_evidence(Imagined().situation))[-1][1] == "None yet"
