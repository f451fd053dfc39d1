"""The shared files that go wrong as NHS exports do, and what is expected of each; tests skip where they are missing."""

import csv
from functools import cache
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases"
NASTY = CASES / "nasty"
KAGGLE = CASES / "real" / "KaggleV2-May-2016.csv"
OUTPATIENTS = CASES / "real" / "hosp-epis-stat-outp-ethn-cat-2024-25-tab.xlsx"

needs_cases = pytest.mark.skipif(
    not NASTY.is_dir(), reason="the shared cases (../shared/cases) are not beside this project"
)


@cache
def expected() -> list[dict[str, str]]:
    """One row for each nasty file, none where the folder is missing."""
    if not NASTY.is_dir():
        return []
    with (NASTY / "EXPECTED.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def canaries() -> dict[str, list[str]]:
    """The identifiers planted in each file."""
    planted: dict[str, list[str]] = {}
    if NASTY.is_dir():
        with (NASTY / "CANARIES.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                planted.setdefault(row["file"], []).append(row["value"])
    return planted
