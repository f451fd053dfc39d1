"""A published table of outpatient attendances by ethnic category, counted already, profiled to its own figures."""

import json
from pathlib import Path

import pytest

from datasets.analysis.pipeline import profile_file

CASES = Path(__file__).parents[4] / "shared" / "cases" / "real"
FILE = CASES / "hosp-epis-stat-outp-ethn-cat-2024-25-tab.xlsx"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the shared file of hospital figures is not here")


@pytest.fixture(scope="module")
def profile():
    return profile_file(FILE, key=b"only for this test").profile


@pytest.fixture(scope="module")
def expected():
    return json.loads((CASES / "expected_hes_op_ethnicity_2024_25.json").read_text(encoding="utf-8"))


def test_the_total_row_is_not_a_group(profile, expected):
    field = profile.field("ethnicity")
    assert field.overall.total == expected["facts"]["total_all_attendances"]


def test_not_stated_and_not_known_are_kept_apart(profile, expected):
    field, facts = profile.field("ethnicity"), expected["facts"]
    assert field.count("not_stated") == facts["not_stated_Z"]
    assert field.count("unknown") == facts["not_known_99"]
    assert field.count("known") == facts["valid_code_total"]
    assert field.overall.share == pytest.approx(facts["completeness_valid_code"], abs=1e-6)


def test_every_group_has_its_count(profile, expected):
    found = sorted(one.count for one in profile.field("ethnicity").groups)
    wanted = sorted(one["All Attendances"] for code, one in expected["groups"].items() if code not in ("Z", "99"))
    assert found == wanted


def test_attendances_are_not_people(profile):
    assert profile.unit == "counted"
    assert profile.rows.people is None
