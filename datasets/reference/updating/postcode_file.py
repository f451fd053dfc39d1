"""The National Statistics Postcode Lookup, or the ONS Postcode Directory: the official small area of every postcode."""

import re

from datasets.reference.small_areas import area_2011, small_areas
from datasets.reference.store import rows_of
from datasets.reference.updating.draft import Draft, NewTable, NotUsable
from datasets.reference.updating.sheets import Found

_POSTCODE = ("pcds", "pcd7", "pcd8", "pcd", "pcd2")
_LSOA_2021 = ("lsoa21", "lsoa21cd")
_MONTH = re.compile(r"(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*[_ ]?(?:20)?(\d\d)(?!\d)", re.IGNORECASE)
_MONTHS = {
    name[:3].casefold(): name
    for name in (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
}
# A file with fewer of the postcodes in use than this is not whole.
_ENOUGH = 0.9
HEADINGS = ("postcode", "lsoa_2021", "lsoa_2011")
NOTE = (
    "The official allocation. Live and ended postcodes. Contains OS data © Crown copyright and database right. "
    "Contains Royal Mail data © Royal Mail copyright and database right."
)


def recognises(headings: tuple[str, ...]) -> bool:
    lower = [heading.casefold() for heading in headings]
    return all(any(one in lower for one in names) for names in (_POSTCODE, (*_LSOA_2021, "lsoa11", "lsoa11cd")))


def read(found: list[Found], draft: Draft) -> str:
    """The postcodes of Derby and Derbyshire. A file of some postcode areas (DE, S ...) replaces those areas alone."""
    one = found[0]
    columns = one.columns
    if not any(name in columns for name in _LSOA_2021):
        raise NotUsable(
            "This file has the small areas of 2011 alone. Download a newer one, with small areas of 2021 (lsoa21)."
        )
    places = [next(columns[name] for name in names if name in columns) for names in (_POSTCODE, _LSOA_2021)]
    ours, made, areas = small_areas(2021), {}, set()
    for _, row in one.rows:
        if len(row) <= max(places):
            continue
        postcode, new = (row[place].strip() for place in places)
        postcode = postcode.replace(" ", "").upper()
        areas.add(_area(postcode))
        if new in ours:
            # Newer files no longer carry the area of 2011; the lookup has it.
            old = area_2011(new)
            made[postcode] = (postcode, new, old if old != new else "")
    _check(made, areas)
    kept = [tuple(row.values()) for row in draft.rows_of("postcodes") if _area(row["postcode"]) not in areas]
    rows = tuple(sorted([*made.values(), *kept]))
    draft.take(NewTable("postcodes", 1, HEADINGS, rows, one.name, NOTE, _date(one.name)))
    covered = {small_areas(2021)[area].district for _, area, _ in made.values()}
    return (
        f"{len(made):,} postcodes in {len({row[1] for row in made.values()})} small areas of {len(covered)} districts"
    )


def _date(name: str) -> str:
    """“May 2025” of NSPL_MAY_2025_UK.csv; nothing where the name tells no month."""
    found = _MONTH.search(name)
    return f"{_MONTHS[found[1][:3].casefold()]} 20{found[2]}" if found else ""


def _area(postcode: str) -> str:
    """The letters a postcode begins with."""
    return postcode[: next((i for i, sign in enumerate(postcode) if sign.isdigit()), len(postcode))]


def _check(made: dict[str, tuple[str, str, str]], areas: set[str]) -> None:
    before = [row["postcode"] for row in rows_of("postcodes") if _area(row["postcode"]) in areas]
    if not made:
        raise NotUsable(
            "The file has no postcode of Derby and Derbyshire. Give the whole file, or that of one of the "
            "postcode areas "
            "DE, S, SK, NG, LE or ST."
        )
    still = sum(postcode in made for postcode in before)
    if before and still < _ENOUGH * len(before):
        raise NotUsable(
            f"Only {still:,} of the {len(before):,} postcodes known so far are in the file: it is not whole. "
            "Give the file "
            "that has live and ended postcodes."
        )
