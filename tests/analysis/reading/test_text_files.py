"""Encodings, delimiters, quotes and rows of odd length in text files."""

import pytest

from tests.analysis.reading.making import HEADINGS, cells, codes, lines, read_rows, read_text

TEXT = "\n".join([HEADINGS, *lines(12)]) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_each_encoding_gives_the_same_table(tmp_path, encoding):
    reading = read_text(tmp_path, TEXT.replace("Indian", "Indián").encode(encoding))
    assert [column.name for column in reading.table.columns] == HEADINGS.split(",")
    assert "H - Indián" in reading.table.column("Ethnic category").labels
    assert len(reading.table) == 12


def test_windows_1252_keeps_its_dashes_and_says_so(tmp_path):
    reading = read_text(tmp_path, TEXT.replace("Outcome", "Wait 5–9").encode("cp1252"))
    assert reading.table.column("Wait 5–9") is not None
    assert reading.facts.encoding == "cp1252"
    assert "encoding" in codes(reading)


def test_a_named_encoding_is_used_and_a_wrong_one_is_an_error(tmp_path):
    assert read_text(tmp_path, TEXT.encode("cp1252"), encoding="cp1252").table is not None
    assert codes(read_text(tmp_path, "é".encode("latin-1") + TEXT.encode(), encoding="utf-8")) == {"encoding"}
    assert codes(read_text(tmp_path, TEXT, encoding="no-such-encoding")) == {"encoding"}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_whatever_the_name(tmp_path, mark):
    reading = read_text(tmp_path, TEXT.replace(",", mark))
    assert reading.facts.delimiter == mark
    assert len(reading.table.columns) == 5


def test_carriage_returns_alone_end_lines(tmp_path):
    assert len(read_text(tmp_path, TEXT.replace("\n", "\r")).table) == 12


def test_blank_lines_are_no_rows_and_lines_keep_their_numbers(tmp_path):
    reading = read_rows(tmp_path, HEADINGS, *lines(5), "", *lines(5, 6))
    assert len(reading.table) == 10
    assert reading.table.row_numbers.tolist() == [2, 3, 4, 5, 6, 8, 9, 10, 11, 12]
    assert reading.problems == ()


def test_a_cell_may_span_lines(tmp_path):
    reading = read_rows(tmp_path, HEADINGS + ",Notes", *(f'{line},"one\n\ntwo"' for line in lines(6)))
    assert len(reading.table) == 6
    assert reading.table.row_numbers.tolist() == [2, 5, 8, 11, 14, 17]
    assert reading.table.column("Notes").labels == ("one two",)


def test_an_open_quote_swallows_no_other_line(tmp_path):
    rows = lines(30)
    rows[2] = '"' + rows[2]
    reading = read_rows(tmp_path, HEADINGS, *rows)
    assert cells(reading, "Record") == [str(n) for n in range(1, 31)]
    assert [problem.row for problem in reading.problems if problem.code == "quotes"] == [4]


def test_two_open_quotes_do_not_close_each_other(tmp_path):
    rows = lines(30)
    rows[2], rows[20] = '"' + rows[2], rows[20] + '"'
    assert len(read_rows(tmp_path, HEADINGS, *rows).table) == 30


def test_short_and_long_rows_that_fit_are_kept_and_told(tmp_path):
    rows = lines(20)
    rows[3] += ",extra"
    rows[7] = rows[7].rsplit(",", 2)[0]
    reading = read_rows(tmp_path, HEADINGS, *rows)
    assert len(reading.table) == 20
    assert cells(reading, "Date")[7] == ""
    assert {problem.row for problem in reading.problems} == {5, 9}


def test_a_row_that_slipped_sideways_is_set_aside_and_not_misread(tmp_path):
    rows = lines(20)
    record, _, rest = rows[4].partition(",")
    rows[4] = rest
    reading = read_rows(tmp_path, HEADINGS, *rows)
    assert [aside.row for aside in reading.table.set_aside] == [6]
    assert record not in cells(reading, "Record")
    assert reading.rows_read == 20


def test_a_cell_too_long_to_read_costs_its_row_only(tmp_path):
    rows = [f'{line},"a\nb"' for line in lines(8)]
    rows[4] = lines(1, 5)[0] + ',"' + "x" * 200_000 + '\n"'
    reading = read_rows(tmp_path, HEADINGS + ",Notes", *rows)
    assert "5" not in cells(reading, "Record")
    assert "cell_too_long" in codes(reading)
    assert reading.rows_read == len(reading.table) + len(reading.table.set_aside)


def test_missing_words_and_numbers_stay_text(tmp_path):
    reading = read_rows(tmp_path, "Id,Site,Answer", "1,0123,None", "2,5E3,NULL", "3,1234567890123456,NA", "4,007,nan")
    assert cells(reading, "Site") == ["0123", "5E3", "1234567890123456", "007"]
    assert cells(reading, "Answer") == ["None", "NULL", "NA", "nan"]


def test_too_many_columns_rows_or_bytes_are_refused_with_the_limit(tmp_path):
    wide = ",".join(f"c{n}" for n in range(3000))
    assert codes(read_rows(tmp_path, wide, wide)) == {"too_many_columns"}
    from datasets.analysis.reading import Limits

    assert codes(read_text(tmp_path, TEXT, limits=Limits(rows=5))) == {"too_many_rows"}
    assert codes(read_text(tmp_path, TEXT, limits=Limits(text_bytes=50))) == {"too_large"}


@pytest.mark.parametrize("text", ["", " \n\n ", HEADINGS])
def test_nothing_to_read_is_an_error(tmp_path, text):
    reading = read_text(tmp_path, text)
    assert reading.table is None
    assert {problem.severity for problem in reading.problems} == {"error"}


@pytest.mark.parametrize(
    ("start", "code"),
    [
        (b"%PDF-1.7", "wrong_type_pdf"),
        (b"\x89PNG\r\n", "wrong_type_picture"),
        (b"\x1f\x8b\x08", "wrong_type_packed"),
        (b"<!DOCTYPE html><table>", "wrong_type_html"),
        (b'{"rows": []}', "wrong_type_json"),
        (b"PK\x03\x04 cut short", "damaged_workbook"),
        (bytes(range(1, 256)), "wrong_type_binary"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path, start, code):
    assert codes(read_text(tmp_path, start + b" " * 100)) == {code}
