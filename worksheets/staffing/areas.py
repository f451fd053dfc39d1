"""The five areas of staff development: how the team rates each, what shows it, and what comes next."""

from dataclasses import dataclass

from guide.vocabularies import vocabulary

from ..models import Record
from ..situation import Situation

STEP = "staff-development"
FULL = 5


@dataclass(frozen=True)
class Area:
    """`rating` is 1 to 5, or None where nobody has rated it yet."""

    key: str
    name: str
    rating: int | None
    evidence: str
    next_step: str
    needs: tuple[Record, ...]

    @property
    def has_next_step(self) -> bool:
        """A need is written for it, or words say what comes next or why nothing is needed."""
        return bool(self.next_step or self.needs)


def areas_of(s: Situation) -> list[Area]:
    answers, needs = s.answers(STEP), s.thread.of("development_need")

    def said(grid: str, key: str, column: str) -> str:
        return ((answers.get(grid) or {}).get(key) or {}).get(column) or ""

    return [
        Area(
            key=option.value,
            name=option.text,
            rating=_rating(said("area_ratings", option.value, "rating")),
            evidence=said("area_evidence", option.value, "evidence"),
            next_step=said("area_next", option.value, "next_step"),
            needs=tuple(need for need in needs if need.area == option.value),
        )
        for option in vocabulary("staff_areas")
    ]


def _rating(text: str) -> int | None:
    return int(text) if text.isdecimal() and 1 <= int(text) <= FULL else None
