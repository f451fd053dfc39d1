"""Gathers a whole project into plain data. Everything in it may leave the project: counts of people are under its
small-number rule, and frozen figures are the released ones."""

from datasets.retention import KEPT_OF_FIGURES
from datasets.small_numbers import rule_of
from guide.questions import Question
from guide.records import all_record_kinds, record_kind
from guide.steps import all_steps
from worksheets.models import Record
from worksheets.registry import model_of
from worksheets.saying import counts_people, gives_small_part
from worksheets.values import values_of

from .format import FACTS, FIGURE_WORDS, FORMAT, FROZEN, VERSION, released

EMPTY = (None, "", [], {})


def project_out(project, *, today, with_private: bool = True) -> dict:
    """The file. Without the private things, team notes and contact details of people stay behind."""
    return _Out(project, with_private).whole(today)


class _Out:
    def __init__(self, project, with_private: bool):
        self.project, self.with_private = project, with_private
        self.rule = rule_of(project)
        self.members = {one.user_id: one for one in project.members.select_related("user")}
        self.people = {one.user_id: one.user for one in self.members.values()}
        self.records = {key: list(self._all(key)) for key in all_record_kinds()}
        self.refs = {str(one.pk): one.ref for records in self.records.values() for one in records}

    def _all(self, kind_key: str):
        return model_of(kind_key).objects.of(self.project, removed=None).order_by("number")

    def whole(self, today) -> dict:
        project = self.project
        body = {
            "steps": self._steps(),
            "records": {key: [self._record(one) for one in found] for key, found in self.records.items() if found},
            "comments": [self._comment(one) for one in project.comments.select_related("written_by", "settled_by")],
            "links": [self._link(one) for one in project.attachments.exclude(link="")],
            "needs": [self._need(one) for one in project.need_factors.all()],
            "commitments": [self._commitment(one) for one in project.commitments.all()],
            "reviews": [self._review(one) for one in project.reviews.order_by("number")],
            "closing": self._closing(),
            "plans": [self._plan(one) for one in project.plan_versions.order_by("number")],
            "put_away": project.is_archived,
        }
        head = {"format": FORMAT, "version": VERSION, "made_on": today.isoformat()}
        facts = {name: getattr(project, name) for name in FACTS}
        return head | {"project": _filled(facts), "people": self._people()} | _plain(body)

    def _person(self, user) -> str:
        """People are named by their email address; who they are stands once, under people."""
        self.people.setdefault(user.pk, user)
        return user.email

    def _people(self) -> list[dict]:
        found = []
        for user in sorted(self.people.values(), key=lambda one: one.email):
            member = self.members.get(user.pk)
            role = {"role": member.role, "job": member.job} if member else {}
            found.append(_filled({"email": user.email, "name": user.name} | role))
        return found

    def _steps(self) -> list[dict]:
        """In the order of the guide, so that the same project makes the same file."""
        records = {one.step_key: one for one in self.project.steps.select_related("said_by")}
        return [self._step(step, records[step.key]) for step in all_steps() if step.key in records]

    def _step(self, step, record) -> dict:
        said = {
            "step": record.step_key,
            "answers": self._answers("", step.questions, record.answers),
            "said": record.said,
            "reason": record.reason,
            "said_at": record.said_at,
            "said_by": self._person(record.said_by) if record.said_by else "",
            "changed_upstream_at": record.changed_upstream_at,
            "note": record.note if self.with_private else "",
        }
        return _filled(said)

    def _record(self, record: Record) -> dict:
        kind = record_kind(record.kind_key)
        answers = self._answers(kind.key, kind.questions, values_of(record))
        for question in kind.questions:
            if question.kind == "person" and (person := getattr(record, question.key)):
                answers[question.key] = self._person(person)
        made = {"ref": record.ref, "answers": answers, "removed": bool(record.removed_at)}
        if kind.key in FROZEN:
            figures = getattr(record, FROZEN[kind.key]) or {}
            made["figures"] = {name: one for name, one in figures.items() if name in (*KEPT_OF_FIGURES, "deleted_on")}
        if kind.key == "finding":
            made["figures_key"] = record.figures_key
        if kind.key == "partner_link" and record.partner:
            made["partner"] = record.partner.slug
        return _filled(made)

    def _answers(self, kind_key: str, questions, answers: dict) -> dict:
        by_key = {question.key: question for question in questions}
        found = {key: self._answer(kind_key, by_key.get(key), value) for key, value in answers.items()}
        return {key: _plain(one) for key, one in found.items() if one not in EMPTY}

    def _answer(self, kind_key: str, question: Question | None, value):
        if question is None:
            return value
        if counts_people(question):
            return released(value, self.rule)
        if question.private and not self.with_private:
            return None
        if question.kind in ("link", "links"):
            refs = [self.refs[pk] for pk in (value if isinstance(value, list) else [value]) if pk in self.refs]
            return sorted(refs, key=_place) if question.kind == "links" else next(iter(refs), None)
        if question.kind == "grid":
            return self._grid(question, value)
        if question.key in FIGURE_WORDS.get(kind_key, ()) and gives_small_part(value, self.rule.threshold):
            return None
        return value

    def _grid(self, question: Question, grid) -> dict:
        """A grid with its numbers of people under the small-number rule too."""
        counted = {column.key for column in question.columns if counts_people(column)}
        rows = {
            row: {key: released(one, self.rule) if key in counted else one for key, one in cells.items()}
            for row, cells in (grid or {}).items()
        }
        found = {row: {key: one for key, one in cells.items() if one not in EMPTY} for row, cells in rows.items()}
        return {row: cells for row, cells in found.items() if cells}

    def _comment(self, one) -> dict:
        settled = {"settled_at": one.settled_at, "settled_by": one.settled_by and self._person(one.settled_by)}
        said = {"step": one.step_key, "text": one.text, "by": self._person(one.written_by), "at": one.written_at}
        return _filled(said | settled)

    def _link(self, one) -> dict:
        return {"step": one.step_key, "title": one.title, "link": one.link, "at": one.added_at}

    def _need(self, one) -> dict:
        stated = {"field": one.field, "group": one.group, "factor": f"{one.factor.normalize():f}"}
        return stated | {"reason": one.reason, "source": one.source}

    def _commitment(self, one) -> dict:
        said = {"part": one.part, "name": one.name, "words": one.words, "said_on": one.said_on}
        return _filled(said | {"taken_back_at": one.taken_back_at})

    def _review(self, one) -> dict:
        words = {name: getattr(one, name) for name in ("stuck", "decisions", "new_risks", "minutes", "next_on")}
        snapshot = dict(one.snapshot)
        for name in ("actions", "outcomes"):
            held = snapshot.get(name) or {}
            snapshot[name] = {self.refs[pk]: said for pk, said in held.items() if pk in self.refs}
        kept = {"number": one.number, "held_on": one.held_on, "kept_at": one.kept_at, "snapshot": snapshot}
        return kept | _filled(words)

    def _closing(self) -> dict | None:
        if not hasattr(self.project, "closing"):
            return None
        names = ("what_changed", "learned", "told", "data_kept", "what_next", "closed_at")
        return {name: getattr(self.project.closing, name) for name in names}

    def _plan(self, one) -> dict:
        signed = [
            {"role": name.role, "name": name.name, "commitment": name.commitment, "signed_at": name.signed_at}
            for name in one.signatures.all()
        ]
        kept = {"number": one.number, "note": one.note, "made_at": one.made_at, "agreed_at": one.agreed_at}
        return _filled(kept) | {"options": one.options, "document": one.document, "signatures": signed}


def _place(ref: str) -> tuple[str, int]:
    return ref[0], int(ref[1:])


def _filled(values: dict) -> dict:
    """Without what says nothing; 0 says something."""
    return {name: _plain(one) for name, one in values.items() if not (one in EMPTY or one is False)}


def _plain(value):
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
