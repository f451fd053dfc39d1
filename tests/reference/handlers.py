"""One function per kind of statistical case, over datasets.analysis.statistics: a case's input in, its answer out."""

from datasets.analysis.statistics import (
    differences,
    disclosure,
    funnel,
    inequality,
    proportions,
    quantiles,
    rates,
    significance,
    slope,
    slope_regression,
    spc,
    spc_rules,
    standardisation,
    suppression,
)
from datasets.analysis.statistics.interval import NOTHING, Interval

CONFIDENCES = {"90": 0.9, "95": 0.95, "998": 0.998}


def at_confidences(compute) -> dict:
    """compute(confidence) -> Interval, as value, lower95, upper95 and so on."""
    answer = {}
    for name, confidence in CONFIDENCES.items():
        interval = compute(confidence)
        answer |= {"value": interval.value, f"lower{name}": interval.low, f"upper{name}": interval.high}
    return answer


def bounds(interval: Interval, prefix: str = "") -> dict:
    return {f"{prefix}lower": interval.low, f"{prefix}upper": interval.high}


def proportion_ci_wilson(case):
    x, n, multiplier = case["x"], case["n"], case.get("multiplier", 1)
    if x is None or n is None:
        return at_confidences(lambda confidence: NOTHING)
    return at_confidences(lambda confidence: proportions.wilson(x, n, confidence).times(multiplier))


def rate_ci_byar_exact(case):
    x, n, multiplier = case["x"], case["n"], case.get("multiplier", 1)
    method = None if x is None else rates.count_method(x)
    if x is None or n is None:
        return {**at_confidences(lambda confidence: NOTHING), "method": method}
    return {**at_confidences(lambda confidence: rates.rate(x, n, multiplier, confidence)), "method": method}


def count_ci_byar(case):
    return bounds(rates.byar_count(case["x"], case["confidence"]))


def dsr_dobson(case):
    variances = None
    if case.get("independent_events", True):
        counts = case["x"]
    else:
        people = {int(events): column for events, column in case["persons_by_event_frequency"].items()}
        counts, variances = standardisation.repeated_events(people)

    def standardised(confidence):
        return standardisation.directly_standardised(
            counts, case["n"], case["standard"], case["multiplier"], confidence, variances
        )

    whole = standardised(0.95)
    answer = at_confidences(lambda confidence: standardised(confidence).interval)
    return {**answer, "total_count": whole.count, "total_pop": whole.population}


def indirect_ratio(case):
    columns = [case[name] for name in ("x", "n", "x_ref", "n_ref")]
    reference = 1.0
    if case["output"] == "rate":
        reference = sum(x or 0 for x in case["x_ref"]) / sum(case["n_ref"])
    reference *= case["multiplier"]
    whole = standardisation.indirectly_standardised(*columns)
    answer = at_confidences(
        lambda confidence: standardisation.indirectly_standardised(*columns, confidence).ratio.times(reference)
    )
    return {
        **answer,
        "observed": whole.observed,
        "expected": whole.expected,
        "method": whole.method,
        "reference_rate": reference,
    }


def mean_ci_t(case):
    whole = rates.mean(case["values"])
    answer = at_confidences(lambda confidence: rates.mean(case["values"], confidence).interval)
    return {**answer, "n": whole.number, "mean": whole.interval.value, "sd": whole.standard_deviation}


def quantile_assignment(case):
    return {
        "quantile": quantiles.assign_quantiles(
            case["values"], case["quantiles"], case["highest_value_is_quantile_1"]
        )
    }


def sii_phe(case):
    kind, transform, multiplier = case["value_type"], case["transform"], case["multiplier"]
    slope.population_ranks(case["population"])
    errors = case.get("se")
    if errors is None:
        errors = slope.standard_errors_from_limits(case["lower95"], case["upper95"], kind)
    line = slope.slope_index(
        case["population"],
        case["value"],
        errors,
        kind=kind,
        transform=transform,
        multiplier=multiplier,
        confidence=case["confidence"],
    )
    # The source puts its intercept on the multiplier's scale only when it transforms, and then without the sign.
    intercept = line.intercept * abs(multiplier) if transform else line.intercept
    return {
        "sii": line.absolute.value,
        "rii": line.relative.value,
        "intercept": intercept,
        **bounds(line.absolute, "sii_"),
        **bounds(line.relative, "rii_"),
    }


def sii_national_ranks(case):
    ranks = slope.population_ranks(case["national_population"])
    if case["flip"]:
        ranks = 1 - ranks
    errors = slope.standard_errors_from_limits(case["lower95"], case["upper95"])
    line = slope.slope_index(case["population"], case["value"], errors, ranks=ranks)
    return {
        "rank": list(line.ranks),
        "intercept": line.intercept,
        "sii": line.absolute.value,
        **bounds(line.absolute, "sii_"),
    }


def sii_regression_healthequal(case):
    order = case.get("order_worst_off_first")
    places = sorted(range(len(order)), key=order.__getitem__) if order else range(len(case["population"]))
    people, estimates = ([case[name][place] for place in places] for name in ("population", "estimate"))
    squared = "squared" in case.get("weights", "")
    line = slope_regression.regression_slope(
        people,
        estimates,
        scale=case["scale"],
        model=case["model"],
        weights=[each * each for each in people] if squared else None,
    )
    return {
        "sii": line.absolute.value,
        "rii": line.relative.value,
        **bounds(line.absolute, "sii_"),
        **bounds(line.relative, "rii_"),
    }


