"""Census counts by small area from a publisher's file: the topics we hold, in our own categories."""

import re

from datasets.reference.small_areas import AGE_BANDS, CENSUS
from datasets.reference.updating.census_words import plain
from datasets.reference.updating.draft import Draft, NewTable

OLDEST_BAND = 65
_AGE = re.compile(r"aged (?:(under) 1 year|(\d+) years?(?: and (over))?)$")


def small_area_table(small: dict[str, dict[str, int]], draft: Draft, name: str) -> tuple[NewTable, ...]:
    """The table of small areas with the topics the file has renewed; () where it has none of ours."""
    before = draft.rows_of(CENSUS)
    headings = tuple(before[0])
    columns = _columns(headings, list(next(iter(small.values()))))
    if not columns:
        return ()
    rows = tuple(
        tuple(
            str(sum(small[row["lsoa"]][one] for one in columns[heading])) if heading in columns else row[heading]
            for heading in headings
        )
        for row in before
    )
    return (NewTable(CENSUS, 1, headings, rows, name),)


def _columns(headings: tuple[str, ...], given: list[str]) -> dict[str, tuple[str, ...]]:
    """The publisher's columns for each of our “topic|category”; only topics that are whole."""
    found: dict[str, tuple[str, ...]] = {}
    for topic in dict.fromkeys(heading.partition("|")[0] for heading in headings[1:]):
        wanted = [heading for heading in headings if heading.startswith(f"{topic}|")]
        made = {heading: _same(heading.partition("|")[2], given) for heading in wanted}
        if topic == "age" and not all(made.values()):
            made = _by_single_years(wanted, given)
        if all(made.values()):
            found |= made
    return found


def _same(category: str, given: list[str]) -> tuple[str, ...]:
    """The column that is this category itself, and not a part of it."""
    return tuple(one for one in given if plain(one).partition(": ")[2] == plain(category))[:1]


def _by_single_years(wanted: list[str], given: list[str]) -> dict[str, tuple[str, ...]]:
    """Our six bands of age from single years; the publisher's own bands in the file are left out."""
    years = _single_years(given)
    if set(range(OLDEST_BAND + 1)) - set(years):
        return dict.fromkeys(wanted, ())
    return {
        heading: tuple(one for year, one in years.items() if first <= year and (last is None or year <= last))
        for heading, (first, last) in zip(wanted, AGE_BANDS, strict=True)
    }


def _single_years(given: list[str]) -> dict[int, str]:
    """The column of each year of age; the one “and over” that follows on the last counts as a year."""
    found = {heading: match for heading in given if (match := _AGE.match(plain(heading).partition(": ")[2]))}
    years = {0 if match[1] else int(match[2]): heading for heading, match in found.items() if not match[3]}
    over = {int(match[2]): heading for heading, match in found.items() if match[3]}
    last = max(years, default=-1) + 1
    return years | ({last: over[last]} if last in over else {})
