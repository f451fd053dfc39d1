"""District and fifth of deprivation from small areas (LSOAs), as columns beside the file's own."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from datasets.analysis.fields import field_of
from datasets.analysis.matching.deprivation import FIFTHS
from datasets.analysis.matching.headings import heading_score
from datasets.analysis.reading.grid import relabel
from datasets.analysis.table import Column, Table

_LSOA = re.compile(r"E01\d{6}")


@dataclass(frozen=True)
class AreaPlaces:
    """What is known of small areas, in the order they were asked for.

    districts: names, None where the area lies elsewhere. fifths: 1 (most deprived) to 5, all from one edition, named in
    `edition` by its year; None where nothing is known. Where the areas fit no one edition, edition is None.
    """

    districts: tuple[str | None, ...]
    fifths: tuple[int | None, ...]
    edition: int | None


# (heading, codes of small areas) -> what is known of them.
PlacesOf = Callable[[str, tuple[str, ...]], AreaPlaces]


def with_places(table: Table, places_of: PlacesOf) -> tuple[Table, dict[str, str]]:
    """The table with a column of districts and one of fifths, where it has small areas; and their fields.

    Neither is added where the file has a column of its own for it.
    """
    areas = _area_column(table)
    if areas is None:
        return table, {}
    found = places_of(areas.name, areas.labels)
    added, made = [], {}
    if any(found.districts) and not _has(table, "district"):
        added.append(_column(areas, f"District of {areas.name}", found.districts))
        made[added[-1].name] = "district"
    if found.edition and any(found.fifths) and not _has(table, "deprivation"):
        fifths = [FIFTHS[fifth - 1] if fifth else "" for fifth in found.fifths]
        added.append(_column(areas, f"Deprivation fifth ({found.edition} edition) of {areas.name}", fifths))
        made[added[-1].name] = "deprivation"
    return replace(table, columns=(*table.columns, *added)), made


def _area_column(table: Table) -> Column | None:
    """The column in which most filled-in cells are codes of small areas; the fullest where several are."""
    best, most = None, 0.5
    for column in sorted(table.columns, key=lambda one: one.name):
        if not _LSOA.search("\n".join(column.labels)):
            continue
        times = list(zip(column.labels, column.times.tolist()))
        filled = sum(rows for label, rows in times if label.strip())
        coded = sum(rows for label, rows in times if _LSOA.fullmatch(label.strip()))
        if filled and coded / filled > most:
            best, most = column, coded / filled
    return best


def _has(table: Table, key: str) -> bool:
    field = field_of(key)
    return any(heading_score(field, column.name) > 0 for column in table.columns)


def _column(areas: Column, name: str, labels) -> Column:
    return relabel(replace(areas, name=name), [label or "" for label in labels])
