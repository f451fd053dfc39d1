"""What the chosen adjustments take: people, training, things, money and systems, and whether there is the capacity."""

from design.words import count, sentence_list, some_of
from guide.vocabularies import vocabulary

from ..answering import says_what_it_takes
from ..models import Adjustment
from ..situation import Situation
from . import Board, Cell, Table, board, named, offer


@board
def what_it_takes(s: Situation) -> Board | None:
    chosen = [one for one in s.thread.of("adjustment") if one.is_chosen]
    if not chosen:
        return None
    stretched = [one for one in chosen if one.details.get("capacity") in ("stretch", "no")]
    unsaid = [one for one in chosen if not says_what_it_takes(one)]
    headings = ("Resource", "Needed by")
    needs = tuple(
        (Cell(option.text), Cell("", tuple(one for one in chosen if option.value in _resources(one))))
        for option in vocabulary("resources")
    )
    headings_of_each = ("Adjustment", "What it needs", "Can we do it?", "Who must agree", "Training", "Actions")
    each = Table("What each chosen adjustment takes", headings_of_each, tuple(_row(s, one) for one in chosen))
    return Board(
        "what_it_takes",
        "What the chosen adjustments take",
        _sentence(len(chosen), len(stretched)),
        (Table("Resources and the adjustments that need them", headings, needs), each),
        (f"Say what {sentence_list(one.ref for one in unsaid)} needs, and whether you can do it.",) if unsaid else (),
    )


def _resources(one: Adjustment) -> list[str]:
    return one.details.get("resources") or []


def _sentence(chosen: int, stretched: int) -> str:
    if not stretched:
        return f"{count(chosen, 'adjustment')} chosen. No adjustment is said to stretch the service."
    many = some_of(stretched, chosen, "chosen adjustment", "is", "are")
    return f"{many} a stretch, or more than the service can do."


def _row(s: Situation, one: Adjustment) -> tuple[Cell, ...]:
    ask = one.spec.question
    kinds = "; ".join(ask("resources").text_of(value) for value in _resources(one))
    detail = one.details.get("resources_detail")
    needed = ". ".join(part.rstrip(".") for part in (kinds, detail) if part)
    capacity = one.details.get("capacity") or ""
    tones = {"yes": "good", "stretch": "doubt", "no": "gap", "": "gap"}
    return (
        named(one),
        Cell(needed or "Not said yet", tone="" if needed else "gap"),
        Cell(ask("capacity").text_of(capacity) or "Not said yet", tone=tones[capacity]),
        Cell(one.details.get("who_agrees") or ""),
        _training(s, one),
        _actions(s, one),
    )


def _actions(s: Situation, one: Adjustment) -> Cell:
    actions = tuple(s.thread.pointing(one, "action", "adjustments"))
    if actions:
        return Cell(records=actions)
    return Cell("None yet", tone="gap", offer=offer("Add an action", "action", f"for {one.ref}", adjustments=one))


def _training(s: Situation, one: Adjustment) -> Cell:
    needs = tuple(s.thread.pointing(one, "development_need", "adjustments"))
    if needs or one.details.get("training_need") != "yes":
        return Cell("" if needs else "Not needed" if one.details.get("training_need") == "no" else "", needs)
    add = offer("Add a development need", "development_need", f"for {one.ref}", adjustments=one)
    return Cell("Needed, not planned yet", tone="gap", offer=add)
