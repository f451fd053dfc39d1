"""Loose ends of data: a field is not known too often and nobody plans to mend it (13), and data that is deleted soon
because nobody uses it (18)."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from datasets.analysis.fields import all_fields
from design.words import day
from worksheets.loose_ends import Above, LooseEnd
from worksheets.models import Action, Finding

from .models import Dataset
from .retention import is_soon_deleted, kept_until

UNKNOWN, SOON_DELETED = 13, 18
STEP = "service-data"
# Where a project carries what was read for it together with others.
READ_BEFORE = "_read_for_loose_ends"


@dataclass(frozen=True)
class Newest:
    """Of a project's newest counted upload: how often each field is not known, as it is and as it may be said. soon:
    name and day of each upload that is deleted soon."""

    shares: dict
    said: dict
    soon: tuple[tuple[str, dt.date], ...]


NOTHING = Newest({}, {}, ())


@dataclass(frozen=True)
class Read:
    newest: Newest
    seen_to: set


def read_of_data(project) -> Above:
    """Both kinds, and whether a file is counted. One query, and a second only where a field is not known too often."""
    read = vars(project).get(READ_BEFORE)
    newest = read.newest if read else _newest([project.pk]).get(project.pk, NOTHING)
    return Above(tuple(_ends(project, newest, read)), {"file_is_counted": newest is not NOTHING})


def _ends(project, newest: Newest, read: Read | None):
    yield from _unknown(project, newest, read)
    if not project.is_example:
        yield from (LooseEnd(SOON_DELETED, _soon(*one), STEP, tool="datasets:list_datasets") for one in newest.soon)


def _unknown(project, newest: Newest, read: Read | None):
    """Each equality field that is unknown more often than the project puts up with."""
    too_often = [key for key, share in newest.shares.items() if 100 * share > project.unknown_threshold]
    if not too_often:
        return
    seen_to = read.seen_to if read else _fields_seen_to([project.pk])[project.pk]
    for key in too_often:
        label = all_fields()[key].label
        if key not in seen_to and label.casefold() not in seen_to:
            text = _text(label, newest.said.get(key), project.unknown_threshold)
            yield LooseEnd(UNKNOWN, text, STEP, tool="datasets:list_datasets")


def read_for_all(projects) -> None:
    """Reads for a whole list of projects what the rules ask of each: two queries, however many there are."""
    ids = [project.pk for project in projects]
    newest, seen_to = _newest(ids), _fields_seen_to(ids)
    for project in projects:
        setattr(project, READ_BEFORE, Read(newest.get(project.pk, NOTHING), seen_to[project.pk]))


def not_known_too_often(project) -> dict[str, float | None]:
    """The fields unknown more often than the project puts up with, by label, with the rounded share where there is one.
    For a project that read_for_all has read."""
    newest = vars(project)[READ_BEFORE].newest
    too_often = [key for key, share in newest.shares.items() if 100 * share > project.unknown_threshold]
    return {all_fields()[key].label: newest.said.get(key) for key in too_often}


def _newest(ids: list) -> dict[object, Newest]:
    """By project."""
    fields = ("project_id", "label", "unknown_shares", "unknown_released", "last_used_at")
    made: dict[object, Newest] = {}
    for dataset in Dataset.objects.filter(project__in=ids).ready().order_by("uploaded_at").only(*fields):
        before = made.get(dataset.project_id, NOTHING)
        soon = ((dataset.label, kept_until(dataset)),) if is_soon_deleted(dataset) else ()
        made[dataset.project_id] = Newest(
            dataset.unknown_shares or {}, dataset.unknown_released or {}, (*before.soon, *soon)
        )
    return made


def _text(label: str, share: float | None, threshold: int) -> str:
    """The share is of rounded numbers, since loose ends stand in the plan too."""
    much = f"in {round(100 * share)}% of records" if share is not None else "in many records"
    return (
        f"{label} is not known {much}, over the team’s limit of {threshold}%, and nothing is planned. Plan an "
        "action, or say on its finding why not now."
    )


def _soon(label: str, last: dt.date) -> str:
    return f"The data “{label}” has not been used for long and is deleted on {day(last)}. Open its report to keep it."


def _fields_seen_to(ids: list) -> defaultdict:
    """By project, fields with a data-quality finding that has an action, or a reason why not now: by key where it was
    made from the report, by name where typed."""
    standing = Finding.objects.filter(project__in=ids, removed_at__isnull=True, kind="data_quality")
    planned = Exists(Action.objects.filter(findings=OuterRef("pk"), removed_at__isnull=True))
    settled = standing.filter(planned | ~Q(not_now_reason=""))
    names = defaultdict(set)
    for project_id, figures_key, typed in settled.values_list("project_id", "figures_key", "details__data_field"):
        if figures_key:
            names[project_id].add(figures_key.split(":")[1])
        if typed:
            names[project_id].add(typed.strip().casefold())
    return names
