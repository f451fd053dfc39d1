"""Checks what a file holds beside steps and records: comments, links, need, commitments, reviews, the end, plans."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from datasets.analysis.fields import all_fields
from guide.records import all_record_kinds
from guide.steps import find_step
from worksheets.models import Commitment
from worksheets.progress import Status

from ..document import PlanDocument
from ..freezing import thaw
from ..models import Signature
from ..options import PlanOptions
from .saying import LINE, PAGE, Place, day, mapping, moment, number, one_of, refuse, rows, text
from .typed import misfit


@dataclass
class Inside:
    """What a file may point at: its own people by email address, its own records by reference, with their kind."""

    emails: set[str] = field(default_factory=set)
    refs: dict[str, str] = field(default_factory=dict)

    def check_person(self, at: Place, email) -> None:
        """A person the file names is one of its people."""
        if text(at, email, 254).casefold() not in self.emails:
            refuse(at, f"{email[:80]} is not among the people of the file")


def valid(at: Place, validator, value: str, words: str) -> None:
    try:
        validator(value)
    except ValidationError:
        refuse(at, words)


def known_step(at: Place, one: dict):
    step = find_step(text((*at, "step"), one["step"], 50))
    if step is None:
        refuse((*at, "step"), f"there is no step “{one['step'][:40]}”")
    return step


def _comment(at: Place, one, inside: Inside) -> None:
    mapping(at, one, ("step", "text", "by", "at", "settled_at", "settled_by"), ("step", "text", "by", "at"))
    known_step(at, one)
    text((*at, "text"), one["text"], PAGE, needed=True)
    inside.check_person((*at, "by"), one["by"])
    moment((*at, "at"), one["at"])
    if "settled_at" in one:
        moment((*at, "settled_at"), one["settled_at"])
    if "settled_by" in one:
        inside.check_person((*at, "settled_by"), one["settled_by"])


def _link(at: Place, one, inside: Inside) -> None:
    mapping(at, one, ("step", "title", "link", "at"), ("step", "title", "link", "at"))
    known_step(at, one)
    text((*at, "title"), one["title"], 150, needed=True)
    check = URLValidator(schemes=["http", "https"])
    valid((*at, "link"), check, text((*at, "link"), one["link"], 500), "this is not a web address")
    moment((*at, "at"), one["at"])


def _need(at: Place, one, inside: Inside) -> None:
    names = ("field", "group", "factor", "reason", "source")
    mapping(at, one, names, names)
    one_of((*at, "field"), one["field"], all_fields())
    for name, most in (("group", 200), ("reason", 300), ("source", 300)):
        text((*at, name), one[name], most, needed=True)
    if not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", text((*at, "factor"), one["factor"], 6)):
        refuse((*at, "factor"), "this must be a number such as 1.5, in quotation marks")


def _commitment(at: Place, one, inside: Inside) -> None:
    names = ("part", "name", "words", "said_on")
    mapping(at, one, (*names, "taken_back_at"), names)
    one_of((*at, "part"), one["part"], set(Commitment.Part))
    text((*at, "name"), one["name"], 150, needed=True)
    text((*at, "words"), one["words"], PAGE, needed=True)
    day((*at, "said_on"), one["said_on"])
    if "taken_back_at" in one:
        moment((*at, "taken_back_at"), one["taken_back_at"])


def _review(at: Place, one, inside: Inside) -> None:
    words = ("stuck", "decisions", "new_risks", "minutes")
    names = ("number", "held_on", "kept_at", "snapshot")
    mapping(at, one, (*names, *words, "next_on"), names)
    number((*at, "number"), one["number"], whole=True, least=1, most=10_000)
    moment((*at, "kept_at"), one["kept_at"])
    for name in ("held_on", "next_on"):
        if name in one:
            day((*at, name), one[name])
    for name in words:
        text((*at, name), one.get(name, ""), PAGE)
    _snapshot((*at, "snapshot"), one["snapshot"], inside)


def _snapshot(at: Place, one, inside: Inside) -> None:
    names = ("steps", "actions", "outcomes", "loose_ends", "records")
    mapping(at, one, names, names)
    for key, status in mapping((*at, "steps"), one["steps"]).items():
        one_of((*at, "steps", key), status, set(Status))
    for kind, count in mapping((*at, "records"), one["records"], all_record_kinds()).items():
        number((*at, "records", kind), count, whole=True)
    number((*at, "loose_ends"), one["loose_ends"], whole=True)
    for name, kind in (("actions", "action"), ("outcomes", "outcome")):
        for ref, said in mapping((*at, name), one[name]).items():
            if inside.refs.get(ref) != kind:
                refuse((*at, name, ref), "there is no such record in the file")
            if kind == "outcome":
                text((*at, name, ref), said, LINE)
                continue
            mapping((*at, name, ref), said, ("name", "status", "due"), ("name", "status", "due"))
            for key, words in said.items():
                text((*at, name, ref, key), words, LINE)


def check_closing(at: Place, one) -> None:
    if one is None:
        return
    words = ("what_changed", "learned", "told", "data_kept", "what_next")
    mapping(at, one, (*words, "closed_at"), (*words, "closed_at"))
    for name in words:
        text((*at, name), one[name], PAGE)
    moment((*at, "closed_at"), one["closed_at"])


def _plan(at: Place, one, inside: Inside) -> None:
    names = ("number", "made_at", "options", "document")
    mapping(at, one, (*names, "note", "agreed_at", "signatures"), names)
    number((*at, "number"), one["number"], whole=True, least=1, most=10_000)
    text((*at, "note"), one.get("note", ""), 300)
    for name in ("made_at", "agreed_at"):
        if name in one:
            moment((*at, name), one[name])
    signed = set()
    for signature in rows((*at, "signatures"), one.get("signatures", []), 100):
        signed.add(_signature((*at, "signatures"), signature))
    if len(signed) < len(one.get("signatures", [])):
        refuse((*at, "signatures"), "somebody signed here twice")
    _document(at, one)


def _signature(at: Place, one) -> tuple[str, str]:
    names = ("role", "name", "commitment", "signed_at")
    mapping(at, one, names, names)
    one_of((*at, "role"), one["role"], set(Signature.Role))
    text((*at, "commitment"), one["commitment"], PAGE, needed=True)
    moment((*at, "signed_at"), one["signed_at"])
    return one["role"], text((*at, "name"), one["name"], 150, needed=True)


def _document(at: Place, one: dict) -> None:
    """A kept plan is opened as the pages open it, and is of the right shape all the way down."""
    _all_words((*at, "document"), one["document"])
    _all_words((*at, "options"), one["options"])
    try:
        plan, options = thaw(one["document"]), PlanOptions.from_kept(one["options"])
    except (AttributeError, KeyError, TypeError, ValueError):
        refuse((*at, "document"), "this kept plan cannot be read")
    for name, value, hint in (("document", plan, PlanDocument), ("options", options, PlanOptions)):
        if place := misfit(value, hint):
            refuse((*at, name, place), "this is not of the right kind")


def _all_words(at: Place, value) -> None:
    """Every word in a nested value is one that may be kept."""
    if isinstance(value, str):
        text(at, value, PAGE)
    elif isinstance(value, dict):
        for name, one in value.items():
            text(at, name, LINE)
            _all_words((*at, name), one)
    elif isinstance(value, list):
        for one in value:
            _all_words(at, one)


BESIDE = {
    "comments": _comment,
    "links": _link,
    "needs": _need,
    "commitments": _commitment,
    "reviews": _review,
    "plans": _plan,
}
