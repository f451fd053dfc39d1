"""110,527 real appointments, profiled as a person would, equal figures worked out by others."""

import json
import time
from pathlib import Path

import pytest

from datasets.analysis.pipeline import profile_file

CASES = Path(__file__).parents[4] / "shared" / "cases" / "real"
FILE = CASES / "KaggleV2-May-2016.csv"
pytestmark = [
    pytest.mark.skipif(not FILE.exists(), reason="the shared file of real appointments is not here"),
    pytest.mark.thorough,
]
GROUPS = {
    "gender": ("rate_by_Gender", {"Female": "F", "Male": "M"}),
    "age": ("rate_by_band", {}),
    "neighbourhood": ("rate_by_Neighbourhood", {}),
}


@pytest.fixture(scope="module")
def expected():
    return json.loads((CASES / "expected_kaggle_noshow.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def timed():
    start = time.monotonic()
    result = profile_file(FILE, key=b"only for this test")
    return result, time.monotonic() - start


def test_rows_and_people(timed, expected):
    rows = timed[0].profile.rows
    assert (rows.read, rows.profiled, rows.set_aside) == (expected["rows"], expected["rows"], 0)
    assert rows.people == expected["facts"]["distinct_patients"]
    assert timed[0].profile.unit == "appointment"


def test_missed_appointments_overall(timed, expected):
    overall = timed[0].profile.measure("did_not_attend").overall
    assert (overall.count, overall.total) == (
        expected["overall"]["all"]["event"],
        expected["overall"]["all"]["denominator"],
    )


@pytest.mark.parametrize("field", GROUPS)
def test_missed_appointments_by_group(timed, expected, field):
    name, spelled = GROUPS[field]
    groups = timed[0].profile.measure("did_not_attend").of(field).groups
    wanted = {group: one for group, one in expected[name].items() if group != "missing"}
    assert {spelled.get(one.group, one.group) for one in groups} == set(wanted)
    for one in groups:
        want = wanted[spelled.get(one.group, one.group)]
        assert (one.rate.count, one.rate.total) == (want["event"], want["denominator"]), one.group
        assert one.rate.rate == pytest.approx(want["rate"], abs=1e-6)
        # Appointments come in patients: the interval is Wilson's or wider, never narrower.
        assert one.rate.low <= want["wilson95"][0] + 1e-6
        assert one.rate.high >= want["wilson95"][1] - 1e-6


def test_the_age_below_nought_is_not_an_age(timed, expected):
    age = timed[0].profile.field("age")
    assert age.count("invalid") == expected["facts"]["age_negative"]
    assert age.count("known") == expected["rows"] - 1


def test_gender_is_complete(timed, expected):
    counts = {one.group: one.count for one in timed[0].profile.field("gender").groups}
    stats = expected["column_stats"]["Gender"]["values"]
    assert counts == {"Female": stats["F"], "Male": stats["M"]}


def test_appointments_before_their_booking_are_noticed(timed, expected):
    wrong = timed[0].counts.impossible_dates
    assert wrong == {"AppointmentDay before ScheduledDay": expected["facts"]["appointment_before_booking_rows"]}
    assert timed[0].profile.first_day == expected["facts"]["appointment_date_min"]
    assert timed[0].profile.last_day == expected["facts"]["appointment_date_max"]


def test_it_is_quick_and_keeps_no_rows(timed):
    result, seconds = timed
    assert seconds < 20
    assert len(json.dumps(result.counts.to_json())) < 500_000


def test_twice_the_same(timed):
    assert profile_file(FILE, key=b"another key") == timed[0]
