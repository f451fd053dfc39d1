"""Cases of proportions, rates, standardised rates, means and funnels."""

from datasets.analysis.statistics import funnel, proportions, rates, standardisation
from datasets.analysis.statistics.interval import NOTHING
from tests.reference.shapes import CONFIDENCES, at_confidences, bounds


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
