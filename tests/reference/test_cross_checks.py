"""Every kind of statistic beside another’s program, or beside what must be true of it, on many made-up figures.

scipy and statsmodels stand for other people’s programs; where neither has a measure, its definition is written out.
The tolerance is a millionth, unless a comment says why it is wider.
"""

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import GLM, OLS, WLS, families
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from tests.reference.handlers import HANDLERS

pytestmark = pytest.mark.thorough
some = settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
close = lambda value: pytest.approx(value, rel=1e-6, abs=1e-9)  # noqa: E731
counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
inner = st.integers(2, 400).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))
many_inner = st.lists(inner, min_size=3, max_size=7)
positive = st.floats(0.5, 900)
populations = st.integers(50, 90_000)


def ask(kind: str, **given):
    return HANDLERS[kind](given)


@some
@given(counts)
def test_proportion_ci_wilson(one):
    x, n = one
    found = ask("proportion_ci_wilson", x=x, n=n, multiplier=100)
    for name, alpha in (("95", 0.05), ("998", 0.002)):
        low, high = proportion_confint(x, n, alpha=alpha, method="wilson")
        assert (found[f"lower{name}"], found[f"upper{name}"]) == (close(100 * low), close(100 * high))


@some
@given(st.integers(0, 9), st.integers(1, 10**6))
def test_rate_ci_byar_exact_of_few(x, n):
    found = ask("rate_ci_byar_exact", x=x, n=n, multiplier=1000)
    low = stats.chi2.ppf(0.025, 2 * x) / 2 if x else 0
    assert (found["lower95"], found["upper95"]) == (
        close(1000 * low / n),
        close(1000 * stats.chi2.ppf(0.975, 2 * x + 2) / 2 / n),
    )
    assert found["method"] == "Exact"


@some
@given(st.integers(10, 5000))
def test_count_ci_byar_comes_near_to_the_exact_limits(x):
    found = ask("count_ci_byar", x=x, confidence=0.95)
    # Byar's formula is an approximation: within four in a thousand of the exact limits from 10 on.
    assert found["lower"] == pytest.approx(stats.chi2.ppf(0.025, 2 * x) / 2, rel=0.004)
    assert found["upper"] == pytest.approx(stats.chi2.ppf(0.975, 2 * x + 2) / 2, rel=0.004)


@some
@given(st.integers(10, 900), st.integers(1000, 90_000), st.integers(100, 9000))
def test_dsr_dobson_of_one_age_band_is_its_own_rate(x, n, standard):
    found = ask("dsr_dobson", x=[x], n=[n], standard=[standard], multiplier=1000)
    plain = ask("rate_ci_byar_exact", x=x, n=n, multiplier=1000)
    assert [found[name] for name in ("value", "lower95", "upper95")] == [
        close(plain[name]) for name in ("value", "lower95", "upper95")
    ]


@some
@given(st.lists(st.tuples(st.integers(5, 90), st.integers(500, 9000), st.integers(100, 9000)), min_size=2, max_size=8))
def test_dsr_dobson_is_the_weighted_mean_of_the_rates(bands):
    x, n, standard = map(list, zip(*bands, strict=True))
    found = ask("dsr_dobson", x=x, n=n, standard=standard, multiplier=1)
    assume(sum(x) >= 10)
    assert found["value"] == close(np.average(np.divide(x, n), weights=standard))
    assert found["lower95"] < found["value"] < found["upper95"]


@some
@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.integers(500, 9000), st.integers(1, 900), st.integers(9000, 90_000)),
        min_size=1,
    )
)
def test_indirect_ratio_is_observed_over_expected(bands):
    x, n, x_ref, n_ref = map(list, zip(*bands, strict=True))
    found = ask("indirect_ratio", x=x, n=n, x_ref=x_ref, n_ref=n_ref, multiplier=100, output="ratio")
    expected = sum(each * top / bottom for each, top, bottom in zip(n, x_ref, n_ref, strict=True))
    assert found["expected"] == close(expected)
    assert found["value"] == close(100 * sum(x) / expected)
    limits = ask("rate_ci_byar_exact", x=sum(x), n=expected, multiplier=100)
    assert (found["lower95"], found["upper95"]) == (close(limits["lower95"]), close(limits["upper95"]))


