"""From a file to its profile in one call: read, remove identifiers, match, count, profile."""

from collections.abc import Callable
from dataclasses import dataclass

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.mapping import Mapping
from datasets.analysis.profile import ColumnProfile, Profile
from datasets.analysis.table import FileFacts, Problem, SetAsideRow

UNITS = ("person", "referral", "appointment", "counted")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class PipelineResult:
    """What one file gave. Where it cannot be used, counts and profile are None and problems hold an error.

    mapping is the whole mapping used: what was proposed with what was remembered laid over it.
    """

    facts: FileFacts
    problems: tuple[Problem, ...]
    rows_read: int
    set_aside: tuple[SetAsideRow, ...]
    columns: tuple[ColumnProfile, ...]
    mapping: Mapping
    counts: ServiceCounts | None
    profile: Profile | None


def _quiet(stage: str, done: int, total: int) -> None:
    """Nobody is listening."""
