"""Before and after, month by month, and what could be shown at all; words that never say why."""

from dataclasses import replace

import pytest

from datasets.analysis.change import CANNOT_TELL_YET, NARROWED, TURNED, WIDENED, change_between
from datasets.analysis.change_charts import change_chart, over_time_chart
from datasets.analysis.change_words import detectable_in_words
from datasets.analysis.detecting import Showing, detecting
from datasets.analysis.over_time import over_time
from datasets.analysis.release import release_profile
from datasets.analysis.statistics.detectability import detectable_change
from datasets.analysis.statistics.differences import TwoGroups, change_of_gap
from datasets.analysis.wording import percent, percents_apart
from tests.analysis.counts.tables import profiled, repeat


def clinic(year: int, missed: tuple[int, int], total: int = 1000, unknown: int = 0):
    parts = []
    for place, number in zip(("Normanton", "Allestree"), missed, strict=True):
        row = {"Neighbourhood": place, "Sex": "F", "Outcome": "DNA", "Appointment date": f"15/06/{year}"}
        parts += [(number, row), (total - number, row | {"Outcome": "Attended", "Appointment date": f"01/02/{year}"})]
    parts += [(unknown, parts[0][1] | {"Neighbourhood": "", "Outcome": "Attended"})]
    return profiled(repeat(*parts))


def normanton(before, after):
    change = change_between(before, after, "did_not_attend", "neighbourhood")
    return change, next(one for one in change.groups if one.group == "Normanton")


def test_the_gap_narrowed_between_limits():
    before, after = clinic(2024, (300, 100)), clinic(2025, (200, 100))
    change, group = normanton(before, after)
    expected = change_of_gap(TwoGroups(300, 1000, 100, 1000), TwoGroups(200, 1000, 100, 1000))
    assert (group.change, group.change_low, group.change_high) == pytest.approx(
        (expected.value, expected.low, expected.high)
    )
    assert group.label == NARROWED
    assert group.sentence == (
        f"For people from Normanton the gap narrowed by 10.0 points (between {-100 * expected.high:.1f} and "
        f"{-100 * expected.low:.1f}), from 20.0 points to 10.0."
    )
    assert "because" not in change.sentence
    assert change.sentence.startswith("Missed appointments: 20% before, 15% after; 5.0 points lower (between ")
    assert change.warnings == ()


def test_wider_turned_round_and_cannot_tell():
    assert normanton(clinic(2024, (200, 100)), clinic(2025, (300, 100)))[1].label == WIDENED
    turned = normanton(clinic(2024, (300, 100)), clinic(2025, (100, 300)))[1]
    assert turned.label == TURNED
    assert "from 20.0 points above others to 20.0 points below others" in turned.sentence
    still = normanton(clinic(2024, (200, 100)), clinic(2025, (195, 100)))[1]
    assert still.label == CANNOT_TELL_YET
    assert "cannot tell yet" in still.sentence


def test_what_to_be_careful_with_is_said():
    change, _ = normanton(clinic(2024, (300, 100)), clinic(2025, (200, 100), unknown=400))
    assert len(change.warnings) == 1
    assert change.warnings[0].startswith("Neighbourhood was known for 100% of records before and 83% after.")
    overlapping, _ = normanton(clinic(2025, (300, 100)), clinic(2025, (200, 100)))
    assert "overlap" in overlapping.warnings[0]


def test_a_measure_that_one_file_lacks_has_no_change():
    assert change_between(clinic(2024, (3, 4)), profiled({"Sex": ["F", "M"]}), "did_not_attend", "sex") is None


def test_change_of_released_profiles_is_made_of_released_figures():
    before, after = (release_profile(one) for one in (clinic(2024, (303, 101)), clinic(2025, (201, 99))))
    change, group = normanton(before, after)
    assert {group.before.count, group.before.total, group.after.count} == {305, 1000, 200}
    few = release_profile(clinic(2025, (200, 3)))
    assert change_between(before, few, "did_not_attend", "neighbourhood").groups == ()
    chart = change_chart(change)
    assert [one.label for one in chart.series[0].points] == ["Before", "After"]
    assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)


def test_the_groups_that_changed_most_are_drawn_in_the_order_of_the_table():
    def year(number: int, missed: dict[str, int]):
        day = f"05/03/{number}"
        return profiled(
            repeat(
                *(
                    (count, {"Deprivation quintile": group, "Appointment date": day, "Outcome": "DNA"})
                    for group, count in missed.items()
                ),
                *(
                    (300, {"Deprivation quintile": group, "Appointment date": day, "Outcome": "Attended"})
                    for group in missed
                ),
            )
        )

    before = year(2024, {"1": 90, "2": 60, "3": 50, "4": 40, "5": 30})
    change = change_between(
        before, year(2025, {"1": 95, "2": 40, "3": 80, "4": 41, "5": 10}), "did_not_attend", "deprivation"
    )
    chart = change_chart(change)
    assert (
        [one.name for one in chart.series]
        == [row[0] for row in chart.table.rows]
        == [one.group for one in change.groups]
    )
    assert [one.name[0] for one in chart.series] == list("12345")