@some
@given(st.lists(st.integers(-(10**6), 10**6).map(lambda n: n / 100), min_size=2, max_size=30, unique=True))
def test_mean_ci_t(values):
    found = ask("mean_ci_t", values=values)
    low, high = stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values))
    assert found["mean"] == pytest.approx(np.mean(values), rel=1e-6, abs=1e-6)
    assert (found["lower95"], found["upper95"]) == (
        pytest.approx(low, rel=1e-6, abs=1e-6),
        pytest.approx(high, rel=1e-6, abs=1e-6),
    )


@some
@given(st.lists(inner, min_size=4, max_size=15))
def test_clustered_proportion_is_the_ratio_estimator(clusters):
    x, n = map(np.array, zip(*clusters, strict=True))
    found = ask("clustered_proportion", x=x.tolist(), n=n.tolist(), confidence=0.95)
    each = np.repeat(np.arange(len(n)), n)
    outcomes = np.concatenate([np.repeat([1, 0], [top, bottom - top]) for top, bottom in clusters])
    robust = OLS(outcomes, np.ones(len(outcomes))).fit(
        cov_type="cluster", cov_kwds={"groups": each, "use_correction": False}
    )
    # The small-sample factor k / (k - 1) for k clusters.
    assert found["proportion"] == close(robust.params[0])
    assert found["se"] == close(robust.bse[0] * sqrt(len(n) / (len(n) - 1)))


@some
@given(st.integers(5, 2000), st.floats(0.05, 0.95))
def test_funnel_limits_proportion_are_two_and_three_standard_errors(n, average):
    found = ask("funnel_limits_proportion", n=n, average=average, multiplier=1)
    for name, confidence in (("95", 0.975), ("998", 0.999)):
        wide = stats.norm.ppf(confidence) * sqrt(average * (1 - average) / n)
        assert found[f"lower{name}"] == close(max(0, average - wide))
        assert found[f"upper{name}"] == close(min(1, average + wide))


@some
@given(st.integers(1, 900))
def test_funnel_limits_ratio_are_exact_poisson(observed):
    found = ask("funnel_limits_ratio", observed=observed)
    # With as many expected as the limit says, what was observed lies just on the edge.
    assert stats.poisson.sf(observed - 1, found["expected_for_upper95"]) == pytest.approx(0.025, rel=1e-4)
    assert stats.poisson.cdf(observed, found["expected_for_lower95"]) == pytest.approx(0.025, rel=1e-4)


@some
@given(st.integers(10, 900), st.floats(1, 500))
def test_funnel_limits_rate_hold_the_average(events, average):
    found = ask("funnel_limits_rate", events=events, average_rate=average, multiplier=100_000)
    assert found["lower998"] < found["lower95"] < average < found["upper95"] < found["upper998"]


@some
@given(st.lists(inner, min_size=1, max_size=5), st.floats(0.1, 0.9))
def test_funnel_flags_proportion_agree_with_the_limits(areas, average):
    x, n = map(list, zip(*areas, strict=True))
    flags = ask("funnel_flags_proportion", x=x, n=n, average=average)["flag"]
    for top, bottom, flag in zip(x, n, flags, strict=True):
        limits = ask("funnel_limits_proportion", n=bottom, average=average, multiplier=1)
        assume(all(abs(top / bottom - limits[name]) > 1e-9 for name in ("lower95", "upper95", "lower998", "upper998")))
        out = "" if limits["lower95"] < top / bottom < limits["upper95"] else "0.025"
        out = out if limits["lower998"] < top / bottom < limits["upper998"] else "0.001"
        side = "High" if top / bottom > average else "Low"
        assert flag == (f"{side} ({out})" if out else "Not significant")


@some
@given(st.lists(st.tuples(st.integers(1, 300), st.floats(1, 300)), min_size=1, max_size=5))
def test_funnel_flags_ratio_are_exact_tests(areas):
    observed, expected = map(list, zip(*areas, strict=True))
    flags = ask("funnel_flags_ratio", observed=observed, expected_count=expected)["flag"]
    for seen, due, flag in zip(observed, expected, flags, strict=True):
        high, low = stats.poisson.sf(seen - 1, due), stats.poisson.cdf(seen, due)
        assume(all(abs(p / edge - 1) > 1e-3 for p in (high, low) for edge in (0.025, 0.001)))
        side, p = ("High", high) if high < low else ("Low", low)
        assert flag == (f"{side} (0.001)" if p < 0.001 else f"{side} (0.025)" if p < 0.025 else "Not significant")


