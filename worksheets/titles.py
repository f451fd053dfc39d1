"""Titles that are made from a record’s other answers where nobody wrote one."""

from collections.abc import Callable

from guide.records import RecordKind

from .focus import focus_sentence

MAKERS: dict[str, Callable[[dict], str]] = {"focus_group": focus_sentence}


def with_title(kind: RecordKind, answers: dict, before: dict | None = None) -> dict:
    """The answers with their title made from the others: where it is empty, and where it still is what was made from
    the answers before."""
    make = MAKERS.get(kind.key)
    if make is None:
        return answers
    title = answers.get("title")
    is_made = before is not None and title == before.get("title") == make(before)
    return answers | {"title": make(answers) or title} if is_made or not title else answers
