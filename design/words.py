"""How dates, counts and lists are written for people."""

import datetime as dt

from django.utils import timezone
from django.utils.html import conditional_escape, linebreaks
from django.utils.safestring import mark_safe


def day(value: dt.date | None) -> str:
    """3 March 2026."""
    return f"{value.day} {value:%B %Y}" if value else ""


def clock(value: dt.datetime | None) -> str:
    """14:02, in the reader's own time."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


def moment(value: dt.datetime | None) -> str:
    """3 March 2026 at 14:02."""
    return f"{day(timezone.localtime(value))} at {clock(value)}" if value else ""


def ago(value: dt.datetime | None) -> str:
    """Today, yesterday, 5 days ago, or the date when it is over a month."""
    if value is None:
        return ""
    days = (timezone.localdate() - timezone.localtime(value).date()).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days <= 31 else day(timezone.localtime(value))


def count(number: int, one: str, many: str = "") -> str:
    """1 loose end, 2 loose ends, 1,204 people."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def some_of(part: int, whole: int, noun: str, one: str, many: str) -> str:
    """1 of 7 steps gets, 3 of 7 steps get."""
    return f"{part:,} of {count(whole, noun)} {one if part == 1 else many}"


def sentence_list(words) -> str:
    """Derby, Bolsover and Erewash."""
    words = [str(word) for word in words]
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""


def in_one_line(text: str) -> str:
    """Words without the line breaks between them, as the subject of a letter must be."""
    return " ".join(part.strip() for part in text.splitlines())


def paragraphs(text) -> str:
    """Typed text as paragraphs, escaped."""
    return mark_safe(linebreaks(conditional_escape(text or "")))
