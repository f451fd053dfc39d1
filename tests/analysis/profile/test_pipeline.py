"""A file goes in, counts and a profile come out, and nothing that identifies a person with them."""

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from datasets.analysis.mapping import Mapping
from datasets.analysis.pipeline import profile_file

ROOT = Path(__file__).parents[3]
LINES = [
    "NHS Number,Name,Date of birth,Ethnicity,Appointment date,Outcome",
    "9434765919,Ada Quill,01/02/1950,Indian,03/04/2025,DNA",
    "9434765919,Ada Quill,01/02/1950,Indian,03/05/2025,Attended",
    "9434765870,Olive Wren,31/12/2010,Zog,03/04/2025,Attended",
    "9434765870,Olive Wren,31/12/2010,Zog,03/04/2025,Attended",
]


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "clinic.csv"
    made.write_text("\n".join(LINES), encoding="utf-8")
    return made


def test_identifiers_go_and_what_they_are_good_for_stays(path):
    result = profile_file(path, key=b"key")
    kept = {one.name: (one.field, one.identifier, one.kept) for one in result.columns}
    assert kept["NHS Number"] == ("person_key", "nhs_number", "hashed")
    assert kept["Name"] == (None, "name", "dropped")
    assert kept["Date of birth"] == ("age", "date_of_birth", "banded")
    assert result.profile.rows.people == 2
    assert {one.group: one.count for one in result.profile.field("age").groups} == {"5-14": 2, "75-84": 2}
    everything = json.dumps(result.counts.to_json()) + json.dumps(result.mapping.to_json()) + repr(result)
    for secret in ("9434765919", "9434765870", "Quill", "Olive", "1950"):
        assert secret not in everything


def test_rows_are_conserved_and_copies_are_said(path):
    result = profile_file(path, key=b"key")
    rows = result.profile.rows
    assert rows.read == rows.profiled + rows.set_aside == 4
    assert result.counts.repeated_rows == 1
    assert "repeated_rows" in {one.code for one in result.problems}


def test_what_was_settled_before_is_used_again(path):
    settled = Mapping(values={"Ethnicity": {"Zog": "White: Roma"}})
    groups = {one.group for one in profile_file(path, key=b"key", mapping=settled).profile.field("ethnicity").groups}
    assert groups == {"Asian: Indian", "White: Roma"}


def test_rows_outside_the_period_are_said(path):
    result = profile_file(path, key=b"key", period=("2025-04-01", "2025-04-30"))
    assert [one.message[:6] for one in result.problems if one.code == "outside_period"] == ["1 row "]


def test_a_file_that_cannot_be_used_says_why(tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    result = profile_file(empty, key=b"key")
    assert not result.usable
    assert "empty" in result.problems[0].message
    assert (result.counts, result.profile) == (None, None)


def test_progress_moves_and_the_result_can_be_sent_to_another_process(path):
    stages = []
    result = profile_file(path, key=b"key", progress=lambda stage, done, total: stages.append(stage))
    assert list(dict.fromkeys(stages))[-3:] == ["removing identifiers", "matching", "counting"]
    assert pickle.loads(pickle.dumps(result)) == result


def test_nothing_slow_and_no_framework_is_brought_in(path):
    code = (
        "import sys\nfrom datasets.analysis.pipeline import profile_file\n"
        f"assert profile_file({str(path)!r}, key=b'k').usable\n"
        "print(sorted({'pandas', 'django', 'plotly', 'scipy.stats'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_column_that_does_not_hold_what_its_heading_says_is_left_out_with_a_word(tmp_path):
    path = tmp_path / "clinic.csv"
    path.write_text("Sex,Appointment date\n" + "F,when she likes\nM,soon\n" * 10, encoding="utf-8")
    found = [one for one in profile_file(path, key=b"key").problems if one.code == "not_as_headed"]
    assert [one.column for one in found] == ["Appointment date"]
    assert "this column holds date of appointment" in found[0].message
    settled = Mapping({"Appointment date": None}, {})
    assert "not_as_headed" not in {one.code for one in profile_file(path, key=b"key", mapping=settled).problems}


def test_american_dates_are_read_and_told(tmp_path):
    path = tmp_path / "clinic.csv"
    path.write_text("Sex,Appointment date\n" + "F,04/23/2025\nM,04/03/2025\n" * 10, encoding="utf-8")
    result = profile_file(path, key=b"key")
    assert (result.counts.first_day, result.counts.last_day) == ("2025-04-03", "2025-04-23")
    assert "month_first" in {one.code for one in result.problems}


def test_a_wait_below_nothing_is_told(tmp_path):
    path = tmp_path / "clinic.csv"
    path.write_text("Sex,Waiting days\n" + "F,-3\nM,140\nF,20\n" * 10, encoding="utf-8")
    result = profile_file(path, key=b"key")
    assert [one.message[:11] for one in result.problems if one.code == "negative_wait"] == ["10 rows say"]
    assert result.profile.measure("waited_over_18_weeks").overall.total == 20
