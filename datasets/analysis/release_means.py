"""Means as they may leave the project: of groups large enough, to one decimal, with rounded numbers behind them."""

from dataclasses import replace

from datasets.analysis.amounts import AmountProfile, FieldMeans, GroupMean, Mean, amount_of
from datasets.analysis.profile import Count
from datasets.analysis.released_figures import release_counts, rounded_p, shown, to_a_tenth
from datasets.analysis.statistics.suppression import SmallNumberRule, is_small
from datasets.analysis.wording import two_means

_NOTHING = Mean(None, None, None, None, None)
# A field with more groups than this (small areas) is not shown group by group outside the project.
MOST_GROUPS = 100


def release_amount(amount: AmountProfile, rule: SmallNumberRule) -> AmountProfile:
    """One column of numbers under the small-number rule."""
    by = tuple(_field(one, amount.key, rule) for one in amount.by if len(one.groups) <= MOST_GROUPS)
    return replace(amount, overall=_mean(amount.overall, shown(amount.overall.numbers, rule), rule), by=by)


def _field(means: FieldMeans, amount: str, rule: SmallNumberRule) -> FieldMeans:
    counts, _ = release_counts([one.mean.numbers for one in means.groups], rule)
    groups = tuple(
        _group(one, count, means.field, amount, rule) for one, count in zip(means.groups, counts, strict=True)
    )
    return replace(means, groups=groups, p=rounded_p(means.p))


def _mean(mean: Mean, numbers: Count, rule: SmallNumberRule) -> Mean:
    """Nothing but the number where few numbers, or numbers of few people, make the mean."""
    if not isinstance(numbers, int) or not numbers or is_small(mean.people, rule.threshold):
        return Mean(numbers, None, None, None, None)
    return Mean(numbers, None, *map(to_a_tenth, (mean.mean, mean.low, mean.high)))


def _group(one: GroupMean, numbers: Count, field: str, amount: str, rule: SmallNumberRule) -> GroupMean:
    mean, rest = _mean(one.mean, numbers, rule), _mean(one.rest, shown(one.rest.numbers, rule), rule)
    if mean.mean is None or rest.mean is None:
        hidden = {name: None for name in ("difference", "difference_low", "difference_high", "p", "adjusted_p")}
        return replace(one, mean=replace(mean, mean=None, low=None, high=None), rest=_NOTHING, sentence="", **hidden)
    return replace(
        one,
        mean=mean,
        rest=rest,
        difference=to_a_tenth(one.difference),
        difference_low=to_a_tenth(one.difference_low),
        difference_high=to_a_tenth(one.difference_high),
        p=rounded_p(one.p),
        adjusted_p=rounded_p(one.adjusted_p),
        sentence=two_means(amount_of(amount), field, one.group, mean.mean, rest.mean),
    )
