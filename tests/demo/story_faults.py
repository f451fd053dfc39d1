"""What is wrong with a project written down as data: answers nobody asks for, values that are no option, lost links."""

from pathlib import Path

from demo.content import Story
from guide.questions import Question
from guide.records import all_record_kinds
from guide.steps import find_step

BESIDE_THE_QUESTIONS = {"id", "stated", "stated_note", "partner_slug"}


def faults_of(story: Story, partners: set[str]) -> list[str]:
    """Every fault in words; none where the story can be told. partners: the slugs of the directory."""
    return [*_faults_of_team(story), *_faults_of_steps(story), *_faults_of_records(story, partners)]


def _faults_of_team(story: Story):
    if [member["role"] for member in story.team].count("lead") != 1:
        yield "team: needs one lead"


def _faults_of_steps(story: Story):
    for key, told in story.steps.items():
        step, answers = find_step(key), told.get("answers", {})
        if step is None:
            yield f"{key}: no such step"
            continue
        yield from _faults_of_answers(key, step.questions, answers, story)
        yield from (
            f"{key}: stated but not answered: {name}" for name in told.get("stated", ()) if not _at(answers, name)
        )
        if told.get("status") == "finished":
            yield from _faults_of_finish(key, step, told, story)


def _at(answers: dict, name: str):
    for part in name.split("."):
        answers = answers.get(part, {})
    return answers


def _faults_of_finish(key, step, told, story: Story):
    if told.get("finished_by") not in _team(story) or not _is_date(told.get("finished_on")):
        yield f"{key}: finished by nobody or on no date"
    if told.get("reason"):
        return
    answers = told["answers"]
    missing = [q.key for q in step.questions if q.needed and q.is_asked(answers) and not q.is_answered(answers)]
    yield from (f"{key}: finished without a reason though {name} is not answered" for name in missing)
    for need in (need for need in step.needs if need.record):
        count = sum(kind == need.record for kind, _ in story.records)
        if count < need.at_least and not answers.get(need.or_question):
            yield f"{key}: finished without a reason though it needs {need.at_least} {need.record}"


def _faults_of_records(story: Story, partners: set[str]):
    ids = [entry["id"] for _, entry in story.records]
    yield from (f"{one}: stands twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
    for kind, entry in story.records:
        if kind not in all_record_kinds():
            yield f"{entry['id']}: no such kind {kind}"
            continue
        questions = all_record_kinds()[kind].questions
        answers = {key: value for key, value in entry.items() if key not in BESIDE_THE_QUESTIONS}
        yield from _faults_of_answers(entry["id"], questions, answers, story)
        if entry.get("partner_slug", "") not in partners | {""}:
            yield f"{entry['id']}: {entry['partner_slug']} is not in the directory"


def _faults_of_answers(where: str, questions: tuple[Question, ...], answers: dict, story: Story):
    known = {question.key: question for question in questions}
    for key, value in answers.items():
        question = known.get(key.removesuffix("__other"))
        if question is None:
            yield f"{where}.{key}: nobody asks this"
        elif key == question.key:
            yield from _faults_of_value(f"{where}.{key}", question, value, story)
            if not question.is_asked(answers):
                yield f"{where}.{key}: answered but not asked"
            if "other" in (value if isinstance(value, list) else [value]) and f"{key}__other" not in answers:
                yield f"{where}.{key}: other, but not said what"


def _faults_of_value(where: str, question: Question, value, story: Story):
    if question.kind == "grid":
        yield from _faults_of_grid(where, question, value, story)
    elif not _fits(question, value, story):
        yield f"{where}: {value!r} does not fit a question of kind {question.kind}"


def _faults_of_grid(where: str, question: Question, value: dict, story: Story):
    columns = {column.key: column for column in question.columns}
    yield from (f"{where}: no row {row}" for row in set(value) - {row.value for row in question.rows})
    for row, cells in value.items():
        for key, cell in cells.items():
            if key not in columns:
                yield f"{where}.{row}: no column {key}"
            elif cell != "":
                yield from _faults_of_value(f"{where}.{row}.{key}", columns[key], cell, story)


def _fits(question: Question, value, story: Story) -> bool:
    options = {option.value for option in question.options}
    kinds = {entry["id"]: kind for kind, entry in story.records}
    return {
        "text": lambda: isinstance(value, str) and len(value) <= 300,
        "long-text": lambda: isinstance(value, str),
        "choice": lambda: value in options,
        "choices": lambda: isinstance(value, list) and bool(value) and set(value) <= options,
        "yes-no": lambda: value in ("yes", "no"),
        "number": lambda: isinstance(value, int | float) and not isinstance(value, bool),
        "date": lambda: _is_date(value),
        "person": lambda: value in _team(story),
        "link": lambda: kinds.get(value) == question.to,
        "links": lambda: isinstance(value, list) and all(kinds.get(one) == question.to for one in value),
    }[question.kind]()


def _is_date(value) -> bool:
    return isinstance(value, dict) and set(value) == {"days"} and isinstance(value["days"], int)


def _team(story: Story) -> set[str]:
    return {member["key"] for member in story.team}


def read_story(folder: Path, name: str, start) -> Story:
    return Story(folder.glob(f"{name}*.toml"), start)
