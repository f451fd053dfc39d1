"""Part Five: the five areas as a wheel, what the records suggest, and what staff need."""

from dataclasses import dataclass
from math import cos, pi, sin
from textwrap import wrap

from design.words import count, day, sentence_list

from ..models import Record
from ..saying import in_words
from ..situation import Situation
from ..staffing.areas import FULL, Area, areas_of
from ..staffing.suggesting import Suggested, changes_without_need, suggested
from . import Board, Cell, Table, board, offer

# The wheel, in its own units: its middle, and how far out a rating of 5 reaches.
MIDDLE_X, MIDDLE_Y, RADIUS = 270, 190, 140
NAME_WIDTH = 18


@dataclass(frozen=True)
class Slice:
    """One fifth of the wheel, out to its rating, with its name beside it."""

    path: str
    spoke: tuple[float, float]
    name: str
    lines: tuple[str, ...]
    rating: str
    at: tuple[float, float]
    number_at: tuple[float, float]
    anchor: str


@board
def staff_wheel(s: Situation) -> Board | None:
    """The five areas by their ratings, with what shows each and what comes next."""
    areas = areas_of(s)
    rated = [area for area in areas if area.rating]
    if not rated:
        return None
    lowest = min(area.rating for area in rated)
    names = sentence_list(_inside(area.name) for area in rated if area.rating == lowest)
    sentence = f"Lowest, at {lowest} of {FULL}: {names}."
    if len(rated) < len(areas):
        sentence += f" {count(len(areas) - len(rated), 'area')} not rated yet."
    rows = tuple(_area_row(area) for area in areas)
    return Board(
        "staff_wheel",
        "The five areas",
        sentence,
        (Table("The five areas of staff development", ("Area", "Rating", "What shows it", "What comes next"), rows),),
        template="worksheets/boards/staff_wheel.jinja",
        drawing=tuple(_slice(area, at) for at, area in enumerate(areas)),
    )


def _inside(text: str) -> str:
    return text[:1].lower() + text[1:]


def _area_row(area: Area) -> tuple[Cell, ...]:
    rating = Cell(f"{area.rating} of {FULL}") if area.rating else Cell("Not rated yet", tone="gap")
    following = Cell(area.next_step, area.needs) if area.has_next_step else Cell("Nothing said yet", tone="gap")
    return (
        Cell(area.name),
        rating,
        Cell(area.evidence or "Nothing said yet", tone="" if area.evidence else "gap"),
        following,
    )


def _slice(area: Area, at: int) -> Slice:
    start, end = (2 * pi * (edge / 5) - pi / 2 for edge in (at, at + 1))
    reach = RADIUS * (area.rating or 0) / FULL
    (x1, y1), (x2, y2) = _point(start, reach), _point(end, reach)
    middle = (start + end) / 2
    x, y = _point(middle, RADIUS + 16)
    anchor = "middle" if abs(cos(middle)) < 0.2 else "start" if cos(middle) > 0 else "end"
    return Slice(
        path=f"M{MIDDLE_X} {MIDDLE_Y}L{x1} {y1}A{reach:.1f} {reach:.1f} 0 0 1 {x2} {y2}Z" if reach else "",
        spoke=_point(start, RADIUS),
        name=area.name,
        lines=tuple(wrap(area.name, NAME_WIDTH)),
        rating=str(area.rating or "?"),
        at=(x, y),
        number_at=_point(middle, max(reach * 0.6, 24)),
        anchor=anchor,
    )


def _point(angle: float, reach: float) -> tuple[float, float]:
    return round(MIDDLE_X + reach * cos(angle), 1), round(MIDDLE_Y + reach * sin(angle), 1)


@board
def suggested_needs(s: Situation) -> Board | None:
    """What the thread suggests that staff may need, each with its reason and a button that begins it."""
    found = suggested(s)
    if not found:
        return None
    sentence = f"Your barriers, insights and adjustments suggest {count(len(found), 'thing')} that staff may need."
    rows = tuple(_suggested_row(one) for one in found)
    table = Table("Suggested by your own records", ("Staff may need", "Because", "What you can do"), rows)
    hints = ("These are suggestions. Leave what does not fit your team.",)
    return Board("suggested_needs", "What your work suggests", sentence, (table,), hints, printed=False)


def _suggested_row(one: Suggested) -> tuple[Cell, ...]:
    rule = one.rule
    add = offer(
        "Add this need",
        "development_need",
        about=rule.title,
        title=rule.title,
        area=rule.area,
        why=rule.why,
        barriers=one.linked("barrier"),
        focus_groups=one.linked("focus_group"),
        adjustments=one.linked("adjustment"),
        **{key: getattr(rule, key) for key in ("course", "staff_group") if getattr(rule, key)},
    )
    return Cell(rule.title), Cell(rule.why, one.because), Cell(offer=add)


@board
def changes_for_staff(s: Situation) -> Board | None:
    """The chosen adjustments for which nobody has said yet what staff must learn."""
    waiting = changes_without_need(s)
    if not waiting:
        return None
    asks = count(len(waiting), "chosen adjustment asks", "chosen adjustments ask")
    sentence = f"{asks} staff to act differently, or nobody has said that no training is needed."
    rows = tuple(_waiting_row(s, change) for change in waiting)
    table = Table("Adjustments without a need", ("Adjustment", "Training", "What you can do"), rows)
    hints = ("Where none is needed, open the adjustment and say “No training needed”.",)
    return Board("changes_for_staff", "What your adjustments ask of staff", sentence, (table,), hints, printed=False)


def _waiting_row(s: Situation, change: Record) -> tuple[Cell, ...]:
    said = "Needed" if change.said("training_need") == "yes" else "Not said yet"
    add = offer(
        "Add a need",
        "development_need",
        about=change.ref,
        adjustments=change,
        barriers=s.thread.linked(change, "barriers"),
    )
    return Cell(records=(change,), titled=True), Cell(said, tone="gap"), Cell(offer=add)


@board
def needs_in_short(s: Situation) -> Board | None:
    """Each development need on one line, with its action. Printed for the list."""
    needs = s.thread.of("development_need")
    if not needs:
        return None
    idle = [need for need in needs if not s.thread.pointing(need, "action", "development_need")]
    sentence = f"{count(len(needs), 'need')}, {len(idle) or 'none'} of them without an action yet."
    headings = ("Need", "For whom", "Why", "How", "Who, by when", "Action")
    rows = tuple(_need_row(s, need) for need in needs)
    table = Table("What staff need", headings, rows)
    return Board("needs_in_short", "What staff need", sentence, (table,), wide=True)


def _need_row(s: Situation, need: Record) -> tuple[Cell, ...]:
    actions = tuple(s.thread.pointing(need, "action", "development_need"))
    why = [one for key in ("focus_groups", "barriers", "adjustments") for one in s.thread.linked(need, key)]
    how = [text for text in (_course(need), need.said("how")) if text]
    who = [text for text in (need.owner.name if need.owner else "", day(need.due_on)) if text]
    plan = offer("Make it an action", "action", about=need.ref, development_need=need, title=need.title)
    return (
        Cell(records=(need,), titled=True),
        Cell(in_words(need, "staff_group") or need.said("who") or "Not said yet"),
        Cell(records=tuple(why)),
        Cell(". ".join(text.rstrip(".") for text in how)),
        Cell(", ".join(who) or "Nobody yet", tone="" if who else "gap"),
        Cell(records=actions, offer=None if actions else plan),
    )


def _course(need: Record) -> str:
    return "" if need.course in ("", "none") else in_words(need, "course")
