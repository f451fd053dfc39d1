"""What a posted form of a step or a record holds, with the answers of a clash put in where a person chose."""

from dataclasses import dataclass

from django import forms

from .clash import combine
from .forms import answers_from, form_class
from .models import Record
from .queries import people_on
from .registry import model_of

RESOLVE = "resolve__"


@dataclass(frozen=True)
class Posted:
    """A posted form: the form (for its errors), the answers that are sound, and the version the person saw."""

    form: forms.Form
    answers: dict
    seen_version: int


def choices_in(project, leave_out: Record | None = None):
    """What a link or person question offers in one project: references with titles, team members by name."""
    cache: dict[str, list] = {}

    def choices_of(question):
        name = question.to or question.kind
        if name not in cache:
            cache[name] = _choices(project, question)
        return [choice for choice in cache[name] if not leave_out or choice[0] != str(leave_out.pk)]

    return choices_of


def _choices(project, question) -> list[tuple[str, str]]:
    if question.kind == "person":
        return people_on(project)
    if question.kind in ("link", "links"):
        return [(str(record.pk), str(record)) for record in model_of(question.to).objects.of(project)]
    return []


def read_post(request, questions, choices_of, saved_answers: dict) -> Posted:
    """Reads a posted worksheet. saved_answers: what stands now, for resolving a clash."""
    form = form_class(questions, choices_of)(request.POST)
    form.is_valid()
    answers = answers_from(form, questions)
    for name, choice in request.POST.items():
        key = name.removeprefix(RESOLVE)
        if name.startswith(RESOLVE) and key in answers:
            answers[key] = combine(answers[key], saved_answers.get(key), choice)
    return Posted(form, answers, _number(request.POST.get("version")))


def _number(text) -> int:
    return int(text) if str(text or "").isdecimal() else 0
