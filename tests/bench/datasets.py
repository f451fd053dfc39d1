"""script/bench datasets: a million appointments as CSV and 100,000 as XLSX, each profiled whole, beside a bare read.

Measured is the way from the file to what the app stores of it, as it stores it but for the database: read, identifiers
taken out, matched, counted, profiled, and the counts and the profile written as JSON. Beside it stands the bare read of
the same file: pyarrow with every column as text, python-calamine with every cell. Both are done in this process, in
turn and several times over; the middle of each is given, so that the ratio holds on any machine. The files are made
here, from a fixed seed, and go with the run."""

import csv
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow.csv
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from datasets.analysis.pipeline import profile_file
from datasets.analysis.profilejson import profile_as_json

CSV_ROWS, XLSX_ROWS = 1_000_000, 100_000
ROUNDS = 3
HEADINGS = (
    "Patient ref", "Appointment date", "Attendance", "Ethnicity", "Gender", "Age", "Religion", "Sexual orientation",
    "Marital status", "Disability", "Carer", "Interpreter required", "IMD decile", "Clinic",
)  # fmt: skip
CHOICES = {
    "Attendance": ["Attended", "Did not attend", "Cancelled by patient"],
    "Ethnicity": ["A", "B", "C", "H", "J", "K", "M", "N", "Z", "99", ""],
    "Gender": ["Female", "Male", "Not known"],
    "Religion": ["Christian", "Muslim", "No religion", "Sikh", "Not stated", ""],
    "Sexual orientation": ["Heterosexual", "Gay or lesbian", "Bisexual", "Not stated", ""],
    "Marital status": ["Married", "Single", "Widowed", "Not known"],
    "Disability": ["Yes", "No", "Not asked"],
    "Carer": ["Yes", "No", ""],
    "Interpreter required": ["Yes", "No"],
    "Clinic": ["Derby", "Bolsover", "Ilkeston", "Chesterfield"],
}


def rows_of(number: int):
    """Invented appointments as columns of text: about two and a half for each person."""
    chance = np.random.default_rng(7)
    days = np.arange("2025-04-01", "2026-04-01", dtype="datetime64[D]").astype(str)
    columns = {name: np.array(values)[chance.integers(0, len(values), number)] for name, values in CHOICES.items()}
    columns["Patient ref"] = np.char.add("P", chance.integers(0, number * 2 // 5, number).astype(str))
    columns["Appointment date"] = days[chance.integers(0, len(days), number)]
    columns["Age"] = chance.integers(0, 100, number).astype(str)
    columns["IMD decile"] = chance.integers(1, 11, number).astype(str)
    return zip(*(columns[name].tolist() for name in HEADINGS), strict=True)


def seconds(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def stored(path: Path) -> int:
    """Profiles a file and gives the length of what would be stored of it."""
    result = profile_file(path, key=b"only for this measurement", unit="appointment")
    assert result.profile is not None, result.problems
    kept = (result.counts.to_json(), result.mapping.to_json(), profile_as_json(result.profile))
    return sum(len(json.dumps(one)) for one in kept)


def in_turn(bare_read, path: Path, rounds: int = ROUNDS) -> tuple[float, float]:
    """The middle of several times in seconds: of the bare read, and of the whole way to what is stored."""
    times = [(seconds(bare_read), seconds(lambda: stored(path))) for _ in range(rounds)]
    bare, whole = zip(*times, strict=True)
    return statistics.median(bare), statistics.median(whole)


def write_csv(path: Path, rows: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(rows_of(rows))


def bare_csv(path: Path):
    """Every column read as text."""
    options = pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(HEADINGS, pyarrow.string()))
    return pyarrow.csv.read_csv(path, convert_options=options)


def measure_csv(folder: Path) -> None:
    path = folder / "appointments.csv"
    write_csv(path, CSV_ROWS)
    report(f"{CSV_ROWS:,} rows of CSV", "pyarrow", lambda: bare_csv(path), path)


def measure_xlsx(folder: Path) -> None:
    path, book = folder / "appointments.xlsx", Workbook(write_only=True)
    sheet = book.create_sheet("Appointments")
    sheet.append(HEADINGS)
    for row in rows_of(XLSX_ROWS):
        sheet.append(row)
    book.save(path)
    report(
        f"{XLSX_ROWS:,} rows of XLSX",
        "calamine",
        lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(),
        path,
    )


def report(what: str, reader: str, bare_read, path: Path) -> None:
    bare, whole = in_turn(bare_read, path)
    print(f"{what}: {whole:.2f} s to what is stored; {reader} alone {bare:.2f} s; {whole / bare:.1f} times")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        measure_csv(Path(folder))
        measure_xlsx(Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    print(f"peak memory of this process: {peak:,.0f} MB")


if __name__ == "__main__":
    main()
