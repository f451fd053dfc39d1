"""What a reader of a released table could work out: the range each hidden cell can have, given all that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from datasets.analysis.statistics.disclosure import Mask, known_of_cell, known_of_total
from datasets.analysis.statistics.suppression import SmallNumberRule

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
    table, mask: Mask, sums: Sequence[Sum], shown_sums: Sequence[bool], rule: SmallNumberRule
) -> frozenset[tuple[int, int]] | None:
    """The cells of the small figure a reader can tell most closely, if closer than half of its possible values."""
    needed = rule.threshold // 2
    found = [
        (high - low, sorted(members))
        for members, (low, high) in small_ranges(table, mask, sums, shown_sums, rule).items()
        if high - low + 1 < needed
    ]
    return frozenset(min(found)[1]) if found else None


def small_ranges(
    table, mask: Mask, sums: Sequence[Sum], shown_sums: Sequence[bool], rule: SmallNumberRule
) -> dict[frozenset[tuple[int, int]], tuple[float, float]]:
    """Lowest and highest whole value, by all that is shown, of every small cell and small total (keyed by its cells)
    that some shown total touches.

    Linear programming gives whole ends, since rows, columns and the grand total make a totally unimodular system.
    """
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

    singles = [Sum(count, frozenset({(i, j)})) for i, row in enumerate(table) for j, count in enumerate(row)]
    ranges = {}
    held = frozenset().union(
        *(entry.members for entry, shown in zip(sums, shown_sums, strict=True) if shown and len(entry.members) > 1)
    )
    for entry in [*singles, *sums]:
        # A figure no shown total touches can be all that its own text allows.
        if 0 < entry.value < rule.threshold and entry.members & held:
            aim = _members(entry, len(bounds), width)
            ranges[entry.members] = (end(aim), -end(-aim))
    return ranges


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
