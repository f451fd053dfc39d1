"""Reads whole threads in four queries, however many kinds of record and of link there are.

Each record comes as one JSON object, so that kinds with different columns stand in one answer of the database; each
many-to-many link as a pair. One query for each kind and each link table took forty-five."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from directory.models import Partner

from .models import Record
from .registry import column_of, link_questions, models_by_kind


def read_records(project_ids) -> list[Record]:
    """Every standing record of these projects, each kind in its own order, with the people and partners it names."""
    if not project_ids:
        return []
    parts = [_standing(kind).filter(project__in=project_ids) for kind in models_by_kind()]
    found: dict[str, list[Record]] = defaultdict(list)
    for kind, row in parts[0].union(*parts[1:], all=True):
        found[kind].append(_record(models_by_kind()[kind], row))
    records = [record for kind in models_by_kind() for record in sorted(found[kind], key=_place_in_list)]
    _attach(records, get_user_model().objects.in_bulk, ("owner", "lead"))
    _attach(records, Partner.objects.in_bulk, ("partner",))
    return records


@cache
def _standing(kind: str) -> models.QuerySet:
    """The standing records of a kind as (kind, JSON), to be narrowed to some projects: composing it anew for each page
    took longer than asking the database. .order_by() takes the model's own order away, which a union may not have."""
    model = models_by_kind()[kind]
    row = JSONObject(**{column.attname: F(column.attname) for column in _columns(model)})
    return model.objects.order_by().filter(removed_at__isnull=True).values_list(Value(kind), row)


def read_links(project_ids, kinds: set[str]) -> Iterable[tuple]:
    """The many-to-many links of records of these kinds in these projects, as (kind, question, from id, to id), in the
    order they were made."""
    wanted = [one for one in _many_links() if one[0] in kinds]
    parts = [pairs.filter(**{f"{name}__project__in": project_ids}) for _, name, pairs in wanted]
    rows = parts[0].union(*parts[1:], all=True) if parts else ()
    return [row[:4] for row in sorted(rows, key=lambda row: row[4])]


@cache
def _many_links() -> tuple[tuple[str, str, models.QuerySet], ...]:
    """(kind, the link's name for its own side, every pair) for each many-to-many question."""
    found = ((kind, one.key, column_of(kind, one.key)) for kind in models_by_kind() for one in link_questions(kind))
    return tuple(
        (kind, column.m2m_field_name(), _pairs(kind, key, column))
        for kind, key, column in found
        if isinstance(column, models.ManyToManyField)
    )


def _pairs(kind: str, key: str, column: models.ManyToManyField) -> models.QuerySet:
    from_id, to_id = f"{column.m2m_field_name()}_id", f"{column.m2m_reverse_field_name()}_id"
    return column.remote_field.through.objects.values_list(Value(kind), Value(key), from_id, to_id, "pk")


@cache
def _columns(model) -> tuple[models.Field, ...]:
    return tuple(model._meta.concrete_fields)


def _record(model, row: dict) -> Record:
    columns = _columns(model)
    values = [_as_python(column, row[column.attname]) for column in columns]
    return model.from_db("default", [column.attname for column in columns], values)


def _as_python(column: models.Field, value):
    """A value of a JSON object as its column keeps it. SQLite gives dates, ids and JSON as text, booleans as 0 or 1."""
    if value is None:
        return None
    column = column.target_field if isinstance(column, models.ForeignKey) else column
    if isinstance(column, models.UUIDField):
        return uuid.UUID(value)
    if isinstance(column, models.DateTimeField):
        moment = parse_datetime(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    if isinstance(column, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value
    return column.to_python(value)


def _place_in_list(record: Record) -> tuple:
    """Where a record stands among its kind, as its model's `ordering` says; what has no place comes last."""
    places = (getattr(record, name) for name in record._meta.ordering)
    return tuple((place is None, place) for place in places)


def _attach(records: list[Record], in_bulk, names: tuple[str, ...]) -> None:
    """Gives the records the people or partners they name. A `lead` or `partner` that is a thread record is no such."""
    named = [(one, name) for one in records for name in names if _is_outside(type(one), name)]
    ids = {getattr(record, f"{name}_id") for record, name in named} - {None}
    by_id = in_bulk(ids) if ids else {}
    for record, name in named:
        if (other := by_id.get(getattr(record, f"{name}_id"))) is not None:
            setattr(record, name, other)


@cache
def _is_outside(model, name: str) -> bool:
    """A link to a person or to the directory, not to another record."""
    columns = {column.name: column for column in _columns(model)}
    return name in columns and columns[name].is_relation and not issubclass(columns[name].related_model, Record)
