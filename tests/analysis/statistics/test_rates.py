"""Counts, rates and means, and standardised rates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from datasets.analysis.statistics.interval import NOTHING
from datasets.analysis.statistics.rates import byar_count, count_interval, count_method, exact_count, mean, rate
from datasets.analysis.statistics.standardisation import (
    directly_standardised,
    expected_count,
    indirectly_standardised,
    observed_expected,
    repeated_events,
)

bands = st.lists(st.tuples(st.integers(0, 50), st.integers(60, 500), st.integers(1, 900)), min_size=2, max_size=6).map(
    lambda rows: tuple(map(list, zip(*rows, strict=True)))
)


@given(st.integers(1, 200))
def test_exact_limits_leave_the_tails_they_should(count):
    interval = exact_count(count)
    assert poisson.sf(count - 1, interval.low) == pytest.approx(0.025, abs=1e-9)
    assert poisson.cdf(count, interval.high) == pytest.approx(0.025, abs=1e-9)


@given(st.integers(10, 5000))
def test_byar_comes_close_to_exact_from_ten_on(count):
    near, exact = byar_count(count), exact_count(count)
    assert near.low == pytest.approx(exact.low, rel=0.005)
    assert near.high == pytest.approx(exact.high, rel=0.005)


def test_the_method_changes_at_ten():
    assert [count_method(count) for count in (0, 9, 10)] == ["Exact", "Exact", "Byars"]
    assert count_interval(9) == exact_count(9)
    assert count_interval(10) == byar_count(10)
    assert byar_count(0).low is None


def test_a_rate_is_in_the_unit_asked_for():
    assert rate(5, 2000, 1000).value == pytest.approx(2.5)
    assert rate(5, 2000, 1000).high == pytest.approx(11.668 / 2, abs=1e-3)


@given(bands)
def test_a_group_with_the_standards_ages_keeps_its_own_rate(columns):
    counts, people, _ = columns
    found = directly_standardised(counts, people, people, 1000)
    if sum(counts) < 10:
        assert found.interval == NOTHING
    else:
        assert found.interval.value == pytest.approx(1000 * sum(counts) / sum(people))
        assert found.interval.low < found.interval.value < found.interval.high


@given(bands)
def test_the_size_of_the_standard_does_not_matter(columns):
    counts, people, standard = columns
    one = directly_standardised(counts, people, standard)
    other = directly_standardised(counts, people, [10 * each for each in standard])
    if one.interval != NOTHING:
        assert other.interval.value == pytest.approx(one.interval.value)
        assert other.interval.high == pytest.approx(one.interval.high)


@given(bands)
def test_one_event_a_person_is_the_plain_case_and_two_widen_it(columns):
    counts, people, standard = columns
    assert repeated_events({1: counts}) == (counts, counts)
    doubled, variances = repeated_events({2: counts})
    if sum(doubled) >= 10:
        plain = directly_standardised(doubled, people, standard)
        clustered = directly_standardised(doubled, people, standard, count_variances=variances)
        assert clustered.interval.value == plain.interval.value
        assert clustered.interval.width == pytest.approx(plain.interval.width * 2**0.5)


@given(bands)
def test_at_its_own_rates_a_group_has_as_many_events_as_expected(columns):
    counts, people, _ = columns
    assert expected_count(people, counts, people) == pytest.approx(sum(counts))
    if sum(counts):
        found = indirectly_standardised(counts, people, counts, people)
        assert found.ratio.value == pytest.approx(1)
        assert found.ratio.low < 1 < found.ratio.high


def test_one_value_has_no_spread():
    assert mean([4.0]).standard_deviation is None
    assert mean([4.0]).interval.low is None


@pytest.mark.parametrize(
    ("compute", "arguments"),
    [
        (byar_count, (-1,)),
        (exact_count, (-1,)),
        (exact_count, (1, 95)),
        (rate, (1, 0)),
        (mean, ([],)),
        (directly_standardised, ([1, 2], [1], [1, 1])),
        (directly_standardised, ([1, 2], [1, 0], [1, 1])),
        (expected_count, ([1], [1], [0])),
        (observed_expected, (1, 0)),
        (observed_expected, (-1, 2)),
    ],
)
def test_impossible_figures_are_refused(compute, arguments):
    with pytest.raises(ValueError):
        compute(*arguments)
