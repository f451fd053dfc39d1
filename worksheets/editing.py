"""What a posted form of a step or a record holds, with the answers of a clash put in where a person chose."""

import json
from dataclasses import dataclass, replace

from django import forms
from django.core import signing

from design.http import whole_number
from guide.records import RecordKind

from .clash import can_join, combine, same
from .forms import answers_from, form_class
from .models import Record
from .queries import people_on
from .registry import model_of
from .thread import Thread
from .titles import with_title

RESOLVE = "resolve__"


@dataclass(frozen=True)
class Posted:
    """A posted form: the form (for its errors), the answers that are sound, and what the person saw: a version, or
    where their page was no single version, `base`. `typed` is the answers before a choice was put in."""

    form: forms.Form
    answers: dict
    typed: dict
    seen_version: int
    base: dict | None


def seal(answers: dict) -> str:
    """What a page showed, for the page to carry and nobody to change."""
    return signing.dumps(json.dumps(answers), salt="worksheet", compress=True)


def unseal(sealed: str) -> dict | None:
    try:
        return json.loads(signing.loads(sealed, salt="worksheet"))
    except signing.BadSignature:
        return None


def shown_after(saved: dict, before: dict, typed: dict) -> str:
    """What the person's page shows once its answers are saved, sealed; empty where it shows just what is saved.

    Answers of others that were merged in are not on it, and must not be undone by its next save."""
    if all(same(saved.get(key), value) for key, value in typed.items()):
        return ""
    return seal(before | typed)


def choices_in(project, leave_out: Record | None = None, thread: Thread | None = None):
    """What a link or person question offers in one project: references with titles, team members by name.

    thread: the project's, where the page has read it already."""
    cache: dict[str, list] = {}

    def choices_of(question):
        name = question.to or question.kind
        if name not in cache:
            cache[name] = _choices(project, question, thread)
        return [choice for choice in cache[name] if not leave_out or choice[0] != str(leave_out.pk)]

    return choices_of


def _choices(project, question, thread) -> list[tuple[str, str]]:
    if question.kind == "person":
        return people_on(project)
    if question.kind in ("link", "links"):
        records = thread.of(question.to) if thread else model_of(question.to).objects.of(project)
        return [(str(record.pk), str(record)) for record in records]
    return []


def read_post(request, questions, choices_of, saved_answers: dict) -> Posted:
    """Reads a posted worksheet. saved_answers: what stands now, for a cell that is not sound."""
    form = form_class(questions, choices_of)(request.POST)
    form.is_valid()
    base = unseal(request.POST.get("base", ""))
    typed = answers_from(form, questions, saved_answers)
    answers = _resolved(request, questions, typed, saved_answers if base is None else base)
    return Posted(form, answers, typed, whole_number(request.POST.get("version")), base)


def titled(posted: Posted, kind: RecordKind, before: dict | None = None) -> Posted:
    """What was posted of a record, with the title that is made from the other answers where nobody wrote one."""
    return replace(posted, answers=with_title(kind, posted.answers, before))


def _resolved(request, questions, typed: dict, seen: dict) -> dict:
    """The answers typed, with what was chosen where they clashed with what the person has seen meanwhile."""
    answers = dict(typed)
    by_key = {question.key: question for question in questions}
    for name in request.POST:
        key = name.removeprefix(RESOLVE)
        if name.startswith(RESOLVE) and key in answers:
            question, choice = by_key.get(key), request.POST[name]
            if choice == "both" and not (question and can_join(question, typed[key], seen.get(key))):
                choice = "mine"
            answers[key] = combine(question, typed[key], seen.get(key), choice)
    return answers
