"""The projects of the demonstration: the worked example, one under way with its own data, one further on, one begun."""

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation
from directory.loading import load_directory
from projects import actions as project_actions
from projects.models import Project

from .content import Story
from .people import COMMUNITY, HOSPITAL, MENTAL_HEALTH, make_people
from .service_data import add_heart_failure_data
from .telling import tell

EXAMPLE_SLUG = "long-covid-service"
EXAMPLE = settings.BASE_DIR / "guide" / "content" / "example"
STORIES = Path(__file__).parent / "stories"


def load_everything() -> list[str]:
    """Makes what is not there yet; returns the names of the projects made."""
    load_directory()
    people = make_people()
    steps = (
        (EXAMPLE_SLUG, lambda: _example()),
        ("community-heart-failure-service", lambda: _heart_failure(people)),
        ("perinatal-mental-health-team", lambda: _perinatal(people)),
        ("diabetes-foot-clinic", lambda: _foot_clinic(people)),
    )
    made = []
    for slug, make in steps:
        if not Project.objects.filter(slug=slug).exists():
            made.append(make().name)
    return made


def _organisation(short_name: str) -> Organisation:
    return Organisation.objects.get(short_name=short_name)


def _days_ago(days: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=days)


@transaction.atomic
def _example() -> Project:
    """The Long Covid service of the guide: finished, shared, and closed to changes."""
    story = Story(list(EXAMPLE.glob("long-covid*.toml")), _days_ago(370))
    project = tell(story, _organisation(COMMUNITY))
    lead = project.created_by
    project_actions.share_with_icb(project=project, by=lead)
    project.slug, project.is_example = EXAMPLE_SLUG, True
    project.save()
    return project


@transaction.atomic
def _heart_failure(people: dict) -> Project:
    """Under way: data read, a focus chosen, adjustments planned, loose ends left."""
    story = Story([STORIES / "heart-failure.toml"], _days_ago(80))
    project = tell(story, _organisation(COMMUNITY), people)
    add_heart_failure_data(project, by=people["manager"])
    project_actions.share_with_icb(project=project, by=people["manager"])
    return project


@transaction.atomic
def _perinatal(people: dict) -> Project:
    """Further on, with one action late."""
    story = Story([STORIES / "perinatal.toml"], _days_ago(200))
    project = tell(story, _organisation(MENTAL_HEALTH), people)
    project_actions.share_with_icb(project=project, by=people["perinatal"])
    return project


@transaction.atomic
def _foot_clinic(people: dict) -> Project:
    """Just begun, and not shared yet."""
    story = Story([STORIES / "foot-clinic.toml"], _days_ago(6))
    return tell(story, _organisation(HOSPITAL), people)
