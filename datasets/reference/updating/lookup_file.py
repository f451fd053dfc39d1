"""The ONS lookup from LSOA 2021 to ward: wards change at elections, so a newer one renews the names people know."""

import re

from datasets.reference.store import rows_of
from datasets.reference.updating.draft import Draft, NewTable, NotUsable, and_more
from datasets.reference.updating.sheets import Found

_WARD = re.compile(r"wd(\d\d)nm$")


def recognises(headings: tuple[str, ...]) -> bool:
    lower = [heading.casefold() for heading in headings]
    return "lsoa21cd" in lower and any(map(_WARD.match, lower))


def read(found: list[Found], draft: Draft) -> str:
    """The ward of each of our small areas."""
    one = found[0]
    columns = one.columns
    name, year = next((name, 2000 + int(match[1])) for name in columns if (match := _WARD.match(name)))
    wards = {
        row[columns["lsoa21cd"]].strip(): row[columns[name]].strip() for _, row in one.rows if len(row) > columns[name]
    }
    before = rows_of("lsoa_2021")
    missing = [row["lsoa"] for row in before if not wards.get(row["lsoa"])]
    if missing:
        raise NotUsable(f"The file has no ward for {and_more(missing)}. Give the whole file for England.")
    headings = tuple(before[0])
    rows = tuple(tuple((row | {"ward": wards[row["lsoa"]]}).values()) for row in before)
    draft.take(NewTable("lsoa_2021", 1, headings, rows, one.name, date=f"2021 boundaries, wards of {year}"))
    return f"Wards of {year} for {len(rows)} small areas"
