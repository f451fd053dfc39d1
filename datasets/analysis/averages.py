"""From kept sums to means by group: each group against everyone else who is known, and what may be said about it."""

from dataclasses import dataclass
from math import sqrt

from datasets.analysis.amounts import AMOUNTS, Amount, AmountProfile, FieldMeans, GroupMean, Mean
from datasets.analysis.counts import FieldCounts, ServiceCounts, Sums
from datasets.analysis.fields import broad_group, broad_of, field_of, rated_fields
from datasets.analysis.grouporder import in_order
from datasets.analysis.mapping import Mapping
from datasets.analysis.meaning import meaning_of
from datasets.analysis.profile import CLEAR, MISSING_STATES, NONE_CLEAR, POSSIBLE, TOO_FEW
from datasets.analysis.rates import FEWEST_PEOPLE, SURE
from datasets.analysis.statistics.differences import square_and_add
from datasets.analysis.statistics.interval import Interval
from datasets.analysis.statistics.rates import SummedPeople, clustered_mean, standard_error_of_mean
from datasets.analysis.statistics.significance import benjamini_hochberg, chi_squared_tail
from datasets.analysis.summing import SCALE
from datasets.analysis.wording import and_list, field_in_sentence, two_means

# A clear difference of means is at least this part of the standard deviation: Cohen 1988 calls it a small effect.
SMALLEST_EFFECT = 0.2


def amount_profiles(counts: ServiceCounts, mapping: Mapping) -> tuple[AmountProfile, ...]:
    """The means of every column of numbers that was added up, in the order of AMOUNTS."""
    return tuple(_profile(counts, mapping, one) for one in AMOUNTS if one.key in counts.sums)


def _profile(counts: ServiceCounts, mapping: Mapping, amount: Amount) -> AmountProfile:
    found = {one.field: one for one in counts.fields}
    whole = counts.sums[amount.key]
    spread = _deviation(whole)
    made = []
    for key in rated_fields():
        if key in found and amount.key in found[key].sums:
            own = field_means(found[key], mapping, amount, spread)
            broad = field_means(found[key], mapping, amount, spread, broad=True) if broad_of(key) else None
            made += [one for one in (own, broad) if one]
            if own and broad and not 1 < len(broad.groups) < len(own.groups):
                made.remove(broad)
    overall = mean_of(_people_of(whole, [0]))
    return AmountProfile(amount.key, amount.label, amount.unit, amount.definition, overall, tuple(made))


def field_means(
    field: FieldCounts, mapping: Mapping, amount: Amount, deviation: float, broad: bool = False
) -> FieldMeans | None:
    """The means of a column of numbers by the groups of a field (or its broad groups); None for fewer than two groups.

    Labels as for rates, with these differences: too few to tell is under 30 people; a clear difference is at least a
    fifth of the standard deviation. The tests are of normal means with variances of their own (Welch 1951 for large
    samples), adjusted after Benjamini and Hochberg within the field.
    """
    sums = _by_group(field, mapping, amount, broad)
    if len(sums) < 2:
        return None
    shown_as = broad_of(field.field) if broad else field_of(field.field)
    sides = {group: (sums[group], _rest(sums, group)) for group in in_order(shown_as.key, list(sums))}
    tested = {
        group: p for group, pair in sides.items() if pair[0].people >= FEWEST_PEOPLE and (p := _p(*pair)) is not None
    }
    overall_p = _heterogeneity_p([sums[group] for group in tested], list(tested.values()))
    adjusted = dict(zip(tested, benjamini_hochberg(list(tested.values())), strict=True))
    told = _Told(shown_as.key, amount, deviation, overall_p)
    groups = tuple(told.group(group, *pair, tested.get(group), adjusted.get(group)) for group, pair in sides.items())
    return FieldMeans(shown_as.key, shown_as.label, groups, overall_p, told.sentence(groups))


