"""What can be done in the time somebody has: one small task each, from what is left on the steps and the loose ends."""

from dataclasses import dataclass

from guide.steps import Step

from .folds import section_at
from .loose_ends import LooseEnd
from .progress import Left, StepState
from .queries import ProjectPicture

CHOICES = (10, 30, 60)
MOST = 8
TO_MEND = 10  # minutes a loose end takes: one record opened and one answer given


@dataclass(frozen=True)
class ShortTask:
    """One task: how long it takes, what it is, and where it is done (a step's section, or a loose end's own place)."""

    minutes: int
    text: str
    step: Step | None = None
    anchor: str = ""
    end: LooseEnd | None = None


def tasks_within(picture: ProjectPicture, minutes: int) -> list[ShortTask]:
    """Tasks that fit, in the order of the guide: those that take all the time there is first, then shorter ones."""
    left = [_task(state, one) for state in picture.states.values() if not state.is_settled for one in state.left]
    ends = [ShortTask(TO_MEND, end.text, end=end) for end in picture.loose_ends]
    fitting = [task for task in (*left, *ends) if task.minutes <= minutes]
    return sorted(fitting, key=lambda task: -task.minutes)[:MOST]


def _task(state: StepState, left: Left) -> ShortTask:
    section = section_at(state.step, left.anchor)
    minutes = section.minutes if section else min(one.minutes for one in state.step.sections)
    return ShortTask(minutes, left.text, state.step, left.anchor)
