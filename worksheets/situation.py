"""A project as its rules and boards look at it: everything read once, nothing fetched after."""

import datetime as dt
from dataclasses import dataclass, field

from .models import StepRecord
from .thread import Thread


@dataclass(frozen=True)
class Situation:
    """`records` are the step records by step key; `team` the ids of people on the project, `members` who they are where
    that was read; `commitments` what people said they will do, in the order it was said; `states` the step states by
    key, once they are computed; `ends_above` loose ends of apps above, `facts` what those know: "file_is_counted".
    `exact` is true where only those look who may see true counts; elsewhere boards round and hide small numbers."""

    project: object
    thread: Thread
    team: frozenset
    records: dict[str, StepRecord]
    today: dt.date
    states: dict = field(default_factory=dict)
    members: tuple = ()
    commitments: tuple = ()
    ends_above: tuple = ()
    facts: dict = field(default_factory=dict)
    exact: bool = False

    def answers(self, step_key: str) -> dict:
        """What the team wrote on a step; empty where nobody has written yet."""
        record = self.records.get(step_key)
        return record.answers if record else {}
