"""Who is covered: for each group of people and each place, how many projects are for them there."""

from dataclasses import dataclass

from directory.vocabularies import all_groups, groups_named_in
from guide.vocabularies import vocabulary

EVERYWHERE, ELSEWHERE = "whole_area", "outside"
OTHERS, NOT_CHOSEN = "Other people", "No focus group chosen yet"


@dataclass(frozen=True)
class CoverageRow:
    """One group of people. `group` is empty where it is none of the directory’s; a cell holds the projects there."""

    name: str
    group: str
    cells: tuple[tuple[str, frozenset], ...]


@dataclass(frozen=True)
class Coverage:
    """`places` are (key, name); `nobody` the groups of people that no project is for."""

    places: tuple[tuple[str, str], ...]
    rows: tuple[CoverageRow, ...]
    empty_places: tuple[str, ...]
    nobody: tuple[str, ...]


def groups_of(focus_group) -> list[str]:
    """The groups of the directory that a focus group is. Its title names those it is compared with too."""
    return [group.name for group in groups_named_in(focus_group.who or focus_group.title)]


def coverage_of(situations) -> Coverage:
    places = [(one.value, one.text) for one in vocabulary("places") if one.value not in (EVERYWHERE, ELSEWHERE)]
    cells: dict[tuple[str, str], set] = {}
    for situation in situations:
        for name, where in people_and_places(situation):
            for key, _ in places:
                if key in where:
                    cells.setdefault((name, key), set()).add(situation.project.pk)
    known = [name for name, group in all_groups().items() if not group.general]
    met = {name for name, _ in cells}
    named = [name for name in (*known, OTHERS, NOT_CHOSEN) if name in met]
    rows = [
        CoverageRow(
            name=name[0].upper() + name[1:],
            group=name if name in known else "",
            cells=tuple((key, frozenset(cells.get((name, key), ()))) for key, _ in places),
        )
        for name in named
    ]
    reached = {key for _, key in cells}
    return Coverage(
        places=tuple(places),
        rows=tuple(rows),
        empty_places=tuple(name for key, name in places if key not in reached),
        nobody=tuple(name for name in known if name not in met),
    )


def people_and_places(situation):
    """Each group a project is for, with the places where: those of the focus group, or else of the project."""
    focus, own = situation.thread.of("focus_group"), _each(situation.project.places)
    for group in focus:
        where = _each([group.place]) if group.place and group.place != ELSEWHERE else own
        for name in groups_of(group) or [OTHERS]:
            yield name, where
    if not focus:
        yield NOT_CHOSEN, own


def _each(places) -> list[str]:
    """Each place by itself, the whole area as all of them."""
    every = [one.value for one in vocabulary("places")]
    return every if EVERYWHERE in places else list(places)
