"""Answers as a plan may print them: numbers of people under the small-number rule, nobody’s email address or mobile."""

from dataclasses import replace

from guide.questions import Question
from worksheets.presenters import ShownAnswer
from worksheets.saying import counts_people, people_in_words, without_contacts


def printable(answer: ShownAnswer, question: Question, project) -> ShownAnswer:
    """An answer without a small number, and without the email address or mobile number of anybody."""
    table = tuple(tuple(map(without_contacts, row)) for row in answer.table)
    text = answer.text
    if text and counts_people(question):
        text = people_in_words(project, int(float(text)))
    return replace(answer, text=without_contacts(text), table=table)
