"""Holds the record questions of the guide’s content to the columns the code relies on."""

from django.core.checks import Error, register
from django.db import models

from guide.questions import GuideContentError
from guide.records import all_record_kinds
from guide.steps import all_steps

from .boards import all_makers
from .done_means import all_rules
from .drafting import all_drafters, name_of
from .models import Record
from .registry import column_of

BASE = {"project", "created_by", "updated_by", "partner"}


@register()
def record_questions_fit_their_columns(app_configs, **kwargs):
    faults = []
    by_kind = {model.kind_key: model for model in Record.__subclasses__()}
    try:
        kinds = all_record_kinds()
    except GuideContentError as fault:
        return [Error(str(fault), id="worksheets.E001")]
    if set(kinds) != set(by_kind):
        faults.append(Error(f"records/ and the models differ in {set(kinds) ^ set(by_kind)}", id="worksheets.E002"))
        return faults
    for kind in kinds.values():
        faults += _faults_of(kind, by_kind)
    return faults


@register()
def boards_and_rules_are_known(app_configs, **kwargs):
    """Every board, rule and draft that a step names is made here, and every one made here is named."""
    steps = all_steps()
    boards = {name for step in steps for section in step.sections for name in section.boards}
    drafted = {name_of(step, q.key) for step in steps for q in step.questions if q.drafted}
    rules = {need.rule for step in steps for need in step.needs if need.rule}
    return [
        Error(f"steps/ and worksheets/{where} differ in {sorted(named ^ set(made))}", id="worksheets.E006")
        for where, named, made in (
            ("boards", boards, all_makers()),
            ("done_means", rules, all_rules()),
            ("drafting", drafted, all_drafters()),
        )
        if named ^ set(made)
    ]


def _faults_of(kind, by_kind):
    asked = {question.key for question in kind.questions}
    for question in kind.questions:
        column = column_of(kind.key, question.key)
        where = f"records/{kind.key}.toml: question {question.key!r}"
        if question.kind in ("link", "links"):
            to = getattr(column, "related_model", None)
            if to is not by_kind.get(question.to):
                yield Error(f"{where} does not link to {question.to!r} in the model", id="worksheets.E003")
        elif question.kind == "person" and getattr(column, "related_model", None) is None:
            yield Error(f"{where} has no column for a person", id="worksheets.E004")
    for field in by_kind[kind.key]._meta.get_fields():
        is_own = field.name in by_kind[kind.key].__dict__ and not field.auto_created
        is_link = isinstance(field, (models.ForeignKey, models.ManyToManyField)) and field.name not in BASE
        if is_own and is_link and field.name not in asked:
            yield Error(
                f"records/{kind.key}.toml does not ask {field.name!r}, a link of the model", id="worksheets.E005"
            )
