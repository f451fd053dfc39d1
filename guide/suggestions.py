"""What records of the thread suggest that staff may need, read once from content/staff-suggestions.toml. No Django."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property

from .questions import GuideContentError
from .records import all_record_kinds
from .steps import CONTENT, find_step
from .vocabularies import vocabulary

PATH = CONTENT / "staff-suggestions.toml"


@dataclass(frozen=True)
class Suggestion:
    """One thing staff may need, where the project says something like it, and why. A word ending in a space is whole;
    any other fits what begins with it."""

    key: str
    area: str
    title: str
    why: str
    course: str = ""
    staff_group: str = ""
    look_in: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    com_b: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    step: str = ""
    question: str = ""
    values: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern:
        parts = (re.escape(word.strip()) + (r"\b" if word.endswith(" ") else "") for word in self.words)
        return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)

    def fits(self, text: str, com_b=(), kind: str = "") -> bool:
        """Whether a record of a kind it looks in gives reason for it."""
        return bool(
            (self.words and self._pattern.search(text))
            or set(self.com_b) & set(com_b or ())
            or (kind and kind in self.kinds)
        )


@cache
def staff_suggestions() -> tuple[Suggestion, ...]:
    """All rules in file order. A wrong one stops `manage.py check`."""
    raw = tomllib.loads(PATH.read_text("utf-8"))["rules"]
    try:
        found = tuple(
            Suggestion(**{key: tuple(value) if isinstance(value, list) else value for key, value in rule.items()})
            for rule in raw
        )
    except TypeError as fault:
        raise GuideContentError(f"{PATH.name}: {fault}") from fault
    if faults := [fault for rule in found for fault in _faults(rule)]:
        raise GuideContentError(f"{PATH.name}: {faults[0]}")
    return found


def _faults(rule: Suggestion):
    lists = (("area", "staff_areas"), ("course", "need_courses"), ("staff_group", "staff_groups"))
    for name, list_name in lists:
        value = getattr(rule, name)
        if value and value not in {option.value for option in vocabulary(list_name)}:
            yield f"{rule.key}: {name} {value!r} is not in the list {list_name!r}"
    if unknown := set(rule.look_in) - set(all_record_kinds()):
        yield f"{rule.key}: looks in unknown records {sorted(unknown)}"
    if bool(rule.look_in) == bool(rule.step):
        yield f"{rule.key}: looks either in records or on a step"
    step = find_step(rule.step) if rule.step else None
    if rule.step and (step is None or rule.question not in {question.key for question in step.questions}):
        yield f"{rule.key}: nobody asks {rule.step}.{rule.question}"
