"""The standard fields a column can be matched to, in users' words, with the categories their values stand for."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CODES = Path(__file__).parent / "codes"
GROUPS = ("guide", "national", "place", "team", "person", "date", "measure", "count")
GROUP_LABELS = {
    "guide": "Equality monitoring in the guide",
    "national": "Expected nationally",
    "place": "Places",
    "team": "Team or site",
    "person": "Who the row is about",
    "date": "Dates",
    "measure": "What happened",
    "count": "Counts, in a table that is counted already",
}
# Fields whose groups are compared with each other.
COMPARED_KINDS = ("category", "age", "deprivation", "language", "raw")


@dataclass(frozen=True)
class Category:
    """One standard category. broad joins it with others; census names the Census 2021 categories it covers."""

    label: str
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    broad: str | None = None
    census: tuple[str, ...] = ()


# Compared by identity: each is made once, and caches are kept by it.
@dataclass(frozen=True, eq=False)
class Scheme:
    """The categories of one field, in the order they are shown, and its own ways of writing a missing state."""

    key: str
    source: str
    categories: tuple[Category, ...]
    states: dict[str, tuple[str, ...]]

    def category(self, label: str) -> Category | None:
        return next((one for one in self.categories if one.label == label), None)


@dataclass(frozen=True, eq=False)
class StandardField:
    """kind is category, age, deprivation, language, raw, key, date, number or count: how the values are read; or broad,
    for the broad groups of the field named in `of`, which are compared but stand in no column of their own.

    yes and no are what those words stand for under a heading in headings; under an inverted heading they change places.
    """

    key: str
    label: str
    group: str
    kind: str
    headings: tuple[str, ...]
    inverted_headings: tuple[str, ...] = ()
    scheme: Scheme | None = None
    expected: bool = False
    yes: str | None = None
    no: str | None = None
    of: str | None = None

    @property
    def compared(self) -> bool:
        """Whether its groups are compared: every field about people, places and teams."""
        return self.kind in COMPARED_KINDS and self.group in ("guide", "national", "place", "team")


@cache
def all_fields() -> dict[str, StandardField]:
    """Every standard field by key, in the order they are shown."""
    found = {}
    for path in sorted((CODES / "fields").glob("*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["field"]:
            field = _field(one)
            if field.key in found or field.group not in GROUPS:
                raise ValueError(f"{path.name}: the field {field.key} is there twice or has no known group")
            found[field.key] = field
    return found


def field_of(key: str) -> StandardField:
    """The standard field with this key; KeyError where there is none."""
    return all_fields()[key]


def choosable_fields() -> tuple[StandardField, ...]:
    """The fields a column can be matched to, in the order they are shown."""
    return tuple(field for field in all_fields().values() if field.kind != "broad")


def broad_of(key: str) -> StandardField | None:
    """The field of this field's broad groups, or None where it has none."""
    return next((field for field in all_fields().values() if field.of == key), None)


def broad_group(key: str, category: str) -> str:
    """The broad group of a field's category; a missing state, or a category without one, stays as it is."""
    found = field_of(key).scheme.category(category)
    return found.broad if found and found.broad else category


def rated_fields() -> tuple[str, ...]:
    """The fields by whose groups rates are worked out. Small areas are not among them: with hundreds of groups of a few
    people each, some would stand out by chance alone. They serve deprivation and the catchment."""
    return tuple(key for key in all_fields() if key != "lsoa")


def expected_fields() -> tuple[str, ...]:
    """The fields a service is expected to record: the guide's eight first, then those expected nationally."""
    wanted = [field for field in all_fields().values() if field.expected]
    return tuple(field.key for group in ("guide", "national") for field in wanted if field.group == group)


def categories_of(key: str) -> tuple[str, ...]:
    """The standard categories a person can choose for a value of this field; empty where labels are kept as written."""
    field = field_of(key)
    if field.kind == "age":
        from datasets.analysis.matching.ages import BANDS

        return tuple(band.label for band in BANDS)
    if field.kind == "deprivation":
        from datasets.analysis.matching.deprivation import FIFTHS

        return FIFTHS
    return tuple(one.label for one in field.scheme.categories) if field.scheme else ()


def _field(data: dict) -> StandardField:
    scheme = _scheme(data["scheme"]) if "scheme" in data else None
    made = {name: value for name, value in data.items() if name not in ("scheme", "headings", "inverted_headings")}
    inverted = tuple(data.get("inverted_headings", ()))
    return StandardField(**made, headings=tuple(data["headings"]), inverted_headings=inverted, scheme=scheme)


@cache
def _scheme(name: str) -> Scheme:
    data = tomllib.loads((CODES / "schemes" / f"{name}.toml").read_text(encoding="utf-8"))
    categories = tuple(
        Category(
            one["label"],
            tuple(one.get("codes", ())),
            tuple(one.get("words", ())),
            one.get("broad"),
            tuple(one.get("census", ())),
        )
        for one in data["category"]
    )
    states = {state: tuple(words) for state, words in data.get("states", {}).items()}
    return Scheme(name, data["source"], categories, states)
