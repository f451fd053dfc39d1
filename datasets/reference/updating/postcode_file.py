"""The National Statistics Postcode Lookup, or the ONS Postcode Directory: the official small area of every postcode."""

from collections.abc import Iterator

from datasets.reference.small_areas import area_2011, small_areas
from datasets.reference.store import rows_of
from datasets.reference.updating.tables import NewTable, NotUsable

_POSTCODE = ("pcds", "pcd7", "pcd8", "pcd", "pcd2")
_LSOA_2021 = ("lsoa21", "lsoa21cd")
# A file with fewer of the postcodes in use than this is not whole.
_ENOUGH = 0.9
HEADINGS = ("postcode", "lsoa_2021", "lsoa_2011")
NOTE = (
    "The official allocation. Live and ended postcodes. Contains OS data © Crown copyright and database right. "
    "Contains Royal Mail data © Royal Mail copyright and database right."
)


def recognises(headings: tuple[str, ...]) -> bool:
    lower = [heading.lower() for heading in headings]
    return all(any(one in lower for one in names) for names in (_POSTCODE, _LSOA_2021))


def read(headings: tuple[str, ...], rows: Iterator[list[str]], name: str) -> tuple[NewTable, ...]:
    """The postcodes of Derby and Derbyshire. A file of some postcode areas (DE, S ...) replaces those areas alone."""
    lower = [heading.lower() for heading in headings]
    places = [next(lower.index(one) for one in names if one in lower) for names in (_POSTCODE, _LSOA_2021)]
    ours, found, areas = small_areas(2021), {}, set()
    for row in rows:
        if len(row) <= max(places):
            continue
        postcode, new = (row[place].strip() for place in places)
        postcode = postcode.replace(" ", "").upper()
        areas.add(_area(postcode))
        if new in ours:
            # Newer files no longer carry the area of 2011; the lookup has it.
            old = area_2011(new)
            found[postcode] = (postcode, new, old if old != new else "")
    _check(found, areas)
    kept = [tuple(row.values()) for row in rows_of("postcodes") if _area(row["postcode"]) not in areas]
    return (NewTable("postcodes", 1, HEADINGS, tuple(sorted([*found.values(), *kept])), name, NOTE),)


def _area(postcode: str) -> str:
    """The letters a postcode begins with."""
    return postcode[: next((i for i, sign in enumerate(postcode) if sign.isdigit()), len(postcode))]


def _check(found: dict[str, tuple[str, str, str]], areas: set[str]) -> None:
    before = [row["postcode"] for row in rows_of("postcodes") if _area(row["postcode"]) in areas]
    if not found:
        raise NotUsable("The file has no postcode of Derby and Derbyshire.")
    still = sum(postcode in found for postcode in before)
    if before and still < _ENOUGH * len(before):
        raise NotUsable(
            f"Only {still:,} of the {len(before):,} postcodes known so far are in the file: it is not whole."
        )
