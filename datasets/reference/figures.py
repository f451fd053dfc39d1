"""Census 2021 and other counts by place: one table, one place, its categories with their counts and its source."""

from dataclasses import dataclass

from datasets.reference.places import Place, place_of
from datasets.reference.sources import Source, source_of
from datasets.reference.store import kept, manifest, rows_of

FOLDER = "census/"


@dataclass(frozen=True)
class Count:
    category: str
    count: int


@dataclass(frozen=True)
class Figure:
    """The counts of one table for one place. people says who is counted: “residents aged 16 and over”."""

    table: str
    title: str
    people: str
    place: Place
    counts: tuple[Count, ...]
    source: Source

    @property
    def total(self) -> int:
        return sum(one.count for one in self.counts)

    def count(self, category: str) -> int:
        """KeyError where the table has no such category."""
        for one in self.counts:
            if one.category == category:
                return one.count
        raise KeyError(f"{self.table} has no category {category}")

    def share(self, category: str) -> float:
        """The category's share of everyone in the table, 0 to 1."""
        return self.count(category) / self.total

    def broad(self) -> "Figure":
        """The same with categories written “White: Irish” gathered under what stands before the colon."""
        sums: dict[str, int] = {}
        for one in self.counts:
            name = one.category.partition(": ")[0]
            sums[name] = sums.get(name, 0) + one.count
        counts = tuple(Count(name, count) for name, count in sums.items())
        return Figure(self.table, self.title, self.people, self.place, counts, self.source)


def tables() -> tuple[str, ...]:
    """The tables `figure` knows."""
    return tuple(key for key, entry in manifest().items() if entry["file"].startswith(FOLDER))


def figure(table: str, place: str | Place) -> Figure:
    """One table for one place, named by key, code or name. A place of several districts is their sum.

    KeyError where there is no such table, or none for that place.
    """
    return _figure(table, place_of(place))


@kept
def _figure(table: str, place: Place) -> Figure:
    if table not in tables():
        raise KeyError(f"There is no table {table}")
    rows = rows_of(table)
    columns = _columns(table, place, set(rows[0]))
    counts = tuple(Count(row["category"], sum(int(row[code]) for code in columns)) for row in rows)
    entry = manifest()[table]
    return Figure(table, entry["title"], entry["people"], place, counts, source_of(table))


def _columns(table: str, place: Place, published: set[str]) -> tuple[str, ...]:
    """The columns to add up: the place's own where it is published, else those of its districts."""
    if place.code in published:
        return (place.code,)
    if not place.districts or not set(place.districts) <= published:
        raise KeyError(f"{table} is not published for {place.name}")
    return place.districts


@kept
def residents_aged(place: Place, first: int = 0, last: int | None = None) -> int:
    """Residents from one age to another, both included, by single year of age (TS007). 100 stands for 100 and over."""
    rows = figure("age_single_year", place).counts
    return sum(one.count for age, one in enumerate(rows) if age >= first and (last is None or age <= last))


@kept
def veterans_share(place: Place) -> float:
    """People who served in the UK armed forces as a share of residents aged 16 and over, 0 to 1."""
    return figure("veterans", place).total / residents_aged(place, 16)
