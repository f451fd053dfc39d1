"""Starts a new project from a checked file. Keyword-only; `by` is the person doing it, who leads it and vouches for it:
what the file says others signed or committed to stands as written down by them."""

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.audit import record as note_in_trail
from accounts.models import Organisation
from datasets.models import NeedFactor
from directory.models import Partner
from guide.records import record_kind
from guide.steps import find_step
from projects.actions import create_project
from projects.models import Project, ProjectMember
from projects.queries import people_of
from worksheets.models import Attachment, Closing, Comment, Commitment, Review, StepRecord
from worksheets.registry import model_of
from worksheets.values import put_values

from ..models import PlanVersion, Signature
from .format import FACTS, FROZEN
from .saying import day, moment

DAYS = ("start_on", "end_on", "meeting_on")


@dataclass(frozen=True)
class Started:
    """The new project, and the names of those who are not people of its organisation."""

    project: Project
    strangers: tuple[str, ...]


@transaction.atomic
def start_project(*, found: dict, organisation, by, pk=None) -> Started:
    """All of it or nothing. `pk` comes from the form, so that a double click starts it once."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    facts = {name: found["project"][name] for name in FACTS if name in found["project"] and name != "name"}
    facts |= {name: day((), facts[name]) for name in DAYS if name in facts}
    before = Project.objects.filter(pk=pk, created_by=by).first() if pk else None
    if before:
        return Started(before, ())
    project = create_project(organisation=organisation, name=found["project"]["name"], by=by, pk=pk, **facts)
    start = _Start(project, found, by)
    start.all()
    note = f"{sum(map(len, found['records'].values()))} records, file of {found.get('made_on', 'no day')}"
    note_in_trail(by=by, verb="started project from file", on=project, project=project, note=note)
    return Started(project, tuple(start.strangers))


class _Start:
    def __init__(self, project: Project, found: dict, by):
        self.project, self.found, self.by = project, found, by
        own = {one.email.casefold(): one for one in people_of(project.organisation)} | {by.email.casefold(): by}
        named = {one["email"].casefold(): one for one in found["people"]}
        self.names = {email: one["name"] for email, one in named.items()}
        self.people = {email: own[email] for email in named if email in own}
        self.strangers = [one["name"] for email, one in named.items() if email not in own]
        self.ids = {one["ref"]: uuid.uuid4() for records in found["records"].values() for one in records}

    def all(self) -> None:
        self._team()
        for kind_key, records in self.found["records"].items():
            for one in records:
                self._record(kind_key, one)
        for kind_key, records in self.found["records"].items():
            for one in records:
                self._join(kind_key, one)
        for one in self.found["steps"]:
            self._step(one)
        for part, make in (
            ("comments", self._comment),
            ("links", self._link),
            ("needs", self._need),
            ("commitments", self._commitment),
            ("reviews", self._review),
            ("plans", self._plan),
        ):
            for one in self.found.get(part, []):
                make(one)
        self._end()

    def _person(self, email: str | None):
        return self.people.get((email or "").casefold())

    def _team(self) -> None:
        """The people of the file who work for the organisation; who starts the project leads it."""
        for one in self.found["people"]:
            user = self._person(one["email"])
            if user and one.get("role") and user != self.by:
                ProjectMember.objects.create(project=self.project, user=user, role=one["role"], job=one.get("job", ""))
            elif user == self.by and one.get("job"):
                self.project.members.filter(user=user).update(job=one["job"])

    def _answers(self, questions, answers: dict) -> dict:
        """Answers with references and addresses turned into this project's own ids."""
        found = dict(answers)
        for question in questions:
            if question.key not in found:
                continue
            if question.kind == "link":
                found[question.key] = str(self.ids[found[question.key]])
            elif question.kind == "links":
                found[question.key] = [str(self.ids[ref]) for ref in found[question.key]]
            elif question.kind == "person":
                person = self._person(found[question.key])
                found[question.key] = str(person.pk) if person else ""
        return found

    def _record(self, kind_key: str, one: dict) -> None:
        """The record by itself. What it points at may come later, so the database looks at that in the end."""
        ref, kind = one["ref"], record_kind(kind_key)
        record = model_of(kind_key)(
            pk=self.ids[ref], project=self.project, number=int(ref[1:]), created_by=self.by, updated_by=self.by
        )
        put_values(record, self._answers(kind.questions, one["answers"]))
        if kind_key in FROZEN:
            setattr(record, FROZEN[kind_key], one.get("figures"))
        if kind_key == "finding":
            record.figures_key = one.get("figures_key", "")
        if kind_key == "partner_link" and one.get("partner"):
            record.partner = Partner.objects.current().filter(slug=one["partner"]).first()
        if one.get("removed"):
            record.removed_at = timezone.now()
        record.save(force_insert=True)

    def _join(self, kind_key: str, one: dict) -> None:
        model = model_of(kind_key)
        many = {field.name for field in model._meta.many_to_many}
        record = model(pk=self.ids[one["ref"]])
        for name in many & set(one["answers"]):
            getattr(record, name).set([self.ids[ref] for ref in one["answers"][name]])

    def _step(self, one: dict) -> None:
        said_by = (self._person(one.get("said_by")) or self.by) if one.get("said") else None
        StepRecord.objects.create(
            project=self.project,
            step_key=one["step"],
            answers=self._answers(find_step(one["step"]).questions, one.get("answers", {})),
            said=one.get("said", ""),
            reason=one.get("reason", ""),
            said_at=_moment(one.get("said_at")),
            said_by=said_by,
            changed_upstream_at=_moment(one.get("changed_upstream_at")),
            note=one.get("note", ""),
            updated_by=self.by,
        )

    def _comment(self, one: dict) -> None:
        """Who is not known here cannot be the one who wrote it, so their name stands before their words."""
        writer, settled_at = self._person(one["by"]), _moment(one.get("settled_at"))
        words = one["text"] if writer else f"{self.names[one['by'].casefold()]} wrote: {one['text']}"
        settled_by = (self._person(one.get("settled_by")) or self.by) if settled_at else None
        made = Comment.objects.create(
            project=self.project,
            step_key=one["step"],
            text=words,
            written_by=writer or self.by,
            settled_at=settled_at,
            settled_by=settled_by,
        )
        _set_moment(made, "written_at", one["at"])

    def _link(self, one: dict) -> None:
        held = {"step_key": one["step"], "title": one["title"], "link": one["link"], "added_by": self.by}
        _set_moment(Attachment.objects.create(project=self.project, **held), "added_at", one["at"])

    def _need(self, one: dict) -> None:
        stated = one | {"factor": Decimal(one["factor"])}
        NeedFactor.objects.create(project=self.project, changed_by=self.by, **stated)

    def _commitment(self, one: dict) -> None:
        back = _moment(one.get("taken_back_at"))
        said = {name: one[name] for name in ("part", "name", "words")} | {"said_on": day((), one["said_on"])}
        taken = {"taken_back_at": back, "taken_back_by": self.by if back else None}
        Commitment.objects.create(project=self.project, noted_by=self.by, **said, **taken)

    def _review(self, one: dict) -> None:
        words = {name: one.get(name, "") for name in ("stuck", "decisions", "new_risks", "minutes")}
        snapshot = dict(one["snapshot"])
        for name in ("actions", "outcomes"):
            snapshot[name] = {str(self.ids[ref]): said for ref, said in snapshot[name].items()}
        days = {"held_on": day((), one["held_on"]), "next_on": day((), one["next_on"]) if "next_on" in one else None}
        held = {"number": one["number"], "snapshot": snapshot, "kept_by": self.by}
        made = Review.objects.create(project=self.project, **held, **days, **words)
        _set_moment(made, "kept_at", one["kept_at"])

    def _plan(self, one: dict) -> None:
        version = PlanVersion.objects.create(
            project=self.project,
            number=one["number"],
            document=one["document"],
            options=one["options"],
            note=one.get("note", ""),
            made_by=self.by,
            agreed_at=_moment(one.get("agreed_at")),
        )
        _set_moment(version, "made_at", one["made_at"])
        for name in one.get("signatures", []):
            said = {key: name[key] for key in ("role", "name", "commitment")}
            signature = Signature.objects.create(version=version, recorded_by=self.by, **said)
            _set_moment(signature, "signed_at", name["signed_at"])

    def _end(self) -> None:
        closing = self.found.get("closing")
        if closing:
            words = {name: said for name, said in closing.items() if name != "closed_at"}
            made = Closing.objects.create(project=self.project, closed_by=self.by, **words)
            _set_moment(made, "closed_at", closing["closed_at"])
        if self.found.get("put_away"):
            self.project.archived_at = timezone.now()
            self.project.save(update_fields=["archived_at"])


def _moment(value: str | None):
    return moment((), value) if value else None


def _set_moment(made, name: str, value: str) -> None:
    """The moment it happened, which is not that of the file's coming here."""
    type(made).objects.filter(pk=made.pk).update(**{name: moment((), value)})
