"""Everything a person does to an upload. Keyword-only; `by` is the person doing it."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from accounts.audit import record as note_in_trail
from datasets.analysis.fields import all_fields, categories_of
from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.mapping import Mapping
from datasets.analysis.table import Problem
from projects.actions import note_movement
from projects.models import Project

from .attempts import shares_unknown
from .models import WORKING, Dataset, RememberedMapping, Status
from .profiles import profile_of_dataset
from .tasks import enqueue_after_commit
from .uploads import StoredUpload, delete_file

MOST_FILES = 20
NAME_HELD_IDENTIFIER = Problem(
    "identifier_in_file_name",
    "note",
    "The name of your file seems to hold an NHS number, a phone number or an e-mail address. We have not kept it.",
)


class TooManyFiles(ValueError):
    """A project keeps a limited number of files."""


class FileIsGone(ValueError):
    """The raw file has been deleted, so it cannot be read again."""


@transaction.atomic
def add_dataset(*, project: Project, upload: StoredUpload, file_name: str, by, **described) -> tuple[Dataset, bool]:
    """Takes an upload in and has it read. Gives the dataset, and whether it is new: the same file is taken once.

    `file_name` is looked at here and goes no further."""
    Project.objects.select_for_update().get(pk=project.pk)
    kept = Dataset.objects.of(project).kept()
    if present := kept.light().filter(sha256=upload.sha256).first():
        if present.is_outdated:
            _bring_again(present, upload)
        return present, False
    if kept.count() >= MOST_FILES:
        raise TooManyFiles(f"A project keeps at most {MOST_FILES} files. Delete one you no longer need first.")
    noted = [asdict(NAME_HELD_IDENTIFIER)] if holds_identifier(file_name) else []
    dataset = Dataset.objects.create(
        project=project,
        uploaded_by=by,
        sha256=upload.sha256,
        stored_as=upload.stored_as,
        queued_at=timezone.now(),
        problems=noted,
        **described,
    )
    # Should the transaction fail after all, the file is an orphan, and the reaper takes it.
    upload.keep()
    enqueue_after_commit(dataset)
    note_movement(project)
    note_in_trail(by=by, verb="uploaded data", on=dataset, project=project)
    return dataset, True


def _bring_again(dataset: Dataset, upload: StoredUpload) -> None:
    """The same file for a dataset whose counts are of an earlier version: it is read anew, as it was matched before."""
    gone, dataset.stored_as = dataset.stored_as, upload.stored_as
    dataset.uploaded_at = timezone.now()
    dataset.save(update_fields=["stored_as", "uploaded_at"])
    upload.keep()
    transaction.on_commit(lambda: delete_file(gone))
    _read_anew(dataset, Status.COUNTING if dataset.matched_at else Status.WAITING)


@transaction.atomic
def cancel_reading(*, dataset: Dataset, by) -> None:
    """Stops a reading under way: its attempt is over, and the file goes at once."""
    dataset = Dataset.objects.select_for_update().light().select_related("project").get(pk=dataset.pk)
    if not dataset.is_working:
        return
    same = Dataset.objects.filter(pk=dataset.pk, attempt=dataset.attempt, status__in=WORKING)
    if same.update(status=Status.CANCELLED, attempt=dataset.attempt + 1, stored_as="", problems=[]):
        transaction.on_commit(lambda: delete_file(dataset.stored_as))
        note_in_trail(by=by, verb="stopped reading data", on=dataset, project=dataset.project)


@transaction.atomic
def try_again(*, dataset: Dataset, by) -> Dataset:
    """Reads a file anew whose reading broke off."""
    dataset = Dataset.objects.select_for_update().light().select_related("project").get(pk=dataset.pk)
    if dataset.is_working:
        return dataset
    if not dataset.may_try_again:
        raise FileIsGone
    if present := Dataset.objects.of(dataset.project).kept().light().filter(sha256=dataset.sha256).first():
        return present
    _read_anew(dataset, Status.COUNTING if dataset.matched_at else Status.WAITING)
    note_in_trail(by=by, verb="tried data again", on=dataset, project=dataset.project)
    return dataset


def _read_anew(dataset: Dataset, status: Status) -> None:
    dataset.attempt += 1
    dataset.status, dataset.brought_back = status, 0
    dataset.heartbeat_at, dataset.queued_at, dataset.task_id = None, timezone.now(), ""
    names = ["attempt", "status", "brought_back", "heartbeat_at", "queued_at", "task_id"]
    dataset.save(update_fields=names)
    enqueue_after_commit(dataset)


@transaction.atomic
def confirm_matching(*, dataset: Dataset, mapping: Mapping, unit: str, by) -> Dataset:
    """Keeps what a person says the columns and values stand for, for this file and for the organisation.

    Values alone are counted anew at once from the kept counts. Other columns, or another unit, need the file: it is
    read again, or FileIsGone is raised where it has been deleted."""
    dataset = Dataset.objects.select_for_update().select_related("project__organisation").get(pk=dataset.pk)
    if dataset.is_working or dataset.is_outdated or dataset.counts is None:
        return dataset
    needs_file = mapping.columns != Mapping.from_json(dataset.mapping).columns or unit != dataset.unit
    if needs_file and not dataset.has_file:
        raise FileIsGone
    dataset.mapping, dataset.unit = mapping.to_json(), unit
    dataset.matched_by, dataset.matched_at = by, timezone.now()
    dataset.save(update_fields=["mapping", "unit", "matched_by", "matched_at"])
    remember(organisation=dataset.project.organisation, mapping=mapping)
    if needs_file:
        _read_anew(dataset, Status.COUNTING)
    else:
        _count_anew(dataset)
    note_movement(dataset.project)
    note_in_trail(by=by, verb="matched data", on=dataset, project=dataset.project)
    return dataset


def _count_anew(dataset: Dataset) -> None:
    gone = dataset.stored_as
    dataset.status, dataset.stored_as = Status.READY, ""
    dataset.unknown_shares = shares_unknown(profile_of_dataset(dataset))
    dataset.save(update_fields=["status", "stored_as", "unknown_shares"])
    transaction.on_commit(lambda: delete_file(gone))


def remember(*, organisation, mapping: Mapping) -> None:
    """Values are remembered only where they stand for categories of ours; names of sites and places are not."""
    for heading, field in mapping.columns.items():
        categorised = bool(field) and field in all_fields() and bool(categories_of(field))
        values = mapping.values.get(heading, {}) if categorised else {}
        RememberedMapping.objects.update_or_create(
            organisation=organisation, heading=heading[:300], defaults={"field": field or "", "values": values}
        )


@transaction.atomic
def delete_dataset(*, dataset: Dataset, by) -> None:
    """Deletes an upload and everything kept of it, at once. Findings made from it keep their frozen figures."""
    gone = dataset.stored_as
    note_in_trail(by=by, verb="deleted data", on=dataset, project=dataset.project)
    note_movement(dataset.project)
    dataset.delete()
    transaction.on_commit(lambda: delete_file(gone))
