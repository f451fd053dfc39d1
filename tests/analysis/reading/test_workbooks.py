"""Workbooks: sheets, what is hidden, far cells, unsafe archives, and each kind of value as text."""

import datetime
import io
import re
import zipfile

import pytest
from openpyxl.comments import Comment

from datasets.analysis.reading import Limits, ReadOptions, read_file
from datasets.analysis.reading.sheet_scan import SheetScan
from tests.analysis.reading.making import cells, codes, read_book, read_text, workbook

ROWS = [["Record", "Sex", "Date"], *([n, "MF"[n % 2], "01/05/2024"] for n in range(1, 13))]


def repacked(folder, change, name="changed.xlsx"):
    """A saved workbook with its parts changed: change takes and gives {name: bytes}."""
    whole = io.BytesIO()
    workbook(ROWS).save(whole)
    with zipfile.ZipFile(whole) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data in change(parts).items():
            archive.writestr(part, data)
    return read_file(path)


def test_each_kind_of_value_becomes_its_text(tmp_path):
    values = [
        9996922219,
        0.1,
        1e-7,
        True,
        1,
        datetime.date(2025, 4, 3),
        datetime.datetime(2025, 4, 3, 9, 30),
        datetime.time(9, 5),
        "007",
    ]
    reading = read_book(
        tmp_path, workbook([["Record", "Value"], *([n, value] for n, value in enumerate(values, 1))]), counted=False
    )
    assert cells(reading, "Value") == [
        "9996922219", "0.1", "1e-07", "TRUE", "1", "2025-04-03", "2025-04-03 09:30:00", "09:05:00", "007",
    ]  # fmt: skip


def test_the_sheet_with_the_table_is_chosen_and_another_may_be(tmp_path):
    book = workbook([["About this workbook"], ["Made for a meeting"]], "Cover")
    for name, rows in (("Data", ROWS), ("Small", ROWS[:3])):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    reading = read_book(tmp_path, book)
    assert (reading.facts.sheet, len(reading.table)) == ("Data", 12)
    assert reading.facts.sheets == ("Cover", "Data", "Small")
    assert len(read_book(tmp_path, book, sheet="Small").table) == 2
    assert codes(read_book(tmp_path, book, sheet="Gone")) == {"no_such_sheet"}
    said = next(one.message for one in reading.problems if one.code == "sheet_chosen")
    assert said.endswith("“Small” has the same headings: to count all together, copy their rows onto one sheet.")


def test_errors_of_excel_are_told_and_not_taken_for_blanks_without_a_word(tmp_path):
    rows = [["Record", "Sex"], [1, "#N/A"], [2, "#REF!"], [3, "M"], [4, "F"]]
    for reading in (
        read_book(tmp_path, workbook(rows), counted=False),
        read_text(tmp_path, "\n".join(f"{record},{sex}" for record, sex in rows), counted=False),
    ):
        (found,) = [one for one in reading.problems if one.code == "error_cells"]
        assert found.message.startswith("2 cells of this file hold an error of Excel")


def test_what_is_hidden_is_read_and_said(tmp_path):
    book = workbook(ROWS)
    book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("Kept back")
    hidden.append(["Name"])
    hidden.sheet_state = "veryHidden"
    reading = read_book(tmp_path, book)
    assert len(reading.table) == 12
    assert {"hidden_rows", "hidden_columns", "hidden_sheet"} <= codes(reading)
    assert [(sheet.name, sheet.hidden) for sheet in reading.side_sheets] == [("Kept back", True)]


def test_comments_and_properties_are_looked_at(tmp_path):
    book = workbook(ROWS)
    book.active["A2"].comment = Comment("Rang on 07700 900123", "A N Other")
    book.properties.title = "A report"
    places = {passage.place: passage.text for passage in read_book(tmp_path, book).passages}
    assert "07700 900123" in places["comments on cells"]
    assert "A report" in places["workbook properties"]


def test_a_stray_cell_far_away_is_left_out(tmp_path):
    book = workbook(ROWS)
    book.active["XFD1048576"] = "x"
    reading = read_book(tmp_path, book)
    assert len(reading.table) == 12
    assert [problem.code for problem in reading.problems] == ["stray_cell"]
    assert "XFD1048576" in reading.problems[0].message


