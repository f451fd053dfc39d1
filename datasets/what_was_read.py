"""What reading found in a file, said in words, so that a person can see it and say otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

from datasets.analysis.table import Problem
from design.words import count, day

from .models import Dataset
from .reading_choices import delimiter_in_words, encoding_in_words

FORMATS = {
    "csv": "Text file",
    "tsv": "Text file, with tabs",
    "xlsx": "Excel workbook",
    "xlsm": "Excel workbook with macros, which were not run",
    "xlsb": "Excel workbook (binary)",
    "xls": "Old Excel workbook",
    "ods": "OpenDocument spreadsheet",
}
AS_YOU_SAID = ", as you said"


@dataclass(frozen=True)
class Fact:
    """One thing that was found. more are further lines below it."""

    name: str
    words: str
    more: tuple[str, ...] = ()


def what_was_read(dataset: Dataset) -> list[Fact]:
    """Everything that was found and can be overruled; nothing for a dataset that was not read."""
    if not dataset.rows or dataset.is_typed:
        return []
    facts = [_rows(dataset), _headings(dataset), _sheet(dataset), _kind(dataset), _missing(dataset), _period(dataset)]
    return [fact for fact in facts if fact]


def noticed(dataset: Dataset, said_already: Iterable[str] = ()) -> list[Problem]:
    """What was noticed while reading and stopped nothing, without the identifiers of columns told already."""
    told = set(said_already)
    found = [Problem(**one) for one in dataset.problems if one["severity"] != "error"]
    return [one for one in found if not (one.code.startswith("identifier_") and one.column in told)]


def _said(dataset: Dataset, name: str) -> str:
    return AS_YOU_SAID if name in dataset.read_as else ""


def _kind(dataset: Dataset) -> Fact:
    """The kind of file; of a text file also what parts its cells and how its letters are written."""
    words = FORMATS.get(dataset.facts["format"], dataset.facts["format"])
    encoding = dataset.facts.get("encoding")
    if not encoding:
        return Fact("Kind of file", words)
    mark = delimiter_in_words(dataset.facts.get("delimiter")) + _said(dataset, "delimiter")
    letters = encoding_in_words(encoding) + _said(dataset, "encoding")
    return Fact("Kind of file", words, (f"Between the cells: {mark}", f"Letters written as: {letters}"))


def _sheet(dataset: Dataset) -> Fact | None:
    sheet, sheets = dataset.facts.get("sheet"), dataset.facts.get("sheets", ())
    if not sheet:
        return None
    others = f", one of {len(sheets)}" if len(sheets) > 1 else ""
    return Fact("Sheet", f"“{sheet}”{others}{_said(dataset, 'sheet')}")


def _headings(dataset: Dataset) -> Fact:
    row, rows = dataset.facts.get("header_row"), dataset.layout.get("header_rows", 1)
    above = dataset.layout.get("preamble_rows", 0)
    words = f"Rows {row - rows + 1} to {row}, joined" if row and rows > 1 else f"Row {row}"
    if not row:
        words = "None found, so the columns are numbered"
    more = (f"{count(above, 'line')} above {'was' if above == 1 else 'were'} not read as data",) if above else ()
    return Fact("Headings", words + _said(dataset, "header_row"), more)


def _missing(dataset: Dataset) -> Fact | None:
    return Fact("Also “not known”", dataset.missing_as) if dataset.missing_as else None


def _period(dataset: Dataset) -> Fact | None:
    first, last = dataset.period_from, dataset.period_to
    return Fact("Covers", f"{day(first)} to {day(last)}{AS_YOU_SAID}") if first and last else None


def _rows(dataset: Dataset) -> Fact:
    """rows read = rows used + rows set aside, always, and why each was set aside."""
    read, used, aside = (dataset.rows[name] for name in ("read", "profiled", "set_aside"))
    blank = dataset.layout.get("blank_rows", 0)
    more = [_aside(one) for one in dataset.set_aside]
    if blank:
        more.append(f"{count(blank, 'blank row')} passed over, not counted as rows")
    return Fact("Rows", f"{read:,} read = {used:,} used + {aside:,} set aside", tuple(more))


def _aside(one: dict) -> str:
    return f"{count(_number(one), 'row')} set aside: {one['reason'].rstrip('.')} ({_where(one)})"


def _number(one: dict) -> int:
    return sum(last - first + 1 for first, last in one["rows"])


def _where(one: dict) -> str:
    """The first places of rows set aside: “rows 5, 9 to 12 and others”."""
    spans = [str(first) if first == last else f"{first} to {last}" for first, last in one["rows"]]
    shown = ", ".join(spans[:3])
    word = "row" if _number(one) == 1 else "rows"
    return f"{word} {shown}{' and others' if len(spans) > 3 else ''}"