@some
@given(counts, counts)
def test_diff_proportions_ci(one, other):
    for method, theirs in (("newcombe", "newcomb"), ("wald", "wald")):
        found = ask(
            "diff_proportions_ci", x1=one[0], n1=one[1], x2=other[0], n2=other[1], method=method, confidence=0.95
        )
        low, high = confint_proportions_2indep(*one, *other, method=theirs, compare="diff")
        assert (found["lower"], found["upper"]) == (pytest.approx(low, abs=1e-7), pytest.approx(high, abs=1e-7))


@some
@given(inner, inner)
def test_ratio_proportions_ci(one, other):
    found = ask("ratio_proportions_ci", x1=one[0], n1=one[1], x2=other[0], n2=other[1], method="log", confidence=0.95)
    low, high = confint_proportions_2indep(*one, *other, method="log", compare="ratio")
    assert (found["lower"], found["upper"]) == (close(low), close(high))


@some
@given(inner, inner, inner, inner)
def test_did_proportions_is_the_difference_of_two_differences(one, two, three, four):
    sides = [{"a": {"x": a[0], "n": a[1]}, "b": {"x": b[0], "n": b[1]}} for a, b in ((one, two), (three, four))]
    found = ask("did_proportions", before=sides[0], after=sides[1], confidence=0.95)
    shares = [x / n for x, n in (one, two, three, four)]
    error = sqrt(sum(share * (1 - share) / n for share, (_, n) in zip(shares, (one, two, three, four), strict=True)))
    assert found["did"] == close((shares[2] - shares[3]) - (shares[0] - shares[1]))
    assert found["wald_se"] == close(error)
    assert found["wald_p"] == close(2 * stats.norm.sf(abs(found["did"]) / error))
    logs = sum((1 / x - 1 / n) for x, n in (one, two, three, four))
    assert log(found["ror_upper"] / found["ror_lower"]) == close(2 * stats.norm.ppf(0.975) * sqrt(logs))
    assert found["newcombe_lower"] <= found["did"] <= found["newcombe_upper"]


@some
@given(many_inner)
def test_heterogeneity_chi2(groups):
    x, n = map(list, zip(*groups, strict=True))
    found = ask("heterogeneity_chi2", x=x, n=n)
    test = stats.chi2_contingency([x, np.subtract(n, x)], correction=False)
    assert (found["statistic"], found["df"], found["p"]) == (close(test.statistic), test.dof, close(test.pvalue))
    theirs = Table(np.array([x, np.subtract(n, x)]).T).standardized_resids[:, 0]
    assert found["adjusted_residual"] == [close(one) for one in theirs]


@some
@given(many_inner)
def test_trend_chi2_is_the_correlation_of_score_and_outcome(groups):
    x, n = map(list, zip(*groups, strict=True))
    score = list(range(1, len(n) + 1))
    found = ask("trend_chi2", x=x, n=n, score=score)
    scores = np.repeat(score, n)
    outcomes = np.concatenate([np.repeat([1, 0], [top, bottom - top]) for top, bottom in groups])
    statistic = len(scores) * np.corrcoef(scores, outcomes)[0, 1] ** 2
    assert found["statistic"] == close(statistic)
    assert found["p"] == close(stats.chi2.sf(statistic, 1))


@some
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(50, 900)), min_size=2, max_size=8))
def test_goodness_of_fit(groups):
    observed, population = map(np.array, zip(*groups, strict=True))
    assume(observed.sum())
    found = ask("goodness_of_fit", observed=observed.tolist(), population=population.tolist())
    test = stats.chisquare(observed, observed.sum() * population / population.sum())
    assert (found["statistic"], found["p"]) == (close(test.statistic), close(test.pvalue))


@some
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_fdr_bh(p):
    found = ask("fdr_bh", p=p)["adjusted"]
    assert found == [close(one) for one in multipletests(p, method="fdr_bh")[1]]
    assert found == [close(one) for one in stats.false_discovery_control(p)]


