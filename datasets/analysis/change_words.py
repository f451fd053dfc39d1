"""Changes said in words: of a rate, of a gap, and what change could be shown at all. Never why it came."""

from datasets.analysis.statistics.interval import Interval
from datasets.analysis.wording import noun_with, people_of, percent, percents_apart


def _points(share: float) -> str:
    return f"{100 * abs(share):.1f}"


def rate_change_in_words(label: str, before: float | None, after: float | None, difference: Interval | None) -> str:
    """“Missed appointments: 20% before, 17% after; 3.0 points lower (between 1.2 and 4.8).”"""
    if difference is None:
        return f"{label}: not enough may be shown to compare before and after."
    start = f"{label}: {percent(before)} before, {percent(after)} after"
    if difference.low <= 0 <= difference.high:
        return f"{start}; we cannot tell yet whether that is a change."
    way = "higher" if difference.value > 0 else "lower"
    low, high = sorted((abs(difference.low), abs(difference.high)))
    return f"{start}; {_points(difference.value)} points {way} (between {_points(low)} and {_points(high)})."


def gap_change_in_words(
    label: str, field: str, group: str, verdict: str, gaps: tuple[float, float], change: Interval
) -> str:
    """“For people from X the gap narrowed by 6.0 points (between 2.1 and 9.9), from 14.0 points to 8.0.”"""
    who, (before, after) = people_of(field, group), gaps
    sizes = f"from {_points(before)} points to {_points(after)}"
    low, high = sorted((abs(change.low), abs(change.high)))
    between = f"(between {_points(low)} and {_points(high)})"
    if verdict == "too few to tell":
        return f"For {who} the numbers are too few to tell whether the gap has changed."
    if verdict == "cannot tell yet":
        return (
            f"For {who} the gap went {sizes}; we cannot tell yet whether it changed. It may be narrower by up to "
            f"{_points(min(0.0, change.low))} points or wider by up to {_points(max(0.0, change.high))}."
        )
    if verdict == "the gap turned round":
        ways = [f"{_points(gap)} points {'above' if gap > 0 else 'below'} others" for gap in gaps]
        changed = f"a change of {_points(change.value)} points {between}"
        return f"For {who} the gap turned round: from {ways[0]} to {ways[1]}, {changed}."
    way = "narrowed" if verdict == "the gap narrowed" else "widened"
    return f"For {who} the gap {way} by {_points(change.value)} points {between}, {sizes}."


def detectable_in_words(label: str, noun: str, baseline: float, showing, field: str = "", group: str = "") -> str:
    """What a quarter, and a year, of the service’s numbers could show, at the usual 80 % power."""
    who = noun_with(noun, people_of(field, group)) if group else noun
    parts = []
    for one in showing:
        amount = f"With about {round(one.total):,} {who} in each {one.period}"
        if one.rate is None:
            parts.append(f"{amount}, no change would reliably show; track for longer, or count a step of the process.")
            continue
        way = "fall" if one.rate < baseline else "rise"
        now, then = percents_apart(baseline, one.rate)
        change = f"a {way} from {now} to about {then}"
        parts.append(f"{amount}, only {change} would reliably show.")
    return f"{label}: {' '.join(parts)}"
