"""A Census 2021 table as Nomis gives it (a column for each category) or as the ONS does (a row for each category).

By local authority, for the country, and by LSOA; all the levels of a Nomis zip file are taken together.
"""

import re
from collections.abc import Iterator

from datasets.reference.figures import tables
from datasets.reference.places import DERBY, ENGLAND, districts
from datasets.reference.small_areas import small_areas
from datasets.reference.store import manifest, rows_of
from datasets.reference.updating import census_words
from datasets.reference.updating.census_areas import small_area_table
from datasets.reference.updating.draft import Draft, NewTable, NotUsable, and_more
from datasets.reference.updating.sheets import Found

_NOMIS = ("date", "geography", "geography code")
_QUERY = "mnemonic"
_ONS_CODE = re.compile(r"(lower tier local authorities|countries|lower layer super output areas) code$")
# English local authorities of 2021 are 309; with fewer, England is not whole.
_ENGLISH = 309
_AUTHORITY = re.compile(r"E0[6-9]\d{6}$")
# The same people counted again differ by little. More means that other people are counted, or another census.
_MOST_DIFFERENT = 0.03
# Worked out from others, or published in that form once only.
_NOT_TAKEN = ("age_sex_rounded", "sexual_orientation_icb")
Counts = dict[str, dict[str, int]]


def recognises(headings: tuple[str, ...]) -> bool:
    lower = [heading.casefold() for heading in headings]
    is_ons = any(map(_ONS_CODE.match, lower)) and "observation" in lower
    return set(_NOMIS) <= set(lower) or (_QUERY in lower and len(lower) > 2) or is_ons


def read(found: list[Found], draft: Draft) -> str:
    """Every table the file has all categories of, for each district, for England where it is whole, and by LSOA."""
    counts: Counts = {}
    for one in found:
        for code, cells in _counts_of(one):
            counts.setdefault(code, {}).update(cells)
    name = found[0].name
    has_districts = DERBY.code in counts
    said = _whole_tables(counts, draft, name) if has_districts else []
    if small := _small_areas_in(counts):
        made = small_area_table(small, draft, name)
        draft.take(*made)
        said += ["Census 2021 by small area"] * bool(made)
    if not said and not has_districts and not small:
        raise NotUsable(
            "The file has no figures for Derby and the districts of Derbyshire. Download it by lower tier "
            "local authority "
            "(2021 boundaries), or the zip file with all levels."
        )
    if not said:
        raise NotUsable(census_words.NO_TABLE)
    levels = [f"{len(districts())} districts"] * has_districts + [f"{len(small):,} small areas"] * bool(small)
    levels += ["England"] * (has_districts and _england(counts, set()) is not None)
    return f"{and_more(said)}: {and_more(levels)}"


def _counts_of(one: Found) -> Iterator[tuple[str, dict[str, int]]]:
    columns = one.columns
    if set(_NOMIS) <= set(columns):
        return _wide(one, columns["geography code"])
    return _wide(one, columns[_QUERY]) if _QUERY in columns else _long(one)


def _wanted(code: str) -> bool:
    """Ours, and every authority of England, which are added up where England has no row of its own."""
    return code == ENGLAND.code or bool(_AUTHORITY.match(code)) or code in small_areas(2021)


def _wide(one: Found, place: int) -> Iterator[tuple[str, dict[str, int]]]:
    # Beside names and codes stand categories alone.
    skipped = {*_NOMIS, _QUERY}
    named = [(i, one.headings[i]) for i in range(len(one.headings)) if one.headings[i].casefold() not in skipped]
    named = [(i, heading) for i, heading in named if i > place]
    for line, row in one.rows:
        code = row[place].strip() if len(row) > place else ""
        if _wanted(code):
            if len(row) < len(one.headings):
                raise NotUsable(f"Row {line} ({code}) is shorter than the headings. Download the file again.")
            yield code, {heading: _number(row[i], line, heading) for i, heading in named if heading}


