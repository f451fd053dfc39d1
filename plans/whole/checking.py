"""Reads the file of a whole project and checks all of it before anything is written. Whatever is wrong is refused with
the place it stands at; nothing in it can point outside itself."""

import json
import re
from functools import partial

from django.core.validators import EmailValidator

from accounts.roles import ProjectRole
from datasets.retention import KEPT_OF_FIGURES
from datasets.small_numbers import HIDDEN_BELOW, ROUNDED_TO
from guide.records import all_record_kinds
from guide.vocabularies import vocabulary
from projects.models import Project
from worksheets.models import StepRecord

from .answers import check_answers
from .beside import BESIDE, Inside, check_closing, known_step, valid
from .format import FACTS, FORMAT, FROZEN, PARTS, VERSION
from .saying import PAGE, NotUsable, Place, day, mapping, moment, number, one_of, refuse, rows, text, yes

MOST_PEOPLE, MOST_RECORDS = 300, 2_000
REF = re.compile(r"([A-Z])([1-9]\d{0,5})")


def read(data: bytes) -> dict:
    """The file as plain data, wholly checked. Raises NotUsable."""
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NotUsable("This is not a project file from Equity Steps, or it is damaged. Take it out again.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotUsable("This is not a project file from Equity Steps. Choose one that was taken out of a project.")
    version = found.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        refuse(("version",), "this must be a whole number from 1")
    if version > VERSION:
        raise NotUsable(
            f"This file was made by a newer Equity Steps (version {version} of the file). We read {VERSION}."
        )
    _Check(found).all()
    return found


def _no_constant(name: str):
    raise ValueError(name)


class _Check:
    def __init__(self, found: dict):
        self.found = mapping((), found, PARTS, ("project", "people", "steps", "records"))
        self.inside = Inside()

    def all(self) -> None:
        found = self.found
        if "made_on" in found:
            day(("made_on",), found["made_on"])
        self._project(("project",), found["project"])
        self._each("people", self._person, MOST_PEOPLE)
        self._note_refs(mapping(("records",), found["records"], all_record_kinds()))
        self._each("steps", self._step, 100)
        if len({one["step"] for one in found["steps"]}) < len(found["steps"]):
            refuse(("steps",), "a step stands here twice")
        for key, records in found["records"].items():
            for record in records:
                self._record(("records", record["ref"]), key, record)
        for part, check in BESIDE.items():
            self._each(part, partial(check, inside=self.inside))
        self._needs_once()
        self._numbers_once("reviews")
        self._numbers_once("plans")
        check_closing(("closing",), found.get("closing"))
        yes(("put_away",), found.get("put_away", False))

    def _each(self, part: str, check, most: int = MOST_RECORDS) -> None:
        for place, one in enumerate(rows((part,), self.found.get(part, []), most), start=1):
            check((part, str(place)), one)

    def _numbers_once(self, part: str) -> None:
        numbers = [one["number"] for one in self.found.get(part, [])]
        if len(numbers) != len(set(numbers)):
            refuse((part,), "a number stands here twice")

    def _needs_once(self) -> None:
        needs = [(one["field"], one["group"]) for one in self.found.get("needs", [])]
        if len(set(needs)) < len(needs):
            refuse(("needs",), "a group stands here twice")

    def _project(self, at: Place, one) -> None:
        mapping(at, one, FACTS, ("name",))
        text((*at, "name"), one["name"], 150, needed=True)
        text((*at, "about"), one.get("about", ""), PAGE)
        text((*at, "meeting_name"), one.get("meeting_name", ""), 150)
        one_of((*at, "setting"), one.get("setting", ""), {"", *Project.Setting.values})
        for place in rows((*at, "places"), one.get("places", []), 50):
            one_of((*at, "places"), place, {option.value for option in vocabulary("places")})
        for name in ("start_on", "end_on", "meeting_on"):
            if name in one:
                day((*at, name), one[name])
        if "hours_a_month" in one:
            number((*at, "hours_a_month"), one["hours_a_month"], whole=True, most=999)
        number((*at, "unknown_threshold"), one.get("unknown_threshold", 10), whole=True, least=1, most=100)
        for name, allowed in (("hidden_below", HIDDEN_BELOW), ("rounded_to", ROUNDED_TO)):
            if one.get(name, allowed[0]) not in allowed or isinstance(one.get(name), (bool, float)):
                refuse((*at, name), "this is not one of the small-number rules there are")

    def _person(self, at: Place, one) -> None:
        mapping(at, one, ("email", "name", "role", "job"), ("email", "name"))
        email = text((*at, "email"), one["email"], 254)
        valid((*at, "email"), EmailValidator(), email, "this is not an email address")
        if email.casefold() in self.inside.emails:
            refuse((*at, "email"), "this person stands here twice")
        self.inside.emails.add(email.casefold())
        text((*at, "name"), one["name"], 150, needed=True)
        text((*at, "job"), one.get("job", ""), 120)
        if "role" in one:
            one_of((*at, "role"), one["role"], set(ProjectRole))

    def _step(self, at: Place, one) -> None:
        names = ("step", "answers", "said", "reason", "said_at", "said_by", "changed_upstream_at", "note")
        mapping(at, one, names, ("step",))
        step = known_step(at, one)
        at = ("steps", step.key)
        check_answers(at, step.questions, one.get("answers", {}), self.inside.refs, self.inside.emails)
        said = one_of((*at, "said"), one.get("said", ""), set(StepRecord.Said))
        if bool(said) != ("said_at" in one):
            refuse((*at, "said_at"), "a moment stands here only, and always, where the team says something of the step")
        for name in ("said_at", "changed_upstream_at"):
            if name in one:
                moment((*at, name), one[name])
        if "said_by" in one:
            self.inside.check_person((*at, "said_by"), one["said_by"])
        text((*at, "reason"), one.get("reason", ""), PAGE)
        text((*at, "note"), one.get("note", ""), PAGE)

    def _note_refs(self, kinds: dict) -> None:
        """Every reference in the file, by kind, before any link is followed."""
        for key, records in kinds.items():
            letter = all_record_kinds()[key].letter
            for place, one in enumerate(rows(("records", key), records, MOST_RECORDS), start=1):
                at = ("records", key, str(place))
                mapping(at, one, ("ref", "answers", "removed", "figures", "figures_key", "partner"), ("ref", "answers"))
                ref = text((*at, "ref"), one["ref"], 8)
                found = REF.fullmatch(ref)
                if found is None or found[1] != letter:
                    refuse((*at, "ref"), f"this must be {letter} and a number, such as {letter}1")
                if ref in self.inside.refs:
                    refuse((*at, "ref"), f"{ref} stands here twice")
                self.inside.refs[ref] = key

    def _record(self, at: Place, key: str, one: dict) -> None:
        check_answers(
            at, all_record_kinds()[key].questions, one["answers"], self.inside.refs, self.inside.emails, kind_key=key
        )
        text((*at, "title"), one["answers"].get("title"), 300, needed=True)
        yes((*at, "removed"), one.get("removed", False))
        for name, kinds in (("figures", FROZEN), ("figures_key", ("finding",)), ("partner", ("partner_link",))):
            if name in one and key not in kinds:
                refuse((*at, name), "this record has none")
        text((*at, "figures_key"), one.get("figures_key", ""), 200)
        text((*at, "partner"), one.get("partner", ""), 200)
        if "figures" in one:
            self._figures((*at, "figures"), one["figures"])

    def _figures(self, at: Place, one) -> None:
        mapping(at, one, (*KEPT_OF_FIGURES, "deleted_on"), ("released",))
        released = mapping((*at, "released"), one["released"], ("sentence", "facts", "trace"), ("sentence", "facts"))
        text((*at, "released"), released["sentence"], PAGE)
        for name in ("facts", "trace"):
            for pair in rows((*at, name), released.get(name, []), 200):
                if len(rows((*at, name), pair, 2)) != 2:
                    refuse((*at, name), "this must be two words, a name and what it says")
                for word in pair:
                    text((*at, name), word, PAGE)
        for place in rows((*at, "rule"), one.get("rule", []), 2):
            number((*at, "rule"), place, whole=True)
        if len(one.get("rule", [0, 0])) != 2:
            refuse((*at, "rule"), "this must be two numbers")
        for name in set(one) - {"released", "rule"}:
            text((*at, name), one[name], PAGE)
