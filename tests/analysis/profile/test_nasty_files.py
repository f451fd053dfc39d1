"""Files that go wrong as NHS exports do: read, or refused with the reason, and no identifier left in the result."""

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from datasets.analysis.pipeline import profile_file
from datasets.analysis.profilejson import profile_as_json
from datasets.analysis.release import release_profile

NASTY = Path(__file__).parents[4] / "shared" / "cases" / "nasty"
pytestmark = [
    pytest.mark.skipif(not NASTY.exists(), reason="the shared nasty files are not here"),
    pytest.mark.thorough,
]
EXPLAINED = re.compile(r"row|line|left out|skip|total|heading|header|sheet|footer|duplicate", re.IGNORECASE)


def rows_of(name: str) -> list[dict[str, str]]:
    if not (NASTY / name).exists():
        return []
    with (NASTY / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


CANARIES = defaultdict(list)
for one in rows_of("CANARIES.csv"):
    CANARIES[one["file"]].append(one["value"])


@pytest.mark.parametrize("case", rows_of("EXPECTED.csv"), ids=lambda case: case["file"].split("_")[0])
def test_each_file(case):
    result = profile_file(NASTY / case["file"], key=b"only for this test")
    status = "error" if not result.usable else "warning" if result.problems else "accepted"
    assert status in case["acceptable"].split("|")
    said = " ".join(f"{one.message} {one.column or ''}" for one in result.problems)
    if status != "accepted" and case["message_should_mention"]:
        assert re.search(case["message_should_mention"], said, re.IGNORECASE)
    if result.usable:
        check_rows(case, result, said)
    check_nothing_left(case, result)


def check_rows(case, result, said):
    rows = result.profile.rows
    assert rows.read == rows.profiled + rows.set_aside
    if case["true_rows"] and rows.profiled != int(case["true_rows"]):
        assert EXPLAINED.search(said)
    if case["true_people"] and rows.people is not None:
        assert rows.people == int(case["true_people"])


def check_nothing_left(case, result):
    kept = [repr(result)]
    if result.usable:
        kept.append(json.dumps(result.counts.to_json(), ensure_ascii=False))
        kept.append(json.dumps(profile_as_json(result.profile), ensure_ascii=False))
    if result.usable and case["category"] == "small_numbers":
        kept.append(json.dumps(profile_as_json(release_profile(result.profile)), ensure_ascii=False))
    found = [value for value in CANARIES[case["file"]] for text in kept if value in text]
    assert found == []
