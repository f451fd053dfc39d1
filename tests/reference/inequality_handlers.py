"""Cases of quantiles, slopes over deprivation and summary measures of inequality."""

from math import ceil

from datasets.analysis.statistics import inequality, quantiles, slope, slope_regression
from tests.reference.shapes import bounds


def quantile_assignment(case):
    return {
        "quantile": quantiles.assign_quantiles(case["values"], case["quantiles"], case["highest_value_is_quantile_1"])
    }


def sii_phe(case):
    kind, transform, multiplier = case["value_type"], case["transform"], case["multiplier"]
    if not 5 <= len(case["population"]) <= 100:
        raise ValueError("the source takes between 5 and 100 quantiles")
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
    # The package counts whole people and events, and takes the scale from the size of the largest estimate.
    people = [ceil(each) for each in people]
    scale = next(10**power for power in (0, 2, 3, 4, 5, 6) if max(estimates) <= 10**power)
    if case["model"] == "logistic":
        pairs = zip(estimates, people, strict=True)
        estimates = [round(estimate / scale * number) / number * scale for estimate, number in pairs]
    squared = "squared" in case.get("weights", "")
    line = slope_regression.regression_slope(
        people,
        estimates,
        scale=scale,
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
