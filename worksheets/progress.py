"""How far each step is: one place computes status, progress and what is left, for every screen."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from design.words import sentence_list
from guide.steps import Need, Step, all_steps

from .done_means import rule_of
from .models import StepRecord
from .registry import link_questions
from .situation import Situation


class Status(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    READY = "ready"
    FINISHED = "finished"
    FINISHED_WITH_GAPS = "finished_with_gaps"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return {
            "not_started": "Not started",
            "in_progress": "In progress",
            "ready": "Ready to finish",
            "finished": "Finished",
            "finished_with_gaps": "Finished with gaps",
            "not_applicable": "Not applicable",
        }[self.value]

    @property
    def colour(self) -> str:
        return {
            "not_started": "grey",
            "in_progress": "blue",
            "ready": "aqua-green",
            "finished": "green",
            "finished_with_gaps": "yellow",
            "not_applicable": "white",
        }[self.value]


SETTLED = frozenset({Status.FINISHED, Status.FINISHED_WITH_GAPS, Status.NOT_APPLICABLE})
OPEN = frozenset(Status) - SETTLED


@dataclass(frozen=True)
class Left:
    """One thing still to do on a step, and the place on its page where it is done."""

    text: str
    anchor: str


@dataclass(frozen=True)
class StepState:
    step: Step
    status: Status
    done: int
    total: int
    left: tuple[Left, ...]
    record: StepRecord | None = None
    changed_upstream: bool = False

    @property
    def is_settled(self) -> bool:
        return self.status in SETTLED


def state_of(step: Step, situation: Situation, newest: dict[str, dt.datetime]) -> StepState:
    """The state of one step. newest: when each kind of record last changed."""
    record, answers = situation.records.get(step.key), situation.answers(step.key)
    asked = [question for question in step.questions if question.needed and question.is_asked(answers)]
    left = [Left(q.needed_message, f"section-{q.key}") for q in asked if not q.is_answered(answers)]
    left += [one for need in step.needs if (one := _left_of(need, situation, answers))]
    total = len(asked) + len(step.needs)
    begun = any(value not in (None, "", [], {}) for value in answers.values()) or any(
        situation.thread.of(kind) for kind in step.records if birthplace(kind) == step.key
    )
    status = _status(record, begun, left)
    return StepState(
        step, status, total - len(left), total, tuple(left), record, _changed_upstream(step, record, newest)
    )


def _left_of(need: Need, situation: Situation, answers: dict) -> Left | None:
    """What is left of a need, with the references of what falls short of its rule; None where it is met."""
    if need.or_question and answers.get(need.or_question) not in (None, "", [], "no"):
        return None
    if need.record:
        met = len(situation.thread.of(need.record)) >= need.at_least
        return None if met else Left(need.message, f"records-{need.record}")
    short = rule_of(need.rule)(situation)
    if short is None:
        return None
    return Left(f"{need.message} ({sentence_list(short.refs)})" if short.refs else need.message, need.anchor)


@cache
def birthplace(kind: str) -> str:
    """The first step that makes a kind of record. Only there do such records mean that the step is under way."""
    return next(step.key for step in all_steps() if kind in step.records)


def _status(record: StepRecord | None, begun: bool, left: list) -> Status:
    if record and record.said == StepRecord.Said.NOT_APPLICABLE:
        return Status.NOT_APPLICABLE
    if record and record.said == StepRecord.Said.FINISHED:
        return Status.FINISHED_WITH_GAPS if left else Status.FINISHED
    if not begun:
        return Status.NOT_STARTED
    return Status.IN_PROGRESS if left else Status.READY


def _changed_upstream(step: Step, record: StepRecord | None, newest: dict[str, dt.datetime]) -> bool:
    """Whether a record this step builds on changed after the step was called finished."""
    if not record or record.said != StepRecord.Said.FINISHED:
        return False
    own = set(step.records)
    above = {question.to for kind in step.records for question in link_questions(kind)} - own
    return any(newest[kind] > record.said_at for kind in above if kind in newest)


def states_of(situation: Situation) -> dict[str, StepState]:
    """The state of every step of one project, by key."""
    newest = situation.thread.newest()
    return {step.key: state_of(step, situation, newest) for step in all_steps()}
