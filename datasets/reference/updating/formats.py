"""Which publisher's file this is, told by its headings, and what it says."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from datasets.reference.updating import census_file, deprivation_file, fingertips_file, population_file, postcode_file
from datasets.reference.updating.tables import NewTable, NotUsable


@dataclass(frozen=True)
class Format:
    """name is what the publisher calls the file. read gets the headings, the rows and the file's name."""

    name: str
    recognises: Callable[[tuple[str, ...]], bool]
    read: Callable[[tuple[str, ...], Iterator[list[str]], str], tuple[NewTable, ...]]


FORMATS = (
    Format("English Indices of Deprivation, File 7", deprivation_file.recognises, deprivation_file.read),
    Format("ONS postcode lookup (NSPL or ONSPD)", postcode_file.recognises, postcode_file.read),
    Format("ONS mid-year population estimates, detailed (MYEB1)", population_file.recognises, population_file.read),
    Format("OHID Fingertips indicator file", fingertips_file.recognises, fingertips_file.read),
    Format("Census table by local authority (Nomis or ONS)", census_file.recognises, census_file.read),
)


def read_publishers_file(path: Path) -> tuple[Format, tuple[NewTable, ...]]:
    """The form of a file and the tables it gives. NotUsable where it is none of ours or cannot be right."""
    with path.open("rb") as opened:
        if opened.read(2) == b"PK":
            raise NotUsable(
                "This is a zip file or a workbook. Unpack it, or save the sheet as CSV, and give the CSV file."
            )
    with path.open(newline="", encoding=_encoding(path)) as file:
        rows = csv.reader(file)
        headings = tuple(heading.strip() for heading in next(rows, ()))
        for one in FORMATS:
            if one.recognises(headings):
                return one, one.read(headings, rows, path.name)
    known = "; ".join(one.name for one in FORMATS)
    raise NotUsable(f"The headings of this file are not known. These files can be taken in: {known}.")


def _encoding(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
