"""Who is seen: people of each group, by where they live or by age and sex, beside those who live there."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.eligible import Population
from datasets.analysis.fields import broad_group, field_of
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import gathered
from datasets.analysis.profile import MISSING_STATES

BY_DISTRICT, BY_CATCHMENT, BY_AGE_AND_SEX = "district", "catchment", "age_sex"
# The two characteristics that make the cells of “age_sex”.
AGE_AND_SEX = ("age", "sex", "gender")


@dataclass(frozen=True)
class Observed:
    """stratum -> (group -> people seen, group -> people living there); unknown: seen, but the group is not known."""

    known: dict[str, tuple[dict[str, int], AnyMapping[str, float]]]
    unknown: int
    known_people: int


def observed_in(counts: ServiceCounts, mapping: Mapping, population: Population, by: str) -> Observed | None:
    """The people of a file in the strata of one way of comparing; None where the file or the figures have no such."""
    own = field_of(population.field).of or population.field
    if counts.of(own) is None:
        return None
    of_stratum = {
        BY_DISTRICT: lambda: _by_district(counts, mapping, population, own),
        BY_CATCHMENT: lambda: _together(counts, mapping, population, own),
        BY_AGE_AND_SEX: lambda: _by_age_and_sex(counts, population, own),
    }[by]()
    if of_stratum is None:
        return None
    known, unknown, everyone = {}, 0, 0
    for stratum, (seen, people) in of_stratum.items():
        named = {group: number for group, number in seen.items() if group not in MISSING_STATES}
        everyone += sum(named.values())
        unknown += sum(seen.values()) - sum(named.values()) if people else 0
        known[stratum] = ({group: number for group, number in named.items() if group in people}, people)
    return Observed(known, unknown, everyone)


def _place(counts: ServiceCounts) -> int:
    """Where people stand on the axis; rows where people cannot be told apart."""
    return 1 if counts.people is not None else 0


def _named(population: Population, own: str, category: str) -> str:
    return broad_group(own, category) if population.field != own else category


def _together(counts, mapping, population, own) -> dict:
    raw = counts.of(own)
    whole = gathered(raw.labels, raw.cells, mapping.values.get(raw.heading, {}))
    seen: dict[str, int] = {}
    for category, cell in whole.items():
        name = _named(population, own, category)
        seen[name] = seen.get(name, 0) + int(cell[_place(counts)])
    return {"": (seen, population.whole)}


def _by_district(counts, mapping, population, own) -> dict | None:
    pair = next((key for key in (f"{own}|district", f"district|{own}") if key in counts.pairs), None)
    if pair is None:
        return _in_one_district(counts, mapping, population, own)
    district = pair.split("|").index("district")
    made: dict[str, tuple[dict, AnyMapping]] = {}
    for one in counts.pairs[pair]:
        here = one.categories[district]
        seen, _ = made.setdefault(here, ({}, population.by_district.get(here, {})))
        name = _named(population, own, one.categories[1 - district])
        seen[name] = seen.get(name, 0) + one.cell[_place(counts)]
    return made


def _in_one_district(counts, mapping, population, own) -> dict | None:
    """Where everybody lives in one district there is no table of two characteristics: the field alone says it all."""
    column = counts.of("district")
    if column is None or len(column.labels) != 1 or column.labels[0] not in population.by_district:
        return None
    ((seen, _),) = _together(counts, mapping, population, own).values()
    return {column.labels[0]: (seen, population.by_district[column.labels[0]])}


def _by_age_and_sex(counts, population, own) -> dict | None:
    """The cells of age and sex; for age itself those of sex, and for sex those of age."""
    if not population.by_age_sex or (own not in counts.age_sex and own not in AGE_AND_SEX):
        return None
    made: dict[tuple[str, str], tuple[dict, AnyMapping]] = {}
    for stratum, category, cell in _cells_by_age_and_sex(counts, own):
        seen, _ = made.setdefault(stratum, ({}, population.by_age_sex.get(stratum, {})))
        name = _named(population, own, category)
        seen[name] = seen.get(name, 0) + cell[_place(counts)]
    return made or None


def _cells_by_age_and_sex(counts: ServiceCounts, own: str):
    """(age, sex), category and cell; the one of the two that is the category itself is "" in the pair."""
    for one in counts.age_sex.get("" if own in AGE_AND_SEX else own, ()):
        age, sex, *more = one.categories
        if own == "age":
            yield ("", sex), age, one.cell
        elif own in AGE_AND_SEX:
            yield (age, ""), sex, one.cell
        else:
            yield (age, sex), more[0], one.cell