def inequality_measure(case):
    order = case.get("order_worst_off_first")
    places = sorted(range(len(order)), key=order.__getitem__) if order else list(range(len(case["estimate"])))
    reference = case.get("reference_index")
    errors = case.get("se")
    groups = inequality.Groups(
        estimates=[case["estimate"][place] for place in places],
        populations=[case["population"][place] for place in places],
        favourable=case["favourable"],
        ordered=case["ordered"],
        errors=[errors[place] for place in places] if errors and None not in errors else None,
        scale=case["scale"],
        reference=None if reference is None else places.index(reference),
    )
    interval = inequality.inequality(case["measure"].removesuffix("_ref"), groups)
    return {"estimate": interval.value, **bounds(interval)}


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


def clustered_proportion(case):
    found = proportions.clustered_proportion(case["x"], case["n"], case["confidence"])
    return {
        "proportion": found.value,
        "se": found.standard_error,
        "lower": found.low,
        "upper": found.high,
        "design_effect": found.design_effect,
        "intraclass": found.intraclass,
    }


def fdr_bh(case):
    return {"adjusted": significance.benjamini_hochberg(case["p"])}


def funnel_limits_proportion(case):
    return at_confidences(
        lambda confidence: funnel.proportion_limits(case["n"], case["average"], confidence).times(case["multiplier"])
    )


def funnel_limits_ratio(case):
    answer = at_confidences(lambda confidence: funnel.ratio_limits(case["observed"], confidence).ratio.times(100))
    for name, confidence in CONFIDENCES.items():
        limits = funnel.ratio_limits(case["observed"], confidence)
        answer[f"expected_for_lower{name}"] = limits.expected_at_low
        answer[f"expected_for_upper{name}"] = limits.expected_at_high
    return answer


def funnel_limits_rate(case):
    return at_confidences(lambda confidence: funnel.rate_limits(case["events"], case["average_rate"], confidence))


def funnel_flags_proportion(case):
    pairs = zip(case["x"], case["n"], strict=True)
    return {"flag": [funnel.flag_proportion(x, n, case["average"]) for x, n in pairs]}


def funnel_flags_ratio(case):
    pairs = zip(case["observed"], case["expected_count"], strict=True)
    return {"flag": [funnel.flag_ratio(observed, expected) for observed, expected in pairs]}


def spc_xmr(case):
    rules = spc.Rules(
        screen=case["screen_outliers"],
        fix_after=case["fix_after_n_points"],
        limit=case["limit_multiplier"],
        near=case["near_limit_fraction"],
        shift=case["shift_run"],
        trend=case["trend_run"],
    )
    starts = [position - 1 for position in case["rebase_at_positions_1based"]]
    chart = spc.xmr(case["values"], starts, rules)
    points = range(len(case["values"]))
    return {
        "mean": list(chart.mean),
        "lpl": list(chart.low),
        "upl": list(chart.high),
        "astronomical": list(chart.outside),
        "near_limit": list(chart.near),
        "trend7": list(chart.trend),
        "two_in_three": list(chart.two_in_three),
        "shift7": list(chart.shift),
        "label": [spc.label(chart, point) for point in points],
        "point_type": [spc.point_type(chart, point, case["improvement"]) for point in points],
    }


def spc_p_chart(case):
    chart = spc.p_chart(case["x"], case["n"])
    times = case["multiplier"]
    columns = {
        "lower99": chart.low_three,
        "lower95": chart.low_two,
        "upper95": chart.high_two,
        "upper99": chart.high_three,
    }
    return {name: [times * limit for limit in column] for name, column in columns.items()}


def spc_rule(case):
    rule = case["rule"]
    if rule == "astronomical":
        flags = spc_rules.outside_limits(case["val"], case["ll99"], case["ul99"])
    elif rule == "shift":
        flags = spc_rules.shift(case["val"], case["targets"], case["n"])
    elif rule == "trend":
        flags = spc_rules.steady_trend(case["val"], case["n"])
    elif rule == "twoInThree":
        flags = spc_rules.two_in_three(case["val"], case["ll95"], case["ul95"], case["highlight_series"])
    elif rule == "trend_end":
        flags = list(spc.trend_ends(case["val"], case["n"]))
    else:
        raise ValueError(f"no rule called {rule}")
    return {"flag": flags}


SCHEMES = {
    "nhsd_1to7_shown_as_5_else_round5": {"threshold": 8, "small_text": "5", "nearest": 5},
    "star_1to7_no_rounding": {"threshold": 8, "small_text": "*"},
    "le7_to_zero_then_round5": {"threshold": 8, "small_text": "0", "nearest": 5},
}


def suppress_round(case):
    return {"shown": suppression.show_count(case["count"], **SCHEMES[case["scheme"]])}


def suppress_secondary(case):
    if case["stage"] == "primary":
        return {"suppress": [suppression.is_small(count, case["threshold"]) for count in case["counts"]]}
    if case["stage"] == "two_way_table":
        high = case["high"] + 1 if case["high_inclusive"] else case["high"]
        small = disclosure.small_cells(case["table"], case["low"], high)
        return {"mask": disclosure.hide_with(case["table"], small)}
    raise ValueError(f"no stage called {case['stage']}")


HANDLERS = {
    function.__name__: function
    for function in (
        proportion_ci_wilson,
        rate_ci_byar_exact,
        count_ci_byar,
        dsr_dobson,
        indirect_ratio,
        mean_ci_t,
        quantile_assignment,
        sii_phe,
        sii_national_ranks,
        sii_regression_healthequal,
        inequality_measure,
        diff_proportions_ci,
        ratio_proportions_ci,
        did_proportions,
        heterogeneity_chi2,
        trend_chi2,
        goodness_of_fit,
        clustered_proportion,
        fdr_bh,
        funnel_limits_proportion,
        funnel_limits_ratio,
        funnel_limits_rate,
        funnel_flags_proportion,
        funnel_flags_ratio,
        spc_xmr,
        spc_p_chart,
        spc_rule,
        suppress_round,
        suppress_secondary,
    )
}
