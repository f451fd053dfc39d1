"""A project in which every question of the guide has an answer of its own, and what each answer should read as.

Some questions rule each other out, so a project is filled in rounds: each takes the next of the answers on which other
questions depend."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from design.words import day
from guide.questions import OTHER, Question
from guide.records import all_record_kinds
from guide.steps import all_steps
from tests.worksheets.records import add
from worksheets import actions
from worksheets.saying import people_in_words

ROUNDS = 3
WRITTEN = frozenset({"text", "long-text"})


@dataclass
class Filled:
    """`said` is what every answer reads as, by the place of its question: "step/KEY/QUESTION", "record/KIND/QUESTION".
    `written` are those answers that a person writes, whose words are their own and found nowhere else, by `mark`."""

    mark: str
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    written: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    records: list = field(default_factory=list)
    count: int = 0

    def words(self, place: str, long: bool = False) -> str:
        """Words for one answer; long ones end with words of their own, so that nothing is cut off unseen."""
        self.count += 1
        words = f"Z{self.mark}q{self.count}a"
        if long:
            words += f" and so on for a while, in <b>plain</b> words. It ends with z{self.mark}q{self.count}z"
        self.written[place].append(words)
        return words

    def number(self) -> int:
        self.count += 1
        return 100 + 5 * (self.count % 1000)

    def date(self) -> dt.date:
        self.count += 1
        return dt.date(2027, 1, 1) + dt.timedelta(days=self.count % 900)


def fill_steps(project, by, turn: int) -> Filled:
    """Answers every question of every worksheet that can be asked in this round."""
    filled = Filled(f"{turn}s")
    for step in all_steps():
        answers = _answers(filled, f"step/{step.key}", step.questions, turn, project, {})
        record = actions.open_step(project=project, step=step, by=by)
        actions.save_step(project=project, step=step, answers=answers, seen_version=record.version, by=by)
    return filled


def fill_records(project, by) -> Filled:
    """Records of every kind, with every question answered in one of them, joined to those before."""
    filled = Filled("r")
    last: dict = {}
    for turn in range(ROUNDS):
        for kind in all_record_kinds().values():
            answers = _answers(filled, f"record/{kind.key}", kind.questions, turn, project, last, by)
            last[kind.key] = add(kind.key, project, by, **answers)
            filled.records.append(last[kind.key])
    return filled


def _answers(filled: Filled, where: str, questions, turn: int, project, last: dict, by=None) -> dict:
    answers: dict = {}
    asked = [question for question in questions if not question.retired]
    for question in asked:
        waits = [one for one in asked if one.show_if and one.show_if.question == question.key]
        if question.kind in ("choice", "choices", "yes-no"):
            answers[question.key] = _chosen(question, waits, turn)
    # What decides whether an answer may be printed.
    if where == "record/insight":
        answers |= {"quote_consent": "yes", "sharing": "icb"}
    for question in asked:
        place = f"{where}/{question.key}"
        if not question.is_asked(answers):
            continue
        if question.key not in answers:
            answers[question.key] = _answer(filled, place, question, last, by)
        if OTHER in _as_list(answers[question.key]):
            answers[question.other_key] = filled.words(place)
        filled.said[place] += _reads(question, answers[question.key], project, answers.get(question.other_key))
    return {key: value for key, value in answers.items() if value not in (None, [])}


def _as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def _chosen(question: Question, waits: list, turn: int):
    """The answer of this round: one on which another question depends, or simply the next of the list."""
    values = ["yes", "no"] if question.kind == "yes-no" else [option.value for option in question.options]
    wanted = list(dict.fromkeys(value for one in waits for value in one.show_if.values))
    if question.kind == "choices":
        plain = [value for value in values if value not in ("none", "unsure")]
        return plain or values[:1]
    return wanted[turn % len(wanted)] if wanted else values[-1 - turn % len(values)]


def _answer(filled: Filled, place: str, question: Question, last: dict, by):
    match question.kind:
        case "text":
            return filled.words(place)
        case "long-text":
            return filled.words(place, long=True)
        case "number":
            return filled.number()
        case "date":
            return filled.date().isoformat()
        case "person":
            return by
        case "link":
            return last.get(question.to)
        case "links":
            return [last[question.to]] if question.to in last else []
        case "grid":
            return {row.value: _cells(filled, place, question) for row in question.rows}
    raise ValueError(f"{place} is of a kind that is filled nowhere: {question.kind}")


def _cells(filled: Filled, place: str, question: Question) -> dict:
    cells = {}
    for column in question.columns:
        if column.kind in ("choice", "yes-no"):
            cells[column.key] = "yes" if column.kind == "yes-no" else column.options[0].value
        else:
            cells[column.key] = _answer(filled, place, column, {}, None)
    return cells


def _reads(question: Question, value, project, other: str | None) -> list[str]:
    """The answer in words, without the words a person wrote, which `written` has."""
    match question.kind:
        case "choice" | "choices":
            return [other if one == OTHER and other else question.text_of(one) for one in _as_list(value)]
        case "yes-no":
            return [{"yes": "Yes", "no": "No"}[value]]
        case "date":
            return [day(dt.date.fromisoformat(value))]
        case "link":
            return [str(value)] if value else []
        case "links":
            return [str(one) for one in value]
        case "person":
            return [value.name] if value else []
        case "number" if question.unit == "people" and question.key != "reflection_group_size":
            return [people_in_words(project, value)]
        case "number":
            return [str(value)]
    return []
