"""Projects for prints: with nothing in them, as most are, with five hundred records, and with words hard to print."""

import datetime as dt

from guide.records import all_record_kinds
from guide.steps import all_steps
from tests.plans.filled import fill_records, fill_steps
from tests.worksheets.records import add
from worksheets import actions, actions_beside

MANY = 500
RIGHT_TO_LEFT, HEBREW = "عيادة القلب في ديربي", "מרפאת לב"
AWKWARD = (
    f"{RIGHT_TO_LEFT} 👩🏾‍⚕️ for all",
    HEBREW,
    "<h2>Injected</h2> <script>alert(1)</script> & <b>bold</b>",
    '=HYPERLINK("http://127.0.0.1:9/") {{ 7 * 7 }} { MERGEFIELD x }',
    "line one\r\nline two\ttabbed\x0b and a control\x1b[31m",
    "Supercalifragilisticexpialidocious" * 12,
)
LONG = "A long answer goes on and on, word by word, until it has filled more than a page. " * 62


def empty(project, by) -> None:
    """Somebody has just begun."""


def typical(project, by) -> None:
    fill_steps(project, by, 0)
    fill_records(project, by)
    actions_beside.add_comment(project=project, step=all_steps()[1], text="Is this the newest file?", by=by)


def huge(project, by) -> None:
    """Five hundred records of every kind in turn, each joined to those before it."""
    fill_steps(project, by, 0)
    kinds, last = [kind.key for kind in all_record_kinds().values()], {}
    for number in range(MANY):
        kind = kinds[number % len(kinds)]
        links = {
            question.key: last[question.to] if question.kind == "link" else [last[question.to]]
            for question in all_record_kinds()[kind].questions
            if question.kind in ("link", "links") and question.to in last and not question.retired
        }
        title = f"Record {number} of many, called by what it is about"
        last[kind] = add(kind, project, by, title=title, notes="Said more of it", **links)


def awkward(project, by) -> None:
    project.name, project.about, project.meeting_name = AWKWARD[0], AWKWARD[2], AWKWARD[1]
    project.end_on = dt.date(2027, 5, 6)
    project.save()
    by.name = HEBREW
    by.save()
    for place, step in enumerate(all_steps()):
        written = [one for one in step.questions if one.kind in ("text", "long-text") and not one.retired]
        words = {one.key: (*AWKWARD, LONG)[(place + turn) % 7] for turn, one in enumerate(written)}
        actions.save_step(project=project, step=step, answers=words, seen_version=0, by=by)
    for place, kind in enumerate(all_record_kinds().values()):
        words = {one.key: (*AWKWARD, LONG)[place % 7] for one in kind.questions if one.kind == "long-text"}
        add(kind.key, project, by, title=AWKWARD[place % 6][:300], **words)


PROJECTS = {"empty": empty, "typical": typical, "huge": huge, "awkward": awkward}
