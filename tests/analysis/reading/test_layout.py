"""Headings, preambles, totals, footers and tables that are already counted."""

import pytest

from tests.analysis.reading.making import HEADINGS, cells, codes, lines, read_book, read_rows, workbook

COUNTS = ["Ethnic group,Referrals", "Asian,45", "Black,20", "White,300"]


def test_lines_above_the_headings_are_left_out_of_the_table(tmp_path):
    reading = read_rows(tmp_path, "A report of appointments", "Run on: 03 Apr 2025", "", HEADINGS, *lines(8))
    assert reading.facts.header_row == 4
    assert reading.shape.preamble_rows == 2
    assert len(reading.table) == 8


def test_names_and_values_above_a_narrow_table_are_not_its_headings(tmp_path):
    reading = read_rows(tmp_path, "Organisation,Example", "Run on,03 Apr 2025", "", *COUNTS)
    assert [column.name for column in reading.table.columns] == ["Ethnic group", "Referrals"]


def test_the_person_may_say_where_the_headings_are(tmp_path):
    rows = ["Some,words,that,look,so", HEADINGS, *lines(8)]
    assert read_rows(tmp_path, *rows, header_row=2).facts.header_row == 2
    without = read_rows(tmp_path, *rows, header_row=0)
    assert len(without.table) == 10
    assert without.table.columns[0].name == "Column 1"
    assert codes(read_rows(tmp_path, *rows, header_row=500)) == {"header_row"}


def test_a_file_without_headings_keeps_its_first_row(tmp_path):
    reading = read_rows(tmp_path, *lines(9))
    assert len(reading.table) == 9
    assert "no_headings" in codes(reading)


@pytest.mark.parametrize(
    "line",
    [
        "Total,,,12,",
        ",,,Grand total,12",
        "Sub-total,,,,",
        HEADINGS,
        "Page 2 of 3,,,,",
        "(12 rows affected)",
        "---,---,---,---,---",
    ],
)
def test_what_is_no_data_is_set_aside_wherever_it_stands(tmp_path, line):
    middle = read_rows(tmp_path, HEADINGS, *lines(6), line, *lines(6, 7))
    end = read_rows(tmp_path, HEADINGS, *lines(12), "", line)
    for reading in (middle, end):
        assert cells(reading, "Record") == [str(n) for n in range(1, 13)]
        assert reading.rows_read == 13
        assert len(reading.table.set_aside) == 1


def test_rows_with_few_cells_are_data_where_the_cells_are_like_the_others(tmp_path):
    reading = read_rows(tmp_path, "Ref,Age,A,B,C,D,E,F", "1,40,x,x,x,x,x,x", *["1,1,,,,,,"] * 60, "2,41,y,y,y,y,y,y")
    assert len(reading.table) == 62


def test_a_diagnosis_that_begins_with_total_is_data(tmp_path):
    reading = read_rows(tmp_path, "Procedure,Sex,Date", *["Total hip replacement,F,01/02/2024"] * 5)
    assert len(reading.table) == 5


def test_a_counted_table_names_its_count_and_loses_its_total(tmp_path):
    reading = read_rows(
        tmp_path,
        "Ethnic group,Booked,Attended,DNA,DNA rate",
        "Asian,10,8,2,20%",
        "White,30,27,3,10%",
        "All,40,35,5,12.5%",
    )
    assert reading.shape.kind == "counted"
    assert reading.shape.count_column == "Booked"
    assert reading.shape.part_columns == ("Attended", "DNA")
    assert reading.shape.rate_columns == ("DNA rate",)
    assert len(reading.table) == 2


def test_rows_with_a_reference_each_are_not_a_counted_table(tmp_path):
    reading = read_rows(tmp_path, "Ref,Sex,Ethnic code,Attendances", "1,M,A,3", "2,F,B,4", "3,M,C,0")
    assert reading.shape.kind == "rows"


