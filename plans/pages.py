"""What the pages of the plan show, gathered in one place."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from accounts.roles import Permission
from worksheets.pages import crumbs_to

from .kinds import KINDS, Kind
from .models import PlanFile
from .options import PlanOptions

STAGES = {"": "Waiting for its turn", "gathering": "Gathering what you wrote", "laying out": "Laying out the pages"}
MOST_FILES = 20


@dataclass(frozen=True)
class ShownFile:
    made: PlanFile
    kind: Kind
    options: str
    stage: str


def files_seen_by(project):
    """The files that the person who looks at this project may take: those with comments are the team’s."""
    if Permission.COMMENT in project.permissions:
        return project.plan_files.all()
    return project.plan_files.filter(Q(options__comments=False) | Q(options__comments__isnull=True))


def shown_files(project) -> list[ShownFile]:
    """The newest files of a project, each in words."""
    files = files_seen_by(project).select_related("version", "asked_by").defer("version__document")[:MOST_FILES]
    return [
        ShownFile(made, KINDS[made.kind], PlanOptions.from_kept(made.options).in_words, STAGES.get(made.stage, ""))
        for made in files
    ]


def plan_crumbs(project) -> list[dict]:
    return crumbs_to(project, {"text": "Plan", "href": reverse("plans:show_plan", args=[project.pk])})
