"""Which publisher's file this is, told by what it holds, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from datasets.reference.updating import (
    boundary_file,
    census_file,
    deprivation_file,
    fingertips_file,
    lookup_file,
    population_file,
    postcode_file,
)
from datasets.reference.updating.draft import Draft, NewTable, NotUsable
from datasets.reference.updating.sheets import DEEPEST_HEADINGS, Found, find_headings, sheets_of


@dataclass(frozen=True)
class Format:
    """name is what the publisher calls the file. read gets every table of this form in the file, the largest first."""

    name: str
    recognises: Callable[[tuple[str, ...]], bool]
    read: Callable[[list[Found], Draft], str]


FORMATS = (
    Format("English Indices of Deprivation, File 7", deprivation_file.recognises, deprivation_file.read),
    Format("ONS lookup from LSOA 2021 to wards", lookup_file.recognises, lookup_file.read),
    Format("ONS postcode lookup (NSPL or ONSPD)", postcode_file.recognises, postcode_file.read),
    Format("ONS mid-year population estimates (MYEB1 or MYE2)", population_file.recognises, population_file.read),
    Format(
        "Health indicators (Fingertips or Explore Local Statistics)", fingertips_file.recognises, fingertips_file.read
    ),
    Format("Census 2021 table (Nomis or ONS)", census_file.recognises, census_file.read),
)
NAMES = (*(one.name for one in FORMATS), boundary_file.NAME)


@dataclass(frozen=True)
class Read:
    """What a file is, which edition and areas were taken from it in words, and the tables it gives."""

    form: str
    said: str
    tables: tuple[NewTable, ...]


def read_publishers_file(path: Path) -> Read:
    """NotUsable where the file is none of ours or cannot be right."""
    draft = Draft()
    if boundary_file.is_geojson(path):
        said = boundary_file.read(path, draft)
        return Read(boundary_file.NAME, said, tuple(draft.tables.values()))
    sheets = sheets_of(path)
    for form in FORMATS:
        found = [one for sheet in sheets if (one := find_headings(sheet, form.recognises))]
        if found:
            said = form.read(found, draft)
            return Read(form.name, said, tuple(draft.tables.values()))
    raise NotUsable(_unknown([sheet.name for sheet in sheets]))


def _unknown(names: list[str]) -> str:
    looked = f" (in {', '.join(names[:3])}{' and others' if len(names) > 3 else ''})" if len(names) > 1 else ""
    return (
        f"The headings of this file are not known: none of its first {DEEPEST_HEADINGS} rows{looked} holds the "
        "headings of "
        f"a file that can be taken in. These can: {'; '.join(NAMES)}."
    )
