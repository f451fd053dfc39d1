"""One row of the report, ready to be kept: a sentence, its figures, and what an analyst needs to trace them."""

from dataclasses import dataclass
from dataclasses import field as filled

from datasets.analysis.improving import Suggested
from datasets.analysis.profile import Rate, count_text
from datasets.analysis.wording import percent

Facts = tuple[tuple[str, str], ...]
DATA, ABSENCE, DATA_QUALITY = "data", "absence", "data_quality"
EVERYONE_ELSE = "Everyone else in the file"
# Under this many, a rate in a sentence would be about people somebody may know.
ENOUGH_TO_SAY = 30
WILSON = "95% Wilson interval, wider where several records belong to one person."
MANY_GROUPS = "With many groups some differ by chance, which is allowed for (Benjamini and Hochberg at 5%)."


@dataclass(frozen=True)
class Row:
    """What one row says. key stays the same for the same row; kind is a kind of finding.

    title is a sentence with figures, "" where none may be shown; words says the same without a figure. counted is what
    was counted, who the people, comparator whom they are compared with. facts are the figures, trace how they came
    about. numbers holds exact figures for tracing and is empty in a released row. weight is about how many people,
    events or records would be otherwise without the gap, large what part of them that is (0 to 1). worse says whether
    the row is a gap at all; doubtful that it may be no unfair one: need differs, or the unknowns could undo it. where
    leads back: the query of the report's address and the part of its page. improvement is what to do about recording.
    """

    key: str
    kind: str
    title: str
    words: str
    counted: str
    who: str
    comparator: str
    label: str
    facts: Facts
    trace: Facts
    where: str
    measure: str = ""
    field: str = ""
    group: str = ""
    numbers: dict = filled(default_factory=dict)
    weight: float = 0.0
    large: float = 0.0
    worse: bool = False
    doubtful: bool = False
    more: str = ""
    improvement: Suggested | None = None

    @property
    def is_about_recording(self) -> bool:
        return self.kind == DATA_QUALITY

    @property
    def said(self) -> str:
        return self.title or self.words


def part_of(weight: float, events: float, worse: str) -> float:
    """What part of the events (where many are bad), or of those there should be (where few are), a gap makes up."""
    whole = events if worse == "high" else events + weight
    return min(1.0, weight / whole) if whole > 0 else 0.0


def rate_text(rate: Rate) -> str:
    """“40% (80 of 200)”, or what may be said of a count that is hidden."""
    if rate.rate is None:
        return count_text(rate.count)
    return f"{percent(rate.rate)} ({count_text(rate.count)} of {count_text(rate.total)})"


def range_text(low: float | None, high: float | None) -> str:
    return "–" if low is None else f"{percent(low)} to {percent(high)}"


def points_text(difference: float | None) -> str:
    """“30.0 points higher”."""
    if difference is None:
        return "–"
    return f"{abs(100 * difference):.1f} points {'higher' if difference > 0 else 'lower'}"


def signed_points(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:+.1f}".replace("-", "−")


def points_range(low: float | None, high: float | None) -> str:
    """“+22.1 to +37.9 points”."""
    return "–" if low is None else f"{signed_points(low)} to {signed_points(high)} points"


def rate_numbers(rate: Rate) -> dict:
    return {name: getattr(rate, name) for name in ("count", "total", "rate", "low", "high")}
