"""A project that exists in memory only, for boards and rules: they read what is loaded and never the database."""

import datetime as dt

from accounts.models import User
from projects.models import Project
from worksheets.models import Commitment, Record, StepRecord
from worksheets.registry import link_questions, model_of
from worksheets.situation import Situation
from worksheets.thread import Thread
from worksheets.values import put_values

TODAY = dt.date(2026, 6, 15)


class Imagined:
    """`add` makes a record and joins it; `answer` writes on a step; `situation` is what boards and rules look at."""

    def __init__(self, today: dt.date = TODAY, **project):
        self.today = today
        self.project = Project(name="Foot clinic", **project)
        self.thread = Thread()
        self.records: dict[str, StepRecord] = {}
        self.commitments: list[Commitment] = []

    def person(self, name: str = "Amina Yusuf") -> User:
        return User(name=name, email=f"{name.replace(' ', '.').lower()}@example.test")

    def add(self, of: str, title: str = "", /, **answers) -> Record:
        """Links are given as records, a person as a person; everything else as the form would give it."""
        record = model_of(of)(project=self.project, number=len(self.thread.of(of)) + 1)
        links = {one.key: answers.pop(one.key) for one in link_questions(of) if one.key in answers}
        people = {key: answers.pop(key) for key in ("owner", "lead") if isinstance(answers.get(key), User)}
        put_values(record, {"title": title or f"A {of}", **answers})
        for key, person in people.items():
            setattr(record, key, person)
        self.thread.add(record)
        for key, value in links.items():
            for other in value if isinstance(value, list) else [value]:
                self.thread.join(of, key, record.pk, other.pk)
        return record

    def answer(self, step_key: str, **answers) -> None:
        self.records[step_key] = StepRecord(project=self.project, step_key=step_key, answers=answers)

    def commit(self, part: str, **columns) -> Commitment:
        """Somebody says what they will do; the team writes it down."""
        said = {"name": "Somebody", "words": "I will help.", "said_on": self.today, "noted_by": self.person()}
        self.commitments.append(Commitment(project=self.project, part=part, **said | columns))
        return self.commitments[-1]

    @property
    def situation(self) -> Situation:
        return Situation(
            self.project, self.thread, frozenset(), self.records, self.today, commitments=tuple(self.commitments)
        )


def chosen(project: Imagined, title: str = "", **answers) -> Record:
    """An adjustment the team has decided to make."""
    return project.add("adjustment", title, choice="do_now", **answers)


def texts(board) -> list[list[str]]:
    """Every row of a board in words."""
    return [[cell.in_words for cell in row] for table in board.tables for row in table.rows]
