"""How the work will be judged: evaluation, sharing, staff, key questions, and what limits the plan."""

from datasets.small_numbers import rule_in_words
from guide.steps import all_parts, all_steps, find_step
from worksheets.presenters import text_of

from ..document import Answers, Points, Section, Subsection, Table, Words
from .steps import step_subsection

DATA = "Step 1 lists the data used, with its period, what was counted and what was left out."
SMALL_NUMBERS = (
    "{rule}. Percentages are worked out from the rounded counts. No row about a patient is kept: only counts are."
)


def judgement_sections(source) -> tuple[Section, ...]:
    return (
        _steps_section(source, "evaluation", "Evaluation plan", "quantitative-evaluation", "qualitative-evaluation"),
        _steps_section(source, "sharing", "Sharing and learning", "sharing-and-learning"),
        _steps_section(source, "staff", "Staff development", "staff-development"),
        _key_questions(source),
        _limits(source),
    )


def _steps_section(source, key: str, title: str, *steps: str) -> Section:
    subsections = tuple(step_subsection(source, find_step(step)) for step in steps)
    return Section(key, title, (), subsections)


def _key_questions(source) -> Section:
    """One line a question, as the gate table a meeting reads; the reasons follow."""
    rows, subsections = [], []
    titles = {step.key: part.label for part in all_parts() for step in part.steps}
    for step in (step for step in all_steps() if step.kind == "key-question"):
        answers = source.answers(step.key)
        for question in step.questions:
            if question.kind == "choice" and question.needed:
                said = text_of(question, answers.get(question.key)) or "Not yet decided"
                rows.append((question.label, titles[step.key], said, _who_and_when(step, question, answers)))
        subsections.append(step_subsection(source, step))
    table = Table("What the team answered", ("Question", "Part", "Answer", "Who answered, and when"), tuple(rows))
    answered = tuple(one for one in subsections if any(map(_says_something, one.blocks)))
    return Section("key-questions", "Key questions", (table,), answered)


def _who_and_when(step, question, answers: dict) -> str:
    """Who gave the answer to a key question, and on which day: asked beside it, under keys that begin alike."""
    start = question.key.removesuffix("answer")
    beside = [one for one in step.questions if one.key in (f"{start}answered_by", f"{start}answered_on")]
    return ", ".join(filter(None, (text_of(one, answers.get(one.key)).rstrip(".") for one in beside)))


def _says_something(block) -> bool:
    """Whether it says more than the table above: an open reason does not."""
    if isinstance(block, Answers):
        return any(answer.text or answer.table for answer in block.answers)
    return not isinstance(block, Words)


def _limits(source) -> Section:
    risks = [
        f"{_name(change)}: {change.details['harm_risk']}"
        for change in source.thread.of("adjustment")
        if change.details.get("harm_risk")
    ]
    caveats = [
        f"{_name(finding)}: {finding.details['caveat']}"
        for finding in source.thread.of("finding")
        if finding.details.get("caveat")
    ]
    subsections = (
        Subsection("Risks of the changes", (Points(tuple(risks), empty="Nothing written down yet."),)),
        Subsection("Limits of what we know", (Points(tuple(caveats), empty="Nothing written down yet."),)),
        Subsection("Data statement", (Words(DATA), Words(SMALL_NUMBERS.format(rule=rule_in_words(source.project))))),
    )
    return Section("limits", "Risks, limits and data statement", (), subsections)


def _name(record) -> str:
    return f"{record.ref} {record.title}".rstrip(".")
