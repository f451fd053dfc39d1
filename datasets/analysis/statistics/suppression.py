"""The small-number rule: how a count may be shown in anything that leaves the project."""

from dataclasses import dataclass
from math import isfinite
from numbers import Real


@dataclass(frozen=True)
class SmallNumberRule:
    """Counts from 1 to threshold - 1 are hidden, the rest rounded to the nearest multiple of nearest.

    A project may be stricter, never looser: ValueError for a threshold below 8 or a rounding below 5.
    """

    threshold: int = 8
    nearest: int = 5

    def __post_init__(self):
        if self.threshold < 8:
            raise ValueError("the threshold may be raised but not put below 8")
        if self.nearest < 5:
            raise ValueError("the rounding may be made coarser but not finer than the nearest 5")

    @property
    def smallest_shown(self) -> int:
        """The smallest count other than 0 that is ever shown: the first multiple of nearest not below the threshold."""
        return -(-self.threshold // self.nearest) * self.nearest


PRODUCT_RULE = SmallNumberRule()


@dataclass(frozen=True)
class Released:
    """What may be shown for a figure: the text, and the number behind it, or None where it is hidden."""

    text: str
    value: int | None


def check_whole_count(count: int) -> int:
    """The count as a whole number; ValueError when it is negative, not whole or not a number."""
    if isinstance(count, bool) or not isinstance(count, Real) or not isfinite(count) or count < 0 or count % 1:
        raise ValueError("a count must be a whole number, 0 or above")
    return int(count)


def is_small(count: int, threshold: int = PRODUCT_RULE.threshold) -> bool:
    """True for a count that must be hidden: above 0 and below the threshold. ValueError if not a whole count."""
    return 0 < check_whole_count(count) < threshold


def show_count(count: int, threshold: int, small_text: str, nearest: int = 1) -> str:
    """A count under somebody else's rule: 0 stays, a small one becomes small_text, the rest rounds to nearest.

    For reading and comparing published figures; what leaves a project goes through release_count.
    ValueError unless count is whole, 0 or above. Source: NHS Digital HES rule, OpenSAFELY rounding and redaction.
    """
    count = check_whole_count(count)
    if 0 < count < threshold:
        return small_text
    return str(round_half_up(count, nearest))


def release_count(count: int, rule: SmallNumberRule = PRODUCT_RULE) -> Released:
    """A count as it may leave the project: 0 stays, a small one becomes "fewer than 8", the rest is rounded.

    A count that would round below the first multiple not under the threshold is shown as that multiple, since
    otherwise the rounded figure would give it away. ValueError unless a whole number, 0 or above.
    Source: NHS Digital's Hospital Episode Statistics rule (0 stays, 1 to 7 hidden, the rest to the nearest 5).
    """
    count = check_whole_count(count)
    if count == 0:
        return Released("0", 0)
    if count < rule.threshold:
        return Released(f"fewer than {rule.threshold}", None)
    rounded = max(round_half_up(count, rule.nearest), rule.smallest_shown)
    return Released(f"{rounded:,}", rounded)


def release_share(count: int, total: int, rule: SmallNumberRule = PRODUCT_RULE) -> float | None:
    """A share (0 to 1) as it may leave the project: from the two rounded counts; None where either is hidden or 0.

    ValueError unless both are whole and 0 <= count <= total. Source: as release_count.
    """
    if check_whole_count(count) > check_whole_count(total):
        raise ValueError("the count must not be above the total")
    part, whole = release_count(count, rule).value, release_count(total, rule).value
    return None if part is None or not whole else part / whole


def possible_counts(released: Released, rule: SmallNumberRule = PRODUCT_RULE) -> tuple[int, int]:
    """The smallest and largest true count that would be shown like this. For checking what a release gives away."""
    if released.value is None:
        return 1, rule.threshold - 1
    if released.value == 0:
        return 0, 0
    low = -(-(2 * released.value - rule.nearest) // 2)
    high = -(-(2 * released.value + rule.nearest) // 2) - 1
    return (rule.threshold if released.value == rule.smallest_shown else low), high


def round_half_up(count: int, nearest: int) -> int:
    """A whole count rounded to the nearest multiple, halves upward."""
    return (2 * count + nearest) // (2 * nearest) * nearest
