"""What holds for any table: the order of rows and of columns makes no difference, the same again gives the same, every
row counts, and what is released is made of the profile alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.analysis.profile import MISSING_STATES, STATES
from datasets.analysis.profilejson import profile_as_json
from datasets.analysis.release import release_profile
from tests.analysis.counts.tables import profiled

GROUPS = st.sampled_from(["White British", "Indian", "Pakistani", "Z", "Not stated", "", "Zog"])
ROW = st.tuples(
    st.sampled_from([f"P{n}" for n in range(12)]),
    GROUPS,
    st.sampled_from(["F", "M", ""]),
    st.sampled_from(["DNA", "Attended", "Cancelled", ""]),
    st.sampled_from(["2026-04-03", "2026-04-20", "2026-05-11"]),
    st.sampled_from(["Derby", "Erewash", "High Peak"]),
    st.sampled_from(["34", "71", "19", ""]),
)
NAMES = ("Patient ID", "Ethnicity", "Sex", "Outcome", "Appointment date", "District", "Age")
ROWS = st.lists(ROW, min_size=1, max_size=80)
ANY = settings(max_examples=15)
AS_IS = tuple(range(len(NAMES)))


def columns_of(rows, order=AS_IS) -> dict[str, list[str]]:
    return {NAMES[i]: [row[i] for row in rows] for i in order}


@ANY
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_makes_no_difference(rows, random):
    profile = profiled(columns_of(rows))
    turned, order = random.sample(rows, len(rows)), random.sample(range(len(NAMES)), len(NAMES))
    again = profiled(columns_of(turned, order))
    assert profile_as_json(profile) == profile_as_json(again)
    assert (profile.fields, profile.measures, profile.candidates) == (again.fields, again.measures, again.candidates)
    assert {problem.message for problem in profile.problems} == {problem.message for problem in again.problems}


@pytest.mark.thorough
@settings(max_examples=40)
@given(ROWS)
def test_the_same_again_gives_the_same(rows):
    first, second = (profiled(columns_of(rows)) for _ in range(2))
    assert first == second
    assert release_profile(first) == release_profile(second)


@ANY
@given(ROWS)
def test_every_row_is_in_exactly_one_state_and_group(rows):
    profile = profiled(columns_of(rows))
    for field in profile.fields:
        assert sum(field.overall.counts) == len(rows) == profile.rows.profiled
        assert sum(group.count for group in field.groups) == field.count("known")
        for parts in (field.by_month, field.by_team):
            for place, state in enumerate(STATES):
                assert not parts or sum(part.counts[place] for part in parts) == field.count(state)
    for measure in profile.measures:
        left_out = sum(one.count for one in measure.left_out)
        assert measure.overall.total + left_out == len(rows)
        for rates in measure.by:
            known = sum(one.rate.total for one in rates.groups)
            assert known + (rates.unknown.total if rates.unknown else 0) == measure.overall.total
    assert len(MISSING_STATES) == len(STATES) - 1
