"""What a reader of a released table could work out: the range each hidden cell can have, given all that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datasets.analysis.statistics.disclosure import Mask, known_of_cell, known_of_total
from datasets.analysis.statistics.reach import Reach
from datasets.analysis.statistics.suppression import SmallNumberRule

# In a table of more cells than this only quick looks are taken: safe as well, but a little more may be hidden.
MOST_SOLVED = 40
# What scipy's linprog calls these outcomes.
SOLVED, UNBOUNDED = 0, 3


@dataclass(frozen=True)
class Sum:
    """A total of the table: its true value and the cells that make it up."""

    value: int
    members: frozenset[tuple[int, int]]


def sums_of(table: Sequence[Sequence[int]]) -> list[Sum]:
    """All totals of a table: of each row, of each column, and last of everything."""
    height, width = len(table), len(table[0])
    lines = [[(i, j) for j in range(width)] for i in range(height)]
    lines += [[(i, j) for i in range(height)] for j in range(width)]
    lines.append([(i, j) for i in range(height) for j in range(width)])
    return [Sum(sum(table[i][j] for i, j in line), frozenset(line)) for line in lines]


def narrowest(
    table,
    mask: Mask,
    sums: Sequence[Sum],
    shown_sums: Sequence[bool],
    rule: SmallNumberRule,
    safe: set[frozenset[tuple[int, int]]],
) -> frozenset[tuple[int, int]] | None:
    """The cells of the small figure a reader can tell most closely, if closer than half of its possible values.

    Figures in safe are not looked at; those found to be so are added to it, and stay so while more is hidden.
    """
    needed = rule.threshold // 2
    small = [entry for entry in small_figures(table, sums, shown_sums, rule) if entry.members not in safe]
    if not small:
        return None
    width = len(table[0])
    reach = _reach(table, mask, sums, shown_sums, rule)
    steps = {entry.members: reach.of([i * width + j for i, j in sorted(entry.members)]) for entry in small}
    if len(table) * width <= MOST_SOLVED:
        close = [entry for entry in small if steps[entry.members] + 1 < needed]
        ranges = ranges_of(close, table, mask, sums, shown_sums, rule)
        steps |= {members: high - low for members, (low, high) in ranges.items()}
    safe |= {members for members, size in steps.items() if size + 1 >= needed}
    found = [(size, sorted(members)) for members, size in steps.items() if size + 1 < needed]
    return frozenset(min(found)[1]) if found else None


def small_figures(table, sums: Sequence[Sum], shown_sums: Sequence[bool], rule: SmallNumberRule) -> list[Sum]:
    """Every small cell and small total that some shown total touches; any other can be all that its own text allows."""
    singles = [Sum(count, frozenset({(i, j)})) for i, row in enumerate(table) for j, count in enumerate(row)]
    held = frozenset().union(
        *(entry.members for entry, shown in zip(sums, shown_sums, strict=True) if shown and len(entry.members) > 1)
    )
    figures = {entry.members: entry for entry in [*singles, *sums]}
    return [one for one in figures.values() if 0 < one.value < rule.threshold and one.members & held]


def _reach(table, mask: Mask, sums, shown_sums, rule: SmallNumberRule) -> Reach:
    width = len(table[0])
    cells = [(count, mask[i][j]) for i, row in enumerate(table) for j, count in enumerate(row)]
    shown = [entry for entry, is_shown in zip(sums, shown_sums, strict=True) if is_shown and len(entry.members) > 1]
    members = np.array([_members(entry, len(cells), width) for entry in shown], dtype=bool).reshape(-1, len(cells))
    cell_room = np.array([_room(count, known_of_cell(count, hidden, rule)) for count, hidden in cells], dtype=float)
    sum_room = np.array([_room(entry.value, known_of_total(entry.value, True, rule)) for entry in shown], dtype=float)
    return Reach(members, cell_room, sum_room.reshape(-1, 2), width)


def _room(value: int, known: tuple[int, int | None]) -> tuple[float, float]:
    """How far below and above its true value a figure can be."""
    low, high = known
    return value - low, np.inf if high is None else high - value


def ranges_of(
    figures: Sequence[Sum], table, mask: Mask, sums: Sequence[Sum], shown_sums: Sequence[bool], rule: SmallNumberRule
) -> dict[frozenset[tuple[int, int]], tuple[float, float]]:
    """Lowest and highest whole value of some figures, by all that is shown, keyed by their cells.

    Linear programming gives whole ends, since rows, columns and the grand total make a totally unimodular system.
    """
    if not figures:
        return {}
    from scipy.optimize import linprog  # slow to import, so only for a release

    width = len(table[0])
    bounds = [known_of_cell(table[i][j], mask[i][j], rule) for i in range(len(table)) for j in range(width)]
    matrix, limits = _inequalities(sums, shown_sums, rule, len(bounds), width)

    def end(aim: np.ndarray) -> float:
        """The least the aim can be; minus infinity where nothing holds it."""
        found = linprog(aim, A_ub=matrix, b_ub=limits, bounds=bounds)
        if found.status not in (SOLVED, UNBOUNDED):
            raise ArithmeticError(f"the ranges of a table could not be worked out: {found.message}")
        return round(found.fun) if found.status == SOLVED else -np.inf

    aims = {entry.members: _members(entry, len(bounds), width) for entry in figures}
    return {members: (end(aim), -end(-aim)) for members, aim in aims.items()}


def _members(entry: Sum, cells: int, width: int) -> np.ndarray:
    members = np.zeros(cells)
    members[[i * width + j for i, j in entry.members]] = 1
    return members


def _inequalities(sums, shown_sums, rule, cells, width):
    """Every total as inequalities on the cells, by what is shown of it. One cell alone says no more than itself."""
    rows, limits = [np.zeros(cells)], [0]
    for entry, shown in zip(sums, shown_sums, strict=True):
        if len(entry.members) == 1:
            continue
        low, high = known_of_total(entry.value, shown, rule)
        members = _members(entry, cells, width)
        rows.append(-members)
        limits.append(-low)
        if high is not None:
            rows.append(members)
            limits.append(high)
    return np.array(rows), np.array(limits)
