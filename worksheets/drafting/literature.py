"""Step 5: the review question from its parts, and one paragraph from what the kept evidence says."""

from functools import cache

from design.words import count, sentence_list
from guide.vocabularies import vocabulary

from ..models import Evidence, Record
from ..situation import Situation
from . import drafter

STEP = "literature"
AIMS = {"barriers": "what gets in people’s way", "what_works": "what helps", "measures": "how to measure it"}
ORDER = ("strong", "some", "weak", "")


@drafter
def literature__review_question(s: Situation) -> dict[str, str]:
    """The question in one sentence. Parts left empty come from the main focus group and the service, and are filled."""
    answers = s.answers(STEP)
    group = main_group(s)
    parts = {
        "question_people": answers.get("question_people") or (group.who or group.title if group else ""),
        "question_service": answers.get("question_service") or s.project.name,
        "question_problem": answers.get("question_problem") or _problem(s, group),
    }
    if not parts["question_people"]:
        return {}
    return parts | {"review_question": _question(parts, answers)}


def main_group(s: Situation) -> Record | None:
    """The main focus group, or the first where none is marked."""
    groups = s.thread.of("focus_group")
    return next((group for group in groups if group.is_primary), groups[0] if groups else None)


def _problem(s: Situation, group: Record | None) -> str:
    findings = s.thread.linked(group, "findings") if group else []
    return findings[0].title if findings else ""


def _question(parts: dict, answers: dict) -> str:
    people, service, problem = (
        inside(parts[key]) for key in ("question_people", "question_service", "question_problem")
    )
    where = " from the UK" if answers.get("question_where") == "uk" else ""
    aims = [AIMS[aim] for aim in answers.get("question_aims") or AIMS if aim in AIMS]
    own = answers.get("question_aims__other", "")
    wanted = sentence_list([*aims, *([inside(own)] if own else [])])
    issue = f", when {problem}" if problem else ""
    return f"What does research{where} say about {people} and {service}{issue}: {wanted}?"


def inside(words: str) -> str:
    """Words as they stand inside a sentence: no full stop, and a small first letter unless it begins a name."""
    words = words.strip().rstrip(".?! ")
    first, *others = words.split() or [""]
    is_name = first in _names() or first[1:] != first[1:].lower() or (others and others[0][0].isupper())
    return words if is_name else words[:1].lower() + words[1:]


@cache
def _names() -> frozenset[str]:
    """The words that begin the name of a place."""
    wide = ("whole_area", "outside")
    return frozenset(place.text.split()[0] for place in vocabulary("places") if place.value not in wide)


@drafter
def literature__literature_summary(s: Situation) -> dict[str, str]:
    """The key messages in the order of their strength, each with the number of its source, then the sources."""
    kept = [one for one in s.thread.of("evidence") if one.details.get("key_message")]
    if not kept:
        return {}
    kept.sort(key=lambda one: ORDER.index(one.strength) if one.strength in ORDER else len(ORDER))
    said = " ".join(f"{one.details['key_message'].strip(' .')} ({number})." for number, one in enumerate(kept, 1))
    gap = s.answers(STEP).get("not_found", "")
    gap = f" What we could not find: {inside(gap)}." if gap else ""
    sources = "; ".join(f"({number}) {_source(one)}" for number, one in enumerate(kept, 1))
    return {"literature_summary": f"We kept {count(len(kept), 'source')}. {said}{gap}\n\nSources: {sources}."}


def _source(one: Evidence) -> str:
    parts = (one.details.get("authors", ""), str(one.year or ""), one.title.rstrip("."))
    strength = _strength(one)
    return ", ".join(part for part in parts if part) + (f", {strength}" if strength else "")


def _strength(one: Evidence) -> str:
    """How strong it is, in the words of its choice list."""
    return one.spec.question("strength").text_of(one.strength).lower() if one.strength else ""
