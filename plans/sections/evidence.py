"""Parts One to Three: what the data and people say, why, and what will change."""

from dataclasses import replace

from guide.steps import all_parts

from ..document import Section, Subsection, Words
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
    return Section(part.key, TITLES[part.key], (Words(part.summary),), _turned_last(subsections))


def _turned_last(subsections: tuple[Subsection, ...]) -> tuple[Subsection, ...]:
    """What stands on a page turned on its side comes last, under a heading of its own: the text runs on before it."""
    turned = [block for part in subsections for block in part.blocks if _is_turned(block)]
    upright = (
        replace(part, blocks=tuple(block for block in part.blocks if not _is_turned(block))) for part in subsections
    )
    return (*upright, *(Subsection(block.chart.title, (block,)) for block in turned))


def _is_turned(block) -> bool:
    return block.kind == "drawing" and block.wide
