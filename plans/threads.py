"""The golden thread as a plan prints it: one row for each barrier of each focus group, and each record's words once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from worksheets.thread_rows import gap_in_words

if TYPE_CHECKING:
    from .document import Ref, ThreadLine

INTRODUCTION = (
    "Each row runs from what was found to what came of it. A record is told once; after that its reference alone "
    "stands, such as F1 or B2. The same references are used all through."
)
# Finding, focus group and barrier: paths that share them print as one row.
SHARED = 3


@dataclass(frozen=True)
class Cell:
    """Under one heading: records told here, and those told in a row above. `gap` says what an empty one is."""

    name: str
    told: "tuple[Ref, ...]" = ()
    again: "tuple[Ref, ...]" = ()
    gap: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        told = tuple(f"{one.ref} {one.title}" for one in self.told)
        return (*told, *([", ".join(one.ref for one in self.again)] if self.again else []), *filter(None, [self.gap]))


def thread_table(thread: "Sequence[ThreadLine]") -> tuple[tuple[Cell, ...], ...]:
    """The rows, each with a cell for every heading."""
    told: set = set()
    rows = []
    for line in _joined(thread):
        cells = []
        for name, refs in line.cells:
            new = tuple(one for one in refs if one not in told)
            again = tuple(one for one in refs if one in told)
            told.update(new)
            cells.append(Cell(name, new, again, "" if refs else gap_in_words(name, is_turned_down=line.is_turned_down)))
        rows.append(tuple(cells))
    return tuple(rows)


def _joined(thread: "Sequence[ThreadLine]") -> "list[ThreadLine]":
    """Neighbouring paths that reach their adjustments from the same barrier, as one."""
    rows = []
    for line in thread:
        if rows and line.cells[:SHARED][-1][1] and rows[-1].cells[:SHARED] == line.cells[:SHARED]:
            rows[-1] = _both(rows[-1], line)
        else:
            rows.append(line)
    return rows


def _both(one: "ThreadLine", other: "ThreadLine") -> "ThreadLine":
    pairs = zip(one.cells, other.cells, strict=True)
    cells = tuple((name, tuple(dict.fromkeys((*refs, *more)))) for (name, refs), (_, more) in pairs)
    return replace(one, cells=cells, is_turned_down=one.is_turned_down and other.is_turned_down)
