"""Answers as a plan may print them: numbers of people under the small-number rule, nobody’s email address or mobile."""

from dataclasses import replace

from guide.questions import Question
from worksheets.presenters import ShownAnswer
from worksheets.saying import people_in_words, without_contacts

# Numbers that count no people; any other number is taken for one that does.
OTHER_UNITS = frozenset({"years", "months", "points"})
OTHER_NUMBERS = frozenset({"position", "percent", "year", "need_factor", "reflection_group_size"})


def counts_people(question: Question) -> bool:
    return question.kind == "number" and question.unit not in OTHER_UNITS and question.key not in OTHER_NUMBERS


def printable(answer: ShownAnswer, question: Question, project) -> ShownAnswer:
    """An answer without a small number, and without the email address or mobile number of anybody."""
    table = tuple(tuple(map(without_contacts, row)) for row in answer.table)
    text = answer.text
    if text and counts_people(question):
        text = people_in_words(project, int(float(text)))
    return replace(answer, text=without_contacts(text), table=table)