@some
@given(st.lists(st.integers(-900, 900), min_size=10, max_size=60, unique=True), st.integers(2, 10), st.booleans())
def test_quantile_assignment_is_by_rank(values, quantiles, highest_first):
    found = ask("quantile_assignment", values=values, quantiles=quantiles, highest_value_is_quantile_1=highest_first)[
        "quantile"
    ]
    ordered = [one for _, one in sorted(zip(values, found, strict=True), reverse=highest_first)]
    assert ordered == sorted(ordered)
    sizes = [found.count(one) for one in range(1, quantiles + 1)]
    assert max(sizes) - min(sizes) <= 1


@settings(some, max_examples=8)
@given(st.lists(st.tuples(populations, positive, st.floats(0.1, 5)), min_size=5, max_size=10))
def test_sii_phe_is_a_line_weighted_by_population(groups):
    people, value, error = map(list, zip(*groups, strict=True))
    plain = {"value_type": "other", "transform": False, "multiplier": 1, "confidence": 0.95}
    found = ask("sii_phe", population=people, value=value, se=error, **plain)
    shares = np.array(people) / sum(people)
    ranks = np.cumsum(shares) - shares / 2
    line = WLS(value, np.column_stack([np.ones(len(ranks)), ranks]), weights=shares).fit()
    assert found["intercept"] == close(line.params[0])
    assert found["sii"] == pytest.approx(line.params[1], rel=1e-6, abs=1e-6)
    national = ask(
        "sii_national_ranks", population=people, value=value, national_population=people, flip=False,
        lower95=[one - 1.96 * wide for one, wide in zip(value, error, strict=True)],
        upper95=[one + 1.96 * wide for one, wide in zip(value, error, strict=True)],
    )  # fmt: skip
    assert national["rank"] == [close(one) for one in ranks]
    assert national["sii"] == pytest.approx(found["sii"], rel=1e-6, abs=1e-6)


@pytest.mark.filterwarnings("ignore::statsmodels.tools.sm_exceptions.PerfectSeparationWarning")
@some
@given(st.lists(st.tuples(st.integers(400, 9000), st.floats(5, 95)), min_size=4, max_size=8))
def test_sii_regression_healthequal_is_a_model_of_statsmodels(groups):
    people, share = map(list, zip(*groups, strict=True))
    ranks = np.cumsum(people) / sum(people) - np.divide(people, sum(people)) / 2
    design = np.column_stack([np.ones(len(ranks)), ranks])
    order = list(range(1, len(people) + 1))
    given = {
        "population": people,
        "estimate": share,
        "scale": 100,
        "order_worst_off_first": order,
        "weights": "population",
    }
    found = ask("sii_regression_healthequal", model="linear", **given)
    line = WLS(share, design, weights=people).fit()
    assert found["sii"] == pytest.approx(line.params[1], rel=1e-5, abs=1e-5)
    found = ask("sii_regression_healthequal", model="logistic", **given)
    events = np.round(np.divide(share, 100) * people)
    model = GLM(np.column_stack([events, people - events]), design, family=families.Binomial()).fit()
    zero, one = (1 / (1 + np.exp(-(model.params[0] + model.params[1] * rank))) for rank in (0, 1))
    assert found["sii"] == pytest.approx(100 * (one - zero), rel=1e-5, abs=1e-5)
    assert found["rii"] == pytest.approx(one / zero, rel=1e-5)


@some
@given(st.lists(st.tuples(populations, positive), min_size=3, max_size=8, unique_by=lambda one: one[1]), st.booleans())
def test_inequality_measures_are_their_definitions(groups, favourable):
    people, level = map(np.array, zip(*groups, strict=True))
    shares, mean = people / people.sum(), np.average(level, weights=people)

    def measure(name: str, ordered: bool = True) -> float:
        return ask(
            "inequality_measure", measure=name, population=people.tolist(), estimate=level.tolist(), se=None,
            favourable=favourable, ordered=ordered, scale=100,
        )["estimate"]  # fmt: skip

    ranks = np.cumsum(shares) - shares / 2
    best = level[-1]
    variance = (shares * (level - mean) ** 2).sum()
    expected = {
        "d": (best - level[0]) if favourable else (level[0] - best),
        "bgv": variance,
        "bgsd": sqrt(variance),
        "covar": 100 * sqrt(variance) / mean,
        "mdmw": (shares * abs(level - mean)).sum(),
        "mdmu": abs(level - mean).mean(),
        "idisw": 100 * (shares * abs(level - mean)).sum() / mean,
        "ti": 1000 * (shares * level / mean * np.log(level / mean)).sum(),
        "mld": 1000 * (shares * -np.log(level / mean)).sum(),
        "aci": (shares * (2 * ranks - 1) * level).sum(),
        "rci": (shares * (2 * ranks - 1) * level).sum() / mean,
    }
    for name, value in expected.items():
        assert measure(name) == pytest.approx(value, rel=1e-6, abs=1e-7), name
    gain = max(0, best - mean) if favourable else min(0, best - mean)
    assert measure("par") == pytest.approx(gain, abs=1e-6)


