"""Turns the questions of a step or a record into a Django form, and the form back into answers."""

from django import forms
from django.core.exceptions import ValidationError

from design import fields
from design.personal import personal_details_in
from design.words import sentence_list
from guide.questions import Question

FEW = 8  # more choices than this are drawn as a drop-down list


def no_personal_details(text: str) -> None:
    """Refuses words that could name a patient; the words stay in the box, so that nothing typed is lost."""
    if found := personal_details_in(str(text)):
        raise ValidationError(
            f"This looks like it holds {sentence_list(found)}. Take it out, then save again. "
            "For a place, the first half of the postcode is enough, for example DE1.",
            code="personal",
        )


def form_class(questions, choices_of=lambda question: ()) -> type[forms.Form]:
    """A form that asks these questions. Nothing is required: saving is not finishing.

    choices_of(question) gives (value, text) pairs for links to records and for people."""
    made = {}
    for question in questions:
        if question.retired:
            continue
        if question.kind == "grid":
            for row in question.rows:
                for column in question.columns:
                    cell = made[cell_name(question, row, column)] = _field(column, (), small=True)
                    cell.place = f"{row.text}, {column.label}"
        else:
            if question.has_other:
                made[question.other_key] = fields.TextField(
                    label="Say what", required=False, small=True, validators=[no_personal_details]
                )
            made[question.key] = _field(question, choices_of(question))
    return type("WorksheetForm", (forms.Form,), made)


def cell_name(question: Question, row, column: Question) -> str:
    return f"{question.key}__{row.value}__{column.key}"


def answers_from(form: forms.Form, questions, saved: dict) -> dict:
    """What the form holds, as JSON-ready answers by question key. Fields that did not clean are left out; a cell of a
    grid that did not stays as it is saved."""
    answers = {}
    for question in questions:
        if question.retired:
            continue
        if question.kind == "grid":
            answers[question.key] = _grid(form, question, saved.get(question.key) or {})
            continue
        for name in (question.key, question.other_key) if question.has_other else (question.key,):
            if name in form.cleaned_data:
                answers[name] = _plain(form.cleaned_data[name])
    return answers


def initial_from(answers: dict, questions) -> dict:
    """Answers as the form's initial values."""
    initial = {name: value for name, value in answers.items() if not isinstance(value, dict)}
    for question in questions:
        if question.kind == "grid":
            for row, cells in (answers.get(question.key) or {}).items():
                initial |= {f"{question.key}__{row}__{column}": value for column, value in cells.items()}
    return initial


def _grid(form: forms.Form, question: Question, saved: dict) -> dict:
    """The filled cells only, by row and column."""
    grid = {}
    for row in question.rows:
        cells = {}
        for column in question.columns:
            name = cell_name(question, row, column)
            present = saved.get(row.value, {}).get(column.key)
            cells[column.key] = _plain(form.cleaned_data[name]) if name in form.cleaned_data else present
        if filled := {key: value for key, value in cells.items() if value not in (None, "", [])}:
            grid[row.value] = filled
    return grid


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _field(question: Question, choices, small: bool = False) -> forms.Field:
    common = {"label": question.label, "hint": question.hint, "required": False, "small": small}
    options = [(option.value, option.text) for option in question.options]
    hints = {option.value: option.hint for option in question.options if option.hint}
    if question.has_other:
        common["other"] = question.other_key
    match question.kind:
        case "text":
            return fields.TextField(**common, validators=[no_personal_details])
        case "long-text":
            return fields.LongTextField(**common, validators=[no_personal_details], rows=2 if small else 3)
        case "number":
            return fields.NumberField(**common, min_value=0, error_messages={"invalid": _number_message(question)})
        case "date":
            return fields.DateField(**common)
        case "yes-no":
            return fields.ChoiceField(**common, choices=[("yes", "Yes"), ("no", "No")], inline=True)
        case "choice" if not small and len(options) <= FEW:
            return fields.ChoiceField(**common, choices=options, option_hints=hints)
        case "choice" | "link" | "person":
            return fields.SelectField(**common, choices=[("", "Choose one"), *options, *choices])
    return fields.ChoicesField(**common, choices=[*options, *choices], option_hints=hints)


def _number_message(question: Question) -> str:
    return f"{question.label}: enter a number, for example 40"
