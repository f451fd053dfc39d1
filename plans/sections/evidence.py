"""Parts One to Three: what the data and people say, why, and what will change."""

from guide.steps import all_parts

from ..document import Drawing, Points, Section, Words
from .data import data_table
from .steps import step_subsection

TITLES = {
    "part-one": "Where we focus, and how we know",
    "part-two": "The people behind the data",
    "part-three": "What we will change",
}
# Actions have a section of their own, wherever in the guide they were written.
ELSEWHERE = ("action",)


def part_sections(source) -> tuple[Section, ...]:
    return tuple(_part_section(source, part) for part in all_parts() if part.key in TITLES)


def _part_section(source, part) -> Section:
    subsections = [
        step_subsection(source, step, *(BLOCKS[step.key](source) if step.key in BLOCKS else ()), leave_out=ELSEWHERE)
        for step in part.steps
        if step.kind == "step"
    ]
    return Section(part.key, TITLES[part.key], (Words(part.summary),), tuple(subsections))


def _data_blocks(source) -> tuple:
    """The data used, what it says, and how complete it is."""
    used = data_table(source, "Data used")
    sentences = tuple(
        f"{finding.figures['released']['sentence']} ({finding.ref})"
        for finding in source.thread.of("finding")
        if finding.figures
    )
    said = (Points(sentences),) if sentences else ()
    return (used, *(Drawing(chart) for chart in source.charts), *said)


def _missing_blocks(source) -> tuple:
    """Who is seen beside who would be expected, with the need that was counted and its source."""
    return tuple(Drawing(chart) for chart in source.missing)


def _population_blocks(source) -> tuple:
    """The people who live where the service works, from published figures."""
    return tuple(Drawing(chart) for chart in source.area)


# What the data adds to what a team wrote at a step.
BLOCKS = {
    "service-data": _data_blocks,
    "local-data": _population_blocks,
    "combined-picture": _missing_blocks,
}
