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


def round_half_up(count: int, nearest: int) -> int:
    """A whole count rounded to the nearest multiple, halves upward."""
    return (2 * count + nearest) // (2 * nearest) * nearest
