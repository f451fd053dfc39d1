"""Who stands behind a plan: what they say here, what is written down for them, what is taken back. Keyword-only."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.audit import record as note_in_trail
from projects.actions import note_movement
from projects.models import Project

from .models import Commitment


@transaction.atomic
def state_commitment(*, project: Project, part: str, words: str, by) -> Commitment:
    """Somebody commits themselves, signed in under their own name."""
    said = {"part": part, "words": words, "name": by.name, "said_on": timezone.localdate(), "said_by": by}
    return _keep(project, by, said)


@transaction.atomic
def note_commitment(*, project: Project, part: str, words: str, name: str, said_on: dt.date, by) -> Commitment:
    """Writes down what somebody said elsewhere, such as in a meeting. Who wrote it down is kept beside it."""
    return _keep(project, by, {"part": part, "words": words, "name": name, "said_on": said_on})


def _keep(project: Project, by, said: dict) -> Commitment:
    """The same words sent twice, as by a double click, are kept once."""
    Project.objects.select_for_update().get(pk=project.pk)
    if present := project.commitments.filter(**said, noted_by=by, taken_back_at=None).first():
        return present
    commitment = Commitment.objects.create(project=project, noted_by=by, **said)
    note_movement(project)
    note_in_trail(by=by, verb="recorded commitment", on=commitment, project=project, note=commitment.part)
    return commitment


@transaction.atomic
def take_back(*, commitment: Commitment, by) -> None:
    """The words stay, with who took them back and when. Said twice, as by a double click, it happens once."""
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if commitment.taken_back_at:
        return
    commitment.taken_back_at, commitment.taken_back_by = timezone.now(), by
    commitment.save(update_fields=["taken_back_at", "taken_back_by"])
    note_movement(commitment.project)
    note_in_trail(by=by, verb="took back commitment", on=commitment, project=commitment.project, note=commitment.part)
