"""Nothing that leaves the project shows a number from 1 to 7, or lets one be worked out."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from datasets.analysis.charts import gap_chart, rate_chart
from datasets.analysis.profile import number
from datasets.analysis.profilejson import profile_as_json
from datasets.analysis.profiletext import profile_as_text
from datasets.analysis.release import release_profile
from tests.analysis.counts.tables import profiled, repeat

GROUPS = ("Indian", "Irish", "Roma", "Z", "")


def clinic(cells: list[int]):
    parts = [
        (number, {"Ethnicity": GROUPS[i // 2], "Outcome": "DNA" if i % 2 else "Attended"})
        for i, number in enumerate(cells)
    ]
    return repeat(*parts)


def counts_in(data) -> list:
    """Every count in a released profile's JSON."""
    if isinstance(data, dict):
        own = [value for name, value in data.items() if name in COUNTS]
        return own + [one for name, value in data.items() if name not in NOT_COUNTS for one in counts_in(value)]
    return [one for value in data for one in counts_in(value)] if isinstance(data, list) else []


COUNTS = {
    "count",
    "total",
    "read",
    "profiled",
    "people",
    "known",
    "not_stated",
    "declined",
    "unknown",
    "blank",
    "invalid",
}
NOT_COUNTS = {"file", "problems", "columns"}


@settings(max_examples=40)
@given(st.lists(st.integers(0, 60), min_size=10, max_size=10).filter(any))
def test_every_count_is_nought_rounded_or_hidden(cells):
    released = release_profile(profiled(clinic(cells)))
    found = counts_in(profile_as_json(released))
    assert found
    for count in found:
        assert count in (0, None, "fewer than 8", "not shown") or (count % 5 == 0 and count >= 10), count


def test_no_exact_count_is_in_any_word_of_it():
    # Every true count here is 1 more than a multiple of 5, so any such figure gives one away.
    released = release_profile(profiled(clinic([61, 36, 101, 26, 3, 3, 16, 11, 41, 21])))
    charts = [gap_chart(released), rate_chart(released.measure("did_not_attend"), "ethnicity")]
    words = [profile_as_text(released), *(str(chart.table) + chart.sentence + chart.title for chart in charts)]
    words += [one.title for one in released.candidates]
    counts = {int(found) for text in words for found in re.findall(r"(?<![\d.])\d+(?![\d.%])", text)}
    assert not counts & {61, 36, 101, 26, 16, 11, 41, 21, 97, 127, 3, 6}, words


def test_one_hidden_group_takes_another_with_it():
    parts = [
        (number, {"Ethnicity": one}) for one, number in (("Indian", 212), ("Black", 96), ("Mixed", 3), ("Irish", 41))
    ]
    groups = {
        one.group: one.count for one in release_profile(profiled(repeat(*parts), "person")).field("ethnicity").groups
    }
    assert groups["Mixed (no more said)"] == "fewer than 8"
    assert groups["White: Irish"] == "not shown"
    assert (groups["Asian: Indian"], groups["Black (no more said)"]) == (210, 95)


def test_rates_are_of_rounded_counts_and_intervals_stay():
    profile = profiled(clinic([1203, 252, 1301, 148, 0, 0, 0, 0, 0, 0]))
    released = release_profile(profile)
    before, after = (one.measure("did_not_attend").of("ethnicity").groups[0] for one in (profile, released))
    assert after.rate.rate == number(after.rate.count) / number(after.rate.total)
    assert abs(after.rate.low - before.rate.low) <= 0.005
    assert after.label == before.label


def test_of_few_the_interval_is_made_from_the_rounded_counts():
    released = release_profile(profiled(clinic([203, 52, 301, 48, 0, 0, 0, 0, 0, 0])))
    same = release_profile(profiled(clinic([203, 52, 299, 50, 0, 0, 0, 0, 0, 0])))
    first, second = (one.measure("did_not_attend").of("ethnicity").groups[0].rate for one in (released, same))
    assert (first.count, first.total) == (second.count, second.total)
    assert (first.low, first.high) == (second.low, second.high)


def test_releasing_twice_is_releasing_once():
    once = release_profile(profiled(clinic([20, 9, 40, 3, 10, 10, 2, 2, 7, 8])))
    assert release_profile(once) is once
    assert json.loads(json.dumps(profile_as_json(once)))["released"] is True
