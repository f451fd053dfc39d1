"""Who is seen, compared with who lives here: observed against expected people of each group, and who is missing."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, replace

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.eligible import RESIDENTS, Need, Population
from datasets.analysis.fields import field_of
from datasets.analysis.grouporder import in_order
from datasets.analysis.mapping import Mapping
from datasets.analysis.measures import UNIT_NOUNS
from datasets.analysis.observed import BY_CATCHMENT, observed_in
from datasets.analysis.profile import CLEAR, NONE_CLEAR, POSSIBLE, TOO_FEW, Count
from datasets.analysis.rates import FEWEST_PEOPLE, RATIO_LIMITS, SMALLEST_DIFFERENCE, SURE
from datasets.analysis.statistics.bounds import share_conclusion
from datasets.analysis.statistics.proportions import wilson
from datasets.analysis.statistics.significance import benjamini_hochberg, chi_squared_tail
from datasets.analysis.wording import expected_in_words

# Under this many expected, chance alone can empty a group.
FEWEST_EXPECTED = 5
# What is counted where a file does not tell one person from another; of counts, only appointments are no people.
_NOT_PEOPLE = UNIT_NOUNS | {"counted": "appointments"}


@dataclass(frozen=True)
class Expected:
    """One group: how many were seen, how many would be, the ratio of the two with its 95 % interval.

    expected and expected_share count need, where a factor was stated; plain_share is the share before that, need the
    group's own factor (None where none was stated). fewer is expected minus observed (below 0: more). at_least and
    at_most bound the group's share of everybody seen, whoever the unknowns are. unknowns is one of the phrases of
    statistics.bounds where a difference is claimed, else "".
    """

    group: str
    observed: Count
    expected: float | None
    share: float | None
    expected_share: float
    ratio: float | None
    low: float | None
    high: float | None
    fewer: float | None
    p: float | None
    label: str
    unknowns: str
    sentence: str
    plain_share: float = 0.0
    need: float | None = None
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True)
class Representation:
    """One field compared in one way. people is how many were compared, unknown how many have no known group.

    unit is what was counted: people, or rows where the file does not tell one person from another. by says how the
    expected number was made: "district" (where patients live, by the shares there), "catchment" (all places of the
    service together) or "age_sex". left_out: people whose group or district no figure is published for. among and
    is_residents are those of the population compared with; released: the small-number rule has been applied.
    """

    field: str
    label: str
    by: str
    unit: str
    groups: tuple[Expected, ...]
    people: Count
    unknown: Count
    left_out: Count
    source: str
    counted: str
    need_source: str
    sentence: str
    among: str = RESIDENTS
    is_residents: bool = True
    released: bool = False


def representation_of(
    counts: ServiceCounts, mapping: Mapping, population: Population, by: str = BY_CATCHMENT, need: Need | None = None
) -> Representation | None:
    """A field's groups, seen against expected; None where the file or the figures do not have what it takes.

    Expected of a group: sum over districts of (patients living there x the group's share there), each share times its
    need factor and scaled to 1 again; for "catchment" one district that is all of them; for "age_sex" the cells of age
    and sex. People are counted once where the file has a person key, else rows are.
    Source: indirect standardisation, Breslow and Day 1987; interval of a share, Wilson 1927; one goodness-of-fit test
    over all groups, then each group's own, adjusted after Benjamini and Hochberg.
    """
    cells = observed_in(counts, mapping, population, by)
    if cells is None:
        return None
    strata, plain = _shares_lived_in(cells.known, need), _shares_lived_in(cells.known, None)
    groups = {group for _, shares in strata.values() for group in shares}
    observed = {group: sum(seen.get(group, 0) for seen, _ in strata.values()) for group in groups}
    if len(groups) < 2 or not any(observed.values()):
        return None
    sums = {group: _expected(strata, group) for group in groups}
    people = sum(observed.values())
    unit, order = _unit(counts), in_order(population.field, sorted(groups))
    tested = _tested(observed, sums, cells.unknown, population.field, order, unit)
    told = tuple(_with_need(one, plain, people, need) for one in tested)
    return Representation(
        field=population.field,
        label=field_of(population.field).label,
        by=by,
        unit=unit,
        groups=told,
        people=people,
        unknown=cells.unknown,
        left_out=cells.known_people - people,
        source=population.source,
        counted=population.people,
        need_source=need.source if need else "",
        sentence=sentence_of(told),
        among=population.among,
        is_residents=population.is_residents,
    )


def _unit(counts: ServiceCounts) -> str:
    return "people" if counts.people is not None else _NOT_PEOPLE[counts.unit]


def _shares_lived_in(known: AnyMapping, need: Need | None) -> dict:
    """What was seen and each group's share, for each stratum in which anybody lives."""
    lived_in = {stratum: pair for stratum, pair in known.items() if sum(pair[1].values()) > 0}
    return {stratum: (seen, _shares(people, need)) for stratum, (seen, people) in lived_in.items()}


def _with_need(one, plain: AnyMapping, people: int, need: Need | None):
    """A group with its share before any need was counted, and the need factor stated for it."""
    factor = need.factors.get(one.group) if need else None
    return replace(one, plain_share=_expected(plain, one.group)[0] / people, need=factor)


def _shares(people: AnyMapping[str, float], need: Need | None) -> dict[str, float]:
    weighted = {group: number * (need.factors.get(group, 1.0) if need else 1.0) for group, number in people.items()}
    total = sum(weighted.values())
    return {group: number / total for group, number in weighted.items()}


def _expected(strata: dict, group: str) -> tuple[float, float]:
    """How many of a group would be seen, and the variance of that by chance."""
    parts = [
        (sum(number for name, number in seen.items() if name in shares), shares.get(group, 0.0))
        for seen, shares in strata.values()
    ]
    return sum(n * share for n, share in parts), sum(n * share * (1 - share) for n, share in parts)


def _tested(observed, sums, unknown: int, field_key: str, order: list[str], noun: str) -> tuple[Expected, ...]:
    people = sum(observed.values())
    enough = [group for group in order if sums[group][0] >= FEWEST_EXPECTED and sums[group][1] > 0]
    p_values = {
        group: chi_squared_tail((observed[group] - sums[group][0]) ** 2 / sums[group][1], 1)
        for group in (enough if people >= FEWEST_PEOPLE else ())
    }
    adjusted = dict(zip(p_values, benjamini_hochberg(list(p_values.values())), strict=True))
    fit = sum((observed[group] - sums[group][0]) ** 2 / sums[group][0] for group in enough)
    overall = chi_squared_tail(fit, max(1, len(enough) - 1)) if enough else 1.0
    made = []
    for group in order:
        expected = sums[group][0]
        label = _label(observed[group], expected, people, p_values.get(group), adjusted.get(group), overall)
        told = (field_key, noun)
        made.append(_one(group, observed[group], expected, people, unknown, p_values.get(group), label, told))
    return tuple(made)


def _one(group, observed, expected, people, unknown, p, label, told: tuple[str, str]) -> Expected:
    field_key, noun = told
    ratio = (None, None, None)
    if expected > 0:
        share = wilson(observed, people)
        ratio = tuple(end * people / expected for end in (share.value, share.low, share.high))
    says = ""
    if unknown and label in (CLEAR, POSSIBLE):
        says = share_conclusion(observed, people, unknown, expected / people)[0]
    return Expected(
        group=group,
        observed=observed,
        expected=expected,
        share=observed / people,
        expected_share=expected / people,
        ratio=ratio[0],
        low=ratio[1],
        high=ratio[2],
        fewer=expected - observed,
        p=p,
        label=label,
        unknowns=says,
        sentence=expected_in_words(field_key, group, observed, expected, says, noun),
        at_least=observed / (people + unknown),
        at_most=(observed + unknown) / (people + unknown),
    )


def _label(observed, expected, people, p, adjusted, overall) -> str:
    if p is None:
        return TOO_FEW
    if p > SURE:
        return NONE_CLEAR
    ratio = observed / expected
    large = abs(observed - expected) / people >= SMALLEST_DIFFERENCE or not RATIO_LIMITS[0] <= ratio <= RATIO_LIMITS[1]
    return CLEAR if large and adjusted <= SURE and overall <= SURE else POSSIBLE


def sentence_of(groups: tuple[Expected, ...]) -> str:
    """The group that is missing most, or that none clearly is."""
    missing = [one for one in groups if one.label == CLEAR and (one.fewer or 0) > 0]
    if missing:
        return max(missing, key=lambda one: (one.fewer, one.group)).sentence
    if all(one.label == TOO_FEW for one in groups):
        return "The numbers are too few to tell who is missing."
    return "No group is clearly seen less than expected."
