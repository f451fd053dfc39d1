"""Rows of a report that are not data: blank rows, headings repeated, page lines, totals, footers, a second table."""

import re
from dataclasses import dataclass

import numpy as np

from datasets.analysis.reading.cells import number, shape
from datasets.analysis.reading.grid import Grid
from datasets.analysis.reading.header import is_page_line
from datasets.analysis.table import SetAsideRow

TOTAL = re.compile(r"(grand |sub[ -]?|sum |overall |report )?totals?\b", re.IGNORECASE)
_TOTAL_ALONE = re.compile(
    r"(grand |sub[ -]?|sum |overall )?totals?( activity| patients| people| referrals| appointments| records|"
    r" rows)?( ?\(.*\))?:?",
    re.IGNORECASE,
)
# A line of dashes that a query tool draws under its headings.
_RULE = re.compile(r"[-=_]{2,}")
REASONS = {
    "heading": "The headings, repeated.",
    "page": "A line of a printed page, not data.",
    "total": "A total or subtotal row.",
    "footer": "A line of text below or between the rows, not data.",
    "second": "Part of a second table below the first.",
}
# Rows looked at one by one; beyond these only what whole columns show is used.
MOST_LOOKED_AT, TAIL, ALL_OF = 20_000, 40, 3_000


@dataclass(frozen=True)
class Sorted:
    """The rows that are data, those set aside with their kind, and how many were blank."""

    grid: Grid
    set_aside: tuple[SetAsideRow, ...]
    kinds: tuple[str, ...]
    blank: int


def sort_rows(grid: Grid, headings: list[str], above: list[list[str]], keep: frozenset[str] = frozenset()) -> Sorted:
    """Parts data from everything else. headings are the cells of the heading row, above the lines over it; rows of the
    kinds in keep stay."""
    filled = grid.filled()
    blank = filled == 0
    kinds = _candidates(grid, filled, headings)
    facts = _Facts(grid, headings, {cell for row in above for cell in row if cell})
    found: dict[int, str] = {}
    for place in kinds:
        kind = facts.kind(place, int(filled[place]))
        if kind and kind not in keep:
            found[place] = kind
    second = _second_table(grid, blank, facts)
    if second is not None:
        found |= {place: "second" for place in range(second, len(grid)) if not blank[place]}
    drop = blank.copy()
    drop[list(found)] = True
    places = sorted(found)
    aside = tuple(SetAsideRow(int(grid.row_numbers[place]), REASONS[found[place]]) for place in places)
    kept = grid.keep(~drop) if drop.any() else grid
    return Sorted(kept, aside, tuple(found[place] for place in places), int(blank.sum()))


def _candidates(grid: Grid, filled: np.ndarray, headings: list[str]) -> list[int]:
    """Places of rows worth looking at: all of a small table; else sparse rows, the last, and those with a heading."""
    if len(grid) <= ALL_OF:
        return np.flatnonzero(filled > 0).tolist()
    sparse = np.flatnonzero((filled > 0) & (filled <= max(1, grid.width * 0.5)))
    chosen = set(range(len(grid) - TAIL, len(grid)))
    if len(sparse) <= MOST_LOOKED_AT:
        chosen.update(sparse.tolist())
    for column, heading in list(zip(grid.columns, headings, strict=False))[:3]:
        if heading and heading in column.labels:
            chosen.update(np.flatnonzero(column.codes == column.labels.index(heading))[:MOST_LOOKED_AT].tolist())
    return sorted(place for place in chosen if filled[place] > 0)


class _Facts:
    """What the columns usually hold, worked out once, and the judgement of single rows against it."""

    def __init__(self, grid: Grid, headings: list[str], above: set[str]):
        self.grid, self.headings, self.above = grid, headings, above
        self._shapes: dict[int, dict[str, int]] = {}
        self._numeric: dict[int, bool] = {}

    def kind(self, place: int, filled: int) -> str | None:
        cells = self.grid.row(place)
        width = max(self.grid.width, len([h for h in self.headings if h]))
        same = sum(bool(cell) and cell == heading for cell, heading in zip(cells, self.headings, strict=False))
        if same >= max(1, 0.6 * filled) and (same > 1 or width == 1) and filled >= min(2, width):
            return "heading"
        if all(_RULE.fullmatch(cell) for cell in cells if cell) and filled > 0.6 * width > 0.6:
            return "footer"
        full = filled > 0.6 * width
        first = next((cell for cell in cells if cell), "")
        if not full and width > 1 and (is_page_line(cells) or all(cell in self.above for cell in cells if cell)):
            return "page"
        labels = [cell for cell in cells[:3] if cell]
        if any(map(_TOTAL_ALONE.fullmatch, labels)) or (not full and width > 1 and TOTAL.match(first)):
            return "total"
        if width >= 3 and filled <= max(1, 0.25 * width) and not self._fits(cells):
            return "footer"
        return None

    def _fits(self, cells: list[str]) -> bool:
        """Whether the filled cells are like others of their columns."""
        return all(
            self.shapes(place).get(shape(cell), 0) > 1 or (number(cell) is not None and self.numeric(place))
            for place, cell in enumerate(cells)
            if cell
        )

    def shapes(self, place: int) -> dict[str, int]:
        """How many labels of a column have each outline."""
        if place not in self._shapes:
            counts: dict[str, int] = {}
            for label in self.grid.columns[place].labels[:20_000]:
                outline = shape(label)
                counts[outline] = counts.get(outline, 0) + 1
            self._shapes[place] = counts
        return self._shapes[place]

    def numeric(self, place: int) -> bool:
        if place not in self._numeric:
            labels = self.grid.columns[place].labels[:2_000]
            self._numeric[place] = bool(labels) and sum(number(label) is not None for label in labels) >= 0.7 * len(
                labels
            )
        return self._numeric[place]


def _second_table(grid: Grid, blank: np.ndarray, facts: _Facts) -> int | None:
    """Where, after a blank row, words stand over columns of numbers: the headings of another table, or its title."""
    if len(grid) > ALL_OF:
        return None
    for place in np.flatnonzero(blank[:-1] & ~blank[1:]) + 1:
        if place < 2:
            continue
        head = place + 1 if _is_title(grid, place) and not blank[place + 1] else place
        if _heads_another(grid.row(int(head)), facts):
            return int(place)
    return None


def _is_title(grid: Grid, place: int) -> bool:
    return place + 1 < len(grid) and sum(map(bool, grid.row(int(place)))) == 1


def _heads_another(cells: list[str], facts: _Facts) -> bool:
    """Whether a row reads as headings, and as others than those of the first table."""
    named = [at for at, cell in enumerate(cells) if cell]
    over = [at for at in named if facts.numeric(at)]
    pairs = [(cell, heading) for cell, heading in zip(cells, facts.headings, strict=False) if cell]
    same = sum(cell == heading for cell, heading in pairs)
    words = all(number(cells[at]) is None for at in named)
    other = bool(pairs) and pairs[0][0] != pairs[0][1] and same < len(named)
    return len(named) >= 2 and bool(over) and words and other and not TOTAL.match(cells[named[0]])
