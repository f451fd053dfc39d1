"""What records say, in the words boards use."""

import re

from datasets.analysis.statistics.suppression import SmallNumberRule, is_small, release_count
from guide.questions import Question

from .models import Record
from .presenters import text_of

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
MOBILE = re.compile(r"(?<!\d)(?:\+44 ?\(?0?\)? ?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)")
LEFT_OUT = "[contact details left out]"
# Numbers that count no people; any other number is taken for one that does.
OTHER_UNITS = frozenset({"years", "months", "points", "%"})
OTHER_NUMBERS = frozenset(
    {"position", "percent", "year", "need_factor", "reflection_group_size", "weight", "hits", "kept"}
)
PART_OF_WHOLE = re.compile(r"(\d+)\s+(?:out )?of\s+(\d+)")
BRIEF = 160


def in_words(record: Record, key: str) -> str:
    """An answer of a record as people read it."""
    question = record.spec.question(key)
    return text_of(question, record.said(key), record.details.get(question.other_key, ""))


def name_of(record: Record) -> str:
    """What a record is called in a table: a focus group by its people, others by their title without a full stop."""
    return (getattr(record, "who", "") or record.title).rstrip(".")


def brief(text: str, most: int = BRIEF) -> str:
    """The beginning of what was written, cut at a word."""
    text = " ".join(str(text or "").split())
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"


def first_sentence(text: str, most: int = 200) -> str:
    """The first sentence of what was written, as a title."""
    text = " ".join(str(text or "").split())
    return brief(re.split(r"(?<=[.!?])\s", text)[0], most) if text else ""


def without_contacts(text: str) -> str:
    """What may be printed of typed words: no email address and no mobile number of a person."""
    return MOBILE.sub(LEFT_OUT, EMAIL.sub(LEFT_OUT, text or ""))


def counts_people(question: Question) -> bool:
    """Whether the answer is a number of people, which leaves the project by the small-number rule only."""
    return question.kind == "number" and question.unit not in OTHER_UNITS and question.key not in OTHER_NUMBERS


def gives_small_part(text: str, hidden_below: int) -> bool:
    """Whether typed words give a part of a whole that is small, or leaves a small rest: “5 of 12”."""
    found = PART_OF_WHOLE.search(text or "")
    parts = (int(found[1]), int(found[2]) - int(found[1])) if found else ()
    return any(is_small(part, hidden_below) for part in parts if part >= 0)


def people_in_words(project, number: int | None) -> str:
    """How many people took part, under the project’s small-number rule: “nobody”, “a small number”, “about 25”."""
    if not number:
        return "nobody" if number == 0 else ""
    rule = SmallNumberRule(project.hidden_below, project.rounded_to)
    return "a small number" if is_small(number, rule.threshold) else f"about {release_count(number, rule).text}"
