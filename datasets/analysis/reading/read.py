"""A file in, a Reading out: what it is, its table as text, what was left out and why."""

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.reading.formats import kind_of
from datasets.analysis.reading.options import CannotRead, ReadOptions
from datasets.analysis.reading.table_from import Found, table_from
from datasets.analysis.reading.text_file import read_text
from datasets.analysis.reading.workbook_file import read_workbook
from datasets.analysis.table import FileFacts, Passage, Problem, Reading
from datasets.analysis.threads import beside

Progress = Callable[[str, int, int], None]
FILE_NAME = "file name"
_FIND_IT_ALL = ReadOptions()


def _quiet(stage: str, done: int, total: int) -> None:
    """Nobody is listening."""


def read_file(
    path: str | Path, *, name: str | None = None, options: ReadOptions = _FIND_IT_ALL, progress: Progress = _quiet
) -> Reading:
    """Reads a CSV, TSV, XLSX, XLSM, XLSB, XLS or ODS file, every cell as text.

    name is the file's name as the person knows it (the path's own where None); it is replaced where it holds an
    identifier. A file that cannot be used gives a Reading whose table is None and whose problems hold one of severity
    "error"; rows that cannot be used are in table.set_aside with the reason. progress is called with (stage, done,
    total).
    """
    path = Path(path)
    name = path.name if name is None else name
    size = path.stat().st_size
    facts = FileFacts(safe_name(name), size, "", "unknown")
    try:
        data = _bytes(path, size, options)
    except CannotRead as fault:
        return _refused(facts, name, fault)
    # The reading need not wait for the mark of the file.
    with beside(hashlib.sha256, data) as mark:
        try:
            return _reading(facts, name, _found(data, size, options, progress), options, mark)
        except CannotRead as fault:
            return _refused(replace(facts, sha256=mark.result().hexdigest()), name, fault)


def _found(data: bytes, size: int, options: ReadOptions, progress: Progress) -> Found:
    kind = kind_of(data[:8192], size)
    progress("reading", 0, size)
    return read_text(data, options, progress) if kind == "text" else read_workbook(data, kind, options, progress)


def _refused(facts: FileFacts, name: str, fault: CannotRead) -> Reading:
    problem = Problem(fault.code, "error", fault.message, fault.row, fault.column)
    facts = replace(facts, sheets=fault.sheets)
    return Reading(facts, None, (problem,), 0, passages=(Passage(FILE_NAME, name),))


def _bytes(path: Path, size: int, options: ReadOptions) -> bytes:
    """The whole file, if it is within the limit of its kind."""
    with path.open("rb", buffering=0) as file:
        head = file.read(8)
        workbook = head.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
        most = options.limits.workbook_bytes if workbook else options.limits.text_bytes
        if size > most:
            what = "workbook" if workbook else "text file"
            raise CannotRead(
                "too_large",
                f"This {what} is {size / 2**20:,.0f} MB; at most {most / 2**20:,.0f} MB can be read. Leave out the "
                "columns you do "
                "not need, or part it by year.",
            )
        file.seek(0)
        return file.read()


def _reading(facts: FileFacts, name: str, found: Found, options: ReadOptions, mark: Future) -> Reading:
    made = table_from(found, options.counted, options.keep)
    facts = replace(
        facts,
        sha256=mark.result().hexdigest(),
        format=found.format,
        encoding=found.encoding,
        delimiter=found.delimiter,
        sheet=found.sheet,
        sheets=found.sheets,
        header_row=found.header_row,
    )
    passages = (Passage(FILE_NAME, name), *found.passages)
    return Reading(
        facts,
        made.table,
        (*_not_for_this(found, options), *found.problems, *made.problems),
        made.rows_read,
        made.shape,
        passages,
        found.side_sheets,
    )


def _not_for_this(found: Found, options: ReadOptions) -> tuple[Problem, ...]:
    """What the person chose that this kind of file does not have."""
    is_text = found.sheet is None
    said = [(options.sheet, "a sheet", "text file, which has none")] if is_text else []
    if not is_text:
        said = [
            (options.encoding, "a text encoding", "workbook, which needs none"),
            (options.delimiter, "what parts the cells", "workbook, where nothing needs to"),
        ]
    return tuple(
        Problem("not_for_this_file", "note", f"You chose {what}, but this is a {why}. It made no difference.")
        for choice, what, why in said
        if choice is not None
    )


def safe_name(name: str) -> str:
    """The file's name for the page and the profile; a plain one where it holds an identifier."""
    suffix = Path(name).suffix.lower()
    plain = suffix if suffix in (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods") else ""
    return f"data{plain}" if holds_identifier(name) else Path(name).name