def test_formulas_without_results_are_said(tmp_path):
    book = workbook([["Group", "Seen", "Not seen", "Total"], ["Asian", 3, 4, "=B2+C2"], ["White", 5, 6, "=B3+C3"]])
    assert "formula_without_result" in codes(read_book(tmp_path, book))


def test_tables_side_by_side_are_told_apart(tmp_path):
    rows = [
        ["Group", "Seen", None, "Sex", "Seen"],
        ["Asian", 3, None, "Male", 9],
        ["White", 5, None, "Female", 8],
        ["Black", 9, None, None, None],
    ]
    book = workbook(rows)
    assert [c.name for c in read_book(tmp_path, book).table.columns] == ["Group", "Seen"]
    second = read_book(tmp_path, book, table=2)
    assert cells(second, "Sex") == ["Male", "Female"]
    assert "side_by_side" in codes(second)


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(workbook_bytes=100), "too_large"),
        (Limits(unpacked_bytes=1000), "too_large_unpacked"),
        (Limits(entries=3), "too_many_parts"),
        (Limits(sheets=0), "too_many_sheets"),
        (Limits(rows=1, cells=10_000_000), None),
    ],
)
def test_limits_are_kept_before_anything_is_unpacked(tmp_path, limits, code):
    workbook(ROWS).save(tmp_path / "book.xlsx")
    reading = read_file(tmp_path / "book.xlsx", options=ReadOptions(limits=limits))
    assert codes(reading) == ({code} if code else set())


def test_a_part_that_is_packed_too_tight_is_refused(tmp_path):
    def swell(parts):
        return parts | {"xl/sharedStrings.xml": b"<sst>" + b"A" * (8 << 20) + b"</sst>"}

    assert codes(repacked(tmp_path, swell)) == {"too_large_unpacked"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(tmp_path, encoding):
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]><sst>&y;</sst>'

    def declare(parts):
        return parts | {"xl/sharedStrings.xml": text.encode(encoding)}

    assert codes(repacked(tmp_path, declare)) == {"unsafe_xml"}


def test_a_picture_that_looks_like_a_declaration_does_no_harm(tmp_path):
    reading = repacked(tmp_path, lambda parts: parts | {"xl/media/image1.svg": b"<!DOCTYPE svg><svg/>"})
    assert len(reading.table) == 12


def test_a_part_that_is_missing_or_broken_is_damage(tmp_path):
    def broken(parts):
        return {name: data[:50] if name.startswith("xl/worksheets") else data for name, data in parts.items()}

    def without(parts):
        return {name: data for name, data in parts.items() if not name.endswith("workbook.xml.rels")}

    assert codes(repacked(tmp_path, broken)) <= {"damaged_workbook", "empty_file"}
    assert codes(repacked(tmp_path, without)) == {"damaged_workbook"}


def test_a_document_is_not_a_workbook(tmp_path):
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert codes(read_file(path)) == {"wrong_type_office"}


@pytest.mark.parametrize("size", [7, 64, 10_000])
def test_tags_behind_a_prefix_are_scanned_like_plain_ones(size):
    """Some systems write <x:row> and <x:c>; a piece may end anywhere."""
    plain = (
        b'<worksheet><cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c><c r="AB1"><f>A1+1</f></c></row>'
        b'<row r="9" hidden="1"><c r="A9"><v>2</v></c></row></sheetData><autoFilter ref="A1:B9"/></worksheet>'
    )
    prefixed = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", plain)
    scans = []
    for xml in (plain, prefixed):
        scan = SheetScan()
        for at in range(0, len(xml), size):
            scan.feed(xml[at : at + size])
        scans.append(scan.finish())
    assert scans[0] == scans[1]
    assert (scans[1].cells, scans[1].last_row, scans[1].hidden_rows) == (3, 9, [9])
    assert scans[1].no_result == [("AB", 1)]
    assert scans[1].hidden_columns == [(2, 3)]
    assert scans[1].filtered
