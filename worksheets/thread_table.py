"""The thread as people read it, on screen and in print: paths that share a barrier together, each record told once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from .thread_rows import gap_in_words

# Finding, focus group and barrier: paths that share them stand together.
SHARED = 3


class Path(Protocol):
    """A row of the thread, or what a plan keeps of it: the records under each heading, in order."""

    @property
    def cells(self) -> tuple[tuple[str, tuple], ...]: ...
    @property
    def is_turned_down(self) -> bool: ...


@dataclass(frozen=True)
class Cell:
    """Under one heading: records told here, and those told before. `gap` says what an empty one is."""

    name: str
    told: tuple = ()
    again: tuple = ()
    gap: str = ""
    rows: int = 1

    @property
    def lines(self) -> tuple[str, ...]:
        told = tuple(f"{one.ref} {one.title}" for one in self.told)
        return (*told, *([", ".join(one.ref for one in self.again)] if self.again else []), *filter(None, [self.gap]))


def thread_table(paths: Sequence[Path], *, each_adjustment: bool = False) -> tuple[tuple[Cell, ...], ...]:
    """One row for each barrier of a focus group. With `each_adjustment`, a row for each adjustment told there, and one
    for all that were told before; what they share stands once beside them, in cells that span their rows."""
    told: set = set()
    table = []
    for together in _by_barrier(paths):
        parts = _by_adjustment(together, told) if each_adjustment else [together]
        for at, part in enumerate(parts):
            cells = [_cell(part, column, told) for column in range(len(part[0].cells))]
            shared = [replace(cell, rows=len(parts)) for cell in cells[:SHARED]] if at == 0 else []
            table.append((*shared, *cells[SHARED:]))
    return tuple(table)


def _cell(paths: list[Path], column: int, told: set) -> Cell:
    """What these paths have under one heading; its records count as told from now on."""
    records = tuple(dict.fromkeys(record for path in paths for record in path.cells[column][1]))
    name = paths[0].cells[column][0]
    gap = "" if records else gap_in_words(name, is_turned_down=all(path.is_turned_down for path in paths))
    new = tuple(record for record in records if record not in told)
    again = tuple(record for record in records if record in told)
    told.update(new)
    return Cell(name, new, again, gap)


def _by_barrier(paths: Sequence[Path]) -> list[list[Path]]:
    """Paths from the same findings through the same barrier, together. Those without a barrier stand alone."""
    found: dict = {}
    for at, path in enumerate(paths):
        start = path.cells[:SHARED]
        found.setdefault(start if start[-1][1] else at, []).append(path)
    return list(found.values())


def _by_adjustment(paths: list[Path], told: set) -> list[list[Path]]:
    new = [path for path in paths if not told.issuperset(path.cells[SHARED][1]) or not path.cells[SHARED][1]]
    before = [path for path in paths if path not in new]
    return [*([path] for path in new), *([before] if before else [])]
