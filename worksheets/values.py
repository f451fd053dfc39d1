"""A record's values as the form sees them, and back: columns, links and details become one set of answers."""

from django.db import models

from .models import Record
from .registry import column_of


def values_of(record: Record) -> dict:
    """Every answer of a record by question key, JSON-ready: links as lists of ids, dates as ISO text."""
    answers = dict(record.details)
    for question in record.spec.questions:
        column = column_of(record.kind_key, question.key)
        if column is None:
            continue
        if isinstance(column, models.ManyToManyField):
            answers[question.key] = [str(pk) for pk in getattr(record, question.key).values_list("pk", flat=True)]
        elif isinstance(column, models.ForeignKey):
            pk = getattr(record, column.attname)
            answers[question.key] = str(pk) if pk else ""
        else:
            answers[question.key] = _as_answer(getattr(record, question.key))
    return answers


def put_values(record: Record, answers: dict) -> dict[str, list]:
    """Sets columns and details from answers, without saving. Returns the many-links to set once it is saved."""
    many = {}
    details = dict(record.details)
    for key, value in answers.items():
        column = column_of(record.kind_key, key)
        if isinstance(column, models.ManyToManyField):
            many[key] = value or []
        elif isinstance(column, models.ForeignKey):
            setattr(record, column.attname, value or None)
        elif column is not None:
            setattr(record, key, _as_column(column, value))
        else:
            details[key] = value
    record.details = details
    return many


def _as_answer(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _as_column(column: models.Field, value):
    if isinstance(column, models.BooleanField):
        return {"yes": True, "no": False}.get(value)
    if isinstance(column, (models.CharField, models.TextField)):
        return value or ""
    if isinstance(column, models.JSONField):
        return value or []
    return None if value in ("", None) else column.to_python(value)
