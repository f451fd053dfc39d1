"""An estimate with its two-sided limits, and the normal multiplier every interval here is built on."""

from dataclasses import dataclass
from math import erfc, sqrt
from statistics import NormalDist


@dataclass(frozen=True)
class Interval:
    """An estimate and its limits, all in the same unit; None where the figure cannot be worked out."""

    value: float | None
    low: float | None
    high: float | None

    def times(self, multiplier: float) -> "Interval":
        """The same interval in another unit, for example times 100 for per cent. multiplier must be above 0."""
        if not multiplier > 0:
            raise ValueError("the multiplier must be above 0")
        return Interval(*(None if part is None else part * multiplier for part in (self.value, self.low, self.high)))

    @property
    def width(self) -> float | None:
        return None if self.low is None or self.high is None else self.high - self.low


NOTHING = Interval(None, None, None)


def normal_multiplier(confidence: float) -> float:
    """The z of a two-sided interval: 1.96 for 0.95. confidence is a fraction between 0 and 1, both left out."""
    if not 0 < confidence < 1:
        raise ValueError("the confidence must lie between 0 and 1, for example 0.95")
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def two_sided_p(z: float) -> float:
    """The chance of a standard normal value at least as far from 0 as z, on either side."""
    return erfc(abs(z) / sqrt(2))
