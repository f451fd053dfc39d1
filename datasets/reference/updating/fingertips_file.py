"""An indicator file of Fingertips (Office for Health Improvement and Disparities)."""

import re
from collections.abc import Iterator

from datasets.reference.places import places
from datasets.reference.store import manifest, rows_of
from datasets.reference.updating.tables import NewTable, NotUsable

_NEEDED = ("Indicator Name", "Area Code", "Sex", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit")
_RANGE = re.compile(r"(\d{4})\s*-\s*(\d{2}|\d{4})$")
_FINANCIAL = re.compile(r"(\d{4})/(\d{2})$")
_YEAR = re.compile(r"(\d{4})$")
HEADINGS = ("place", "indicator", "start", "length", "value", "unit", "low", "high", "publisher", "date", "note")
PUBLISHER = "Office for Health Improvement and Disparities"


def recognises(headings: tuple[str, ...]) -> bool:
    return set(_NEEDED) <= set(headings)


def read(headings: tuple[str, ...], rows: Iterator[list[str]], name: str) -> tuple[NewTable, ...]:
    """The values for our places, each indicator by sex; values of other indicators and periods stay as they were.

    Rows about parts of a population (a deprivation tenth, an ethnic group) are left out.
    """
    codes, found = {place.code for place in places()}, {}
    for cells in rows:
        row = dict(zip(headings, cells, strict=False))
        if row.get("Area Code") in codes and row.get("Value") and not row.get("Category Type"):
            made = _row(row, name)
            found[made[:4]] = made
    if not found:
        raise NotUsable("The file has no value for Derby, the districts of Derbyshire, Derbyshire or England.")
    kept = [tuple(row.values()) for row in rows_of("health_indicators") if tuple(row.values())[:4] not in found]
    rows_now = tuple(sorted([*found.values(), *kept]))
    # Each value names its own source, so that of the table stays.
    return (NewTable("health_indicators", 4, HEADINGS, rows_now, manifest()["health_indicators"]["source_file"]),)


def _row(row: dict[str, str], name: str) -> tuple[str, ...]:
    indicator = row["Indicator Name"].strip()
    if row["Sex"].strip() not in ("", "Persons"):
        indicator = f"{indicator} ({row['Sex'].strip()})"
    start, length = _period(row["Time period"].strip())
    low, high = row["Lower CI 95.0 limit"].strip(), row["Upper CI 95.0 limit"].strip()
    try:
        value = float(row["Value"])
        limits = [float(one) for one in (low, high) if one]
    except ValueError:
        raise NotUsable(f"{indicator}: a value or a limit is no number.") from None
    if len(limits) == 2 and not limits[0] <= value <= limits[1]:
        raise NotUsable(f"{indicator}, {row['Area Code']}: the value lies outside its own limits.")
    unit = "years" if "life expectancy" in indicator.lower() else "%" if "prevalence" in indicator.lower() else ""
    return (
        row["Area Code"],
        indicator,
        start,
        length,
        row["Value"],
        unit,
        low,
        high,
        PUBLISHER,
        row["Time period"],
        f"Fingertips file {name}.",
    )


def _period(words: str) -> tuple[str, str]:
    """(first day, length) of “2018 - 20”, “2022/23” or “2023”."""
    if found := _RANGE.match(words):
        first, last = int(found[1]), int(found[1][: 4 - len(found[2])] + found[2])
        return f"{first}-01-01", f"P{last - first + 1}Y"
    if found := _FINANCIAL.match(words):
        return f"{found[1]}-04-01", "P1Y"
    if found := _YEAR.match(words):
        return f"{found[1]}-01-01", "P1Y"
    raise NotUsable(f"The period “{words}” is not of a form we know: 2023, 2022/23 or 2018 - 20.")
