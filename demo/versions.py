"""A version of its plan that a told project kept on the way, as the plan stood then."""

import datetime as dt

from django.utils import timezone

from guide.records import all_record_kinds
from plans import actions as plan_actions
from plans.models import PlanVersion, Signature
from plans.options import FULL_PLAN
from projects.models import Project
from worksheets.actions import change_record
from worksheets.models import Record
from worksheets.registry import models_by_kind
from worksheets.values import values_of

from .content import Story


def keep_version(story: Story, project: Project, by) -> None:
    """Keeps the version a story tells of, with what was otherwise then, and the signatures of those who committed
    themselves. Everything is put back as it was."""
    told = story.raw["version"]
    later = [_record(project, ref) for ref in told["not_there_yet"]]
    now = [(_record(project, one["ref"]), one["then"]) for one in told["otherwise"]]
    answers_now = [{key: values_of(record).get(key, "") for key in then} for record, then in now]
    _set_removed(later, timezone.now())
    for record, then in now:
        _change(record, then, by)
    version = plan_actions.freeze_version(project=project, options=FULL_PLAN, note=told["note"], by=by)
    _set_removed(later, None)
    for (record, _), answers in zip(now, answers_now):
        _change(record, answers, by)
    for said in story.commitments:
        plan_actions.sign_version(
            version=version, role=said["part"], name=said["name"], commitment=said["words"], by=by
        )
        Signature.objects.filter(version=version, name=said["name"]).update(signed_at=_noon(said["said_on"]))
    _date_back(version, _noon(story.dated(told["on"])))


def _record(project: Project, ref: str) -> Record:
    kind = next(kind for kind in all_record_kinds().values() if kind.letter == ref[0])
    return models_by_kind()[kind.key].objects.of(project).get(number=int(ref[1:]))


def _change(record: Record, answers: dict, by) -> None:
    record.refresh_from_db()
    change_record(record=record, answers=values_of(record) | answers, seen_version=record.version, by=by)


def _set_removed(records: list[Record], moment: dt.datetime | None) -> None:
    for record in records:
        type(record).objects.filter(pk=record.pk).update(removed_at=moment)


def _date_back(version: PlanVersion, moment: dt.datetime) -> None:
    """Kept at this moment, and agreed when the last of those who must sign had signed."""
    version.refresh_from_db()
    version.document["plan"]["as_at"] = {"date": moment.date().isoformat()}
    needed = version.signatures.filter(role__in=plan_actions.AGREEING)
    agreed_at = max(one.signed_at for one in needed) if version.agreed_at else None
    PlanVersion.objects.filter(pk=version.pk).update(document=version.document, made_at=moment, agreed_at=agreed_at)


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
