"""Has it changed: the same measure, with the same definition, in two files; above all the change of each gap.

Works on two profiles, so the change between two released ones is released too.
"""

from dataclasses import dataclass
from statistics import NormalDist

from datasets.analysis.change_words import gap_change_in_words, rate_change_in_words
from datasets.analysis.fields import field_of
from datasets.analysis.profile import TOO_FEW, GroupRate, MeasureProfile, Profile, Rate
from datasets.analysis.rates import SURE
from datasets.analysis.statistics.differences import square_and_add
from datasets.analysis.statistics.interval import Interval, two_sided_p
from datasets.analysis.statistics.significance import benjamini_hochberg
from datasets.analysis.wording import and_list, percent

NARROWED, WIDENED, TURNED = "the gap narrowed", "the gap widened", "the gap turned round"
CANNOT_TELL_YET = "cannot tell yet"
# A change of how much is recorded can look like a change of what is recorded.
LARGEST_MOVE = 0.05
_SIDES = 2 * NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class GroupChange:
    """One group against the rest, before and after. gap is group minus rest, as a fraction; change is the later gap
    minus the earlier, turned so that below 0 is narrower."""

    group: str
    before: Rate
    before_rest: Rate
    after: Rate
    after_rest: Rate
    gap_before: float
    gap_after: float
    change: float
    change_low: float
    change_high: float
    label: str
    sentence: str


@dataclass(frozen=True)
class Change:
    """A measure before and after: overall, and each group’s gap in one field. warnings: what to be careful with."""

    measure: str
    label: str
    field: str
    field_label: str
    before: Rate
    after: Rate
    difference: Interval | None
    groups: tuple[GroupChange, ...]
    warnings: tuple[str, ...]
    sentence: str


def change_between(before: Profile, after: Profile, measure: str, field: str) -> Change | None:
    """The change of a measure and of its gaps; None where one of the two has no such measure by that field.

    Groups with a rate in both are compared. The interval of the change of a gap is by square-and-add of the two gaps'
    intervals; p from its width, adjusted after Benjamini and Hochberg over the groups.
    Source: Newcombe 2001, Statistics in Medicine 20:2885; statistics.differences.change_of_gap.
    """
    first, second = before.measure(measure), after.measure(measure)
    if first is None or second is None or first.of(field) is None or second.of(field) is None:
        return None
    earlier = {one.group: one for one in first.of(field).groups if _has_gap(one)}
    pairs = [(earlier[one.group], one) for one in second.of(field).groups if one.group in earlier and _has_gap(one)]
    changes = [square_and_add(_gap(later), _gap(sooner)) for sooner, later in pairs]
    adjusted = benjamini_hochberg([_p(change) for change in changes])
    groups = tuple(
        _group(first, field, *pair, change, p) for pair, change, p in zip(pairs, changes, adjusted, strict=True)
    )
    difference = _difference(first.overall, second.overall)
    return Change(
        measure=measure,
        label=first.label,
        field=field,
        field_label=first.of(field).label,
        before=first.overall,
        after=second.overall,
        difference=difference,
        groups=groups,
        warnings=_warnings(before, after, measure, field),
        sentence=_sentence(first, difference, groups, second.overall),
    )


def _has_gap(one: GroupRate) -> bool:
    return None not in (one.rate.rate, one.rest.rate, one.difference, one.difference_low, one.difference_high)


def _gap(one: GroupRate) -> Interval:
    return Interval(one.difference, one.difference_low, one.difference_high)


def _p(change: Interval) -> float:
    return two_sided_p(change.value / ((change.high - change.low) / _SIDES)) if change.high > change.low else 1.0


def _difference(before: Rate, after: Rate) -> Interval | None:
    if before.rate is None or after.rate is None:
        return None
    return square_and_add(Interval(after.rate, after.low, after.high), Interval(before.rate, before.low, before.high))


