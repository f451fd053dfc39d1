"""The projects of the demonstration: the worked example, one under way with its own data, one further on, one begun."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from projects import actions as project_actions
from projects.models import Project

from .content import Story
from .dating import date_back
from .people import COMMUNITY, HOSPITAL, MENTAL_HEALTH, make_people
from .service_data import add_heart_failure_data
from .telling import Team, answer_steps, begin, make_team
from .versions import keep_version

EXAMPLE_SLUG = "long-covid-service"
EXAMPLE = settings.BASE_DIR / "guide" / "content" / "example"
STORIES = Path(__file__).parent / "stories"


def load_everything() -> list[str]:
    """Makes what is not there yet; returns the names of the projects made."""
    people = make_people()
    made = []
    for slug, make in (
        (EXAMPLE_SLUG, make_example),
        ("community-heart-failure-service", make_heart_failure),
        ("perinatal-mental-health-team", make_perinatal),
        ("diabetes-foot-clinic", make_foot_clinic),
    ):
        if not Project.objects.filter(slug=slug).exists():
            made.append(make(people).name)
    return made


@transaction.atomic
def make_example(people: Team) -> Project:
    """The Long Covid service of the guide: finished, shared, and closed to changes. It has a team of its own."""
    story = Story(EXAMPLE.glob("long-covid*.toml"), days_ago(370))
    team = make_team(story, organisation(COMMUNITY))
    project = begin(story, organisation(COMMUNITY), team)
    answer_steps(story, project, team)
    project_actions.share_with_icb(project=project, by=team[story.lead])
    Project.objects.filter(pk=project.pk).update(slug=EXAMPLE_SLUG, is_example=True)
    date_back(story, project)
    return project


@transaction.atomic
def make_heart_failure(people: Team) -> Project:
    """Under way: data read, a focus chosen, adjustments planned, loose ends left."""
    story = Story(STORIES.glob("heart-failure*.toml"), days_ago(80))
    project = begin(story, organisation(COMMUNITY), people)
    add_heart_failure_data(project, by=people[story.lead])
    answer_steps(story, project, people)
    project_actions.share_with_icb(project=project, by=people[story.lead])
    date_back(story, project)
    return project


@transaction.atomic
def make_perinatal(people: Team) -> Project:
    """Further on, with a version of its plan agreed, one action late and a first outcome."""
    story = Story(STORIES.glob("perinatal*.toml"), days_ago(200))
    project = begin(story, organisation(MENTAL_HEALTH), people)
    answer_steps(story, project, people)
    keep_version(story, project, by=people[story.lead])
    project_actions.share_with_icb(project=project, by=people[story.lead])
    date_back(story, project)
    return project


@transaction.atomic
def make_foot_clinic(people: Team) -> Project:
    """Just begun, and not shared yet."""
    story = Story(STORIES.glob("foot-clinic*.toml"), days_ago(6))
    project = begin(story, organisation(HOSPITAL), people)
    answer_steps(story, project, people)
    date_back(story, project)
    return project


def organisation(short_name: str) -> Organisation:
    return Organisation.objects.get(short_name=short_name)


def days_ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)
