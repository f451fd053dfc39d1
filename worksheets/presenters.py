"""Answers and task-list rows as people read them: plain dataclasses, for pages and for the plan alike."""

import datetime as dt
from dataclasses import dataclass

from design.words import count, day
from guide.questions import Question
from guide.steps import Part, Step, all_parts

from .progress import Status, StepState


@dataclass(frozen=True)
class ShownAnswer:
    """One answer in words. `table` is set for a grid: headings and rows of text. What is `drawn` is on a board too."""

    key: str
    label: str
    text: str = ""
    headings: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    missing: str = ""
    drawn: bool = False


@dataclass(frozen=True)
class PartRows:
    part: Part
    states: tuple[StepState, ...]

    @property
    def settled(self) -> int:
        return sum(state.is_settled for state in self.states)


def parts_with_states(states: dict[str, StepState]) -> list[PartRows]:
    return [PartRows(part, tuple(states[step.key] for step in part.steps)) for part in all_parts()]


def shown_answers(
    questions, answers: dict, *, with_private: bool = True, with_open: bool = False, thread=None
) -> list[ShownAnswer]:
    """What was answered, in words; unanswered needed questions carry what is missing, and with `with_open` the others
    stand there too. A step’s links are read in the thread."""
    shown = []
    for question in questions:
        if not question.is_asked(answers) or (question.private and not with_private):
            continue
        answer = _shown(question, answers, thread)
        if answer.text or answer.table or question.needed or with_open:
            shown.append(answer)
    return shown


def _shown(question: Question, answers: dict, thread) -> ShownAnswer:
    value = answers.get(question.key)
    if question.kind in ("link", "links") and thread:
        value = ", ".join(map(str, thread.named(value if isinstance(value, list) else [value])))
    if question.kind == "grid":
        return _shown_grid(question, value or {})
    text = text_of(question, value, answers.get(question.other_key))
    missing = question.needed_message if question.needed and not text else ""
    return ShownAnswer(question.key, question.label, text, missing=missing)


def _shown_grid(question: Question, grid: dict) -> ShownAnswer:
    rows = tuple(
        (row.text, *(text_of(column, grid[row.value].get(column.key)) for column in question.columns))
        for row in question.rows
        if grid.get(row.value)
    )
    missing = question.needed_message if question.needed and len(rows) < len(question.rows) else ""
    headings = ("", *(column.label for column in question.columns))
    return ShownAnswer(
        question.key, question.label, headings=headings, table=rows, missing=missing, drawn=question.drawn
    )


def text_of(question: Question, value, other: str = "") -> str:
    """One answer in words: choices by their text, dates as people write them."""
    if value in (None, "", []):
        return ""
    if question.kind in ("choice", "choices"):
        chosen = value if isinstance(value, list) else [value]
        words = [other if one == "other" and other else question.text_of(one) for one in chosen]
        return "; ".join(words)
    if question.kind == "yes-no":
        return {"yes": "Yes", "no": "No"}.get(value, str(value))
    if question.kind == "date":
        return day(dt.date.fromisoformat(value) if isinstance(value, str) else value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def shown_record(record, thread=None, *, with_private: bool = False) -> list[ShownAnswer]:
    """A record’s answers in words, links as references when the thread is given."""
    from_columns = {q.key: _column_value(record, q, thread) for q in record.spec.questions if q.key != "title"}
    answers = {**record.details, **from_columns}
    questions = [question for question in record.spec.questions if question.key != "title"]
    return shown_answers(questions, answers, with_private=with_private)


def shown_columns(record, thread=None) -> list[ShownAnswer]:
    """The few answers a list shows of a record."""
    texts = {answer.key: answer.text for answer in shown_record(record, thread)}
    return [ShownAnswer(key, record.spec.question(key).heading, texts.get(key, "")) for key in record.spec.shown]


def _column_value(record, question: Question, thread):
    if question.kind in ("link", "links"):
        return ", ".join(str(linked) for linked in thread.linked(record, question.key)) if thread else ""
    if not hasattr(record, question.key):
        return record.details.get(question.key)
    value = getattr(record, question.key)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if question.kind == "person":
        return value.name if value else ""
    return value


def left_words(state: StepState) -> str:
    """What the task list says under a step."""
    step: Step = state.step
    if state.is_settled or not state.total:
        return step.summary
    if not state.left:
        return "Everything needed is there. Mark it finished when your team agrees."
    if state.status == Status.NOT_STARTED:
        return f"First: {state.left[0].text}"
    return f"{count(len(state.left), 'thing')} left. Next: {state.left[0].text}"
