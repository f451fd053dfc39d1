"""The focus statement in the guide’s shape, made from its parts, and what a focus group still needs."""

from guide.questions import Question
from guide.records import record_kind

from .models import FocusGroup
from .presenters import text_of
from .situation import Situation

PARTS = {
    "who": "who the people are",
    "place": "where they live",
    "gap": "what happens to them",
    "pathway_point": "the point on the pathway",
    "aspect": "what should get better",
}
LONGEST = 300


def focus_sentence(answers: dict) -> str:
    """“We will focus on … in …, who … at …, to improve ….” Empty while a part is missing or the whole is too long."""
    parts = {key: _in_words(record_kind("focus_group").question(key), answers.get(key)) for key in PARTS}
    if not all(parts.values()):
        return ""
    where = _where(parts["place"], str(answers.get("place_detail") or "").strip().rstrip("."))
    who, gap, point = parts["who"], parts["gap"], parts["pathway_point"]
    people, aim = f"{_small(who)} in {where}, who {gap} at {_small(point)}", _small(parts["aspect"])
    sentence = f"We will focus on {people}, to improve {aim}."
    return sentence if len(sentence) <= LONGEST else ""


def _in_words(question: Question, value) -> str:
    return text_of(question, value).strip().rstrip(".")


def _where(place: str, detail: str) -> str:
    place = f"all{place.removeprefix('All')}" if place.startswith("All of") else place
    return f"{detail} ({place})" if detail else place


def _small(text: str) -> str:
    """A first word with a small letter, unless it is a name or letters that stand for words (GP, COPD)."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first[1:].islower() and first not in NAMES else text


NAMES = frozenset(
    {"Asian", "Black", "British", "Caribbean", "Derby", "Derbyshire", "Gypsy", "Pakistani", "Polish", "Roma"}
)


def missing_of(s: Situation, group: FocusGroup) -> list[str]:
    """What a focus group still needs: parts of the statement, and a finding with a source that is no hunch."""
    missing = [words for key, words in PARTS.items() if not group.said(key)]
    findings = s.thread.linked(group, "findings")
    if not any(one.is_evidence for one in findings):
        missing.append("a finding that shows it")
    elif not any(one.is_evidence and one.has_source for one in findings):
        missing.append("the source of its findings")
    return missing