def _group(
    measure: MeasureProfile, field: str, before: GroupRate, after: GroupRate, change: Interval, p: float
) -> GroupChange:
    turn = 1 if before.difference >= 0 else -1
    low, high = sorted((turn * change.low, turn * change.high))
    turned = Interval(turn * change.value, low, high)
    label = _label(before, after, turned, p)
    return GroupChange(
        group=after.group,
        before=before.rate,
        before_rest=before.rest,
        after=after.rate,
        after_rest=after.rest,
        gap_before=before.difference,
        gap_after=after.difference,
        change=turned.value,
        change_low=low,
        change_high=high,
        label=label,
        sentence=gap_change_in_words(
            measure.label, field, after.group, label, (before.difference, after.difference), turned
        ),
    )


def _label(before: GroupRate, after: GroupRate, change: Interval, p: float) -> str:
    if TOO_FEW in (before.label, after.label):
        return TOO_FEW
    if p > SURE or change.low <= 0 <= change.high:
        return CANNOT_TELL_YET
    if before.difference * after.difference < 0 and (after.difference_low > 0 or after.difference_high < 0):
        return TURNED
    return NARROWED if change.value < 0 else WIDENED


def _sentence(
    measure: MeasureProfile, difference: Interval | None, groups: tuple[GroupChange, ...], after: Rate
) -> str:
    sure = [one for one in groups if one.label in (NARROWED, WIDENED, TURNED)]
    overall = rate_change_in_words(measure.label, measure.overall.rate, after.rate, difference)
    if not sure:
        return f"{overall} For no group can we tell yet whether its gap has changed."
    largest = max(sure, key=lambda one: (abs(one.change), one.group))
    return f"{overall} {largest.sentence}"


def _warnings(before: Profile, after: Profile, measure: str, field: str) -> tuple[str, ...]:
    """What could make the two differ without a difference in care."""
    found = [_recording(before, after, field_of(field).of or field), _outcomes(before, after, measure)]
    found += [_overlap(before, after), _units(before, after)]
    first, second = ({one.group for one in profile.measure(measure).of(field).groups} for profile in (before, after))
    if first ^ second:
        found.append(f"In one of the two files only: {and_list(sorted(first ^ second))}.")
    return tuple(filter(None, found))


def _recording(before: Profile, after: Profile, field: str) -> str | None:
    sides = [profile.field(field) for profile in (before, after)]
    shares = [side.overall.share if side else None for side in sides]
    if None in shares or abs(shares[1] - shares[0]) <= LARGEST_MOVE:
        return None
    return (
        f"{sides[0].label} was known for {percent(shares[0])} of records before and {percent(shares[1])} after. "
        "A gap can seem to change because more, or fewer, people’s answers are known."
    )


def _outcomes(before: Profile, after: Profile, measure: str) -> str | None:
    """What counts for the measure at all, where more or less of it is left out than before."""
    shares = [_share_counted(profile.measure(measure)) for profile in (before, after)]
    if None in shares or abs(shares[1] - shares[0]) <= LARGEST_MOVE:
        return None
    return (
        f"{percent(shares[0])} of records counted for this before and {percent(shares[1])} after; the others were left "
        "out, such as those with no outcome. A rate can seem to change when other records count."
    )


def _share_counted(measure: MeasureProfile) -> float | None:
    parts = [measure.overall.total, *(one.count for one in measure.left_out)]
    if not all(isinstance(part, int) for part in parts) or not sum(parts):
        return None
    return measure.overall.total / sum(parts)


def _overlap(before: Profile, after: Profile) -> str | None:
    if not before.last_day or not after.first_day:
        return "One of the files has no dates, so we cannot tell whether the two periods overlap."
    if before.last_day >= after.first_day:
        return "The two periods overlap: some records may be in both, and then the change looks surer than it is."
    return None


def _units(before: Profile, after: Profile) -> str | None:
    if before.unit == after.unit:
        return None
    return f"A row stands for a different thing in each file: {before.unit} before, {after.unit} after."
