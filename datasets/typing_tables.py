"""The tables a person can fill with counts: one for each characteristic, with the groups it has."""

from dataclasses import dataclass

from datasets.analysis.fields import categories_of, field_of
from datasets.reference.places import districts

# What can be said of people whose group is not known, in the order of the lines.
STATES = ("not_stated", "declined", "unknown", "blank")
STATE_LINES = {
    "not_stated": "Not stated",
    "declined": "Declined to say",
    "unknown": "Not known",
    "blank": "Left blank",
}
NO_MORE_SAID = "(no more said)"
TENTHS = ("1 (most deprived tenth)", *map(str, range(2, 10)), "10 (least deprived tenth)")
# Lines in which a person names a group of their own.
OWN_LINES = 4
MOST_OWN_LINES = 12


@dataclass(frozen=True)
class Line:
    """One group: the words beside its boxes and the category it stands for."""

    label: str
    category: str


@dataclass(frozen=True)
class TypingTable:
    """own_lines is how many lines there are for groups the person names."""

    key: str
    field: str
    label: str
    groups: tuple[Line, ...]
    own_lines: int = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.groups, *(Line(STATE_LINES[state], state) for state in STATES))


def _same(names) -> tuple[Line, ...]:
    return tuple(Line(name, name) for name in names)


def _ethnicity() -> tuple[TypingTable, TypingTable]:
    every = categories_of("ethnicity")
    fine = [name for name in every if not name.endswith(NO_MORE_SAID)]
    broad = [name for name in every if name.endswith(NO_MORE_SAID)]
    short = tuple(Line(name.removesuffix(NO_MORE_SAID).strip(), name) for name in broad)
    return (
        TypingTable("ethnicity", "ethnicity", f"Ethnicity, {len(fine)} groups", _same(fine)),
        TypingTable("ethnicity_broad", "ethnicity", f"Ethnicity, {len(broad)} broad groups", short),
    )


def _deprivation() -> tuple[TypingTable, TypingTable]:
    fifths = categories_of("deprivation")
    tenths = tuple(Line(name, fifths[place // 2]) for place, name in enumerate(TENTHS))
    return (
        TypingTable("deprivation", "deprivation", "Deprivation, in fifths", _same(fifths)),
        TypingTable("deprivation_tenths", "deprivation", "Deprivation, in tenths", tenths),
    )


def _disability() -> TypingTable:
    yes, no = categories_of("disability")[:2]
    return TypingTable(
        "disability", "disability", "Disability, yes or no", (Line("Disabled", yes), Line("Not disabled", no))
    )


def _plain(key: str, own_lines: int = 0) -> TypingTable:
    return TypingTable(key, key, field_of(key).label, _same(categories_of(key)), own_lines)


def typing_tables() -> dict[str, TypingTable]:
    """Every table by its key, those most often at hand first."""
    places = _same([*(place.name for place in districts()), "Elsewhere"])
    made = [
        *_ethnicity(),
        _plain("sex"),
        _plain("age", OWN_LINES),
        *_deprivation(),
        TypingTable("district", "district", "District they live in", places),
        _disability(),
    ]
    made += [_plain(key) for key in ("carer", "religion", "sexual_orientation", "marital_status", "gender")]
    made += [_plain(key) for key in ("pregnancy", "military_service", "gender_identity", "interpreter")]
    made += [_plain(key, MOST_OWN_LINES) for key in ("language", "team")]
    return {table.key: table for table in made}
