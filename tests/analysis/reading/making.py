"""Small files made for one test each: text in any encoding, and workbooks with what openpyxl can put in them."""

from pathlib import Path

from openpyxl import Workbook

from datasets.analysis.reading import ReadOptions, read_file
from datasets.analysis.table import Reading

HEADINGS = "Record,Sex,Ethnic category,Outcome,Date"


def lines(count: int, first: int = 1) -> list[str]:
    """Rows of an appointments file, all different in their record number."""
    groups = ("A - British", "H - Indian", "Z - Not stated")
    return [
        f"{n},{'MF'[n % 2]},{groups[n % 3]},{('Attended', 'DNA')[n % 4 == 0]},{1 + n % 28:02}/05/2024"
        for n in range(first, first + count)
    ]


def read_text(folder: Path, text: str | bytes, name: str = "file.csv", **options) -> Reading:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path, options=ReadOptions(**options))


def read_rows(folder: Path, *rows: str, **options) -> Reading:
    return read_text(folder, "\n".join(rows) + "\n", **options)


def workbook(rows, title: str = "Data") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def read_book(folder: Path, book: Workbook, **options) -> Reading:
    path = folder / "book.xlsx"
    book.save(path)
    return read_file(path, options=ReadOptions(**options))


def cells(reading: Reading, name: str) -> list[str]:
    """The texts of one column, row by row."""
    column = reading.table.column(name)
    return [column.labels[code] if code >= 0 else "" for code in column.codes]


def codes(reading: Reading) -> set[str]:
    """The codes of the problems found."""
    return {problem.code for problem in reading.problems}
