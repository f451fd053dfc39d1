"""What people are given to read: its reading age before, wanted and after, and whether people have tested it."""

from design.words import count, some_of

from ..models import Material
from ..situation import Situation
from . import Board, Cell, Table, board, named

HINTS = (
    "A reading age is one signal only. It counts long words and long sentences. It cannot tell if people understood.",
    "Test it with people who would use it.",
)
LINKS = (("Check the reading age of a text", "worksheets:check_reading_age"),)


@board
def reading_ages(s: Situation) -> Board | None:
    materials = s.thread.of("material")
    if not materials:
        none = "No material is listed yet. You can check the reading age of any text."
        return Board("reading_ages", "Reading ages", none, printed=False, links=LINKS)
    headings = ("Material", "Who gets it", "Before", "Wanted", "After", "Tested with people")
    table = Table("Reading ages of what we give to people", headings, tuple(_row(one) for one in materials))
    sentence = f"{_reached(materials)} {_tested(materials)}"
    return Board("reading_ages", "Reading ages", sentence, (table,), HINTS, links=LINKS)


def _reached(materials: list[Material]) -> str:
    aimed = [one for one in materials if _age(one, "age_target") is not None]
    if not aimed:
        return f"{count(len(materials), 'material')}, without a reading age to aim for."
    there = sum(1 for one in aimed if _is_there(one))
    return some_of(there, len(aimed), "material", "is", "are") + " at the reading age wanted."


def _tested(materials: list[Material]) -> str:
    untested = sum(1 for one in materials if one.tested != "done")
    if not untested:
        return "All were tested with people."
    return f"{count(untested, 'has', 'have')} not been tested with people."


def _age(one: Material, key: str):
    return one.details.get(key)


def _is_there(one: Material) -> bool:
    """At its target now: after rewriting, or before where nothing was rewritten."""
    now = _age(one, "age_after") if _age(one, "age_after") is not None else _age(one, "age_before")
    return now is not None and now <= _age(one, "age_target")


def _row(one: Material) -> tuple[Cell, ...]:
    target = _age(one, "age_target")
    after = _age(one, "age_after")
    tone = "" if after is None or target is None else "good" if after <= target else "gap"
    tested = one.spec.question("tested").text_of(one.tested)
    return (
        named(one),
        Cell(one.details.get("who_gets_it") or ""),
        Cell(_years(one, "age_before", "method_before")),
        Cell(f"{target}" if target is not None else ""),
        Cell(_years(one, "age_after", "method_after"), tone=tone),
        Cell(tested or "Not said", tone="good" if one.tested == "done" else "doubt"),
    )


def _years(one: Material, age: str, method: str) -> str:
    """17 (SMOG): an age never stands without the method that gave it, where it is known."""
    years, by = _age(one, age), one.details.get(method)
    if years is None:
        return ""
    if by == "other":
        by = one.details.get(f"{method}__other") or ""
    elif by == "unsure":
        by = ""
    return f"{years} ({one.spec.question(method).text_of(by)})" if by else f"{years}"
