"""Everything the team does after the plan. Keyword-only; `by` is the person doing it."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.audit import record as note_in_trail
from accounts.roles import ProjectRole
from design.words import day
from projects.actions import archive_project, note_movement, remove_member, set_member
from projects.models import Project

from ..actions import change_record
from ..models import Action, Closing, Review
from ..owned import OWNED
from ..queries import picture_of
from ..values import values_of
from .closing import left_to_settle
from .standing import standing_of


class NotSettled(Exception):
    """Something must be settled before the project can close."""


@transaction.atomic
def update_action(*, action: Action, status: str, note: str, reason: str, by) -> Action:
    """Says how an action stands, with a dated note. Done today is noted as done today; blocked and dropped say why."""
    answers = values_of(action) | {"status": status}
    if note:
        line = f"{day(timezone.localdate())}, {by.name}: {note}"
        answers["notes"] = "\n".join(filter(None, (answers.get("notes"), line)))
    if status == "done" and not answers.get("done_on"):
        answers["done_on"] = timezone.localdate().isoformat()
    if status in ("blocked", "dropped"):
        answers["blocked_by" if status == "blocked" else "dropped_reason"] = reason
    return change_record(record=action, answers=answers, seen_version=action.version, base=values_of(action), by=by)


@transaction.atomic
def keep_review(*, project: Project, by, **said) -> Review:
    """Keeps what a review meeting said, and how the project stood. The same said twice, as by a double click, is kept
    once."""
    Project.objects.select_for_update().get(pk=project.pk)
    last = project.reviews.first()
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return last
    number = (project.reviews.aggregate(top=Max("number"))["top"] or 0) + 1
    snapshot = standing_of(picture_of(project))
    review = Review.objects.create(project=project, number=number, snapshot=snapshot, kept_by=by, **said)
    note_movement(project)
    note_in_trail(by=by, verb="kept review", on=review, project=project, note=str(review))
    return review


@transaction.atomic
def hand_over(*, project: Project, to, stays: bool, by) -> int:
    """Makes another person of the team its lead. What the old lead owned and is still open goes to them; gives how
    many things that were."""
    set_member(project=project, user=to, role=ProjectRole.LEAD, job=_job(project, to), by=by)
    moved = 0
    for owned in OWNED:
        for record in owned.model.objects.of(project).filter(**{owned.question: by}):
            if owned.waits(record):
                answers = values_of(record) | {owned.question: str(to.pk)}
                change_record(record=record, answers=answers, seen_version=record.version, by=by)
                moved += 1
    if stays:
        set_member(project=project, user=by, role=ProjectRole.EDITOR, job=_job(project, by), by=by)
    else:
        remove_member(project=project, user=by, by=by)
    note_in_trail(by=by, verb="handed over project", on=project, project=project, note=to.name)
    return moved


def _job(project: Project, user) -> str:
    member = project.members.filter(user=user).first()
    return member.job if member else ""


@transaction.atomic
def close_project(*, project: Project, by, **said) -> Closing:
    """Ends a project with a recap. It is put away: it can be read, and what it shares can be found, but not changed."""
    Project.objects.select_for_update().get(pk=project.pk)
    if present := Closing.objects.filter(project=project).first():
        return present
    if left_to_settle(picture_of(project)):
        raise NotSettled
    closing = Closing.objects.create(project=project, closed_by=by, **said)
    note_in_trail(by=by, verb="closed project", on=closing, project=project)
    archive_project(project=project, by=by)
    return closing