@dataclass(frozen=True)
class _Told:
    """What may be said of the groups of one field."""

    field: str
    amount: Amount
    deviation: float
    overall_p: float | None

    def group(self, group: str, own: SummedPeople, rest: SummedPeople, p, adjusted) -> GroupMean:
        mean, others = mean_of(own), mean_of(rest)
        difference = Interval(None, None, None)
        if mean.low is not None and others.low is not None:
            difference = square_and_add(
                Interval(mean.mean, mean.low, mean.high), Interval(others.mean, others.low, others.high)
            )
        sentence = two_means(self.amount, self.field, group, mean.mean, others.mean)
        label = self.label(own.people, difference.value, p, adjusted)
        ends = (difference.value, difference.low, difference.high)
        return GroupMean(group, mean, others, *ends, p, adjusted, label, sentence)

    def label(self, people: float, difference: float | None, p: float | None, adjusted: float | None) -> str:
        if people < FEWEST_PEOPLE or difference is None or p is None:
            return TOO_FEW
        if p > SURE:
            return NONE_CLEAR
        large = self.deviation > 0 and abs(difference) >= SMALLEST_EFFECT * self.deviation
        sure = adjusted <= SURE and self.overall_p is not None and self.overall_p <= SURE
        return CLEAR if large and sure else POSSIBLE

    def sentence(self, groups: tuple[GroupMean, ...]) -> str:
        name = f"{self.amount.label}, by {field_in_sentence(self.field)}"
        clear = [one for one in groups if one.label == CLEAR]
        higher = [one.group for one in clear if one.difference > 0]
        lower = [one.group for one in clear if one.difference < 0]
        parts = [
            f"clearly {way} for {and_list(found)}" for way, found in (("higher", higher), ("lower", lower)) if found
        ]
        if parts:
            return f"{name}: {', '.join(parts)}."
        if all(one.label == TOO_FEW for one in groups):
            return f"{name}: the numbers are too few to tell."
        return f"{name}: no group clearly differs from others."


def mean_of(sums: SummedPeople) -> Mean:
    """The mean of some sums with its interval; empty where there is no number."""
    if not sums.numbers:
        return Mean(0, 0, None, None, None)
    found = clustered_mean(sums)
    return Mean(int(sums.numbers), int(sums.people), found.value, found.low, found.high)


def _by_group(field: FieldCounts, mapping: Mapping, amount: Amount, broad: bool) -> dict[str, SummedPeople]:
    choices = mapping.values.get(field.heading, {})
    places: dict[str, list[int]] = {}
    for place, label in enumerate(field.labels):
        group = meaning_of(label, choices)
        if group not in MISSING_STATES:
            places.setdefault(broad_group(field.field, group) if broad else group, []).append(place)
    made = {group: _people_of(field.sums[amount.key], found) for group, found in places.items()}
    return {group: sums for group, sums in made.items() if sums.numbers}


def _people_of(sums: Sums, places: list[int]) -> SummedPeople:
    """The sums over some labels, in the unit of the numbers. A person under two labels of one group is two here."""

    def total(values: tuple[int, ...], scale: int) -> float:
        return sum(values[place] for place in places) / scale

    return SummedPeople(
        total(sums.people, 1),
        total(sums.numbers, 1),
        total(sums.sums, SCALE),
        total(sums.numbers_squared, 1),
        total(sums.products, SCALE),
        total(sums.sums_squared, SCALE * SCALE),
    )


def _rest(sums: dict[str, SummedPeople], group: str) -> SummedPeople:
    others = [one for name, one in sums.items() if name != group]
    return sum(others[1:], others[0])


def _deviation(sums: Sums) -> float:
    """The standard deviation of all single numbers."""
    number, total, squares = sums.numbers[0], sums.sums[0] / SCALE, sums.squares[0] / SCALE**2
    return sqrt(max(0.0, (squares - total * total / number) / (number - 1))) if number > 1 else 0.0


def _error(sums: SummedPeople) -> float | None:
    """The standard error of the mean; None for a single person."""
    return standard_error_of_mean(sums) if sums.people > 1 else None


def _p(own: SummedPeople, rest: SummedPeople) -> float | None:
    """Two-sided p of two means; None where neither varies."""
    a, b = _error(own), _error(rest)
    if a is None or b is None or a + b == 0:
        return None
    difference = own.total / own.numbers - rest.total / rest.numbers
    return chi_squared_tail(difference * difference / (a * a + b * b), 1)


def _heterogeneity_p(groups: list[SummedPeople], p_values: list[float]) -> float | None:
    """One test over all groups that are large enough: Cochran's Q of means, weighted by their own variances."""
    if len(groups) < 2:
        return p_values[0] if p_values else None
    errors = [_error(one) for one in groups]
    if not all(errors):
        return None
    means = [one.total / one.numbers for one in groups]
    weights = [1 / (error * error) for error in errors]
    middle = sum(w * mean for w, mean in zip(weights, means, strict=True)) / sum(weights)
    statistic = sum(w * (mean - middle) ** 2 for w, mean in zip(weights, means, strict=True))
    return chi_squared_tail(statistic, len(groups) - 1)