XMR = {
    "screen_outliers": False, "fix_after_n_points": None, "rebase_at_positions_1based": [], "improvement": "increase",
    "limit_multiplier": 2.66, "near_limit_fraction": 2 / 3, "shift_run": 7, "trend_run": 7,
}  # fmt: skip


@some
@given(st.lists(st.floats(0, 500), min_size=13, max_size=40))
def test_spc_xmr_is_the_mean_and_the_mean_moving_range(values):
    found = ask("spc_xmr", values=values, **XMR)
    mean, moving = np.mean(values), np.abs(np.diff(values)).mean()
    assert found["mean"] == [pytest.approx(mean, abs=1e-6)] * len(values)
    assert found["upl"] == [pytest.approx(mean + 2.66 * moving, abs=1e-6)] * len(values)
    assert found["lpl"] == [pytest.approx(mean - 2.66 * moving, abs=1e-6)] * len(values)
    assume(all(abs(abs(value - mean) - 2.66 * moving) > 1e-6 for value in values))
    assert found["astronomical"] == [abs(value - mean) > 2.66 * moving for value in values]


@some
@given(st.lists(inner, min_size=2, max_size=30))
def test_spc_p_chart_is_three_standard_errors(periods):
    x, n = map(list, zip(*periods, strict=True))
    found = ask("spc_p_chart", x=x, n=n, multiplier=1)
    average = sum(x) / sum(n)
    for i, size in enumerate(n):
        error = sqrt(average * (1 - average) / size)
        assert found["upper99"][i] == close(min(1, average + 3 * error))
        assert found["lower99"][i] == close(max(0, average - 3 * error))


@some
@given(st.lists(st.integers(0, 20), min_size=8, max_size=40), st.integers(3, 8))
def test_spc_rule_finds_every_run_and_no_other(values, run):
    shift = ask("spc_rule", rule="shift", val=values, targets=[10] * len(values), n=run)["flag"]
    trend = ask("spc_rule", rule="trend", val=values, n=run)["flag"]
    for place in range(len(values)):
        windows = [values[start : start + run] for start in range(place - run + 1, place + 1)]
        windows = [
            one
            for start, one in zip(range(place - run + 1, place + 1), windows, strict=True)
            if start >= 0 and len(one) == run
        ]
        above = any(all(value > 10 for value in one) for one in windows)
        below = any(all(value < 10 for value in one) for one in windows)
        assert shift[place] == ("upper" if above else "lower" if below else "none")
        rising = any(all(a < b for a, b in zip(one, one[1:], strict=False)) for one in windows)
        falling = any(all(a > b for a, b in zip(one, one[1:], strict=False)) for one in windows)
        if rising != falling or not rising:
            assert trend[place] == ("upper" if rising else "lower" if falling else "none")


@some
@given(st.integers(0, 10_000))
def test_suppress_round(count):
    shown = ask("suppress_round", count=count, scheme="nhsd_1to7_shown_as_star_else_round5")["shown"]
    assert shown == ("*" if 1 <= count <= 7 else str(5 * ((2 * count + 5) // 10)))


@some
@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=5))
def test_suppress_secondary_leaves_no_cell_alone_in_its_row_or_column(table):
    mask = ask("suppress_secondary", stage="two_way_table", table=table, low=1, high=7, high_inclusive=True)["mask"]
    assert all(mask[i][j] for i, row in enumerate(table) for j, cell in enumerate(row) if 1 <= cell <= 7)
    assert all(sum(line) != 1 for line in (*mask, *zip(*mask, strict=True)))
    if not any(1 <= cell <= 7 for row in table for cell in row):
        assert not any(map(any, mask))


def test_every_kind_is_checked_here():
    tested = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    elsewhere = {"sii_national_ranks", "inequality_measure"}
    assert all(any(name.startswith(kind) for name in tested) or kind in elsewhere for kind in HANDLERS)
