"""Counts typed by a person in place of a file: begun, filled table by table, and counted like any other data."""

import hashlib

from django.db import transaction
from django.utils import timezone

from accounts.audit import record as note_in_trail
from datasets.analysis.counts import VERSION
from datasets.analysis.typed import TypedField, TypedGroup, counts_of_typed
from projects.actions import note_movement
from projects.models import Project

from .actions import MOST_FILES, TooManyFiles
from .attempts import unknown_of
from .models import TYPED, Dataset, Status
from .reading_choices import period_as_kept
from .typing_tables import TypingTable, typing_tables


@transaction.atomic
def begin_typing(*, project: Project, label: str, measure: str, period_from, period_to, by) -> Dataset:
    """A dataset without counts yet. It counts towards the files a project keeps."""
    Project.objects.select_for_update().get(pk=project.pk)
    if Dataset.objects.of(project).kept().count() >= MOST_FILES:
        raise TooManyFiles(f"A project keeps at most {MOST_FILES} files. Delete one you no longer need first.")
    dataset = Dataset(
        project=project,
        label=label,
        period_from=period_from,
        period_to=period_to,
        uploaded_by=by,
        status=Status.TO_MATCH,
        facts={"name": "", "bytes": 0, "sha256": "", "format": TYPED},
        read_as={"measure": measure, "tables": {}},
        analysis_version=VERSION,
    )
    dataset.sha256 = hashlib.sha256(dataset.pk.bytes).hexdigest()
    dataset.save(force_insert=True)
    note_movement(project)
    note_in_trail(by=by, verb="began typing data", on=dataset, project=project)
    return dataset


def typed_so_far(dataset: Dataset) -> dict[str, dict]:
    """What was typed, by characteristic, in the order the tables are offered: the database keeps none of its own."""
    tables = dataset.read_as["tables"]
    return {one.field: tables[one.field] for one in typing_tables().values() if one.field in tables}


@transaction.atomic
def save_typed_table(*, dataset: Dataset, table: TypingTable, lines: tuple[dict, ...], by) -> Dataset:
    """Keeps one table, in place of any other of the same characteristic, and counts everything typed so far."""
    dataset = Dataset.objects.select_for_update().select_related("project").get(pk=dataset.pk)
    tables = typed_so_far(dataset) | {table.field: {"table": table.key, "lines": list(lines)}}
    return _keep(dataset, tables, by, "typed data")


@transaction.atomic
def remove_typed_table(*, dataset: Dataset, field: str, by) -> Dataset:
    dataset = Dataset.objects.select_for_update().select_related("project").get(pk=dataset.pk)
    tables = {key: table for key, table in typed_so_far(dataset).items() if key != field}
    return _keep(dataset, tables, by, "removed typed data")


@transaction.atomic
def count_typed_anew(*, dataset: Dataset, by) -> Dataset:
    """What was typed, counted as this version of the analysis does it."""
    dataset = Dataset.objects.select_for_update().select_related("project").get(pk=dataset.pk)
    return _keep(dataset, typed_so_far(dataset), by, "counted typed data")


def _keep(dataset: Dataset, tables: dict, by, verb: str) -> Dataset:
    dataset.read_as = dataset.read_as | {"tables": tables}
    dataset.analysis_version = VERSION
    names = ["read_as", "analysis_version", "status", "unit", "rows", "mapping", "counts", "headings"]
    dataset.status = Status.READY if tables else Status.TO_MATCH
    if tables:
        _count(dataset)
    else:
        dataset.counts, dataset.mapping, dataset.rows = None, None, {}
        dataset.unknown_shares, dataset.unknown_released = {}, {}
    dataset.matched_by, dataset.matched_at = by, timezone.now()
    dataset.save(update_fields=[*names, "unknown_shares", "unknown_released", "matched_by", "matched_at"])
    note_movement(dataset.project)
    note_in_trail(by=by, verb=verb, on=dataset, project=dataset.project)
    return dataset


def _count(dataset: Dataset) -> None:
    tables = typed_so_far(dataset)
    period = tuple(period_as_kept(dataset.period_from, dataset.period_to))
    counts, mapping = counts_of_typed(_fields(tables), dataset.read_as["measure"], period)
    lines = sum(len(table["lines"]) for table in tables.values())
    dataset.unit, dataset.counts, dataset.mapping = counts.unit, counts.to_json(), mapping.to_json()
    dataset.headings = list(mapping.columns)
    dataset.rows = {"read": lines, "profiled": lines, "set_aside": 0, "people": counts.people}
    dataset.unknown_shares, dataset.unknown_released = unknown_of(dataset)


def _fields(tables: dict) -> tuple[TypedField, ...]:
    return tuple(
        TypedField(field, tuple(TypedGroup(**line) for line in table["lines"])) for field, table in tables.items()
    )
