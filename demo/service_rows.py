"""Invented appointments of the heart failure service: the file a team would export, the same each time."""

import csv
import datetime as dt
import io
from dataclasses import dataclass

import numpy as np
from django.utils import timezone

PEOPLE, MONTHS, WORKING_DAYS = 900, 12, 20
HEADINGS = (
    "Patient ref", "Gender", "Age", "Ethnic category", "Religion", "Interpreter required", "Postcode sector",
    "IMD decile", "Clinic", "Appointment date", "Attendance outcome",
)  # fmt: skip
RELIGION = {"A": "Christian", "C": "Christian", "H": "Sikh", "J": "Muslim", "M": "Christian", "N": "Christian"}
# Ethnic category codes of the NHS data dictionary and their share of people; Z is not stated.
IN_CITY = {"A": 0.53, "C": 0.04, "H": 0.07, "J": 0.18, "M": 0.04, "N": 0.02, "Z": 0.12}
IN_TOWNS = {"A": 0.84, "C": 0.02, "H": 0.01, "J": 0.01, "Z": 0.12}
# How much likelier an appointment is to be missed, in points: what the demonstration is there to show.
MISSES, MISSES_IN_POOREST, MISSES_BY_ETHNICITY = 0.10, 0.12, {"J": 0.12, "M": 0.06, "N": 0.06}
NEEDS_INTERPRETER = {"C": 0.35, "H": 0.20, "J": 0.40}


@dataclass(frozen=True)
class Sector:
    """A postcode sector: its clinic, the deprivation tenths of its streets, its share of patients."""

    name: str
    clinic: str
    deciles: tuple[int, ...]
    share: float
    is_city: bool = False


SECTORS = (
    Sector("S43 3", "Chesterfield", (1, 2, 3), 0.12),
    Sector("S41 7", "Chesterfield", (3, 5, 7), 0.12),
    Sector("S40 3", "Chesterfield", (6, 8, 10), 0.10),
    Sector("NG20 8", "Bolsover", (1, 1, 2), 0.10),
    Sector("S44 6", "Bolsover", (2, 3, 5), 0.11),
    Sector("DE23 8", "Derby", (1, 2, 3), 0.14, is_city=True),
    Sector("DE22 1", "Derby", (5, 7, 9), 0.18, is_city=True),
    Sector("DE7 5", "Ilkeston", (3, 4, 6), 0.13),
)


@dataclass(frozen=True)
class Patient:
    """What the record says about one invented person, and how likely they are to miss an appointment."""

    ref: str
    facts: tuple
    clinic: str
    misses: float


def heart_failure_rows(seed: int, today: dt.date | None = None) -> str:
    """About 2,400 invented appointments of the 12 full months before `today`, as CSV with CRLF. The people and what
    became of their appointments depend on the seed alone, so that the figures never change."""
    chance = np.random.default_rng(seed)
    days = [day for month in full_months(today or timezone.localdate()) for day in working_days(month)]
    rows = []
    for number in range(PEOPLE):
        patient = _patient(chance, number)
        for slot in chance.choice(len(days), size=1 + chance.poisson(1.7), replace=False):
            outcome = _outcome(chance, patient)
            rows.append((days[slot], (patient.ref, *patient.facts, patient.clinic, f"{days[slot]:%d/%m/%Y}", outcome)))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(row for _, row in sorted(rows))
    return text.getvalue()


def _patient(chance: np.random.Generator, number: int) -> Patient:
    sector = SECTORS[chance.choice(len(SECTORS), p=[one.share for one in SECTORS])]
    decile = int(chance.choice(sector.deciles))
    mix = IN_CITY if sector.is_city else IN_TOWNS
    ethnicity = str(chance.choice(list(mix), p=list(mix.values())))
    religion = RELIGION.get(ethnicity, "") if chance.random() < 0.15 else ""
    interpreter = "Yes" if chance.random() < NEEDS_INTERPRETER.get(ethnicity, 0.01) else "No"
    gender = "Male" if chance.random() < 0.56 else "Female"
    age = int(np.clip(chance.normal(76 if decile > 2 else 71, 10), 41, 97))
    misses = MISSES + MISSES_IN_POOREST * (decile <= 2) + MISSES_BY_ETHNICITY.get(ethnicity, 0)
    misses += 0.10 * (interpreter == "Yes")
    facts = (gender, age, ethnicity, religion, interpreter, sector.name, decile)
    return Patient(
        f"HF{number + 1:04}", facts, sector.clinic, float(np.clip(misses + chance.normal(0, 0.03), 0.02, 0.6))
    )


def _outcome(chance: np.random.Generator, patient: Patient) -> str:
    if chance.random() < 0.07:
        return "Cancelled by patient" if chance.random() < 0.6 else "Cancelled by service"
    return "Did not attend" if chance.random() < patient.misses else "Attended"


def full_months(today: dt.date) -> list[dt.date]:
    """The first days of the 12 full months before `today`, oldest first."""
    count = today.year * 12 + today.month - 1
    return [dt.date(one // 12, one % 12 + 1, 1) for one in range(count - MONTHS, count)]


def working_days(month: dt.date) -> list[dt.date]:
    """The first 20 weekdays of a month. Each month has at least as many."""
    days = (month + dt.timedelta(days=one) for one in range(28))
    return [day for day in days if day.weekday() < 5]


def last_day(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