def _long(one: Found) -> Iterator[tuple[str, dict[str, int]]]:
    columns = one.columns
    code = next(place for heading, place in columns.items() if _ONS_CODE.match(heading))
    named = [place for heading, place in columns.items() if heading.endswith("categories)")]
    if len(named) != 1:
        raise NotUsable(
            "A file of one characteristic is needed; this one has several or none. Choose one variable when "
            "you make it."
        )
    variable = one.headings[named[0]].partition(" (")[0]
    for line, row in one.rows:
        if row and _wanted(row[code].strip()):
            yield (
                row[code].strip(),
                {f"{variable}: {row[named[0]]}": _number(row[columns["observation"]], line, "Observation")},
            )


def _number(cell: str, line: int, heading: str) -> int:
    try:
        return int(cell.replace(",", "").strip())
    except ValueError:
        raise NotUsable(f"Row {line}, column “{heading}”: “{cell}” stands where a count should be.") from None


def _small_areas_in(counts: Counts) -> Counts:
    found = {code: cells for code, cells in counts.items() if code in small_areas(2021)}
    if found and set(found) != set(small_areas(2021)):
        missing = sorted(set(small_areas(2021)) - set(found))
        raise NotUsable(f"The file has some of our small areas but not {and_more(missing)}. Give the whole file.")
    return found


def _whole_tables(counts: Counts, draft: Draft, name: str) -> list[str]:
    """Drafts every table the file fits, and gives their titles."""
    missing = [place.name for place in districts() if place.code not in counts]
    if missing:
        raise NotUsable(f"The file has no figures for {and_more(missing, 9)}. Give the whole file.")
    said, refused = [], []
    for table in tables():
        columns = census_words.columns_of(table, list(counts[DERBY.code]))
        if columns is None or table in _NOT_TAKEN:
            continue
        if fault := _other_people(table, counts, columns):
            refused.append(fault)
            continue
        draft.take(_table(table, counts, columns, draft, name))
        said.append(manifest()[table]["title"])
    if not said and refused:
        raise NotUsable(refused[0])
    return said


def _other_people(table: str, counts: Counts, columns: census_words.Columns) -> str:
    """Why the file cannot be of the same people as the table; empty where it is."""
    before = {row["category"]: row for row in rows_of(table)}
    for place in districts():
        then = sum(int(row[place.code]) for row in before.values())
        now = sum(counts[place.code][heading] for headings in columns.values() for heading in headings)
        if abs(now - then) > _MOST_DIFFERENT * then:
            entry = manifest()[table]
            return (
                f"“{entry['title']}” counts {then:,} in {place.name} ({entry['people']}); the file counts "
                f"{now:,}. So it "
                "counts other people or is of another census, and is not taken in."
            )
    return ""


def _table(table: str, counts: Counts, columns: census_words.Columns, draft: Draft, name: str) -> NewTable:
    before = draft.rows_of(table)
    codes = [heading for heading in before[0] if heading != "category"]
    made = []
    for row in before:
        headings = columns[row["category"]]
        now = {code: sum(counts[code][one] for one in headings) for code in codes if code in counts}
        england = _england(counts, set(headings))
        if ENGLAND.code in codes and england is not None:
            now[ENGLAND.code] = sum(england[one] for one in headings)
        made.append((row["category"], *(str(now.get(code, row[code])) for code in codes)))
    return NewTable(table, 1, ("category", *codes), tuple(made), name)


def _england(counts: Counts, headings: set[str]) -> dict[str, int] | None:
    """England's own row, else all its authorities added up, else nothing."""
    if ENGLAND.code in counts and headings <= set(counts[ENGLAND.code]):
        return counts[ENGLAND.code]
    authorities = [cells for code, cells in counts.items() if _AUTHORITY.match(code)]
    if len(authorities) != _ENGLISH:
        return None
    return {heading: sum(cells[heading] for cells in authorities) for heading in headings}
