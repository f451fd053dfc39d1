"""Counts and rates as they may leave the project, one at a time or as parts of a whole."""

from datasets.analysis.profile import Count, Rate
from datasets.analysis.statistics.disclosure import release_row, release_table
from datasets.analysis.statistics.proportions import wilson, wilson_clustered
from datasets.analysis.statistics.suppression import PRODUCT_RULE, Released, SmallNumberRule, release_count

_P_STEPS = (0.001, 0.01, 0.05, 1.0)
# Under this many, an interval to whole points says which counts it comes from.
ENOUGH_FOR_TRUE_INTERVALS = 1000


def enough_for_true_intervals(rule: SmallNumberRule) -> int:
    """The same for a project that rounds more coarsely: twice the step hides in twice as many."""
    return ENOUGH_FOR_TRUE_INTERVALS * rule.nearest // PRODUCT_RULE.nearest


def shown(count: Count, rule: SmallNumberRule = PRODUCT_RULE) -> Count:
    """A count by itself as it may be shown: rounded, or the words that hide it; None stays None."""
    return None if count is None else as_count(release_count(count, rule))


def as_count(released: Released) -> Count:
    return released.text if released.value is None else released.value


def release_counts(counts: list[int], rule: SmallNumberRule) -> tuple[list[Count], Count]:
    """Counts that belong together, and their total, as they may be shown."""
    if not counts:
        return [], 0
    cells, total = release_row(counts, rule)
    return [as_count(cell) for cell in cells], as_count(total)


def release_alone(rate: Rate, rule: SmallNumberRule) -> Rate:
    """A rate that stands by itself: nothing but its total where those with the event, or those without, are few."""
    if not rate.total:
        return Rate(rate.count, rate.total, None, None, None)
    count, total, without = (shown(one, rule) for one in (rate.count, rate.total, rate.total - rate.count))
    if any(isinstance(one, str) for one in (count, total, without)):
        return Rate(count if isinstance(count, str) else "not shown" if count else 0, total, None, None, None)
    return _with_interval(rate, count, total, rule)


def release_rates(rates: list[Rate], rule: SmallNumberRule) -> list[Rate]:
    """Rates of groups that make up a whole: those with the event and those without, released as one table."""
    if not rates:
        return []
    table = release_table([[rate.count, rate.total - rate.count] for rate in rates], rule)
    released = []
    for rate, cells, total in zip(rates, table.cells, table.row_totals, strict=True):
        count, everyone = as_count(cells[0]), as_count(total)
        if cells[1].value is None and isinstance(count, int):
            # Those without the event are hidden: the count beside the total would give them away.
            count = "not shown" if count else count
        if not isinstance(count, int) or not isinstance(everyone, int) or not everyone:
            released.append(Rate(count, everyone, None, None, None))
        else:
            released.append(_with_interval(rate, count, everyone, rule))
    return released


def whole_points(share: float | None) -> float | None:
    """An interval’s end to whole points: more figures would give the exact count away."""
    return None if share is None else round(share, 2)


def to_a_tenth(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 1)


def rounded_p(p: float | None) -> float | None:
    """The least of 0.001, 0.01, 0.05 and 1 that p does not exceed: the figures of p would give counts away."""
    return None if p is None else next(step for step in _P_STEPS if p <= step)


def _with_interval(rate: Rate, count: int, total: int, rule: SmallNumberRule) -> Rate:
    low, high = interval_shown(rate, count, total, rule)
    return Rate(count, total, min(1.0, count / total), low, high)


def interval_shown(
    rate: Rate, count: int, total: int, rule: SmallNumberRule = PRODUCT_RULE
) -> tuple[float | None, float | None]:
    """The interval of a rate whose counts are shown as count of total.

    As it is, to whole points, where many are behind it. Of fewer than 1,000 whole points would still give the exact
    counts away, and with them those of hidden groups: there it is worked out from the rounded counts, as wide as the
    true one is for clustering.
    """
    if rate.low is None or rate.total >= enough_for_true_intervals(rule):
        return whole_points(rate.low), whole_points(rate.high)
    plain = wilson(rate.count, rate.total)
    effect = ((rate.high - rate.low) / (plain.high - plain.low)) ** 2
    found = wilson_clustered(min(count, total), total, float(max(1, round(effect))))
    return whole_points(found.low), whole_points(found.high)
