"""What looks wrong with the records is said in words, and only then."""

import pytest

from datasets.analysis.profilejson import profile_as_json
from tests.analysis.counts.tables import profiled, repeat

WELL = {"Ethnicity": "Indian", "Outcome": "Attended"}


def codes_of(*parts, unit="appointment") -> set[str]:
    return {one.code for one in profiled(repeat(*parts), unit).problems}


def test_good_records_have_no_problem():
    assert codes_of((30, WELL), (30, WELL | {"Ethnicity": "A"})) == set()


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ([(99, WELL), (1, WELL | {"Ethnicity": "Irish"})], "default_code"),
        (
            [(60, WELL), (20, WELL | {"Ethnicity": "Any other ethnic group"}), (20, WELL | {"Ethnicity": "B"})],
            "other_too_large",
        ),
        ([(60, WELL), (30, WELL | {"Ethnicity": "Z"}), (20, WELL | {"Ethnicity": "B"})], "low_completeness"),
        ([(60, WELL), (2, WELL | {"Ethnicity": "Zog"}), (20, WELL | {"Ethnicity": "B"})], "values_not_matched"),
        ([(5, WELL)], "few_people"),
    ],
)
def test_each_fault_by_itself(odd, code):
    assert code in codes_of(*odd)


def test_one_person_with_different_answers():
    parts = [(1, {"Patient key": "p1", "Ethnicity": one}) for one in ("Indian", "Irish")]
    parts += [(2, {"Patient key": f"q{i}", "Ethnicity": "Roma"}) for i in range(30)]
    assert "differing_answers" in codes_of(*parts)


def test_a_month_with_hardly_any_rows():
    parts = [(80, {"Sex": "F", "Appointment date": f"05/{month:02}/2025"}) for month in (1, 2, 4, 5)]
    assert "gap_in_period" in codes_of(*parts)
    assert "gap_in_period" not in codes_of(*parts, (80, {"Sex": "F", "Appointment date": "05/03/2025"}))


def test_mixed_scales_of_deprivation():
    parts = [(10, {"Deprivation": one}) for one in ("1", "10", "Q1", "Decile 3")]
    assert "mixed_deprivation_scales" in codes_of(*parts)


def test_values_that_could_name_somebody_are_not_repeated_in_a_message():
    parts = [(60, WELL), (1, WELL | {"Ethnicity": "ring 07700 900907 and ask"})]
    problem = next(one for one in profiled(repeat(*parts)).problems if one.code == "values_not_matched")
    assert "07700" not in problem.message


def test_gaps_are_states_kept_apart():
    texts = ["Indian", "Z", "Refused", "Unknown", "", "Zog"]
    field = profiled({"Ethnicity": texts, "Sex": ["F"] * 6}).field("ethnicity")
    assert field.overall.counts == (1, 1, 1, 1, 1, 1)
    assert field.overall.share == pytest.approx(1 / 6)
    assert [one.group for one in field.unmatched] == ["Zog"]


def test_the_json_has_the_documented_shape():
    columns = {"Ethnicity": ["Indian", "Irish", ""], "No-show": ["Yes", "No", "No"]}
    made = profile_as_json(profiled(columns))
    assert {"file", "rows", "problems", "columns", "fields", "not_collected", "measures"} <= set(made)
    assert set(made["file"]) == {"name", "bytes", "sha256", "format", "encoding", "delimiter", "sheet", "header_row"}
    assert made["rows"] == {"read": 3, "profiled": 3, "set_aside": 0, "people": None}
    assert made["fields"]["ethnicity"] == {
        "known": 2,
        "not_stated": 0,
        "declined": 0,
        "unknown": 0,
        "blank": 1,
        "invalid": 0,
        "groups": [{"group": "White: Irish", "count": 1}, {"group": "Asian: Indian", "count": 1}],
    }
    measure = made["measures"]["did_not_attend"]
    assert measure["overall"]["count"] == 1
    assert set(measure["by"]["ethnicity"][0]) == {
        "group", "count", "total", "rate", "low", "high", "difference", "ratio", "label"
    }  # fmt: skip
    assert "religion" in made["not_collected"]
