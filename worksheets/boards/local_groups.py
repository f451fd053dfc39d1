"""Step 3: who could use the service, and the groups that matter to it."""

from design.words import count, sentence_list
from guide.steps import find_step
from guide.vocabularies import vocabulary
from projects.queries import place_names

from ..saying import brief
from ..situation import Situation
from ..ties import rows_of_grid
from . import Board, Cell, Table, board, offer

STEP, SET_UP = "local-data", "introduction"
SEEN = {"yes": "Yes", "no": "No", "unsure": "We don’t know yet"}


@board
def who_could_use_it(s: Situation) -> Board:
    """What the introduction says of the people who could use the service: where, how old, with which need."""
    rows = tuple((Cell(name), Cell(text)) for name, text in _eligible(s) if text)
    places = sentence_list(place_names(s.project))
    sentence = f"You serve {places}." if places else "No places are set yet. Add them on the page about your project."
    links = (("Change the project’s places", "projects:edit_project"),)
    table = Table("Who could use the service", ("What", "From your set-up"), rows)
    title = "Who could use your service"
    return Board("who_could_use_it", title, sentence, (table,) if rows else (), printed=False, links=links)


def _eligible(s: Situation):
    answers = s.answers(SET_UP)
    yield "People", brief(answers.get("people_served"))
    yield "Ages", _ages(answers.get("age_from"), answers.get("age_to"))
    sexes = {option.value: option.text for option in vocabulary("sex_limits")}
    yield "Only for one sex?", sexes.get(answers.get("sex_limit"), "")
    yield "Condition or need", answers.get("condition", "")
    yield "Rule", brief(answers.get("eligibility"))


def _ages(low, high) -> str:
    if low in (None, "") and high in (None, ""):
        return ""
    if high in (None, ""):
        return f"{low} and over"
    return f"Up to {high}" if low in (None, "") else f"{low} to {high}"


@board
def groups_that_matter(s: Situation) -> Board | None:
    """The inclusion health and PLUS groups that matter here, with what is known of each."""
    filled = [
        (name, cells) for grid in ("inclusion_groups", "plus_groups") for name, cells in rows_of_grid(s, STEP, grid)
    ]
    thought = [pair for pair in filled if pair[1].get("relevant")]
    matter = [pair for pair in thought if pair[1]["relevant"] != "no"]
    if not thought:
        return None
    unseen = sum(cells.get("do_see") != "yes" for _, cells in matter)
    sentence = f"{len(matter)} of {count(_asked(), 'group')} matter or may matter to this service."
    sentence += f" {unseen} of them {'is' if unseen == 1 else 'are'} not seen yet." if unseen else ""
    headings = ("Group", "Could we see them?", "Do we see them?", "Number here", "Who knows them")
    table = Table("Groups that matter", headings, tuple(_group_row(name, cells) for name, cells in matter))
    title = "Groups that matter to this service"
    return Board("groups_that_matter", title, sentence, (table,) if matter else (), printed=bool(matter))


def _asked() -> int:
    grids = (one for one in find_step(STEP).questions if one.key in ("inclusion_groups", "plus_groups"))
    return sum(len(one.rows) for one in grids)


def _group_row(name: str, cells: dict) -> tuple[Cell, ...]:
    known = {"group": name, "kind": "reference", "source": cells.get("estimate", "")}
    made = offer("Add a finding", "finding", name, **{key: text for key, text in known.items() if text})
    sees = cells.get("do_see", "")
    return (
        Cell(name, offer=made),
        Cell(SEEN.get(cells.get("could_see"), "Not said yet")),
        Cell(SEEN.get(sees, "Not said yet"), tone={"yes": "good", "no": "gap"}.get(sees, "doubt")),
        Cell(cells.get("estimate", "")),
        Cell(cells.get("partner") or "Nobody yet", tone="" if cells.get("partner") else "gap"),
    )
