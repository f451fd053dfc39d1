"""A measure month by month, with the limits and signals of “Making Data Count” once there are 13 months."""

from dataclasses import dataclass

from datasets.analysis.measures import measure_of
from datasets.analysis.profile import MeasureProfile, Rate
from datasets.analysis.statistics.spc import COMMON_CAUSE, FEWEST_POINTS, XmR, label, point_type, xmr
from datasets.analysis.wording import and_list, month_in_words, percent

_WORDS = {
    "Above UCL": "above the upper limit",
    "Below LCL": "below the lower limit",
    "7 Point Trend (Increasing)": "seven months rising in a row",
    "7 Point Trend (Decreasing)": "seven months falling in a row",
    "2 in 3 Above CL": "two of three months close to the upper limit",
    "2 in 3 Below CL": "two of three months close to the lower limit",
    "7 Points Above CL": "seven months in a row above the average",
    "7 Points Below CL": "seven months in a row below the average",
}


@dataclass(frozen=True)
class MonthPoint:
    """signal says why a month stands out, "" where it does not; change is improvement or concern, or ""."""

    month: str
    rate: Rate
    signal: str
    change: str


@dataclass(frozen=True)
class OverTime:
    """The months with a rate, and the mean and limits (fractions) that hold for all of them."""

    measure: str
    label: str
    months: tuple[MonthPoint, ...]
    mean: float
    low: float
    high: float
    sentence: str


def over_time(*measures: MeasureProfile) -> OverTime | None:
    """The XmR chart of one measure from one or several files in time order; None under 13 months with a rate.

    A month that is in two files is taken from the later one. Limits are cut at 0 and 1.
    Source: NHS England, Making Data Count; statistics.spc.xmr.
    """
    rates = {month: rate for measure in measures for month, rate in measure.by_month if rate.rate is not None}
    months = sorted(rates)
    if len(months) < FEWEST_POINTS:
        return None
    chart = xmr([rates[month].rate for month in months])
    worse = measure_of(measures[0].key).worse
    points = tuple(_point(chart, i, month, rates[month], worse) for i, month in enumerate(months))
    low, high = max(0.0, chart.low[0]), min(1.0, chart.high[0])
    said = _sentence(measures[0].label, points, chart.mean[0], low, high)
    return OverTime(measures[0].key, measures[0].label, points, chart.mean[0], low, high, said)


def _point(chart: XmR, place: int, month: str, rate: Rate, worse: str) -> MonthPoint:
    found = label(chart, place)
    if found == COMMON_CAUSE:
        return MonthPoint(month, rate, "", "")
    kind = point_type(chart, place, "decrease" if worse == "high" else "increase")
    return MonthPoint(month, rate, _WORDS[found], "improvement" if kind.endswith("improvement") else "concern")


def _sentence(name: str, points: tuple[MonthPoint, ...], mean: float, low: float, high: float) -> str:
    start = f"{name}: {percent(mean)} on average over {len(points)} months."
    signalled = [one for one in points if one.signal]
    if not signalled:
        return (
            f"{start} No month stands out: months between {percent(low)} and {percent(high)} are to be expected "
            "if nothing changes."
        )
    by_signal: dict[str, list[str]] = {}
    for one in signalled:
        by_signal.setdefault(f"{one.signal} ({one.change})", []).append(month_in_words(one.month))
    parts = [f"{signal}: {and_list(months)}" for signal, months in by_signal.items()]
    months = "1 of them" if len(signalled) == 1 else f"{len(signalled)} of them"
    said = "; ".join(parts)
    return f"{start} More than chance is at work in {months}. {said[:1].upper()}{said[1:]}."
