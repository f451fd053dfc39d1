"""What a barrier rests on, and how it ranks against the others. Follows the thread; asks no database."""

from dataclasses import dataclass

from .models import Barrier, Record
from .situation import Situation
from .thread import Thread

COMMUNITY = "the community"
STRENGTH_POINTS = {"assumed": 1, "literature": 2, "staff": 2, "community_heard": 3, "community_confirmed": 4}
SIZE_POINTS = {"few": 1, "some": 2, "most": 3, "unknown": 1}
MOST_SOURCES = 5
FORMULA = (
    "The sum is sources × strength × size. Sources: each finding, evidence item and insight that points to it, up to "
    "5. Strength: 1 if you assume it, 2 if research or staff say so, 3 if people told you, 4 if they agreed when you "
    "checked. Size: 1 if it affects a few people or you don’t know, 2 if some, 3 if most."
)


@dataclass(frozen=True)
class Sources:
    """The records that point to a barrier by what kind of source they are, and the community voices against it. A
    hunch is no source."""

    findings: tuple[Record, ...] = ()
    research: tuple[Record, ...] = ()
    staff: tuple[Record, ...] = ()
    community: tuple[Record, ...] = ()
    against: tuple[Record, ...] = ()

    @property
    def all(self) -> tuple[Record, ...]:
        return (*self.findings, *self.research, *self.staff, *self.community)

    @property
    def kinds(self) -> tuple[str, ...]:
        named = {"findings": self.findings, "research": self.research, "staff": self.staff, COMMUNITY: self.community}
        return tuple(name for name, records in named.items() if records)

    @property
    def is_enough(self) -> bool:
        """Two kinds of source, one of them the community."""
        return len(self.kinds) >= 2 and COMMUNITY in self.kinds

    @property
    def local_voice(self) -> str:
        if self.community and self.against:
            return "divided"
        if self.against:
            return "disagrees"
        return "agrees" if self.community else "silent"


def sources_of(thread: Thread, barrier: Barrier) -> Sources:
    insights = _in_order(thread.linked(barrier, "insights"))
    return Sources(
        findings=tuple(one for one in _in_order(thread.linked(barrier, "findings")) if one.kind != "hunch"),
        research=tuple(_in_order(thread.linked(barrier, "evidence"))),
        staff=tuple(one for one in insights if not one.is_community_voice),
        community=tuple(one for one in insights if one.is_community_voice),
        against=tuple(one for one in thread.linked(barrier, "insights_against") if one.is_community_voice),
    )


def _in_order(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda one: one.number)


@dataclass(frozen=True)
class Ranked:
    """A barrier with what it rests on and its sum."""

    barrier: Barrier
    sources: Sources

    @property
    def factors(self) -> tuple[int, int, int]:
        size = SIZE_POINTS.get(self.barrier.details.get("size"), 1)
        return min(len(self.sources.all), MOST_SOURCES), STRENGTH_POINTS.get(self.barrier.strength, 1), size

    @property
    def score(self) -> int:
        sources, strength, size = self.factors
        return sources * strength * size

    @property
    def lacks_source(self) -> bool:
        """Acted on first, though neither two kinds of source stand behind it nor is it marked as assumed."""
        return bool(self.barrier.is_priority) and self.barrier.strength != "assumed" and not self.sources.is_enough


def ranking(s: Situation) -> list[Ranked]:
    """Every barrier, the highest sum first; those alike in the order they were written."""
    ranked = [Ranked(barrier, sources_of(s.thread, barrier)) for barrier in s.thread.of("barrier")]
    return sorted(ranked, key=lambda one: -one.score)


def first_barriers(s: Situation) -> list[Ranked]:
    """The barriers a team acts on first; where none is marked, the three that rank highest."""
    ranked = ranking(s)
    return [one for one in ranked if one.barrier.is_priority] or ranked[:3]
