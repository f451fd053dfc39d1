"""The background task that reads an upload. Its arguments are an id and a number; nothing of a file is ever logged."""

import logging
import time
from contextlib import AbstractContextManager

from django.conf import settings
from django.utils.crypto import salted_hmac
from django_tasks import task

from datasets.analysis.child import run_in_child
from datasets.analysis.mapping import Mapping
from datasets.reference.places_of_areas import PlacesOf
from datasets.reference.postcodes import AreaOf

from . import attempts
from .models import Dataset
from .reading_choices import options_of, period_as_kept
from .uploads import path_of

log = logging.getLogger(__name__)

BROKE_OFF = "Reading broke off because of a fault here, not in your file. Try again."
FILE_GONE = "The file is no longer here: uploads are deleted after 24 hours. Choose it again."


class ReadingFault(Exception):
    """Something unexpected happened while a file was read. Carries the kind of fault and nothing it said, since what a
    library says may quote a cell."""


class Plainly(AbstractContextManager):
    """Whatever is raised inside becomes a plain message on the dataset and a ReadingFault without text or cause."""

    def __init__(self, dataset: Dataset):
        self.dataset = dataset

    def __exit__(self, kind, fault, trace):
        if kind is None or not issubclass(kind, Exception):
            return False
        log.error("Reading of dataset %s broke off: %s", self.dataset.pk, kind.__name__)
        attempts.fail(self.dataset, BROKE_OFF)
        raise ReadingFault(kind.__name__) from None


class Watch:
    """Passes the child's progress on as signs of life, and says when to stop."""

    def __init__(self, dataset: Dataset):
        self.dataset = dataset
        self.latest = ("", 0, 0)
        self.is_over = False
        self.next_beat = 0.0

    def note(self, stage: str, done: int, total: int) -> None:
        self.latest = (stage, done, total)

    def should_stop(self) -> bool:
        now = time.monotonic()
        if now >= self.next_beat:
            self.next_beat = now + (attempts.BEAT if self.latest[0] else 0.5)
            self.is_over = not attempts.beat(self.dataset, *self.latest)
        return self.is_over


@task()
def read_dataset(dataset_id: str, attempt: int) -> None:
    """Reads one upload in a child process and keeps its counts, if this attempt is still wanted."""
    dataset = attempts.claim(dataset_id, attempt)
    if dataset is None:
        return
    with Plainly(dataset):
        if not path_of(dataset.stored_as).is_file():
            Dataset.objects.filter(pk=dataset.pk, attempt=attempt).update(stored_as="")
            attempts.fail(dataset, FILE_GONE)
            return
        _read(dataset)


def _read(dataset: Dataset) -> None:
    watch = Watch(dataset)
    outcome = run_in_child(
        "datasets.analysis.pipeline:profile_file", _job(dataset), on_progress=watch.note, should_stop=watch.should_stop
    )
    if watch.is_over:
        return
    if outcome.problem:
        attempts.refuse_file(dataset, (outcome.problem,))
    elif outcome.result.counts is None:
        attempts.refuse_file(dataset, outcome.result.problems, outcome.result.facts)
    else:
        attempts.store_reading(dataset, outcome.result)


def _job(dataset: Dataset) -> dict:
    """What the child is told: what the organisation confirmed before, and before that what a person confirmed for this
    file. The key under which people are hashed belongs to this dataset alone."""
    told = dataset.wanted or _told(dataset)
    return {
        "path": str(path_of(dataset.stored_as)),
        # The random name it waits under says nothing of anybody, and may look as if it did.
        "name": "",
        "key": salted_hmac("datasets.person", str(dataset.pk), algorithm="sha256").digest(),
        "options": options_of(told["read_as"]),
        "mapping": attempts.remembered_for(dataset.project.organisation_id),
        "confirmed": Mapping.from_json(told["mapping"] or {}),
        "missing": told["missing_as"],
        "unit": told["unit"] or None,
        "period": tuple(told["period"]) if all(told["period"]) else None,
        "area_of": AreaOf(str(settings.REFERENCE_ROOT)),
        "places_of": PlacesOf(str(settings.REFERENCE_ROOT)),
    }


def _told(dataset: Dataset) -> dict:
    """What a person said of the file, for its first reading or for one that follows what was confirmed."""
    return {
        "read_as": dataset.read_as,
        "missing_as": dataset.missing_as,
        "unit": dataset.unit,
        "period": period_as_kept(dataset.period_from, dataset.period_to),
        "mapping": dataset.mapping if dataset.matched_at else None,
    }
