"""A Census 2021 table by local authority, as Nomis gives it (a column for each category) or as the ONS does (a row)."""

from collections.abc import Iterator

from datasets.reference.figures import figure, tables
from datasets.reference.places import DERBY, ENGLAND, districts
from datasets.reference.store import rows_of
from datasets.reference.updating.tables import NewTable, NotUsable

_NOMIS = ("date", "geography", "geography code")
_ONS = ("Lower tier local authorities Code", "Observation")
# English local authorities of 2021 are 309; with fewer, England is not whole.
_ENGLISH = 309
Counts = dict[str, dict[str, int]]


def recognises(headings: tuple[str, ...]) -> bool:
    return set(_NOMIS) <= set(headings) or set(_ONS) <= set(headings)


def read(headings: tuple[str, ...], rows: Iterator[list[str]], name: str) -> tuple[NewTable, ...]:
    """The table whose categories the file has, for each district; England where every local authority is there."""
    counts = _wide(headings, rows) if set(_NOMIS) <= set(headings) else _long(headings, rows)
    missing = [place.name for place in districts() if place.code not in counts]
    if missing:
        raise NotUsable(f"The file has no figures for {', '.join(missing)}.")
    table = _table_of(set(counts[DERBY.code]))
    before = rows_of(table)
    columns = [heading for heading in before[0] if heading != "category"]
    england = [code for code in counts if code.startswith("E0")]
    made = []
    for row in before:
        category = row["category"]
        now = {code: counts[code][category] for code in columns if code in counts}
        if len(england) == _ENGLISH:
            now[ENGLAND.code] = sum(counts[code][category] for code in england)
        made.append((category, *(str(now.get(code, row[code])) for code in columns)))
    return (NewTable(table, 1, ("category", *columns), tuple(made), name),)


def _table_of(categories: set[str]) -> str:
    """The table with the most categories that are all in the file."""
    fitting = []
    for table in tables():
        try:
            ours = {one.category for one in figure(table, DERBY).counts}
        except KeyError:
            continue
        if ours <= categories:
            fitting.append((len(ours), table))
    if not fitting:
        raise NotUsable("The categories of the file are those of none of our Census tables.")
    return max(fitting)[1]


def _number(cell: str) -> int:
    try:
        return int(cell.replace(",", ""))
    except ValueError:
        raise NotUsable(f"“{cell}” stands where a count should be.") from None


def _wide(headings: tuple[str, ...], rows: Iterator[list[str]]) -> Counts:
    code = headings.index("geography code")
    found: Counts = {}
    for row in rows:
        if row and row[code]:
            cells = {}
            for heading, cell in zip(headings, row, strict=True):
                # “Religion: Christian”, sometimes with “; measures: Value” after it.
                category = heading.partition("; measures")[0].partition(": ")[2]
                if heading not in _NOMIS and category:
                    cells[category] = _number(cell)
            found[row[code]] = cells
    return found


def _long(headings: tuple[str, ...], rows: Iterator[list[str]]) -> Counts:
    code, count = (headings.index(one) for one in _ONS)
    named = [i for i, one in enumerate(headings) if one.endswith("categories)")]
    if len(named) != 1:
        raise NotUsable("A file of one characteristic by local authority is needed; this one has several or none.")
    found: Counts = {}
    for row in rows:
        if row and row[code]:
            found.setdefault(row[code], {})[row[named[0]]] = _number(row[count])
    return found
