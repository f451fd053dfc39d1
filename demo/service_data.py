"""Invented appointments of the heart failure service: the file a team would export, made the same each time."""

import csv
import io
from dataclasses import dataclass

import numpy as np
from django.utils import timezone

SEED = 20
PEOPLE, MONTHS, WORKING_DAYS = 900, 12, 20
HEADINGS = (
    "Patient ref", "Gender", "Age", "Ethnic category", "Religion", "Interpreter required", "Postcode sector",
    "IMD decile", "Clinic", "Appointment date", "Attendance outcome",
)  # fmt: skip
RELIGIONS = ("Christian", "Muslim", "Sikh", "No religion")
# Ethnic category codes of the NHS data dictionary, for every ten thousand people; Z is not stated.
ETHNICITY = {"A": 7350, "C": 160, "H": 330, "J": 630, "M": 260, "N": 70, "Z": 1200}
NOT_STATED = "Z"
MISSES_MORE = {"H": 0.06, "J": 0.17, "M": 0.08, "N": 0.08}
NEEDS_INTERPRETER = {"C": 0.35, "H": 0.25, "J": 0.4}


@dataclass(frozen=True)
class Sector:
    """A postcode sector the service visits: its clinic, the deprivation of its streets, how many patients it has."""

    name: str
    clinic: str
    deciles: tuple[int, ...]
    share: float


SECTORS = (
    Sector("S43 3", "Chesterfield", (1, 2, 3), 0.12),
    Sector("S41 7", "Chesterfield", (3, 5, 7), 0.13),
    Sector("S40 3", "Chesterfield", (6, 8, 10), 0.11),
    Sector("NG20 8", "Bolsover", (1, 1, 2), 0.12),
    Sector("S44 6", "Bolsover", (2, 3, 5), 0.12),
    Sector("DE23 8", "Derby", (1, 2, 3), 0.12),
    Sector("DE22 1", "Derby", (5, 7, 9), 0.14),
    Sector("DE7 5", "Ilkeston", (3, 4, 6), 0.14),
)


def heart_failure_rows(seed: int) -> str:
    """About 2,400 invented appointments of the last 12 full months as CSV. The same seed gives the same people."""
    chance = np.random.default_rng(seed)
    months = last_full_months(timezone.localdate())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    rows = [row for number in range(PEOPLE) for row in _person(chance, number, months)]
    writer.writerows(sorted(rows, key=lambda row: row[HEADINGS.index("Appointment date")][::-1]))
    return text.getvalue()
