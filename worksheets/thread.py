"""The golden thread of a project, read whole in a few queries and followed in memory."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .models import Record
from .registry import single_links
from .thread_reading import read_links, read_records


@dataclass
class Thread:
    """Every standing record of one project, by kind, and the links between them."""

    records: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    _by_id: dict = field(default_factory=dict)
    _forward: dict = field(default_factory=lambda: defaultdict(list))
    _back: dict = field(default_factory=lambda: defaultdict(list))

    def of(self, kind: str) -> list[Record]:
        return self.records.get(kind, [])

    def linked(self, record: Record, question: str) -> list[Record]:
        """The records this one points at by one of its questions."""
        return [self._by_id[pk] for pk in self._forward[record.pk, question] if pk in self._by_id]

    def pointing(self, record: Record, kind: str, question: str) -> list[Record]:
        """The records of a kind that point at this one by their question."""
        return [self._by_id[pk] for pk in self._back[record.pk, kind, question] if pk in self._by_id]

    def named(self, ids) -> list[Record]:
        """The records with these ids, as an answer of a step keeps them; those that are gone are left out."""
        by_text = {str(pk): record for pk, record in self._by_id.items()} if ids else {}
        return [by_text[pk] for pk in ids or [] if pk in by_text]

    def add(self, record: Record) -> None:
        self.records[record.kind_key].append(record)
        self._by_id[record.pk] = record

    def join(self, kind: str, question: str, from_id, to_id) -> None:
        self._forward[from_id, question].append(to_id)
        self._back[to_id, kind, question].append(from_id)

    def counts(self) -> Counter:
        """How many records of each kind stand."""
        return Counter({kind: len(records) for kind, records in self.records.items()})

    def newest(self) -> dict[str, dt.datetime]:
        """When each kind last changed."""
        return {kind: max(one.updated_at for one in records) for kind, records in self.records.items() if records}


def load_thread(project) -> Thread:
    return load_threads([project.pk])[project.pk]


def load_threads(project_ids) -> dict:
    """The threads of several projects at once, in the same few queries."""
    threads = {pk: Thread() for pk in project_ids}
    project_of, kinds = {}, set()
    for record in read_records(list(threads)):
        kinds.add(record.kind_key)
        threads[record.project_id].add(record)
        project_of[record.pk] = record.project_id
        for question in single_links(record.kind_key):
            if (to_id := getattr(record, f"{question}_id")) is not None:
                threads[record.project_id].join(record.kind_key, question, record.pk, to_id)
    for kind, question, from_id, to_id in read_links(list(threads), kinds):
        if from_id in project_of:
            threads[project_of[from_id]].join(kind, question, from_id, to_id)
    return threads