def test_the_person_may_say_that_rows_are_records(tmp_path):
    assert read_rows(tmp_path, *COUNTS, counted=False).shape.kind == "rows"


def test_a_crosstab_becomes_one_row_for_each_count(tmp_path):
    reading = read_rows(
        tmp_path, "Ethnic group by sex,Male,Female,Total", "Asian,10,20,30", "White,120,99,219", "Total,130,119,249"
    )
    assert reading.shape.kind == "crosstab"
    assert cells(reading, "Ethnic group") == ["Asian", "Asian", "White", "White"]
    assert cells(reading, "sex") == ["Male", "Female"] * 2
    assert cells(reading, reading.shape.count_column) == ["10", "20", "120", "99"]
    assert (reading.rows_read, reading.rows_profiled) == (3, 2)


def test_a_second_table_below_is_set_aside(tmp_path):
    reading = read_rows(tmp_path, *COUNTS, "", "Sex,Referrals", "Male,200", "Female,165")
    assert cells(reading, "Ethnic group") == ["Asian", "Black", "White"]
    assert "left_out_second" in codes(reading)
    assert len(reading.table.set_aside) == 3


def test_a_second_table_with_a_title_and_nearly_the_same_headings_is_no_part_of_the_first(tmp_path):
    """Two tables of one report often differ in their first heading alone."""
    first = ["Attendance by sex,,", "Sex,Attended,DNA", "Female,200,30", "Male,150,45", ",,"]
    second = ["Attendance by ethnic group,,", "Ethnic group,Attended,DNA", "Asian,90,20", "White,250,40"]
    reading = read_rows(tmp_path, *first, *second)
    assert set(cells(reading, "Sex")) == {"Female", "Male"}
    assert "left_out_second" in codes(reading)
    chosen = read_rows(tmp_path, *first, *second, header_row=7)
    assert set(cells(chosen, "Ethnic group")) == {"Asian", "White"}


def test_a_column_of_totals_is_mentioned_only_where_there_is_one(tmp_path):
    def said(*rows):
        return next(one.message for one in read_rows(tmp_path, *rows).problems if one.code == "crosstab")

    assert "column of totals" in said("Ethnic group,Male,Female,Total", "Asian,10,20,30", "White,120,99,219")
    assert "column of totals" not in said("Ethnic group,Male,Female", "Asian,10,20", "White,120,99")


def test_headings_that_hold_an_identifier_are_not_repeated(tmp_path):
    reading = read_rows(tmp_path, "Sex,999 123 4560 ring 07700 900123", "M,1", "F,2")
    assert [column.name for column in reading.table.columns] == ["Sex", "Column 2"]


@pytest.mark.parametrize(
    ("damaged", "band"),
    [("05-Sep", "5-9"), ("Oct-14", "10-14"), ("9-May", "5-9"), ("10-Dec", "10-12"), ("01-Apr", "1-4")],
)
def test_age_bands_that_became_dates_are_put_right(tmp_path, damaged, band):
    reading = read_rows(
        tmp_path,
        "Age group,Sex,Referrals",
        f"{damaged},M,4",
        f"{damaged},F,5",
        "15-19,M,6",
        "15-19,F,6",
        "65+,M,7",
        "65+,F,7",
    )
    assert band in reading.table.column("Age group").labels
    assert "bands_as_dates" in codes(reading)


def test_two_rows_of_headings_are_joined(tmp_path):
    book = workbook(
        [
            ["", "Attended", "", "Missed", ""],
            ["Group", "Male", "Female", "Male", "Female"],
            ["Asian", 1, 2, 3, 4],
            ["White", 5, 6, 7, 8],
        ]
    )
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("D1:E1")
    reading = read_book(tmp_path, book)
    assert reading.shape.header_rows == 2
    assert cells(reading, "Count") == [str(n) for n in range(1, 9)]
    assert cells(reading, "Sex")[:4] == ["Male", "Female"] * 2
