"""Which rules of the guide’s suggestions fit this project, and which needs answer them already."""

from dataclasses import dataclass

from guide.suggestions import Suggestion, staff_suggestions

from ..models import Record
from ..situation import Situation

# The words of each kind of record that say who it is about or what is in the way.
TEXTS = {
    "barrier": ("title", "east_ideas"),
    "insight": ("title", "theme", "summary"),
    "focus_group": ("title", "who", "inner_differences"),
    "adjustment": ("title",),
    "finding": ("title",),
}


@dataclass(frozen=True)
class Suggested:
    """A rule that fits, and the records that say so (none where a worksheet answer does)."""

    rule: Suggestion
    because: tuple[Record, ...]

    def linked(self, kind: str) -> list[Record]:
        return [record for record in self.because if record.kind_key == kind]


def suggested(s: Situation) -> list[Suggested]:
    """Every rule that fits and that no development need answers yet."""
    texts = {record: _text(record) for kind in TEXTS for record in s.thread.of(kind) if _counts(record)}
    found = []
    for rule in staff_suggestions():
        because = tuple(record for record, text in texts.items() if _fits(rule, record, text))
        if (because or _said(s, rule)) and not any(answers(need, rule) for need in s.thread.of("development_need")):
            found.append(Suggested(rule, because))
    return found


def _text(record: Record) -> str:
    return " ".join(str(record.said(key) or "") for key in TEXTS[record.kind_key])


def _counts(record: Record) -> bool:
    """What the team turned down asks nothing of staff; a finding speaks only of its data."""
    return record.kind_key != "adjustment" or record.is_chosen


def _fits(rule: Suggestion, record: Record, text: str) -> bool:
    return record.kind_key in rule.look_in and rule.fits(text, record.said("com_b"), record.said("kind") or "")


def _said(s: Situation, rule: Suggestion) -> bool:
    return bool(rule.step) and s.answers(rule.step).get(rule.question) in rule.values


def answers(need: Record, rule: Suggestion) -> bool:
    """Whether a need is what the rule asks for: the same course for the same people, or, with no course named, the same
    area for them."""
    same = need.course == rule.course if rule.course else need.area == rule.area
    return same and need.staff_group in ("", "everyone", rule.staff_group)


def changes_without_need(s: Situation) -> list[Record]:
    """Chosen adjustments for which nobody said that no training is needed, and no need is written down."""
    return [
        change
        for change in s.thread.of("adjustment")
        if change.is_chosen
        and change.said("training_need") != "no"
        and not s.thread.pointing(change, "development_need", "adjustments")
    ]
