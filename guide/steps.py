"""The method as data: parts, steps and their worksheets, read once from content/. No Django in here."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .questions import GuideContentError, Question, read_question
from .vocabularies import all_vocabularies

CONTENT = Path(__file__).parent / "content"
STEP_KINDS = frozenset({"introduction", "step", "key-question", "staff"})


@dataclass(frozen=True)
class Need:
    """What a step needs beside its answers before it can be finished: so many records of one kind, or a rule that looks
    at the whole project (worksheets/done_means). `or_question` names an answer that stands in for it; `anchor` the
    place on the page where a rule is mended."""

    message: str
    record: str = ""
    at_least: int = 1
    rule: str = ""
    anchor: str = ""
    or_question: str = ""


@dataclass(frozen=True)
class InPlan:
    """One thing of a step that stands in its part of the plan. Exactly one of these is named: an `answer` (under a
    `title` for readers who were not there), a `board`, the list of one kind of `record`, or `figures` that the data
    adds (plans/sections/figures). `at_most` so many rows of each table print (or so many figures), and of a board
    only these `tables`, counted from 1: with none, its sentence. What does not print whole is in the appendix."""

    answer: str = ""
    board: str = ""
    record: str = ""
    figures: str = ""
    title: str = ""
    at_most: int = 0
    tables: tuple[int, ...] | None = None

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.answer, self.board, self.record, self.figures)))


@dataclass(frozen=True)
class Section:
    """A headed group on the worksheet: questions, the list of one kind of thread record, and boards, which draw what
    the records say together (worksheets/boards). Where the boards show each record, `drawn` folds their list away;
    `boards_first` draws them before the questions they lead to."""

    key: str
    title: str
    intro: str = ""
    minutes: int = 10
    questions: tuple[Question, ...] = ()
    record: str = ""
    boards: tuple[str, ...] = ()
    drawn: bool = False
    boards_first: bool = False


@dataclass(frozen=True)
class Step:
    key: str
    kind: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    part: str
    number: int | None = None
    why: str = ""
    how: tuple[str, ...] = ()
    minutes: int = 60
    page: str = ""
    example: str = ""
    hands_on: str = ""
    tools: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    in_plan: tuple[InPlan, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def records(self) -> tuple[str, ...]:
        return tuple(section.record for section in self.sections if section.record)

    @property
    def boards(self) -> tuple[str, ...]:
        return tuple(board for section in self.sections for board in section.boards)

    @property
    def label(self) -> str:
        """How the step is called in a list: its number where it has one."""
        return f"Step {self.number}: {self.title}" if self.number else self.title


@dataclass(frozen=True)
class Part:
    key: str
    number: int
    title: str
    summary: str
    steps: tuple[Step, ...]

    @property
    def label(self) -> str:
        return f"Part {self.number}: {self.title}" if self.number else self.title


@cache
def all_parts() -> tuple[Part, ...]:
    """The parts in order, each with its steps in order (part 0 holds the introduction)."""
    raw = tomllib.loads((CONTENT / "guide.toml").read_text("utf-8"))
    paths = {path.stem.split("-", 1)[1]: path for path in (CONTENT / "steps").glob("*.toml")}
    named = [key for part in raw["parts"] for key in part["steps"]]
    if set(named) != set(paths) or len(named) != len(set(named)):
        raise GuideContentError(f"guide.toml and steps/ do not name the same steps: {set(named) ^ set(paths)}")
    return tuple(
        Part(
            part["key"],
            part["number"],
            part["title"],
            part["summary"],
            tuple(_read(paths[key], key, part["key"]) for key in part["steps"]),
        )
        for part in raw["parts"]
    )


@cache
def all_steps() -> tuple[Step, ...]:
    """Every worksheet: introduction, thirteen steps, staff development and the key questions, in the guide's order."""
    return tuple(step for part in all_parts() for step in part.steps)


def numbered_steps() -> tuple[Step, ...]:
    return tuple(step for step in all_steps() if step.kind == "step")


def step_after(step: Step) -> Step | None:
    """The step that follows in the guide’s order; none after the last."""
    steps = all_steps()
    return next(iter(steps[steps.index(step) + 1 :]), None)


def find_step(key: str) -> Step | None:
    return next((step for step in all_steps() if step.key == key), None)


def _read(path: Path, key: str, part: str) -> Step:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        if raw["kind"] not in STEP_KINDS:
            raise ValueError(f"unknown kind of step {raw['kind']!r}")
        plain = ("kind", "title", "summary", "number", "why", "minutes", "page", "example", "hands_on")
        step = Step(
            key=key,
            part=part,
            sections=tuple(_section(section) for section in raw["sections"]),
            how=tuple(raw.get("how", ())),
            tools=tuple(raw.get("tools", ())),
            needs=tuple(Need(**need) for need in raw.get("needs", ())),
            in_plan=tuple(_in_plan(entry) for entry in raw.get("in_plan", ())),
            **{name: raw[name] for name in plain if name in raw},
        )
        _check(step)
        return step
    except (KeyError, TypeError, ValueError) as fault:
        raise GuideContentError(f"{path.name}: {fault}") from fault


def _section(raw: dict) -> Section:
    questions = tuple(read_question(question, all_vocabularies()) for question in raw.get("questions", ()))
    plain = {name: value for name, value in raw.items() if name not in ("questions", "boards")}
    return Section(questions=questions, boards=tuple(raw.get("boards", ())), **plain)


def _in_plan(raw: dict) -> InPlan:
    return InPlan(**{**raw, "tables": tuple(raw["tables"]) if "tables" in raw else None})


def _check(step: Step) -> None:
    keys = [question.key for question in step.questions]
    if repeated := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"question keys stand twice: {sorted(repeated)}")
    for question in step.questions:
        if question.show_if and question.show_if.question not in keys:
            raise ValueError(f"question {question.key!r} depends on {question.show_if.question!r}, which is not asked")
    for need in step.needs:
        if bool(need.record) == bool(need.rule):
            raise ValueError(f"the need {need.message!r} names either a record or a rule")
        if need.record and need.record not in step.records:
            raise ValueError(f"needs {need.record!r} but no section lists that record")
        if need.or_question and need.or_question not in keys:
            raise ValueError(f"{need.or_question!r} stands in for {need.message!r} but is not asked")
    _check_plan(step)


def _check_plan(step: Step) -> None:
    """What is to stand in the plan is asked, drawn or listed at this step, may be printed, and is named once."""
    printable = {question.key for question in step.questions if not question.private and not question.retired}
    if not step.in_plan:
        raise ValueError("in_plan does not say what of this step stands in the plan")
    for entry in step.in_plan:
        if len(entry.named) != 1:
            raise ValueError(f"in_plan: {entry.named} names not one thing")
        if entry.answer and entry.answer not in printable:
            raise ValueError(f"in_plan: {entry.answer!r} is not asked here, or never prints")
        if entry.board and entry.board not in step.boards:
            raise ValueError(f"in_plan: no section draws the board {entry.board!r}")
        if entry.record and entry.record not in step.records:
            raise ValueError(f"in_plan: no section lists the record {entry.record!r}")
        if entry.title and not entry.answer or entry.tables is not None and not entry.board:
            raise ValueError(f"in_plan: {entry.named[0]!r} takes no such setting")
    named = [(entry.named, bool(entry.board)) for entry in step.in_plan]
    if len(named) != len(set(named)):
        raise ValueError("in_plan names something twice")
