"""What a person says about a file goes before what we find; what does not fit is said with what there is."""

import pytest
from openpyxl import Workbook

from datasets.analysis.table import Reading
from tests.analysis.reading.making import HEADINGS, cells, codes, lines, read_book, read_rows, read_text

TEXT = "\n".join([HEADINGS, *lines(12)]) + "\n"
TABLE = [HEADINGS.split(","), *(line.split(",") for line in lines(5))]


def read_sheets(folder, sheets: dict[str, list], **options) -> Reading:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return read_book(folder, book, **options)


def message(reading: Reading, code: str) -> str:
    return next(problem.message for problem in reading.problems if problem.code == code)


def test_a_sheet_is_found_in_any_case_and_one_that_is_not_there_is_answered_with_those_that_are(tmp_path):
    sheets = {"Cover": [["A report", "of ours"]], "Data ": TABLE}
    assert read_sheets(tmp_path, sheets, sheet="cover").facts.sheets == ("Cover", "Data")
    assert "“Cover”, “Data”" in message(read_sheets(tmp_path, sheets, sheet="cover"), "no_rows")
    assert read_sheets(tmp_path, sheets, sheet="data").facts.sheet == "Data"
    refused = read_sheets(tmp_path, sheets, sheet="Daten")
    assert refused.table is None
    assert refused.facts.sheets == ("Cover", "Data")
    assert "no sheet “Daten”" in message(refused, "no_such_sheet")
    assert "“Cover”, “Data”" in message(refused, "no_such_sheet")


def test_a_sheet_named_after_a_person_is_neither_shown_nor_repeated(tmp_path):
    sheets = {"NHS 9434765919": TABLE, "Notes": [["x", "y"]]}
    refused = read_sheets(tmp_path, sheets, sheet="NHS 9434765870")
    assert "943476" not in str(refused.problems)
    assert read_sheets(tmp_path, sheets, sheet="sheet 1").table is not None


def test_another_heading_row_is_taken_and_an_empty_one_refused(tmp_path):
    rows = ("A title,,,,", "", HEADINGS, *lines(6))
    assert read_rows(tmp_path, *rows, header_row=1).table.columns[0].name == "A title"
    assert "Row 2 of this file is empty" in message(read_rows(tmp_path, *rows, header_row=2), "header_row")
    assert "Row 99 is not among the first rows" in message(read_rows(tmp_path, *rows, header_row=99), "header_row")
    assert read_rows(tmp_path, *rows, header_row=0).table.columns[0].name == "Column 1"


def test_a_delimiter_that_parts_nothing_is_refused_with_the_one_that_does(tmp_path):
    said = message(read_text(tmp_path, TEXT, delimiter=";"), "delimiter")
    assert "semicolon" in said
    assert "comma" in said
    assert len(read_text(tmp_path, TEXT, delimiter=",").table) == 12


def test_choices_that_this_kind_of_file_does_not_have_are_said(tmp_path):
    assert "no difference" in message(read_text(tmp_path, TEXT, sheet="Data"), "not_for_this_file")
    sheets = {"Data": TABLE}
    assert codes(read_sheets(tmp_path, sheets, encoding="utf-8")) >= {"not_for_this_file"}


def test_rows_taken_for_totals_or_footers_stay_where_the_person_says_so(tmp_path):
    rows = (HEADINGS, *lines(6), "Total,,,,", "(6 rows affected),,,,")
    assert len(read_rows(tmp_path, *rows).table) == 6
    kept = read_rows(tmp_path, *rows, keep=frozenset({"total", "footer"}))
    assert len(kept.table) == kept.rows_read == 8


def test_totals_of_a_counted_table_stay_too(tmp_path):
    rows = ("Ethnicity,Patients", "Indian,40", "African,60", "Total,100")
    assert cells(read_rows(tmp_path, *rows), "Ethnicity") == ["Indian", "African"]
    assert len(read_rows(tmp_path, *rows, keep=frozenset({"total"})).table) == 3


@pytest.mark.parametrize(("counted", "code"), [(False, "looks_counted"), (None, "counted")])
def test_whether_a_table_is_counted_is_for_the_person_to_say(tmp_path, counted, code):
    reading = read_rows(tmp_path, "Ethnicity,Patients", "Indian,40", "African,60", counted=counted)
    assert code in codes(reading)
    assert reading.shape.kind == ("rows" if counted is False else "counted")


def test_counts_that_are_not_there_are_asked_for(tmp_path):
    reading = read_text(tmp_path, TEXT, counted=True)
    assert reading.shape.kind == "rows"
    assert "another sheet or row of headings" in message(reading, "no_counts")
