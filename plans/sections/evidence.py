"""Parts One to Three: what the data and people say, why, and what will change."""

from guide.steps import all_parts

from ..document import Section, Words
from .steps import step_subsection

TITLES = {
    "part-one": "Where we focus, and how we know",
    "part-two": "The people behind the data",
    "part-three": "What we will change",
}


def part_sections(source) -> tuple[Section, ...]:
    return tuple(_part_section(source, part) for part in all_parts() if part.key in TITLES)


def _part_section(source, part) -> Section:
    subsections = tuple(step_subsection(source, step) for step in part.steps if step.kind == "step")
    return Section(part.key, TITLES[part.key], (Words(part.summary),), subsections)
