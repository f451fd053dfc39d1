"""The sections of a worksheet as its page folds them: what is left in each, and which stand open."""

from dataclasses import dataclass

from design.words import count
from guide.steps import Section, Step

from .progress import StepState


@dataclass(frozen=True)
class Fold:
    """One section of a worksheet: what its headline says of it, and whether it is open."""

    section: Section
    words: str
    is_open: bool


def section_at(step: Step, anchor: str) -> Section | None:
    """The section of a step in which a place of its page stands."""
    kind, _, key = anchor.partition("-")
    for section in step.sections:
        places = {
            "records": [section.record],
            "part": [section.key],
            "section": [question.key for question in section.questions],
            "board": [board.replace("_", "-") for board in section.boards],
        }
        if key in places.get(kind, ()):
            return section
    return None


def folds_of(state: StepState, answers: dict, faults=()) -> list[Fold]:
    """Each section, folded but for the one to do next: the first with something left. One with a fault (the names of
    fields that could not be saved) is open, and so is the only section of a step."""
    step = state.step
    left = [section_at(step, one.anchor) for one in state.left]
    needed = {section_at(step, need.anchor or f"records-{need.record}") for need in step.needs}
    at_fault = {section.key for section in step.sections if any(_asks(section, name) for name in faults)}
    following = next((section for section in step.sections if section in left), None)
    if not state.total:
        following = step.sections[0]
    return [
        Fold(
            section,
            _words(section, left.count(section), section in needed, answers),
            section == following or section.key in at_fault or len(step.sections) == 1,
        )
        for section in step.sections
    ]


def _asks(section: Section, field: str) -> bool:
    """Whether a field of the form belongs to a section: a question, its “Say what”, or a cell of its grid."""
    return any(field.partition("__")[0] == question.key for question in section.questions)


def _words(section: Section, left: int, is_needed: bool, answers: dict) -> str:
    asked = [question for question in section.questions if question.is_asked(answers)]
    if left:
        return f"{count(left, 'thing')} left"
    if is_needed or any(question.needed for question in asked):
        return "Nothing left"
    return "Optional" if asked or section.record else "To read"
