"""What records say, in the words boards use."""

import re

from datasets.analysis.statistics.suppression import SmallNumberRule, is_small, release_count

from .models import Record
from .presenters import text_of

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
MOBILE = re.compile(r"(?<!\d)(?:\+44 ?\(?0?\)? ?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)")
LEFT_OUT = "[contact details left out]"
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


def people_in_words(project, number: int | None) -> str:
    """How many people took part, under the project’s small-number rule: “nobody”, “a small number”, “about 25”."""
    if not number:
        return "nobody" if number == 0 else ""
    rule = SmallNumberRule(project.hidden_below, project.rounded_to)
    return "a small number" if is_small(number, rule.threshold) else f"about {release_count(number, rule).text}"
