"""The invented appointments: the same people and outcomes whenever they are made, over the twelve months before."""

import csv
import datetime as dt
import io
from collections import Counter

import pytest

from demo.service_data import SEED
from demo.service_rows import HEADINGS, full_months, heart_failure_rows, last_day

EARLIER, LATER = dt.date(2026, 1, 1), dt.date(2028, 3, 31)


def rows(today: dt.date) -> list[dict]:
    return list(csv.DictReader(io.StringIO(heart_failure_rows(SEED, today))))


def test_the_figures_do_not_depend_on_the_day():
    def without_dates(today):
        return Counter(tuple(value for key, value in row.items() if key != "Appointment date") for row in rows(today))

    assert without_dates(EARLIER) == without_dates(LATER)
    assert len(rows(EARLIER)) == 2404


def test_another_seed_gives_other_people():
    assert heart_failure_rows(SEED, LATER) != heart_failure_rows(SEED + 1, LATER)


@pytest.mark.parametrize("today", [EARLIER, LATER])
def test_appointments_fill_the_twelve_full_months_before_on_weekdays(today):
    days = [dt.datetime.strptime(row["Appointment date"], "%d/%m/%Y").date() for row in rows(today)]
    months = full_months(today)
    assert len(months) == 12
    assert last_day(months[-1]) == today.replace(day=1) - dt.timedelta(days=1)
    assert {day.replace(day=1) for day in days} == set(months)
    assert all(day.weekday() < 5 for day in days)
    assert days == sorted(days)


def test_nobody_has_two_appointments_on_a_day_and_nobody_is_named():
    made = rows(LATER)
    assert len({(row["Patient ref"], row["Appointment date"]) for row in made}) == len(made)
    assert tuple(made[0]) == HEADINGS
    assert not any("name" in heading.casefold() for heading in HEADINGS)
