"""Carries out what a list was shown to change. Keyword-only; `by` is the person doing it."""

import json
import uuid

from django.core import signing
from django.db import transaction

from accounts.audit import record as note_in_trail
from projects.models import Project

from ..actions import add_record, change_record
from ..clash import SomebodySavedFirst
from ..registry import model_of
from .comparing import Proposal

SALT = "worksheets.lists"
# As long as somebody can stay signed in.
KEPT_FOR = 12 * 60 * 60


class ChangedMeanwhile(Exception):
    """Something that was about to be changed has been changed or removed by somebody else; nothing was saved."""


def seal(proposal: Proposal, project: Project) -> str:
    """What the page showed that would change, for its form to carry and nobody to alter."""
    changed = [[str(one.record.pk), one.answers, one.seen] for one in proposal.changed]
    new = [[str(uuid.uuid4()), one.answers] for one in proposal.new]
    left = [f"{one.record.ref}, {one.heading}" for one in proposal.conflicts]
    held = {"project": str(project.pk), "kind": proposal.kind.key, "changed": changed, "new": new, "left": left}
    return signing.dumps(json.dumps(held), salt=SALT, compress=True)


def unseal(sealed: str, project: Project, kind_key: str) -> dict | None:
    """None where it is not ours, too old, or of another project or list."""
    try:
        held = json.loads(signing.loads(sealed, salt=SALT, max_age=KEPT_FOR))
    except signing.BadSignature:
        return None
    return held if (held["project"], held["kind"]) == (str(project.pk), kind_key) else None


@transaction.atomic
def load_list(*, project: Project, held: dict, by) -> tuple[int, int]:
    """Changes and adds what was shown, all of it or nothing; gives how many of each. Done twice, as by a double click,
    it happens once. Raises ChangedMeanwhile."""
    Project.objects.select_for_update().get(pk=project.pk)
    model = model_of(held["kind"])
    standing = {str(one.pk): one for one in model.objects.of(project)}
    for pk, answers, seen in held["changed"]:
        if pk not in standing:
            raise ChangedMeanwhile
        record = standing[pk]
        try:
            change_record(record=record, answers=answers, seen_version=record.version, base=seen, by=by)
        except SomebodySavedFirst as fault:
            raise ChangedMeanwhile from fault
    for pk, answers in held["new"]:
        add_record(project=project, kind=held["kind"], answers=answers, by=by, pk=uuid.UUID(pk))
    count = (len(held["changed"]), len(held["new"]))
    note = f"{count[0]} changed, {count[1]} added"
    note_in_trail(by=by, verb=f"loaded list of {model.kind_key}s", on=project, project=project, note=note)
    return count
