"""All that is kept of a file: counts by written label, never rows. Values can be matched anew from it alone.

Every cell is a list of whole numbers along one `axis`: first ("rows", ""), then ("people", ""), then, for each outcome
column (attendance, opt-in, wait ...), the rows that hold each of its written labels. A measure is a choice of labels on
that axis, so it too can be chosen anew. "people" counts each person once, at their latest record, so it adds up.
"""

from dataclasses import dataclass, field, is_dataclass

VERSION = 2
# Counts written before sums of numbers were kept are read too: they have none.
READABLE = (1, 2)
ROWS = ("rows", "")
PEOPLE = ("people", "")

Cell = tuple[int, ...]


@dataclass(frozen=True)
class LabelledCells:
    """One cell for each label: cells[i] belongs to labels[i]."""

    labels: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Clusters:
    """Sums over people for the design effect, for each label of a field and one outcome column.

    people[i] is the number of people with rows under label i; products[i][a][b] is the sum over them of
    (rows with outcome label a) x (rows with outcome label b).
    """

    people: tuple[int, ...]
    products: tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True)
class Sums:
    """What a mean and its interval need, for each label of a field and one column of numbers, in hundredths.

    With the numbers of one person under one label counted (n) and added up (s): numbers is the sum of n over people,
    sums of s, numbers_squared of n x n, products of n x s, sums_squared of s x s; squares is the sum over single
    numbers of their squares, people how many people have a number. Where rows are not joined by a person, each row is
    a person.
    """

    numbers: tuple[int, ...]
    sums: tuple[int, ...]
    squares: tuple[int, ...]
    people: tuple[int, ...]
    numbers_squared: tuple[int, ...]
    products: tuple[int, ...]
    sums_squared: tuple[int, ...]


@dataclass(frozen=True)
class FieldCounts:
    """One standard field as the file writes it: heading, and the cells of each written label ("" is an empty cell)."""

    field: str
    heading: str
    labels: tuple[str, ...]
    cells: tuple[Cell, ...]
    months: dict[str, LabelledCells] = field(default_factory=dict)
    teams: dict[str, LabelledCells] = field(default_factory=dict)
    clusters: dict[str, Clusters] = field(default_factory=dict)
    differing_people: int = 0
    sums: dict[str, Sums] = field(default_factory=dict)


@dataclass(frozen=True)
class OutcomeColumn:
    """A column that measures are made from, and the labels found in it ("" is an empty cell)."""

    field: str
    heading: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class CrossCell:
    """One cell of a table of two or three characteristics, by standard category or missing state."""

    categories: tuple[str, ...]
    cell: Cell


@dataclass(frozen=True)
class ServiceCounts:
    """Everything kept of one file. unit is person, referral, appointment or counted."""

    unit: str
    axis: tuple[tuple[str, str], ...]
    total: Cell
    fields: tuple[FieldCounts, ...] = ()
    outcomes: tuple[OutcomeColumn, ...] = ()
    months: LabelledCells = LabelledCells((), ())
    teams: LabelledCells = LabelledCells((), ())
    areas: LabelledCells = LabelledCells((), ())
    clusters: dict[str, Clusters] = field(default_factory=dict)
    pairs: dict[str, tuple[CrossCell, ...]] = field(default_factory=dict)
    age_sex: dict[str, tuple[CrossCell, ...]] = field(default_factory=dict)
    has_person_key: bool = False
    repeated_rows: int = 0
    impossible_dates: dict[str, int] = field(default_factory=dict)
    first_day: str | None = None
    last_day: str | None = None
    sums: dict[str, Sums] = field(default_factory=dict)
    version: int = VERSION

    @property
    def rows(self) -> int:
        return self.total[0]

    @property
    def people(self) -> int | None:
        if self.unit == "counted":
            return self.total[1] or None
        return self.total[1] if self.has_person_key or self.unit == "person" else None

    def of(self, key: str) -> FieldCounts | None:
        """The counts of one standard field, or None where the file has no such column."""
        return next((one for one in self.fields if one.field == key), None)

    def outcome(self, key: str) -> OutcomeColumn | None:
        return next((one for one in self.outcomes if one.field == key), None)

    def to_json(self) -> dict:
        """Plain lists and objects, ready for json.dumps."""
        return _plain(self)

    @classmethod
    def from_json(cls, data: dict) -> "ServiceCounts":
        """The counts that to_json wrote, now or in an earlier version; raises ValueError for a later one."""
        if data.get("version") not in READABLE:
            raise ValueError(f"These counts are of version {data.get('version')}; this is version {VERSION}.")
        made = data | {"version": VERSION, "sums": _sums(data)}
        made["axis"] = tuple((one[0], one[1]) for one in data["axis"])
        made["total"] = tuple(data["total"])
        made["fields"] = tuple(_field(one) for one in data["fields"])
        made["outcomes"] = tuple(OutcomeColumn(o["field"], o["heading"], tuple(o["labels"])) for o in data["outcomes"])
        for name in ("months", "teams", "areas"):
            made[name] = _labelled(data[name])
        made["clusters"] = {key: _clusters(one) for key, one in data["clusters"].items()}
        for name in ("pairs", "age_sex"):
            made[name] = {key: _crossed(cells) for key, cells in data[name].items()}
        return cls(**made)


def _plain(one):
    """Objects of this module as dicts, those within them too; cells are left as the tuples of numbers that they are."""
    if is_dataclass(one):
        return {name: _plain(value) for name, value in vars(one).items()}
    if isinstance(one, dict):
        return {name: _plain(value) for name, value in one.items()}
    if isinstance(one, tuple) and one and is_dataclass(one[0]):
        return tuple(map(_plain, one))
    return one


def _labelled(data: dict) -> LabelledCells:
    return LabelledCells(tuple(data["labels"]), tuple(tuple(cell) for cell in data["cells"]))


def _crossed(cells: list) -> tuple[CrossCell, ...]:
    return tuple(CrossCell(tuple(one["categories"]), tuple(one["cell"])) for one in cells)


def _clusters(data: dict) -> Clusters:
    products = tuple(tuple(tuple(row) for row in square) for square in data["products"])
    return Clusters(tuple(data["people"]), products)


def _field(data: dict) -> FieldCounts:
    made = dict(data)
    made["labels"] = tuple(data["labels"])
    made["cells"] = tuple(tuple(cell) for cell in data["cells"])
    for name in ("months", "teams"):
        made[name] = {key: _labelled(one) for key, one in data[name].items()}
    made["clusters"] = {key: _clusters(one) for key, one in data["clusters"].items()}
    return FieldCounts(**made | {"sums": _sums(data)})


def _sums(data: dict) -> dict[str, Sums]:
    return {
        key: Sums(**{name: tuple(values) for name, values in one.items()}) for key, one in data.get("sums", {}).items()
    }
