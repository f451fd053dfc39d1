"""Who looks after what: every kind of record that names a person, until there is nothing left for them to do."""

from dataclasses import dataclass

from .models import Action, DevelopmentNeed, Dissemination, Indicator, Method, Milestone, Record


@dataclass(frozen=True)
class Owned:
    """A kind of record, the question that names its person, the step it is mended on, and the day that settles it."""

    model: type[Record]
    question: str
    step: str
    settled_by: str = ""

    def person_of(self, record: Record):
        return getattr(record, self.question)

    def waits(self, record: Record) -> bool:
        """Whether its person still has something to do."""
        return getattr(record, "is_open", True) and not (self.settled_by and getattr(record, self.settled_by))


OWNED = (
    Owned(Indicator, "owner", "quantitative-evaluation"),
    Owned(Method, "lead", "qualitative-evaluation", "held_on"),
    Owned(Action, "owner", "sharing-and-learning"),
    Owned(Milestone, "owner", "sharing-and-learning", "reached_on"),
    Owned(Dissemination, "owner", "sharing-and-learning", "sent_on"),
    Owned(DevelopmentNeed, "owner", "staff-development"),
)
