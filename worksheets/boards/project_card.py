"""The introduction: the project at a glance, its dates counted down, and the hunch it began with."""

import datetime as dt

from design.words import count, day, sentence_list
from projects.queries import place_names

from ..situation import Situation
from . import Board, Cell, Table, board, offer

STEP = "introduction"
ABOUT_PAGE = ("Change the project’s places and dates", "projects:edit_project")
TEAM_PAGE = ("See the team", "projects:show_team")


@board
def project_card(s: Situation) -> Board:
    """Service, places, people and dates on one card; what is needed and missing stands out."""
    rows = tuple((Cell(name), cell) for name, cell in _facts(s))
    missing = sum(cell.tone == "gap" for _, cell in rows)
    sentence = f"{count(missing, 'thing')} still missing." if missing else "All that is needed of the project is there."
    table = Table("The project at a glance", ("About", "What is known"), rows)
    return Board("project_card", s.project.name, sentence, (table,), printed=False, links=(ABOUT_PAGE, TEAM_PAGE))


def _facts(s: Situation):
    project, answers = s.project, s.answers(STEP)
    yield "What it does", _open(project.about)
    yield "Organisation", Cell(project.organisation.name)
    yield "Setting", _open(project.get_setting_display() if project.setting else "")
    yield "Places", _needed(sentence_list(place_names(project)), "No places yet")
    yield "Who it is for", _needed(answers.get("people_served"), "Not written yet")
    yield "Project lead", _needed(sentence_list(_names(s, "lead")), "Nobody yet")
    yield "Senior sponsor", _sponsor(answers)
    yield "Others in the team", _open(sentence_list(_names(s, "editor", "viewer")))
    yield "Starts", _open(day(project.start_on))
    yield "Ends", _needed(day(project.end_on), "No end date yet")
    yield "Time the team can give", _open(f"{project.hours_a_month} hours a month" if project.hours_a_month else "")


def _open(text: str) -> Cell:
    return Cell(text) if text else Cell("Not said yet", tone="doubt")


def _needed(text: str, missing: str) -> Cell:
    return Cell(text) if text else Cell(missing, tone="gap")


def _sponsor(answers: dict) -> Cell:
    if answers.get("has_sponsor") == "not_yet" and answers.get("no_sponsor_reason"):
        return Cell(f"Not yet: {answers['no_sponsor_reason']}", tone="doubt")
    return _needed(answers.get("sponsor"), "Nobody yet")


def _names(s: Situation, *roles: str) -> list[str]:
    people = (one for one in s.members if one.role in roles)
    return [f"{one.user.name} ({one.job})" if one.job else one.user.name for one in people]


@board
def dates_ahead(s: Situation) -> Board | None:
    """The meetings that receive the plan, the end and the deletion of data, each with the days until then."""
    dates = sorted(_dates(s), key=lambda pair: pair[1])
    rows = tuple((Cell(what), Cell(day(on)), _distance(on, s.today)) for what, on in dates)
    table = Table("Dates", ("What", "When", "How long until then"), rows)
    sentence = _meeting_sentence(s, list(_meetings(s)))
    return Board("dates_ahead", "Dates ahead", sentence, (table,) if rows else (), printed=False)


def _meetings(s: Situation):
    if s.project.meeting_on:
        yield s.project.meeting_name or "Your governance meeting", s.project.meeting_on
    for row in (s.answers(STEP).get("more_meetings") or {}).values():
        if row.get("date"):
            yield row.get("meeting") or "Another meeting", dt.date.fromisoformat(row["date"])


def _dates(s: Situation):
    yield from _meetings(s)
    if s.project.start_on and s.project.start_on > s.today:
        yield "The work starts", s.project.start_on
    if s.project.end_on:
        yield "The work ends", s.project.end_on
    if keep_until := s.answers(STEP).get("keep_until"):
        yield "The data is kept until", dt.date.fromisoformat(keep_until)


def _meeting_sentence(s: Situation, meetings: list[tuple[str, dt.date]]) -> str:
    ahead = sorted((on, name) for name, on in meetings if on >= s.today)
    if ahead:
        on, name = ahead[0]
        return f"{_until(on, s.today)} {name} on {day(on)}."
    if meetings:
        return "Each meeting named here has passed. Set the next one, so that the plan has somewhere to go."
    return "No meeting is set yet. Name the one that will receive your plan."


def _until(on: dt.date, today: dt.date) -> str:
    days = (on - today).days
    return f"{count(days, 'day')} until" if days else "Today is"


def _distance(on: dt.date, today: dt.date) -> Cell:
    days = (on - today).days
    if days < 0:
        return Cell(f"{count(-days, 'day')} ago", tone="doubt")
    return Cell(f"In {count(days, 'day')}" if days else "Today")


@board
def hunch(s: Situation) -> Board | None:
    """What the service does the same for everyone, kept as a finding that is a hunch and no evidence."""
    said = s.answers(STEP).get("same_for_everyone")
    kept = tuple(one for one in s.thread.of("finding") if not one.is_evidence)
    if kept:
        sentence = "A hunch waits to be tested. It is never counted as evidence."
        rows = tuple(_kept_row(s, one) for one in kept)
        table = Table("Hunches", ("Hunch", "What came of it"), rows)
    elif said:
        sentence = "Your hunch is not among your findings yet."
        table = Table("Hunch", ("Hunch", "What to do"), ((Cell(said), Cell(offer=_add(said))),))
    else:
        return None
    return Board("hunch", "Your hunch", sentence, (table,), printed=False)


def _kept_row(s: Situation, one) -> tuple[Cell, Cell]:
    led_to = tuple(s.thread.pointing(one, "barrier", "findings"))
    if led_to:
        return Cell(records=(one,), titled=True), Cell("It led to", led_to)
    return Cell(records=(one,), titled=True), Cell(one.not_now_reason or "Not tested yet", tone="doubt")


def _add(said: str):
    answers = {"title": said[:300], "kind": "hunch", "strength": "cannot_tell", "source": "Set-up of the project"}
    return offer("Add it to your findings", "finding", **answers)
