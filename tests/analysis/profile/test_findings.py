"""The gaps worth a finding: ranked, each with a key that stays."""

from datasets.analysis.profile import CLEAR
from tests.analysis.counts.tables import profiled, repeat


def part(place: str, outcome: str) -> dict[str, str]:
    return {"Neighbourhood": place, "Outcome": outcome}


CLINIC = repeat(
    (120, part("Normanton", "DNA")),
    (180, part("Normanton", "Attended")),
    (40, part("Arboretum", "DNA")),
    (60, part("Arboretum", "Attended")),
    (150, part("Allestree", "DNA")),
    (1850, part("Allestree", "Attended")),
)


def test_the_largest_gap_about_most_people_comes_first():
    candidates = profiled(CLINIC).candidates
    assert candidates[0].key == "did_not_attend:neighbourhood:Normanton"
    assert candidates[0].title == (
        "Of 100 appointments with people from Normanton, 40 were missed; of 100 with others, 9."
    )
    assert (candidates[0].kind, candidates[0].label) == ("data", CLEAR)
    assert candidates[0].rest.total == 2100


def test_groups_that_do_better_are_no_candidates():
    keys = [one.key for one in profiled(CLINIC).candidates]
    assert "did_not_attend:neighbourhood:Arboretum" in keys
    assert "did_not_attend:neighbourhood:Allestree" not in keys


def test_fields_that_are_not_recorded_are_candidates_too():
    found = {one.key: one for one in profiled(CLINIC).candidates}
    assert found["completeness:religion:not_collected"].kind == "data_quality"
    assert "completeness:neighbourhood:blank" not in found


def test_keys_are_all_different_and_lead_back():
    profile = profiled(CLINIC)
    keys = [one.key for one in profile.candidates]
    assert len(keys) == len(set(keys))
    assert profile.candidate(keys[0]) == profile.candidates[0]
    assert profile.candidate("did_not_attend:sex:Nobody") is None
