"""One day written in many ways is one day."""

from datetime import date

import pytest

from datasets.analysis.matching.dates import days_of_labels, read_date
from datasets.analysis.matching.numbers import read_number


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2025", "2025-04-03", "3 April 2025", "03-Apr-25", "45750", "03/04/25", "03.04.2025", "20250403",
        "03/04/2025 09:30", "2025-04-03T09:30:00Z", "Thu, 3 Apr 2025",
    ],
)  # fmt: skip
def test_the_third_of_april(text):
    assert read_date(text) == date(2025, 4, 3)


@pytest.mark.parametrize("text", ["31/02/2024", "NULL", "", "12", "99999999", "3/12", "April"])
def test_what_is_no_date(text):
    assert read_date(text) is None


def test_a_column_that_can_only_be_month_before_day_is_read_so():
    days = days_of_labels(("04/23/2025 09:30", "4/3/2025", "", "not known"))
    assert [str(day) for day in days] == ["2025-04-23", "2025-04-03", "NaT", "NaT"]
    # With one date that can only be ours, the others are ours too, and the odd one is no date.
    days = days_of_labels(("23/04/2025", "4/3/2025", "04/23/2025"))
    assert [str(day) for day in days] == ["2025-04-23", "2025-03-04", "NaT"]


def test_labels_of_one_day_are_one_day():
    days = days_of_labels(("2025-04-03T09:30:00Z", "2025-04-03T10:00:00Z", "no date"))
    assert str(days[0]) == str(days[1]) == "2025-04-03"
    assert str(days[2]) == "NaT"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", 1234), ("4.2", 4.2), ("15,7", 15.7), ("0", 0), ("-3", -3), ("1 234", 1234), ("x", None), ("", None)],
)
def test_numbers_as_spreadsheets_show_them(text, number):
    assert read_number(text) == number
