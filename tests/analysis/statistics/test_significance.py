"""Tests between groups, against scipy and statsmodels and against themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from scipy.stats import fisher_exact as scipy_fisher
from statsmodels.stats.multitest import multipletests

from datasets.analysis.statistics.significance import (
    benjamini_hochberg,
    difference_p_value,
    fisher_exact,
    goodness_of_fit,
    heterogeneity,
    trend,
)
from tests.analysis.statistics.strategies import count_of_total, groups

p_values = st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=20)


@given(groups)
def test_heterogeneity_is_pearsons_test(pair):
    counts, totals = pair
    found = heterogeneity(counts, totals)
    if 0 < sum(counts) < sum(totals):
        table = [counts, [n - x for x, n in zip(counts, totals, strict=True)]]
        reference = chi2_contingency(table, correction=False)
        assert found.statistic == pytest.approx(reference.statistic, rel=1e-9, abs=1e-9)
        assert found.p_value == pytest.approx(reference.pvalue, rel=1e-6, abs=1e-12)
    else:
        assert (found.statistic, found.p_value) == (None, None)


@given(groups)
def test_clustering_only_ever_weakens_a_finding(pair):
    counts, totals = pair
    plain = heterogeneity(counts, totals)
    assert heterogeneity(counts, totals, [0.5] * len(counts)) == plain
    if plain.statistic is not None:
        clustered = heterogeneity(counts, totals, [2.0] * len(counts))
        assert clustered.statistic == pytest.approx(plain.statistic / 2, abs=1e-9)


@given(groups)
def test_a_residual_is_the_group_against_all_the_others(pair):
    counts, totals = pair
    found = heterogeneity(counts, totals)
    if found.statistic is not None:
        alone = heterogeneity((counts[0], sum(counts[1:])), (totals[0], sum(totals[1:])))
        assert alone.residuals[0] == pytest.approx(found.residuals[0], rel=1e-6, abs=1e-9)
        assert alone.residuals[0] ** 2 == pytest.approx(alone.statistic, rel=1e-6, abs=1e-9)


@given(count_of_total(200), count_of_total(200))
def test_fishers_test_is_scipys(a, b):
    table = [[a[0], b[0]], [a[1] - a[0], b[1] - b[0]]]
    assert fisher_exact(*a, *b) == pytest.approx(scipy_fisher(table).pvalue, rel=1e-6, abs=1e-9)


def test_fishers_own_examples():
    """The tea tasting (1935), and convictions of twins as in R ?fisher.test."""
    assert fisher_exact(3, 4, 1, 4) == pytest.approx(0.4857, abs=5e-5)
    assert fisher_exact(2, 17, 10, 13) == pytest.approx(0.0005367, abs=5e-8)


def test_few_expected_events_go_to_fisher_and_many_do_not():
    assert difference_p_value(1, 20, 4, 30) == fisher_exact(1, 20, 4, 30)
    many = difference_p_value(40, 200, 90, 300)
    assert many == pytest.approx(heterogeneity([40, 90], [200, 300]).p_value)
    assert difference_p_value(40, 200, 90, 300, (2.0, 1.0)) > many
    assert difference_p_value(0, 20, 0, 30) is None


@given(p_values)
def test_adjusting_only_raises_and_keeps_the_order(p):
    adjusted = benjamini_hochberg(p)
    assert [a is None for a in adjusted] == [x is None for x in p]
    known = [(x, a) for x, a in zip(p, adjusted, strict=True) if x is not None]
    assert all(x <= a <= 1 for x, a in known)
    assert [a for _, a in sorted(known)] == sorted(a for _, a in known)


@given(p_values, st.randoms())
def test_the_order_of_the_tests_does_not_matter(p, random):
    places = list(range(len(p)))
    random.shuffle(places)
    adjusted = benjamini_hochberg(p)
    assert benjamini_hochberg([p[i] for i in places]) == [adjusted[i] for i in places]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_adjusted_values_are_those_of_statsmodels(p):
    assert benjamini_hochberg(p) == pytest.approx(list(multipletests(p, method="fdr_bh")[1]), abs=1e-12)


def test_a_trend_has_a_sign():
    rising = trend([10, 20, 30], [100, 100, 100])
    falling = trend([30, 20, 10], [100, 100, 100])
    assert rising.residuals[0] == -falling.residuals[0] > 0
    assert trend([0, 0], [5, 5]).p_value is None


def test_a_sample_with_the_shares_of_the_population_fits_perfectly():
    found = goodness_of_fit([10, 20, 70], [100, 200, 700])
    assert found.statistic == pytest.approx(0)
    assert found.p_value == pytest.approx(1)


@pytest.mark.parametrize(
    ("test", "arguments"),
    [
        (heterogeneity, ([1], [2])),
        (heterogeneity, ([1, 2], [2])),
        (heterogeneity, ([1, 2], [2, 0])),
        (heterogeneity, ([1, 2], [2, 3], [1.0])),
        (trend, ([1, 2], [2, 3], [1])),
        (goodness_of_fit, ([1, 2], [1, 0])),
        (goodness_of_fit, ([0, 0], [1, 1])),
        (benjamini_hochberg, ([1.5],)),
    ],
)
def test_what_cannot_be_tested_is_refused(test, arguments):
    with pytest.raises(ValueError):
        test(*arguments)
