"""Where an indicator starts, and how wide its gap is, in words."""

from datasets.analysis.statistics.differences import newcombe
from datasets.analysis.statistics.interval import Interval
from datasets.analysis.statistics.proportions import wilson
from datasets.analysis.wording import percent

from .figures import Figures, Side, number_in

TOO_SMALL = "The number is too small to show a figure"


def points(share: float) -> str:
    """A difference of shares as people say it: 14 points, 0.5 points."""
    text = _bare(share)
    return f"{text} {'point' if text == '1' else 'points'}"


def _bare(share: float) -> str:
    value = round(abs(100 * share), 1)
    return f"{value:.0f}" if value >= 1 or value == 0 else f"{value:.1f}"


def interval_of(side: Side) -> Interval | None:
    """Wilson’s interval of what may be shown; None where the share is hidden."""
    return None if side.rate is None else wilson(side.rate * side.total, side.total)


def baseline_in_words(indicator, figures: Figures | None) -> str:
    """“68% (likely between 61% and 74%), of about 175 people”; what the team wrote where it is no share."""
    if figures is None:
        return indicator.baseline_value
    likely = interval_of(figures.group)
    if likely is None:
        return TOO_SMALL
    between = f"likely between {percent(likely.low)} and {percent(likely.high)}"
    return f"{percent(likely.value)} ({between}), of {figures.amount}"


def gap_in_words(indicator, figures: Figures | None) -> str:
    """“14 points lower than those you compare with (likely between 7 and 22 points)”. Empty for no gap indicator."""
    if not indicator.measures_gap:
        return ""
    if figures is None or figures.rest is None:
        written = indicator.details.get("gap_from")
        return f"{points(written / 100)}, as you wrote" if written is not None else ""
    if figures.group.rate is None or figures.rest.rate is None:
        return TOO_SMALL
    gap = newcombe(
        figures.group.rate * figures.group.total,
        figures.group.total,
        figures.rest.rate * figures.rest.total,
        figures.rest.total,
    )
    if gap.low <= 0 <= gap.high:
        return f"{points(gap.value)}, but with these numbers there may be no gap"
    low, high = sorted((abs(gap.low), abs(gap.high)))
    way = "lower" if gap.value < 0 else "higher"
    return f"{points(gap.value)} {way} than others (likely between {_bare(low)} and {points(high)})"


def aim_in_words(indicator) -> str:
    """What the team aims for, the gap first: “The gap: from 14 points to 7 points”."""
    start, end = indicator.details.get("gap_from"), indicator.details.get("gap_to")
    if indicator.measures_gap and end is not None:
        came_from = f"from {points(start / 100)} " if start is not None else ""
        return f"The gap: {came_from}to {points(end / 100)}"
    return indicator.target_value


def aim_of(indicator, rate: float) -> float | None:
    """The share that the aim means for the focus group, starting from `rate`; None where it cannot be told. For a gap,
    others are taken to stay as they are."""
    start, end = indicator.details.get("gap_from"), indicator.details.get("gap_to")
    if indicator.measures_gap and start is not None and end is not None:
        step = (start - end) / 100
        aim = rate + step if indicator.details.get("direction") == "higher" else rate - step
    else:
        written = number_in(indicator.target_value)
        aim = None if written is None or indicator.measures_gap else written / 100
    return aim if aim is not None and 0 <= aim <= 1 else None
