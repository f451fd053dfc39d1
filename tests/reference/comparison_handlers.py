"""Cases of differences, ratios, changes of a gap and tests."""

from datasets.analysis.statistics import differences, significance
from tests.reference.shapes import bounds


def diff_proportions_ci(case):
    compute = {"newcombe": differences.newcombe, "wald": differences.wald_difference}[case["method"]]
    interval = compute(case["x1"], case["n1"], case["x2"], case["n2"], case["confidence"])
    return {"difference": interval.value, **bounds(interval)}


def ratio_proportions_ci(case):
    interval = differences.ratio_of_proportions(case["x1"], case["n1"], case["x2"], case["n2"], case["confidence"])
    return {"ratio": interval.value, **bounds(interval)}


def did_proportions(case):
    before, after = (
        differences.TwoGroups(side["a"]["x"], side["a"]["n"], side["b"]["x"], side["b"]["n"])
        for side in (case["before"], case["after"])
    )
    confidence = case["confidence"]
    change = differences.change_of_gap(before, after, confidence)
    wald = differences.wald_change_of_gap(before, after, confidence)
    ratios = differences.ratio_of_ratios(before, after, confidence)
    return {
        "gap_before": differences.newcombe(*before.parts).value,
        "gap_after": differences.newcombe(*after.parts).value,
        "did": change.value,
        **bounds(change, "newcombe_"),
        **bounds(wald.interval, "wald_"),
        "wald_se": wald.standard_error,
        "wald_p": wald.p_value,
        "ratio_of_ratios": ratios.value,
        **bounds(ratios, "ror_"),
    }


def heterogeneity_chi2(case):
    test = significance.heterogeneity(case["x"], case["n"])
    return {
        "statistic": test.statistic,
        "df": test.df,
        "p": test.p_value,
        "adjusted_residual": list(test.residuals),
    }


def trend_chi2(case):
    test = significance.trend(case["x"], case["n"], case.get("score"))
    return {"statistic": test.statistic, "df": test.df, "p": test.p_value}


def goodness_of_fit(case):
    test = significance.goodness_of_fit(case["observed"], case["population"])
    return {
        "statistic": test.statistic,
        "df": test.df,
        "p": test.p_value,
        "expected_count": list(test.expected),
        "pearson_residual": list(test.pearson_residuals),
        "standardised_residual": list(test.standardised_residuals),
    }


def fdr_bh(case):
    return {"adjusted": significance.benjamini_hochberg(case["p"])}
