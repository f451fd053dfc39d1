"""Checks the answers of a step or of a record, by the questions that ask them."""

from django.db import models

from guide.questions import Question
from worksheets.registry import column_of

from .format import NOTED
from .saying import LINE, MANY, PAGE, Place, day, mapping, number, one_of, refuse, rows, text

LARGEST_WHOLE = 2_147_483_647


def check_answers(at: Place, questions, answers, refs: dict[str, str], emails: set[str], kind_key: str = "") -> None:
    """Each answer is of the kind its question asks for. `refs` are the records of the file by reference, with kind."""
    by_key = {question.key: question for question in questions}
    others = {question.other_key for question in questions if question.has_other}
    for key, value in mapping(at, answers).items():
        here = (*at, key)
        if key in by_key:
            _check(here, by_key[key], value, refs, emails)
            _fits_column(here, kind_key, key, value)
        elif key in others:
            text(here, value, LINE)
        elif key in NOTED:
            _noted(here, value)
        else:
            refuse(here, "we do not know this question")


def _check(at: Place, question: Question, value, refs: dict[str, str], emails: set[str]) -> None:
    match question.kind:
        case "grid":
            _grid(at, question, value)
        case "link":
            _linked(at, question, value, refs)
        case "links":
            for one in _once(at, value):
                _linked(at, question, one, refs)
        case "person":
            if text(at, value, 254).casefold() not in emails:
                refuse(at, f"{value[:80]} is not among the people of the file")
        case "choices":
            for one in _once(at, value):
                one_of(at, one, {option.value for option in question.options})
        case _:
            _cell(at, question, value)


def _once(at: Place, value) -> list:
    found = rows(at, value, MANY)
    if not all(isinstance(one, str) for one in found) or len(set(found)) < len(found):
        refuse(at, "this must be a list of words, each once")
    return found


def _linked(at: Place, question: Question, ref, refs: dict[str, str]) -> None:
    if refs.get(text(at, ref, 8)) != question.to:
        refuse(at, f"{ref} is no {question.to.replace('_', ' ')} in this file")


def _grid(at: Place, question: Question, value) -> None:
    columns = {column.key: column for column in question.columns}
    for row, cells in mapping(at, value, {row.value for row in question.rows}).items():
        for key, cell in mapping((*at, row), cells, columns).items():
            _cell((*at, row, key), columns[key], cell)


def _cell(at: Place, question: Question, value) -> None:
    match question.kind:
        case "text" | "long-text":
            text(at, value, PAGE)
        case "choice":
            one_of(at, value, {option.value for option in question.options})
        case "yes-no":
            one_of(at, value, {"yes", "no"})
        case "date":
            day(at, value)
        case "number":
            number(at, value, least=-1_000_000_000)


def _fits_column(at: Place, kind_key: str, key: str, value) -> None:
    """Columns of the database hold less than answers do."""
    column = column_of(kind_key, key) if kind_key else None
    if isinstance(column, models.PositiveIntegerField):
        number(at, value, whole=True, most=LARGEST_WHOLE)
    elif isinstance(column, models.CharField) and column.max_length:
        text(at, value, column.max_length)


def _noted(at: Place, value) -> None:
    """What the product notes beside answers: yes or no, words, numbers, and lists or objects of those, not deep."""
    if isinstance(value, bool):
        return
    if isinstance(value, str):
        text(at, value, PAGE)
        return
    if isinstance(value, list):
        for one in rows(at, value):
            text(at, one, LINE)
        return
    for name, one in mapping(at, value).items():
        inner = one.items() if isinstance(one, dict) else [(name, one)]
        for key, said in inner:
            if isinstance(said, str):
                text((*at, key), said, PAGE)
            elif said is not None:
                number((*at, key), said, least=-1_000_000)
