"""When two people change the same answer: what is merged by itself, and what a person must decide."""

from dataclasses import dataclass

# The longest answer a form takes; two texts that are longer together cannot both be kept in one box.
LONGEST = {"text": 300, "long-text": 5000}
BETWEEN = {"text": "; ", "long-text": "\n\n"}


@dataclass(frozen=True)
class Clash:
    """One answer that two people changed differently since one of them opened the page."""

    key: str
    mine: object
    theirs: object


class SomebodySavedFirst(Exception):
    """Another person changed the same answers first. Holds both sides; nothing was saved and nothing is lost.

    `seen` is what the person has seen once both sides were shown to them: what their next save starts from."""

    def __init__(self, clashes: tuple[Clash, ...], saved, base: dict | None = None):
        super().__init__("somebody else changed the same answers first")
        self.clashes, self.saved = clashes, saved
        self.seen = (base or {}) | {one.key: one.theirs for one in clashes}


def merge(base: dict, theirs: dict, mine: dict) -> tuple[dict, tuple[Clash, ...]]:
    """Three-way merge by question, and by cell in a grid: what only one side changed is taken from that side.

    base is what `mine` started from. Returns the merged answers and the clashes left to a person."""
    merged, clashes = dict(theirs), []
    for key, value in mine.items():
        started, now = base.get(key), theirs.get(key)
        if same(value, started):
            continue
        if same(now, started) or same(now, value):
            merged[key] = value
        elif (grid := _merged_grid(started, now, value)) is not None:
            merged[key] = grid
        else:
            clashes.append(Clash(key, value, now))
    return merged, tuple(clashes)


def same(one, other) -> bool:
    """Empty text, nothing and an empty list all say the same: not answered."""
    empty = (None, "", [], {})
    return one == other or (one in empty and other in empty)


def _merged_grid(base, theirs, mine) -> dict | None:
    """A grid that two people filled in at different cells; None where they disagree, or it is no grid."""
    if not (isinstance(mine, dict) and isinstance(theirs, dict)):
        return None
    started, now, wanted = _cells(base or {}), _cells(theirs), _cells(mine)
    # A cell that was emptied is missing on that side.
    merged, clashes = merge(started, now, dict.fromkeys(started) | wanted)
    return None if clashes else _grid(merged)


def _cells(grid: dict) -> dict:
    return {(row, column): value for row, cells in grid.items() for column, value in cells.items()}


def _grid(cells: dict) -> dict:
    grid: dict = {}
    for (row, column), value in cells.items():
        if value not in (None, ""):
            grid.setdefault(row, {})[column] = value
    return grid


def can_join(question, mine, theirs) -> bool:
    """Whether both sides of a clash fit into one answer."""
    if question.kind == "grid":
        kinds = {column.key: column for column in question.columns}
        ours, others = _cells(mine or {}), _cells(theirs or {})
        return all(
            same(value, others[place]) or can_join(kinds[place[1]], value, others[place])
            for place, value in ours.items()
            if place in others and place[1] in kinds
        )
    if question.kind in LONGEST:
        return len(combine(question, mine, theirs, "both")) <= LONGEST[question.kind]
    return question.kind in ("choices", "links")


def combine(question, mine, theirs, choice: str):
    """What is kept of one clash: "mine", "theirs" or "both" (texts one after the other, lists joined, cells of a grid
    likewise). Where both do not fit, a person's own words stand."""
    if choice == "theirs":
        return theirs
    if choice != "both" or same(theirs, None):
        return mine
    if same(mine, None):
        return theirs
    if question.kind in ("choices", "links"):
        return [*theirs, *(value for value in mine if value not in theirs)]
    if question.kind == "grid":
        return _combined_grid(question, mine, theirs)
    return f"{theirs}{BETWEEN[question.kind]}{mine}" if question.kind in BETWEEN else mine


def _combined_grid(question, mine: dict, theirs: dict) -> dict:
    columns = {column.key: column for column in question.columns}
    cells, others = _cells(mine), _cells(theirs)
    for place, value in others.items():
        if place not in cells:
            cells[place] = value
        elif cells[place] != value and place[1] in columns:
            cells[place] = combine(columns[place[1]], cells[place], value, "both")
    return _grid(cells)
