"""The shapes cases give intervals in."""

from datasets.analysis.statistics.interval import Interval

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
