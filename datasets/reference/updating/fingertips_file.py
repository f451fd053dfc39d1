"""Health indicators: a file of Fingertips (OHID), or one of Explore Local Statistics (ONS)."""

import re
from collections.abc import Iterator

from datasets.reference.places import places
from datasets.reference.store import manifest
from datasets.reference.updating.draft import Draft, NewTable, NotUsable
from datasets.reference.updating.sheets import Found

_NEEDED = ("indicator name", "area code", "sex", "time period", "value", "lower ci 95.0 limit", "upper ci 95.0 limit")
_LOCAL = ("areacd", "indicator", "period", "observation", "unit", "lci_95", "uci_95")
_RANGE = re.compile(r"(\d{4})\s*-\s*(\d{2}|\d{4})$")
_FINANCIAL = re.compile(r"(\d{4})/(\d{2})$")
_YEAR = re.compile(r"(\d{4})$")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})/(P\d+Y)$")
HEADINGS = ("place", "indicator", "start", "length", "value", "unit", "low", "high", "publisher", "date", "note")
OHID, ONS = "Office for Health Improvement and Disparities", "Office for National Statistics"
TABLE = "health_indicators"
Value = tuple[str, ...]


def recognises(headings: tuple[str, ...]) -> bool:
    lower = {heading.casefold() for heading in headings}
    return set(_NEEDED) <= lower or set(_LOCAL) <= lower


def read(found: list[Found], draft: Draft) -> str:
    """The values for our places; values of other indicators and of other periods stay as they were."""
    made: dict[Value, Value] = {}
    for one in found:
        made |= {value[:4]: value for value in _values(one, draft)}
    if not made:
        raise NotUsable(
            "The file has no value for Derby, the districts of Derbyshire, Derbyshire or England. On Fingertips choose "
            "“Districts & UAs” or “Counties & UAs” as the areas, then download the data."
        )
    kept = [tuple(row.values()) for row in draft.rows_of(TABLE) if tuple(row.values())[:4] not in made]
    rows = tuple(sorted([*made.values(), *kept]))
    # Each value names its own source, so that of the table stays.
    draft.take(NewTable(TABLE, 4, HEADINGS, rows, manifest()[TABLE]["source_file"]))
    names = {value[1] for value in made.values()}
    return f"{len(made):,} values of {len(names)} indicators for {len({value[0] for value in made.values()})} places"


def _values(one: Found, draft: Draft) -> Iterator[Value]:
    codes, columns = {place.code for place in places()}, one.columns
    is_local = set(_LOCAL) <= set(columns)
    code, value = (columns[name] for name in (("areacd", "observation") if is_local else ("area code", "value")))
    publishers = {row["indicator"]: row["publisher"] for row in draft.rows_of(TABLE)}
    for line, cells in one.rows:
        if len(cells) > max(code, value) and cells[code].strip() in codes and cells[value].strip():
            row = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
            try:
                made = _of_local(row, one.name, publishers) if is_local else _of_fingertips(row, one.name)
            except NotUsable as fault:
                raise NotUsable(f"Row {line}: {fault}") from None
            if made:
                yield made


def _of_fingertips(row: dict[str, str], name: str) -> Value | None:
    """None for a row about a part of the people, such as a tenth of deprivation or an ethnic group."""
    if row.get("category type"):
        return None
    indicator = row["indicator name"]
    if row["sex"] not in ("", "Persons"):
        indicator = f"{indicator} ({row['sex']})"
    low, high = row["lower ci 95.0 limit"], row["upper ci 95.0 limit"]
    _check(indicator, row["area code"], row["value"], low, high)
    unit = "years" if "life expectancy" in indicator.lower() else "%" if "prevalence" in indicator.lower() else ""
    start, length = _period(row["time period"])
    told = (OHID, row["time period"], f"Fingertips file {name}.")
    return (row["area code"], indicator, start, length, row["value"], unit, low, high, *told)


def _of_local(row: dict[str, str], name: str, publishers: dict[str, str]) -> Value:
    indicator, period = row["indicator"], _ISO.match(row["period"])
    if period is None:
        raise NotUsable(f"the period “{row['period']}” is not of the form 2024-01-01/P1Y.")
    _check(indicator, row["areacd"], row["observation"], row["lci_95"], row["uci_95"])
    told = (publishers.get(indicator, ONS), "", f"Explore Local Statistics file {name}.")
    value = (row["observation"], row["unit"], row["lci_95"], row["uci_95"])
    return (row["areacd"], indicator, period[1], period[2], *value, *told)


def _check(indicator: str, area: str, value: str, low: str, high: str) -> None:
    try:
        middle, limits = float(value), [float(one) for one in (low, high) if one]
    except ValueError:
        raise NotUsable(f"{indicator}, {area}: a value or a limit is no number.") from None
    if len(limits) == 2 and not limits[0] <= middle <= limits[1]:
        raise NotUsable(f"{indicator}, {area}: the value lies outside its own limits.")


def _period(words: str) -> tuple[str, str]:
    """(first day, length) of “2018 - 20”, “2022/23” or “2023”."""
    if found := _RANGE.match(words):
        first, last = int(found[1]), int(found[1][: 4 - len(found[2])] + found[2])
        return f"{first}-01-01", f"P{last - first + 1}Y"
    if found := _FINANCIAL.match(words):
        return f"{found[1]}-04-01", "P1Y"
    if found := _YEAR.match(words):
        return f"{found[1]}-01-01", "P1Y"
    raise NotUsable(f"the period “{words}” is not of a form we know: 2023, 2022/23 or 2018 - 20.")
