"""Names for the columns: one each, none empty, none twice, and none that would give a person away."""

from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.reading.cells import clean
from datasets.analysis.table import Problem


def names_of(rows: list[list[str]], width: int, first_column: int = 0) -> tuple[list[str], list[Problem]]:
    """Column names from no, one or more rows of headings, and what had to be changed about them."""
    rows = [[clean(cell) for cell in [*row, *[""] * width][:width]] for row in rows]
    for row in rows[:-1]:
        _fill_gaps(row)
    problems, names, seen = [], [], {}
    for place in range(width):
        parts = [row[place] for row in rows if row[place]]
        name = ": ".join(dict.fromkeys(parts))
        if not name or holds_identifier(name):
            name = f"Column {first_column + place + 1}"
        key = name.casefold()
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            problems.append(_twice(name, seen[key]))
            name = f"{name} ({seen[key]})"
        names.append(name)
    return names, problems


def _fill_gaps(row: list[str]) -> None:
    """Repeats each upper heading over the gap to its right, as a merged cell is read."""
    for place in range(1, len(row)):
        row[place] = row[place] or (row[place - 1] if place > 1 or row[0] else "")


def _twice(name: str, times: int) -> Problem:
    return Problem(
        "same_heading",
        "warning",
        f"{'Two' if times == 2 else times} columns have the same name. Both are kept: the later one is called "
        f"“{name} ({times})” here. Look at which one holds what you need, or give each its own heading in the file.",
        column=name,
    )


def no_headings() -> Problem:
    """What to say where the first row is already data."""
    return Problem(
        "no_headings",
        "warning",
        "This file seems to have no row of headings: its first row looks like data, so it was kept as data and the "
        "columns "
        "were called Column 1, Column 2 and so on. Say what each column is, or put headings in the first row.",
        row=1,
    )
