"""The pathway of a project as its map shows it: its steps in order, the groups it is judged for, and each judgement."""

from dataclasses import dataclass

from .models import Adjustment, FocusGroup, Judgement, PathwayStep, Record
from .situation import Situation
from .thread import Thread

NEW = "new"


@dataclass(frozen=True)
class Pathway:
    """`groups` are all focus groups, the main ones first; `steps` all steps in order, those that are only planned
    among them. Where a step was judged twice for one group, the judgement changed last stands."""

    thread: Thread
    steps: tuple[PathwayStep, ...]
    groups: tuple[FocusGroup, ...]
    main_groups: tuple[FocusGroup, ...]
    judgements: dict

    @property
    def steps_now(self) -> tuple[PathwayStep, ...]:
        """The steps people go through today."""
        return tuple(step for step in self.steps if step.details.get("in_new_pathway") != NEW)

    def judged(self, step: PathwayStep, group: FocusGroup) -> Judgement | None:
        return self.judgements.get((step.pk, group.pk))

    def of_step(self, step: PathwayStep) -> list[Judgement]:
        """What is said of one step, main groups first."""
        return [one for group in self.groups if (one := self.judged(step, group))]

    def hindering(self, step: PathwayStep) -> list[Judgement]:
        return [one for one in self.of_step(step) if one.effect == Judgement.HINDERS]

    def adjustments_at(self, step: PathwayStep) -> list[Adjustment]:
        """The adjustments placed at a step, without those the team turned down."""
        placed = self.thread.pointing(step, "adjustment", "pathway_steps")
        return [change for change in placed if not change.is_turned_down]

    def answers_to(self, judgement: Judgement, step: PathwayStep) -> list[Record]:
        """What deals with a step that gets in the way: barriers it names, and adjustments placed there."""
        named = [*self.thread.linked(judgement, "barriers"), *self.thread.linked(step, "barriers")]
        return list(dict.fromkeys([*named, *self.adjustments_at(step)]))

    def evidence_of(self, judgement: Judgement) -> list[Record]:
        return [
            one for question in ("findings", "evidence", "insights") for one in self.thread.linked(judgement, question)
        ]


def pathway_of(situation: Situation) -> Pathway:
    thread = situation.thread
    groups = tuple(sorted(thread.of("focus_group"), key=lambda group: not group.is_primary))
    main = tuple(group for group in groups if group.is_primary) or groups
    return Pathway(thread, tuple(thread.of("pathway_step")), groups, main, _latest(thread))


def _latest(thread: Thread) -> dict:
    """The judgement that stands for each step and group, by their ids."""
    found: dict = {}
    for one in sorted(thread.of("judgement"), key=_changed):
        for step in thread.linked(one, "pathway_step"):
            for group in thread.linked(one, "focus_group"):
                found[step.pk, group.pk] = one
    return found


def _changed(one: Judgement) -> tuple[float, int]:
    return one.updated_at.timestamp() if one.updated_at else 0.0, one.number
