"""Tables that stand beside one another on a sheet, parted by blank columns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Across:
    """The columns of one table: from first up to, not with, last."""

    first: int
    last: int

    @property
    def width(self) -> int:
        return self.last - self.first


def tables_across(rows: list[list[str]], empty: set[int]) -> list[Across]:
    """The tables side by side in these rows; `empty` are the columns without any cell in the whole sheet.

    A blank column within one table is no parting: the stretches must differ in length, or repeat a heading.
    """
    width = max(map(len, rows), default=0)
    stretches, start = [], None
    for place in range(width + 1):
        if place == width or place in empty:
            if start is not None:
                stretches.append(Across(start, place))
            start = None
        elif start is None:
            start = place
    if not stretches:
        return [Across(0, width)]
    whole = Across(stretches[0].first, stretches[-1].last)
    if len(stretches) < 2 or any(one.width < 2 for one in stretches):
        return [whole]
    lengths = [sum(any(row[one.first : one.last]) for row in rows) for one in stretches]
    return stretches if min(lengths) >= 2 and (len(set(lengths)) > 1 or _heading_again(rows, stretches)) else [whole]


def _heading_again(rows: list[list[str]], stretches: list[Across]) -> bool:
    """Whether some early row has the same cell in two stretches and no gap within them: headings, twice."""
    for row in rows[:10]:
        parts = [set(filter(None, row[one.first : one.last])) for one in stretches]
        if all(len(part) == one.width for part, one in zip(parts, stretches, strict=True)):
            return bool(parts[0] & parts[1])
    return False
