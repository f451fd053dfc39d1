"""The smallest change a service's numbers could show, against R's documentation and statsmodels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import power_proportions_2indep

from datasets.analysis.statistics.detectability import detectable_change, power


def test_the_examples_of_r_power_prop_test():
    """R ?power.prop.test: power for n = 50 each; n = 76.7 for 90 %; the second proportion for 90 % at n = 50."""
    assert power(0.5, 0.75, 50, 50) == pytest.approx(0.7401659, abs=1e-6)
    assert power(0.5, 0.75, 76.7, 76.7) == pytest.approx(0.9, abs=5e-4)
    assert detectable_change(0.5, 50, 50, chance=0.9).above == pytest.approx(0.8026141, abs=1e-4)


def test_fleiss_table_of_sample_sizes():
    """388 in each group tell 60 % from 50 % with 80 % power (Fleiss 1981, without continuity correction)."""
    assert power(0.5, 0.6, 388, 388) >= 0.8 > power(0.5, 0.6, 387, 387)


@settings(max_examples=30)
@given(st.floats(0.05, 0.95), st.integers(20, 5000), st.integers(20, 5000))
def test_the_change_found_has_just_the_power_asked_for(baseline, before, after):
    found = detectable_change(baseline, before, after)
    for end in (found.below, found.above):
        if end is not None:
            assert power(baseline, end, before, after) == pytest.approx(0.8, abs=1e-6)


@settings(max_examples=30)
@given(st.floats(0.1, 0.9), st.floats(0.1, 0.9), st.integers(50, 5000))
def test_the_power_is_that_of_statsmodels(before, after, number):
    """On the right side only: finding a rise where there was a fall is no finding."""
    if abs(before - after) > 0.01:
        reference = power_proportions_2indep(
            after - before,
            before,
            number,
            alpha=0.025,
            alternative="larger" if after > before else "smaller",
            return_results=False,
        )
        assert power(before, after, number, number) == pytest.approx(float(reference), abs=1e-6)


@given(st.floats(0.05, 0.95), st.integers(50, 5000))
def test_more_people_show_smaller_changes_and_clustering_hides_them(baseline, number):
    few, many = detectable_change(baseline, number, number), detectable_change(baseline, 4 * number, 4 * number)
    clustered = detectable_change(baseline, number, number, design_effect=2.0)
    for small, large in ((many.fall, few.fall), (many.rise, few.rise), (few.fall, clustered.fall)):
        assert large is None or small < large


def test_a_handful_of_people_could_show_no_fall():
    found = detectable_change(0.1, 20, 20)
    assert (found.below, found.fall) == (None, None)
    assert found.rise > 0.3


@pytest.mark.parametrize("arguments", [(1.2, 10, 10), (0.5, 0, 10), (0.5, 10, 10, 80)])
def test_impossible_questions_are_refused(arguments):
    with pytest.raises(ValueError):
        detectable_change(*arguments)
