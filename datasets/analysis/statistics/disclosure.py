"""Tables that leave the project: which further cells to hide, so that no total gives a small one away."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from datasets.analysis.statistics.suppression import (
    PRODUCT_RULE,
    Released,
    SmallNumberRule,
    is_small,
    possible_counts,
    release_count,
)

Mask = list[list[bool]]
NOT_SHOWN = Released("not shown", None)


def small_cells(table: Sequence[Sequence[int]], low: int = 1, high: int = PRODUCT_RULE.threshold) -> Mask:
    """Which cells are small: low <= size < high, signs ignored (a change of -3 is as telling as one of 3)."""
    return [[low <= abs(cell) < high for cell in row] for row in table]


def hide_with(table: Sequence[Sequence[int]], small: Mask) -> Mask:
    """The cells to hide: the small ones and the fewest others found so that no row or column hides exactly one.

    A row of one cell, or a column of one, has no partner to hide and is left. ValueError for a ragged table.
    Source: complementary cell suppression, Cox 1980, JASA 75:377; greedy choice, then needless cells shown again.
    """
    if len({len(row) for row in table}) > 1 or not table or not table[0]:
        raise ValueError("the table must have rows of the same length, at least one cell")
    candidates = []
    for rows_first in (True, False):
        mask = [list(row) for row in small]
        while (step := _next_partner(table, mask, rows_first)) is not None:
            mask[step[0]][step[1]] = True
        candidates.append(_show_needless(table, small, mask))
    return min(candidates, key=lambda mask: (_hidden(mask), _hidden_sum(table, mask)))


def _hidden(mask: Mask) -> int:
    return sum(map(sum, mask))


def _hidden_sum(table, mask) -> int:
    pairs = (pair for row, marks in zip(table, mask, strict=True) for pair in zip(row, marks, strict=True))
    return sum(abs(cell) for cell, hidden in pairs if hidden)


def _next_partner(table, mask: Mask, rows_first: bool) -> tuple[int, int] | None:
    """A cell to hide for the first line that hides exactly one; the best is one that mends the crossing line too."""
    height, width = len(table), len(table[0])
    rows = [[(i, j) for j in range(width)] for i in range(height)]
    columns = [[(i, j) for i in range(height)] for j in range(width)]
    for line in [*rows, *columns] if rows_first else [*columns, *rows]:
        open_cells = [(i, j) for i, j in line if not mask[i][j]]
        if len(line) > 1 and len(line) - len(open_cells) == 1:
            across = len(line) == width and line[0][0] == line[-1][0]
            return min(open_cells, key=lambda cell: _cost(table, mask, cell, across))
    return None


def _cost(table, mask: Mask, cell: tuple[int, int], across: bool) -> tuple[int, int, int]:
    """Lines that would then hide exactly one, then zeros (which hide little), then the size of the cell."""
    i, j = cell
    crossing = [row[j] for row in mask] if across else mask[i]
    already = sum(crossing)
    return (0 if already == 1 else 1 if already > 1 or len(crossing) == 1 else 2), table[i][j] == 0, abs(table[i][j])


def _balanced(mask: Mask) -> bool:
    lines = [*mask, *map(list, zip(*mask, strict=True))]
    return not any(len(line) > 1 and sum(line) == 1 for line in lines)


def _show_needless(table, small: Mask, mask: Mask) -> Mask:
    """Show again, largest first, every cell that need not be hidden."""
    extra = [(i, j) for i, row in enumerate(mask) for j, hidden in enumerate(row) if hidden and not small[i][j]]
    for i, j in sorted(extra, key=lambda cell: -abs(table[cell[0]][cell[1]])):
        mask[i][j] = False
        mask[i][j] = not _balanced(mask)
    return mask


def hide_in_row(counts: Sequence[int], threshold: int = PRODUCT_RULE.threshold) -> list[bool]:
    """Which counts of a list with a published total to hide: the small ones and, if only one is, a partner."""
    return hide_with([list(counts)], small_cells([counts], 1, threshold))[0]


@dataclass
class ReleasedTable:
    """A table as it may leave the project: cells and totals, each with text and rounded value or None."""

    cells: list[list[Released]]
    row_totals: list[Released]
    column_totals: list[Released]
    total: Released
    rule: SmallNumberRule = field(default=PRODUCT_RULE)


def release_row(counts: Sequence[int], rule: SmallNumberRule = PRODUCT_RULE) -> tuple[list[Released], Released]:
    """A list of counts and its total as they may leave the project. ValueError unless all are whole, 0 or above."""
    table = release_table([list(counts)], rule)
    return table.cells[0], table.total


def release_table(table: Sequence[Sequence[int]], rule: SmallNumberRule = PRODUCT_RULE) -> ReleasedTable:
    """A table with its row and column totals as it may leave the project.

    Small cells become "fewer than 8"; others are hidden ("not shown") so that no row or column hides exactly one;
    then every small cell and total is checked against all that is shown, and further cells or totals are hidden until
    each could still be at least half of the values a small count can have. A hidden 0 is shown again where it may be.
    ValueError for a ragged table or counts that are not whole, 0 or above.
    Source: hide_with; audit by the range each hidden cell can have, Fischetti and Salazar 2001, Management Science
    47:1008.
    """
    from datasets.analysis.statistics.audit import narrowest, sums_of  # brings in scipy, so only for a release

    small = [[is_small(cell, rule.threshold) for cell in row] for row in table]
    mask = hide_with(table, small)
    sums = sums_of(table)
    shown_sums = [True] * len(sums)
    safe: set[frozenset[tuple[int, int]]] = set()
    while (told := narrowest(table, mask, sums, shown_sums, rule, safe)) is not None:
        _hide_more(table, mask, sums, shown_sums, told)
    for i, j in [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) if mask[i][j] and count == 0]:
        mask[i][j] = False
        mask[i][j] = narrowest(table, mask, sums, shown_sums, rule, set()) is not None
    return _table(table, mask, sums, shown_sums, rule)


def _table(table, mask: Mask, sums, shown_sums: list[bool], rule: SmallNumberRule) -> ReleasedTable:
    height, width = len(table), len(table[0])
    cells = [[_cell(table[i][j], mask[i][j], rule) for j in range(width)] for i in range(height)]
    totals = []
    for entry, shown in zip(sums, shown_sums, strict=True):
        if len(entry.members) == 1:
            # The total of a line of one cell is that cell once more, so it is shown just as the cell is.
            ((i, j),) = entry.members
            totals.append(cells[i][j])
            continue
        totals.append(release_count(entry.value, rule) if shown else NOT_SHOWN)
    return ReleasedTable(cells, totals[:height], totals[height:-1], totals[-1], rule)


def _cell(count: int, hidden: bool, rule: SmallNumberRule) -> Released:
    released = release_count(count, rule)
    return NOT_SHOWN if hidden and released.value is not None else released


def _hide_more(table, mask: Mask, sums, shown_sums: list[bool], told: frozenset[tuple[int, int]]) -> None:
    """Hide the smallest count still shown beside a figure too easily told, or where none is left, totals about it."""
    rows, columns = {i for i, _ in told}, {j for _, j in told}
    open_cells = [
        (count, i, j)
        for i, row in enumerate(table)
        for j, count in enumerate(row)
        if (i in rows or j in columns) and count > 0 and not mask[i][j]
    ]
    if open_cells and len(told) == 1:
        _, i, j = min(open_cells)
        mask[i][j] = True
        return
    touching = [k for k, entry in enumerate(sums) if shown_sums[k] and told & entry.members and told != entry.members]
    for k in touching or [k for k, entry in enumerate(sums) if entry.members == told]:
        shown_sums[k] = False


def known_of_cell(count: int, hidden: bool, rule: SmallNumberRule) -> tuple[int, int | None]:
    """What a reader can tell of a cell from its own text: lowest and highest (None: no end)."""
    released = release_count(count, rule)
    if hidden and released.value is not None:
        return (rule.threshold if count else 0), None
    return possible_counts(released, rule)


def known_of_total(count: int, shown: bool, rule: SmallNumberRule) -> tuple[int, int | None]:
    """What a reader can tell of a total from its own text. Any total may be "not shown", so that says nothing."""
    return possible_counts(release_count(count, rule), rule) if shown else (0, None)