def by_month(missed: list[int]):
    parts = []
    for month, number in enumerate(missed):
        day = f"05/{month % 12 + 1:02}/{2024 + month // 12}"
        parts += [(number, {"Appointment date": day, "Outcome": "DNA"})]
        parts += [(100 - number, {"Appointment date": day, "Outcome": "Attended"})]
    return profiled(repeat(*parts)).measure("did_not_attend")


def test_signals_once_there_are_thirteen_months():
    steady = [20, 22, 19, 21, 20, 23, 18, 21, 20, 19, 22, 21, 20]
    assert over_time(by_month(steady[:12])) is None
    calm = over_time(by_month(steady))
    assert "No month stands out" in calm.sentence
    jump = over_time(by_month([*steady, 60]))
    assert jump.months[-1].signal == "above the upper limit"
    assert jump.months[-1].change == "concern"
    better = over_time(by_month([30, 31, 29, 30, 32, 30, 31, 12, 11, 12, 13, 12, 11, 12]))
    assert better.months[-1].change == "improvement"
    chart = over_time_chart(jump)
    names = ["Missed appointments", "Average", "Upper limit", "Lower limit", "Stands out"]
    assert [one.name for one in chart.series] == names
    marked = [point.label for point in chart.series[-1].points if point.value is not None]
    assert len(marked) == sum(bool(month.signal) for month in jump.months) > 0
    assert [one.name for one in over_time_chart(calm).series] == names[:-1]
    assert all(len(one.points) == 14 for one in chart.series)


def test_two_files_make_one_line_of_months():
    steady = by_month([20, 22, 19, 21, 20, 23, 18])
    later = replace(steady, by_month=tuple((month.replace("2024", "2025"), rate) for month, rate in steady.by_month))
    assert len(over_time(steady, later).months) == 14


def test_what_a_quarter_and_a_year_could_show():
    profile = clinic(2024, (300, 100))
    found = detecting(profile, "did_not_attend", "neighbourhood", "Normanton")
    quarter, year = found.showing
    days = (31 - 1 + 1) + 29 + 31 + 30 + 31 + 15 - 31
    assert quarter.total == pytest.approx(1000 * 91.3 / days, rel=0.01)
    assert quarter.rate == pytest.approx(detectable_change(0.3, quarter.total, quarter.total).below)
    assert quarter.rate < year.rate < 0.3
    assert found.sentence.startswith("Missed appointments: With about ")
    assert "only a fall from 30% to about " in found.sentence
    assert detecting(profiled({"Outcome": ["DNA", "Attended"]}), "did_not_attend") is None


def test_very_few_show_nothing():
    found = detecting(clinic(2024, (2, 1), total=4), "did_not_attend")
    assert "no change would reliably show" in found.sentence


def test_less_that_counts_for_the_measure_is_said():
    before = clinic(2024, (300, 100))
    cancelled = (
        400,
        {"Neighbourhood": "Allestree", "Sex": "F", "Outcome": "Cancelled", "Appointment date": "01/02/2025"},
    )
    kept = [(500, cancelled[1] | {"Outcome": one, "Neighbourhood": place}) for place in ("Normanton", "Allestree")
            for one in ("DNA", "Attended")]  # fmt: skip
    after = profiled(repeat(*kept, cancelled))
    change, _ = normanton(before, after)
    assert any(one.startswith("100% of records counted for this before and 83% after") for one in change.warnings)


@pytest.mark.parametrize("missed", [(300, 100), (200, 200), (100, 300), (301, 99)])
def test_no_word_of_a_change_says_why_it_came(missed):
    change, _ = normanton(clinic(2024, (300, 100)), clinic(2025, missed, unknown=300))
    said = " ".join([change.sentence, *change.warnings, *(one.sentence for one in change.groups)]).lower()
    for word in ("because of", "due to", "thanks to", "caused", "led to", "result of", "worked"):
        assert word not in said


def test_a_small_change_is_told_with_as_many_figures_as_it_takes():
    """“A fall from 20% to about 20%” says nothing."""
    showing = (Showing("quarter", 246_125, 0.1976),)
    assert detectable_in_words("Missed appointments", "appointments", 0.2019, showing) == (
        "Missed appointments: With about 246,125 appointments in each quarter, only a fall from 20.2% to about 19.8% "
        "would reliably show."
    )
    assert percents_apart(0.31, 0.18) == ("31%", "18%")
    assert percent(0.0996) == percent(0.1) == "10%"
    assert (percent(0.0994), percent(0.9004), percent(0.9006)) == ("9.9%", "90%", "90.1%")
