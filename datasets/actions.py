"""Everything a person does to an upload. Keyword-only; `by` is the person doing it."""

from dataclasses import asdict

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.audit import record as note_in_trail
from datasets.analysis.counts import ServiceCounts
from datasets.analysis.fields import all_fields, categories_of
from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.mapping import Mapping
from datasets.analysis.rematching import match_anew
from datasets.analysis.table import Problem
from projects.actions import note_movement
from projects.background import enqueue_after_commit
from projects.models import Project

from .attempts import unknown_of
from .models import WORKING, Dataset, RememberedMapping, Status
from .reading_choices import with_unit
from .retention import delete_with_traces
from .tasks import read_dataset
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
def add_dataset(
    *, project: Project, upload: StoredUpload, file_name: str, by, address_of=None, **described
) -> tuple[Dataset, bool]:
    """Takes an upload in and has it read. Gives the dataset, and whether it is new: the same file is taken once.

    `file_name` is looked at here and goes no further. `address_of` makes a whole address of a path, where whoever
    uploads wants a letter with one when the file is read."""
    Project.objects.select_for_update().get(pk=project.pk)
    kept = Dataset.objects.of(project).kept()
    if present := kept.light().filter(sha256=upload.sha256).first():
        if present.is_outdated:
            _bring_again(present, upload, by)
        return present, False
    if kept.count() >= MOST_FILES:
        raise TooManyFiles(f"A project keeps at most {MOST_FILES} files. Delete one you no longer need first.")
    noted = [asdict(NAME_HELD_IDENTIFIER)] if holds_identifier(file_name) else []
    dataset = Dataset(
        project=project,
        uploaded_by=by,
        sha256=upload.sha256,
        stored_as=upload.stored_as,
        stored_at=timezone.now(),
        queued_at=timezone.now(),
        asked_by=by,
        problems=noted,
        **described,
    )
    if address_of:
        dataset.mail_link = address_of(reverse("datasets:show_dataset", args=[project.pk, dataset.pk]))
    dataset.save(force_insert=True)
    # Should the transaction fail after all, the file is an orphan, and the reaper takes it.
    upload.keep()
    enqueue_after_commit(read_dataset, dataset)
    note_movement(project)
    note_in_trail(by=by, verb="uploaded data", on=dataset, project=project)
    return dataset, True


def _bring_again(dataset: Dataset, upload: StoredUpload, by) -> None:
    """The same file for a dataset whose counts are of an earlier version: it is read anew, as it was matched before."""
    take_file(dataset, upload)
    read_anew(dataset, Status.COUNTING if dataset.matched_at else Status.WAITING, by)


def take_file(dataset: Dataset, upload: StoredUpload) -> None:
    """The file just chosen is the one to be read; an earlier one that still waits is deleted."""
    gone, dataset.stored_as, dataset.stored_at = dataset.stored_as, upload.stored_as, timezone.now()
    dataset.save(update_fields=["stored_as", "stored_at"])
    upload.keep()
    transaction.on_commit(lambda: delete_file(gone))


@transaction.atomic
def cancel_reading(*, dataset: Dataset, by) -> None:
    """Stops a reading under way: its attempt is over, and the file goes at once."""
    dataset = Dataset.objects.select_for_update().light().select_related("project").get(pk=dataset.pk)
    if not dataset.is_working:
        return
    same = Dataset.objects.filter(pk=dataset.pk, attempt=dataset.attempt, status__in=WORKING)
    fields = {"status": Status.CANCELLED, "problems": []}
    if dataset.wanted:
        # What an earlier reading gave still stands.
        fields = {"status": dataset.wanted["was"], "wanted": None}
    if same.update(**fields, attempt=dataset.attempt + 1, stored_as="", mail_link="", stage=""):
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
    read_anew(dataset, Status.COUNTING if dataset.matched_at else Status.WAITING, by)
    note_in_trail(by=by, verb="tried data again", on=dataset, project=dataset.project)
    return dataset


def read_anew(dataset: Dataset, status: Status, by) -> None:
    """Puts a reading in the queue: COUNTING ends in the report, WAITING in the page to check."""
    dataset.attempt += 1
    dataset.status, dataset.brought_back = status, 0
    dataset.asked_by, dataset.to_tell = by, False
    dataset.heartbeat_at, dataset.queued_at, dataset.task_id = None, timezone.now(), ""
    names = ["attempt", "status", "brought_back", "asked_by", "to_tell", "heartbeat_at", "queued_at", "task_id"]
    dataset.save(update_fields=names)
    enqueue_after_commit(read_dataset, dataset)


@transaction.atomic
def confirm_matching(*, dataset: Dataset, mapping: Mapping, unit: str, by) -> Dataset:
    """Keeps what a person says the columns and values stand for, for this file and for the organisation.

    Values alone are counted anew at once from the kept counts. Other columns, or another unit, need the file: it is
    read again, or FileIsGone is raised where it has been deleted."""
    dataset = Dataset.objects.select_for_update().select_related("project__organisation").get(pk=dataset.pk)
    if dataset.is_working or dataset.is_outdated or dataset.counts is None:
        return dataset
    before = Mapping.from_json(dataset.mapping)
    needs_file = mapping.columns != before.columns or unit != dataset.unit
    if needs_file and not dataset.has_file:
        raise FileIsGone
    if unit != dataset.unit:
        dataset.read_as = with_unit(dataset.read_as, unit)
    dataset.mapping, dataset.unit, dataset.wanted = mapping.to_json(), unit, None
    dataset.matched_by, dataset.matched_at = by, timezone.now()
    dataset.save(update_fields=["mapping", "unit", "read_as", "wanted", "matched_by", "matched_at"])
    remember(organisation=dataset.project.organisation, mapping=mapping)
    if needs_file:
        read_anew(dataset, Status.COUNTING, by)
    else:
        _count_anew(dataset, before)
    note_movement(dataset.project)
    note_in_trail(by=by, verb="matched data", on=dataset, project=dataset.project)
    return dataset


def _count_anew(dataset: Dataset, before: Mapping) -> None:
    """The kept counts under the values as they are matched now; tables of two characteristics follow."""
    gone, after = dataset.stored_as, Mapping.from_json(dataset.mapping)
    if after.values != before.values:
        dataset.counts = match_anew(ServiceCounts.from_json(dataset.counts), before, after).to_json()
    dataset.status, dataset.stored_as, dataset.to_tell = Status.READY, "", False
    dataset.unknown_shares, dataset.unknown_released = unknown_of(dataset)
    dataset.save(update_fields=["status", "stored_as", "to_tell", "counts", "unknown_shares", "unknown_released"])
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
    """Deletes an upload and everything kept of it, at once. Findings made from it keep their rounded figures only."""
    note_movement(dataset.project)
    delete_with_traces(dataset=dataset, by=by)
