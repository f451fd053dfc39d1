"""One note to a partner or group: what they told us, what changed, what is open and why. Written by writing.py."""

from dataclasses import dataclass, field

from worksheets.models import Record

from .helpers import Helper

NOTHING_YET = "We have not changed anything yet because of what you told us. We are sorry that it takes time."
TOLD, CHANGED, OPEN, THANKS = "What you told us", "What we changed", "What is still open, and why", "Thank you"


@dataclass(frozen=True)
class Lack:
    """Something the record does not say, for the team to mend. It is not part of the note."""

    words: str
    record: Record


@dataclass
class Note:
    helper: Helper
    told: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    still_open: list[str] = field(default_factory=list)
    thanks: list[str] = field(default_factory=list)
    lacks: list[Lack] = field(default_factory=list)

    @property
    def changes(self) -> int:
        """How many changes it tells of."""
        return len([line for line in self.changed if line != NOTHING_YET])

    @property
    def words(self) -> str:
        """The note as plain words, to be copied into a letter or a message."""
        parts = (
            (TOLD, self.told),
            (CHANGED, self.changed),
            (OPEN, self.still_open),
            (THANKS, self.thanks),
        )
        blocks = ("\n".join((title, *(f"- {line}" for line in lines))) for title, lines in parts if lines)
        return "\n\n".join((f"To: {self.helper.name}", *blocks))
