"""The golden thread of a project, read whole in a fixed number of queries and followed in memory."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import models

from .models import Record
from .registry import column_of, link_questions, models_by_kind


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
    """The threads of several projects at once, in as many queries as there are kinds and kinds of link."""
    threads = {pk: Thread() for pk in project_ids}
    for kind, model in models_by_kind().items():
        rows = model.objects.filter(project__in=threads, removed_at__isnull=True)
        project_of = {}
        for record in rows.select_related(*_people(model)):
            threads[record.project_id].add(record)
            project_of[record.pk] = record.project_id
        if project_of:
            _join_links(threads, kind, model, project_of)
    return threads


def _people(model) -> list[str]:
    return [name for name in ("owner", "lead", "partner") if _is_outside(model, name)]


def _is_outside(model, name: str) -> bool:
    """A link to a person or to the directory, not to another record."""
    fields = {f.name: f for f in model._meta.fields}
    return name in fields and fields[name].is_relation and not issubclass(fields[name].related_model, Record)


def _join_links(threads: dict, kind: str, model, project_of: dict) -> None:
    for question in link_questions(kind):
        column = column_of(kind, question.key)
        if isinstance(column, models.ManyToManyField):
            through = column.remote_field.through
            source, target = column.m2m_field_name() + "_id", column.m2m_reverse_field_name() + "_id"
            pairs = through.objects.filter(**{f"{column.m2m_field_name()}__project__in": threads}).order_by("pk")
            pairs = pairs.values_list(source, target)
        else:
            standing = model.objects.filter(project__in=threads, removed_at__isnull=True)
            pairs = standing.exclude(**{column.name: None}).values_list("pk", column.attname)
        for from_id, to_id in pairs:
            if from_id in project_of:
                threads[project_of[from_id]].join(kind, question.key, from_id, to_id)
