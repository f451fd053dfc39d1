"""Which model keeps which kind of record, and which of its questions are columns."""

from functools import cache

from django.db import models

from guide.questions import Question
from guide.records import RecordKind, all_record_kinds

from .models import Record


@cache
def models_by_kind() -> dict[str, type[Record]]:
    """Every record model by its kind, in the order of the golden thread."""
    found = {model.kind_key: model for model in Record.__subclasses__()}
    return {key: found[key] for key in all_record_kinds()}


def model_of(kind_key: str) -> type[Record]:
    return models_by_kind()[kind_key]


@cache
def column_of(kind_key: str, question_key: str) -> models.Field | None:
    """The column a question's answer is kept in; None where it lies in `details`."""
    model = model_of(kind_key)
    names = {field.name for field in model._meta.get_fields() if not field.auto_created}
    return model._meta.get_field(question_key) if question_key in names else None


@cache
def link_questions(kind_key: str) -> tuple[Question, ...]:
    """The questions by which a kind of record points at others."""
    return tuple(q for q in all_record_kinds()[kind_key].questions if q.kind in ("link", "links"))


@cache
def single_links(kind_key: str) -> tuple[str, ...]:
    """The questions by which a kind of record points at one other record."""
    columns = ((one.key, column_of(kind_key, one.key)) for one in link_questions(kind_key))
    return tuple(key for key, column in columns if isinstance(column, models.ForeignKey))


@cache
def next_kinds(kind_key: str) -> tuple[tuple[RecordKind, Question], ...]:
    """The kinds that come later in the thread and point at this one, with the first question by which they do."""
    kinds = list(all_record_kinds().values())
    later = kinds[[kind.key for kind in kinds].index(kind_key) + 1 :]
    found = ((kind, [one for one in link_questions(kind.key) if one.to == kind_key]) for kind in later)
    return tuple((kind, questions[0]) for kind, questions in found if questions)
