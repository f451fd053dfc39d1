"""Dates in the forms exports write them, each distinct text read once; day before month, as in Britain, unless a whole
column can only be the American way round."""

import re
from calendar import month_abbr
from datetime import date, timedelta

import numpy as np

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?.*)?$")
_NAMED = re.compile(
    r"(?:\w{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/ ]([A-Za-z]{3})[a-z]*[-/ ,]+(\d{4}|\d{2})(?:[ T]\d.*)?$"
)
_MONTH_ONLY = re.compile(r"([A-Za-z]{3})[a-z]*[-/ ]+(\d{4}|\d{2})$")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?$")
_MONTHS = {name.lower(): number for number, name in enumerate(month_abbr) if name}
# The day before Excel's day 1, allowing for the 29 February 1900 that it believes in.
_EXCEL_START = date(1899, 12, 30)
_SERIAL_RANGE = range(20_000, 80_000)
NO_DATE = np.datetime64("NaT", "D")


def read_date(text: str) -> date | None:
    """The day a text stands for, or None. 03/04/2025 is 3 April; 45750 is Excel's number for the same day."""
    text = text.strip()
    try:
        return _read(text)
    except ValueError:
        return None


def is_month_first(labels: tuple[str, ...]) -> bool:
    """Whether dates in figures can only be meant as month, day, year: 04/23/2025 stands there, and no 23/04/2025."""
    has_late_day = False
    for label in labels:
        if found := _DAY_FIRST.match(label):
            if int(found[1]) > 12:
                return False
            has_late_day = has_late_day or 12 < int(found[2]) <= 31
    return has_late_day


def _turned(label: str) -> str:
    """04/23/2025 as 23/04/2025."""
    found = _DAY_FIRST.match(label.strip())
    return f"{found[2]}/{found[1]}/{found[3]}" if found else label


def _read(text: str) -> date | None:
    if len(text) >= 10 and text[4] == "-" == text[7]:
        return date.fromisoformat(text[:10])
    if found := _DAY_FIRST.match(text):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if (found := _NAMED.match(text)) and found[2].lower() in _MONTHS:
        return date(_year(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    if found := _COMPACT.match(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _SERIAL.match(text)) and int(found[1]) in _SERIAL_RANGE:
        return _EXCEL_START + timedelta(days=int(found[1]))
    if found := _ISO_MONTH.match(text):
        return date(int(found[1]), int(found[2]), 1)
    if (found := _MONTH_ONLY.match(text)) and found[1].lower() in _MONTHS:
        return date(_year(found[2]), _MONTHS[found[1].lower()], 1)
    return None


def _year(text: str) -> int:
    year = int(text)
    # Two figures: up to 49 is this century; nobody's appointment was before 1950.
    return year if len(text) == 4 else year + (2000 if year < 50 else 1900)


def days_of_labels(labels: tuple[str, ...]) -> np.ndarray:
    """One datetime64[D] for each label, NaT where it is no date."""
    days = _days(labels)
    unread = tuple(labels[place] for place in np.flatnonzero(np.isnat(days)))
    if is_month_first(unread) and is_month_first(labels):
        days = _days(tuple(map(_turned, labels)))
    return days


def _days(labels: tuple[str, ...]) -> np.ndarray:
    """Texts of one day (timestamps) are read once."""
    known: dict[str, np.datetime64] = {}
    days = np.empty(len(labels), dtype="datetime64[D]")
    for i, label in enumerate(labels):
        text = label[:10] if label[4:5] == "-" and label[7:8] == "-" else label
        if text not in known:
            day = read_date(text)
            known[text] = NO_DATE if day is None else np.datetime64(day)
        days[i] = known[text]
    return days
