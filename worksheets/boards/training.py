"""Part Five: who has been trained in what, what else the guide offers, the reflective group, who can help."""

from collections import defaultdict

from design.words import count, day, sentence_list
from guide.records import record_kind
from guide.steps import find_step

from ..models import Record
from ..situation import Situation
from ..staffing.areas import STEP
from . import Board, Cell, Offer, Table, board, offer

FEWEST, MOST = 6, 10
CULTURE = {"cultural_competence", "gypsy_traveller", "stonewall_young_people", "unconscious_bias"}


def _options(key: str) -> list[tuple[str, str]]:
    return [(one.value, one.text) for one in record_kind("development_need").question(key).options]


@board
def training_coverage(s: Situation) -> Board | None:
    """Each planned course by staff group: how far it is, in words, so that nobody in a small team is singled out."""
    needs = [one for one in s.thread.of("development_need") if one.course and one.course != "none"]
    if not needs:
        return None
    by_place = defaultdict(list)
    for need in needs:
        by_place[need.course, need.staff_group or "other"].append(need)
    groups = [one for one in _options("staff_group") if any(group == one[0] for _, group in by_place)]
    rows = tuple(
        (Cell(_name(course, text, needs)), *(_covered(by_place.get((course, group), ())) for group, _ in groups))
        for course, text in _options("course")
        if any(course == planned for planned, _ in by_place)
    )
    done = sum(_is_done(one) for one in needs)
    sentence = f"{done} of {count(len(needs), 'planned training', 'planned trainings')} done."
    table = Table("Training by course and staff group", ("Course", *(text for _, text in groups)), rows)
    return Board("training_coverage", "Who has been trained", sentence, (table,))


def _name(course: str, text: str, needs: list[Record]) -> str:
    """A course of the list, or what the team wrote under “other”."""
    if course != "other":
        return text
    written = (one.details.get("course__other") for one in needs if one.course == "other")
    return "; ".join(dict.fromkeys(one for one in written if one)) or "Another course"


def _is_done(need: Record) -> bool:
    aim = need.target or need.headcount
    return bool(aim and need.done is not None and need.done >= aim)


def _covered(needs) -> Cell:
    if not needs:
        return Cell()
    states = list(dict.fromkeys(_how_far(one) for one in needs))
    dates = [one.due_on for one in needs if one.due_on and not _is_done(one)]
    by = f", by {day(max(dates))}" if dates else ""
    whole = all(_is_done(one) for one in needs)
    return Cell(f"{sentence_list(states)}{by}", tuple(needs), "good" if whole else "")


def _how_far(need: Record) -> str:
    aim = need.target or need.headcount
    if _is_done(need):
        return "All done"
    if not need.done or not aim:
        return "Planned" if need.done is None else "Nobody yet"
    return "More than half done" if need.done * 2 > aim else "Up to half done"


@board
def course_catalogue(s: Situation) -> Board | None:
    """The courses the guide names that nobody has planned yet."""
    planned = {need.course for need in s.thread.of("development_need")}
    left = [(course, text) for course, text in _options("course") if course not in planned | {"other", "none"}]
    if not left:
        return None
    rows = tuple((Cell(text), Cell(offer=_plan(course, text))) for course, text in left)
    sentence = f"The guide names {count(len(left), 'course')} that you have not planned. Choose what fits your team."
    table = Table("Courses not planned yet", ("Course", "What you can do"), rows)
    return Board("course_catalogue", "More courses", sentence, (table,), printed=False)


def _plan(course: str, text: str) -> Offer:
    area = "cultural_competence" if course in CULTURE else "training"
    return offer("Plan this", "development_need", about=text, title=f"Training: {text}", course=course, area=area)


@board
def reflective_group(s: Situation) -> Board | None:
    """A word on the size of the group that reflects together: six to ten works best."""
    size = s.answers(STEP).get("reflection_group_size")
    if not isinstance(size, int | float) or size <= 0:
        return None
    if size > MOST:
        said = f"{size:g} people is a large group. Six to ten works best: think of two groups."
    elif size < FEWEST:
        said = f"{size:g} people is a small group. Six to ten works best: think of joining another team."
    else:
        said = f"{size:g} people is a good size. Six to ten works best."
    return Board("reflective_group", "Size of the group", said, printed=False)


@board
def improvement_support(s: Situation) -> Board:
    """Who can help with improvement, from the introduction, and the small tests of step 13: not asked again."""
    question = next(one for one in find_step("introduction").questions if one.key == "qi_teams")
    chosen = [one for one in s.answers("introduction").get("qi_teams") or () if one not in ("none", "unsure")]
    own = s.answers("introduction").get(question.other_key)
    names = [own if one == "other" and own else question.text_of(one) for one in chosen]
    helped = (
        f"The introduction names {sentence_list(names)}."
        if names
        else "The introduction names no improvement team. The guide lists six that can help."
    )
    tests = len(s.thread.of("pdsa_cycle"))
    tried = (
        f"Step 13 has {count(tests, 'small test')} (plan, do, study, act)."
        if tests
        else "Step 13 has no small test yet."
    )
    return Board("improvement_support", "Help with improvement", f"{helped} {tried}")
