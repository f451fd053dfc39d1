"""The demonstration loaded into a database: what stands there afterwards, and that loading again changes nothing."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import ProjectRole
from datasets.models import Dataset
from datasets.profiles import profile_of_dataset
from datasets.tasks import read_dataset
from demo.people import PASSWORD, sign_ins
from guide.records import all_record_kinds
from guide.steps import all_steps
from projects.models import Project
from tests.pages import open_page
from worksheets.loose_ends import loose_ends_in
from worksheets.models import Action, Finding, FocusGroup, Indicator, Outcome, PartnerLink, StepRecord
from worksheets.progress import Status
from worksheets.queries import picture_of
from worksheets.registry import models_by_kind
from worksheets.situation import Situation
from worksheets.thread import load_thread

pytestmark = pytest.mark.thorough

SLUGS = {
    "long-covid-service",
    "community-heart-failure-service",
    "perinatal-mental-health-team",
    "diabetes-foot-clinic",
}
MOST_DEPRIVED = "did_not_attend:deprivation:1 (most deprived fifth)"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Loads it once for this file, in a transaction that nobody else sees. Gives what the command said."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def load() -> str:
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


@pytest.fixture
def project_of(loaded, db):
    return lambda slug: Project.objects.get(slug=slug)


def situation_of(project: Project) -> Situation:
    return picture_of(project).situation


def statuses(project: Project) -> dict[str, Status]:
    return {key: state.status for key, state in situation_of(project).states.items()}


def rules_broken(project: Project) -> set[int]:
    return {end.rule for end in loose_ends_in(situation_of(project))}


def test_four_projects_are_made(loaded, db):
    assert "Long Covid service" in loaded
    assert set(Project.objects.values_list("slug", flat=True)) == SLUGS


def test_loading_again_changes_nothing(loaded, db):
    models = [User, Project, Dataset, StepRecord, *models_by_kind().values()]
    before = [model.objects.count() for model in models]
    assert "they were there already" in load()
    assert [model.objects.count() for model in models] == before


def test_it_is_refused_where_passwords_must_not_be_published(db, settings):
    settings.DEMONSTRATION = False
    before = User.objects.count()
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("load_demo")
    assert User.objects.count() == before


def test_all_people_named_can_sign_in_and_nobody_else(loaded, db):
    able = {user.email for user in User.objects.all() if user.check_password(PASSWORD)}
    assert able == {email for email, _ in sign_ins()}
    assert {user.email for user in User.objects.all() if user.has_usable_password()} == able


def test_the_worked_example_is_finished_and_has_every_kind_of_record(project_of):
    example = project_of("long-covid-service")
    assert example.is_example
    assert example.is_shared
    assert statuses(example) == dict.fromkeys((step.key for step in all_steps()), Status.FINISHED)
    assert all(load_thread(example).of(kind) for kind in all_record_kinds())


def test_the_worked_example_marks_what_the_guide_states(project_of):
    example = project_of("long-covid-service")
    marks = {one.ref: one.details["stated_in_guide"] for one in Finding.objects.of(example)}
    assert marks["F1"] is True
    assert marks["F2"] is False
    introduction = StepRecord.objects.get(project=example, step_key="introduction")
    assert introduction.answers["stated_in_guide"] == ["condition"]
    assert load_thread(example).of("adjustment")[0].details["stated_in_guide"] is True


def test_no_finished_step_looks_as_if_something_changed_after(project_of):
    for slug in SLUGS:
        project = project_of(slug)
        assert 17 not in rules_broken(project), slug
        said = StepRecord.objects.filter(project=project).exclude(said_at=None)
        assert all(one.said_at.date() <= timezone.localdate() for one in said)


def test_links_lead_within_the_project_and_to_the_directory(project_of):
    project = project_of("community-heart-failure-service")
    thread = load_thread(project)
    barrier = thread.of("barrier")[0]
    assert [one.ref for one in thread.linked(barrier, "insights")] == ["I1"]
    assert {link.partner.slug for link in PartnerLink.objects.of(project)} == {
        "bolsover-cvs",
        "derby-health-inequalities-partnership",
        "derbyshire-voluntary-action",
    }


def test_each_kind_of_action_stands_in_the_heart_failure_project(project_of):
    project, today = project_of("community-heart-failure-service"), timezone.localdate()
    actions = list(Action.objects.of(project))
    assert {action.status for action in actions} == {"done", "under_way", "blocked", "to_start"}
    assert [action.ref for action in actions if action.is_late(today)] == ["T3"]
    assert all(action.owner_id and action.due_on for action in actions)
    assert project.meeting_on > today
    assert project.end_on > project.meeting_on


def test_the_next_task_may_be_to_say_that_a_step_is_finished(project_of, client_for):
    project = project_of("community-heart-failure-service")
    lead = User.objects.get(email="amina.yusuf@demonstration.example")
    page = open_page(client_for(lead), reverse("worksheets:list_steps", args=[project.pk]))
    next_task = page.text.partition("A good next task")[2].partition("Short of time?")[0]
    assert "Step 5: Literature reviews" in next_task
    assert "Everything needed is there. Mark it finished" in next_task


def test_the_data_says_what_the_story_tells(project_of):
    dataset = Dataset.objects.get(project=project_of("community-heart-failure-service"))
    assert dataset.is_ready
    assert not dataset.has_file
    profile = profile_of_dataset(dataset)
    best = profile.candidates[0]
    assert best.key == MOST_DEPRIVED
    assert (round(100 * best.rate.rate), round(100 * best.rest.rate)) == (25, 12)
    assert profile.rows.profiled == 2404
    assert round(100 * (1 - profile.field("ethnicity").overall.share)) == 12
    assert profile.field("ethnicity").count("known") == 2110
    assert dataset.period_to < timezone.localdate()


def test_the_worker_finds_nothing_to_do_in_its_queue(project_of):
    dataset = Dataset.objects.get(project=project_of("community-heart-failure-service"))
    read_dataset.call(str(dataset.pk), dataset.attempt)
    after = Dataset.objects.get(pk=dataset.pk)
    assert (after.status, after.attempt, after.counts) == (dataset.status, dataset.attempt, dataset.counts)


def test_the_best_gap_is_a_finding_of_the_main_focus_group_and_the_baseline(project_of):
    project = project_of("community-heart-failure-service")
    finding = Finding.objects.of(project).get(figures_key=MOST_DEPRIVED)
    assert FocusGroup.objects.of(project).get(is_primary=True).findings.contains(finding)
    indicator = Indicator.objects.of(project).get(measures_gap=True)
    assert indicator.baseline["numbers"]["count"] == finding.figures["numbers"]["count"] == 176
    assert indicator.baseline_value


def test_honest_loose_ends_are_left(project_of):
    # A finding that leads nowhere, a group nobody has heard, an assumed barrier, a digital change without an equal,
    # a field not asked, people not told yet.
    assert rules_broken(project_of("community-heart-failure-service")) == {1, 2, 3, 9, 13, 16}


def test_stages_differ(project_of):
    settled = {
        slug: sum(state.is_settled for state in situation_of(project_of(slug)).states.values()) for slug in SLUGS
    }
    assert settled["diabetes-foot-clinic"] == 0
    assert settled["community-heart-failure-service"] == 6
    assert settled["perinatal-mental-health-team"] == len(all_steps()) - 2
    assert statuses(project_of("diabetes-foot-clinic"))["introduction"] == Status.IN_PROGRESS
    assert not project_of("diabetes-foot-clinic").is_shared


def test_one_action_of_the_perinatal_team_is_late_and_one_change_has_an_outcome(project_of):
    project = project_of("perinatal-mental-health-team")
    assert [action.ref for action in Action.objects.of(project) if action.is_late(timezone.localdate())] == ["T3"]
    assert [one.ref for one in Outcome.objects.of(project).get().adjustments.all()] == ["J1"]


def test_each_project_has_one_lead(loaded, db):
    leads = Project.objects.filter(members__role=ProjectRole.LEAD).annotate(leads=Count("members"))
    assert {project.slug: project.leads for project in leads} == dict.fromkeys(SLUGS, 1)
