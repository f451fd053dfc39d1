"""What unknowns could hide: the lowest and highest value a share, rate or gap can have, whatever the unknowns are."""

from dataclasses import dataclass

from datasets.analysis.statistics.interval import Interval
from datasets.analysis.statistics.proportions import wilson


@dataclass(frozen=True)
class Counted:
    """Events out of people (or appointments) of one group. ValueError unless 0 <= count <= total."""

    count: float
    total: float

    def __post_init__(self):
        if not 0 <= self.count <= self.total:
            raise ValueError("the count must lie between 0 and the total")


def share_bounds(count: float, known: float, unknown: float) -> Interval:
    """The share of people in a group when unknown people could belong to any group. Fractions, 0 to 1.

    count of the known people are in the group. value is the share among the known (None when nobody is known).
    ValueError unless 0 <= count <= known, unknown >= 0 and somebody is there.
    Source: Horowitz and Manski 1998, Journal of Econometrics 84:37; Manski 1989, worst-case bounds.
    """
    Counted(count, known)
    if not unknown >= 0 or known + unknown == 0:
        raise ValueError("there must be somebody, and not fewer than 0 unknown")
    everybody = known + unknown
    return Interval(count / known if known else None, count / everybody, (count + unknown) / everybody)


def rate_bounds(group: Counted, unknown: Counted) -> Interval:
    """The rate in a group when people whose group is unknown could belong to it. Fractions, 0 to 1.

    Lowest when every unknown person without the event belongs to the group, highest when every one with it does.
    A limit is None where nobody would be in the group. value is the rate among those known to be in it.
    Source: Horowitz and Manski 1995, Econometrica 63:281 (sharp bounds with a corrupted grouping).
    """
    return Interval(
        _rate(group.count, group.total),
        _rate(group.count, group.total + unknown.total - unknown.count),
        _rate(group.count + unknown.count, group.total + unknown.count),
    )


def outcome_bounds(count: float, known: float, unknown: float) -> Interval:
    """The rate in a group when the outcome of some of its people is unknown: the same sum as share_bounds."""
    return share_bounds(count, known, unknown)


def gap_bounds(group: Counted, rest: Counted, unknown: Counted) -> Interval:
    """The rate in a group minus the rate in the rest, when people of unknown group are in one or the other.

    Both ends can happen: unknown events all on one side, unknown non-events all on the other. None where a side
    would be empty. Fractions, -1 to 1. Source: as rate_bounds.
    """
    in_group, in_rest = rate_bounds(group, unknown), rate_bounds(rest, unknown)
    return Interval(
        _minus(in_group.value, in_rest.value),
        _minus(in_group.low, in_rest.high),
        _minus(in_group.high, in_rest.low),
    )


def _rate(count: float, total: float) -> float | None:
    return count / total if total > 0 else None


def _minus(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else a - b


WHATEVER_THE_UNKNOWNS_ARE = "whatever the unknowns are"
LIKELY = "likely"
CANNOT_TELL = "cannot tell until recording improves"


def share_conclusion(
    count: float, known: float, unknown: float, reference: float, confidence: float = 0.95
) -> tuple[str, str | None]:
    """How firmly a share lies below or above a reference share: (one of the three phrases, "below"/"above"/None).

    The side is that of the share among the known. "whatever the unknowns are": the Wilson interval clears the
    reference on that side even if all unknowns speak against it; "likely": it still does if half of them do; else it
    cannot be told. reference is a fraction; ValueError as in share_bounds.
    Source: share_bounds with Wilson limits at its ends (Imbens and Manski 2004, Econometrica 72:1845).
    """
    share_bounds(count, known, unknown)
    if known == 0:
        return CANNOT_TELL, None
    everybody = known + unknown
    for phrase, against in ((WHATEVER_THE_UNKNOWNS_ARE, 1.0), (LIKELY, 0.5)):
        if count / known < reference and wilson(count + against * unknown, everybody, confidence).high < reference:
            return phrase, "below"
        supporting = (1 - against) * unknown
        if count / known > reference and wilson(count + supporting, everybody, confidence).low > reference:
            return phrase, "above"
    return CANNOT_TELL, None


def gap_conclusion(group: Counted, rest: Counted, unknown: Counted) -> str:
    """How firmly a difference seen among the known stands when people of unknown group are in one side or the other.

    "whatever the unknowns are": its direction holds however they fall; "likely": it holds with half of them against it;
    else it cannot be told. The difference itself must have been found by a test before. ValueError as in Counted.
    Source: gap_bounds; half against, as in share_conclusion.
    """
    gap = gap_bounds(group, rest, unknown)
    if gap.value is None or gap.value == 0:
        return CANNOT_TELL
    for phrase, against in ((WHATEVER_THE_UNKNOWNS_ARE, 1.0), (LIKELY, 0.5)):
        part = Counted(against * unknown.count, against * unknown.total)
        found = gap_bounds(group, rest, part)
        end = found.low if gap.value > 0 else found.high
        if end is not None and (end > 0) == (gap.value > 0) and end != 0:
            return phrase
    return CANNOT_TELL
