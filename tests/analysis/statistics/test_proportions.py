"""Proportions and their intervals, whatever the counts."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasets.analysis.statistics.interval import Interval, normal_multiplier, two_sided_p
from datasets.analysis.statistics.proportions import (
    clustered_proportion,
    clustered_proportion_from_sums,
    wilson,
    wilson_clustered,
)
from tests.analysis.statistics.strategies import count_of_total


@given(count_of_total(), st.sampled_from([0.8, 0.95, 0.998]))
def test_the_interval_holds_the_estimate_and_stays_in_0_to_1(pair, confidence):
    interval = wilson(*pair, confidence)
    assert 0 <= interval.low <= interval.value <= interval.high <= 1
    assert interval.low < interval.high


@given(count_of_total())
def test_the_opposite_event_has_the_mirrored_interval(pair):
    count, total = pair
    event, other = wilson(count, total), wilson(total - count, total)
    assert event.low == pytest.approx(1 - other.high, abs=1e-12)
    assert event.high == pytest.approx(1 - other.low, abs=1e-12)


@given(count_of_total())
def test_more_people_at_the_same_rate_narrow_it(pair):
    count, total = pair
    assert wilson(4 * count, 4 * total).width < wilson(count, total).width


@given(count_of_total())
def test_clustering_never_narrows_it(pair):
    plain = wilson(*pair)
    assert wilson_clustered(*pair, 0.5) == plain
    assert wilson_clustered(*pair, 2.0).width > plain.width


@pytest.mark.parametrize(("count", "total"), [(1, 0), (-1, 10), (11, 10), (float("nan"), 10), (1, float("nan"))])
def test_impossible_counts_are_refused(count, total):
    with pytest.raises(ValueError):
        wilson(count, total)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5])
def test_a_confidence_is_a_fraction(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, confidence)


def test_an_interval_in_another_unit():
    assert Interval(0.1, 0.05, None).times(100) == Interval(10, 5, None)
    assert Interval(0.1, 0.05, None).width is None
    with pytest.raises(ValueError):
        Interval(0.1, 0.05, 0.2).times(0)


def test_normal_figures_of_any_table():
    assert normal_multiplier(0.95) == pytest.approx(1.959964, abs=1e-6)
    assert two_sided_p(1.959964) == pytest.approx(0.05, abs=1e-7)
    assert two_sided_p(-3) == two_sided_p(3) == pytest.approx(0.0026998, abs=1e-7)


def test_one_appointment_a_person_is_not_clustered():
    """Then the variance is that of single events, but for the usual c / (c - 1)."""
    found = clustered_proportion([1] * 30 + [0] * 70, [1] * 100)
    assert found.design_effect == pytest.approx(100 / 99)
    assert found.intraclass is None


def test_people_who_always_or_never_miss_count_once():
    found = clustered_proportion([10] * 20 + [0] * 80, [10] * 100)
    assert found.design_effect == pytest.approx(10 * 100 / 99)
    assert found.intraclass == pytest.approx((found.design_effect - 1) / 9)


@given(st.lists(count_of_total(30), min_size=2, max_size=20))
def test_the_kept_sums_say_the_same_as_the_people(pairs):
    counts, totals = zip(*pairs, strict=True)
    sums = (
        sum(c * c for c in counts),
        sum(c * t for c, t in pairs),
        sum(t * t for t in totals),
    )
    assert clustered_proportion_from_sums(len(pairs), sum(counts), sum(totals), *sums) == clustered_proportion(
        counts, totals
    )


@pytest.mark.parametrize(("counts", "totals"), [([1], [2]), ([1, 2], [2]), ([3, 1], [2, 2])])
def test_clusters_that_cannot_be_are_refused(counts, totals):
    with pytest.raises(ValueError):
        clustered_proportion(counts, totals)


def test_a_page_needs_no_slow_package():
    """Wilson and Newcombe sit on a page's path: no scipy, statsmodels or numpy comes with them."""
    script = (
        "import sys\n"
        "from datasets.analysis.statistics import bounds, differences, proportions, significance, suppression\n"
        "differences.newcombe(1, 2, 3, 4); significance.benjamini_hochberg([0.1])\n"
        "print({'scipy', 'statsmodels', 'numpy', 'pandas', 'django'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
