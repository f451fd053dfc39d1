"""The page on which a person types how many there are of each group: its lines, and what was typed into them."""

import re
from dataclasses import dataclass

from datasets.analysis.fields import field_of
from datasets.analysis.identifiers.patterns import holds_identifier
from datasets.analysis.matching.values import LONGEST_LABEL, match_values
from datasets.analysis.typed import OF_APPOINTMENTS

from .models import Dataset
from .typing_tables import TypingTable

MOST = 10_000_000
_NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+|\d+")
# measure -> (what is counted, what of it, whether people are asked for besides)
COUNTED = {
    "": ("People", "", False),
    "did_not_attend": ("Appointments attended or missed", "Of these, missed", True),
    "opt_in": ("People invited", "Of these, opted in", False),
    "attended_first": ("People referred", "Of these, came to the first appointment", False),
    "completed": ("People who started", "Of these, completed", False),
    "good_outcome": ("People whose outcome is known", "Of these, with a good outcome", False),
}
PEOPLE = "People (if you know)"


@dataclass(frozen=True)
class Box:
    """One number of a line. key is count, events or people."""

    key: str
    name: str
    label: str
    value: str


@dataclass(frozen=True)
class LineToType:
    """label is empty for a line whose group the person names; then name_box holds the name of its control."""

    label: str
    category: str
    name_box: str
    typed_name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Typed:
    """What was typed. faults are (id of the control, what is wrong)."""

    lines: tuple[dict, ...]
    faults: tuple[tuple[str, str], ...]


def boxes_asked(measure: str) -> dict[str, str]:
    """What is asked for each group, by key."""
    whole, part, with_people = COUNTED[measure]
    asked = {"count": whole} | ({"events": part} if part else {})
    return asked | ({"people": PEOPLE} if with_people else {})


def lines_to_type(dataset: Dataset, table: TypingTable, posted=None) -> list[LineToType]:
    """Every line of a table with what was typed last: just now, or when it was saved."""
    kept = {line["label"]: line for line in lines_of(dataset, table)}
    own = [line for line in kept.values() if line["label"] not in {one.label for one in table.lines}]
    made = []
    for place, line in enumerate(table.lines):
        boxes = _boxes(dataset, place, kept.get(line.label, {}), posted)
        made.append(LineToType(line.label, line.category, "", "", boxes))
    for number in range(table.own_lines):
        place = len(table.lines) + number
        before = own[number] if number < len(own) else {}
        name = posted.get(f"name-{place}", "") if posted is not None else before.get("label", "")
        made.append(LineToType("", "", f"name-{place}", name, _boxes(dataset, place, before, posted)))
    return made


def lines_of(dataset: Dataset, table: TypingTable) -> list[dict]:
    """What was saved under this very table; another way of grouping the same characteristic is another table."""
    kept = dataset.read_as["tables"].get(table.field, {})
    return kept.get("lines", []) if kept.get("table") == table.key else []


def _boxes(dataset: Dataset, place: int, kept: dict, posted) -> tuple[Box, ...]:
    made = []
    for key, label in boxes_asked(dataset.read_as["measure"]).items():
        name, before = f"{key}-{place}", kept.get(key)
        value = posted.get(name, "") if posted is not None else "" if before is None else str(before)
        made.append(Box(key, name, label, value))
    return tuple(made)


def read_typed(dataset: Dataset, table: TypingTable, posted) -> Typed:
    """The posted numbers. Lines left empty say nothing of their group."""
    lines, faults = [], []
    for line in lines_to_type(dataset, table, posted):
        numbers, wrong = _numbers(line)
        faults += wrong
        if not wrong and any(number is not None for number in numbers.values()):
            found, own_faults = _named(line, table)
            wrong = [*own_faults, *_against_each_other(line, numbers, dataset.read_as["measure"])]
            faults += wrong
            lines += [found | numbers] if not wrong else []
        elif line.typed_name.strip() and not wrong:
            faults.append((line.boxes[0].name, f"Type how many there are of “{line.typed_name.strip()}”"))
    faults += _as_a_whole(lines, faults)
    return Typed(tuple(lines), tuple(faults))


def _numbers(line: LineToType) -> tuple[dict, list]:
    numbers, faults = {}, []
    for box in line.boxes:
        text = box.value.strip()
        numbers[box.key] = None
        if not text:
            continue
        if not _NUMBER.fullmatch(text):
            faults.append((box.name, f"{_who(line)}: {box.label.lower()} must be a whole number, such as 120"))
            continue
        numbers[box.key] = int(re.sub(r"\D", "", text))
        if numbers[box.key] > MOST:
            faults.append((box.name, f"{_who(line)}: {box.label.lower()} must be at most {MOST:,}"))
    return numbers, faults


def _named(line: LineToType, table: TypingTable) -> tuple[dict, list]:
    """The group a line is about; one that the person names is matched as a value of a file is."""
    if line.label:
        return {"label": line.label, "category": line.category}, []
    name = " ".join(line.typed_name.split())
    if not name:
        return {}, [(line.name_box, "Say which group these numbers are about")]
    if holds_identifier(name) or len(name) > LONGEST_LABEL:
        return {}, [(line.name_box, "A group needs a short name, with nothing in it that is about one person")]
    category = match_values(field_of(table.field), table.label, [name]).as_choices()[name]
    return {"label": name, "category": category}, []


def _against_each_other(line: LineToType, numbers: dict, measure: str) -> list:
    names = {box.key: (box.name, box.label.lower()) for box in line.boxes}
    whole, part, people = numbers["count"], numbers.get("events"), numbers.get("people")
    if whole is None:
        return [(names["count"][0], f"{_who(line)}: type {names['count'][1]} too")]
    if "events" in names and part is None:
        return [(names["events"][0], f"{_who(line)}: type how many {names['events'][1]}; 0 if none")]
    if part is not None and part > whole:
        return [(names["events"][0], f"{_who(line)}: {part:,} cannot be part of {whole:,}")]
    if measure in OF_APPOINTMENTS and people is not None and people > whole:
        return [(names["people"][0], f"{_who(line)}: {people:,} people cannot have had {whole:,} appointments")]
    return []


def _who(line: LineToType) -> str:
    return line.label or line.typed_name.strip() or "Your own group"


def _as_a_whole(lines: list[dict], faults: list) -> list:
    if faults:
        return []
    if not any(line["count"] for line in lines):
        return [("count-0", "Type at least one number")]
    labels = [line["label"].casefold() for line in lines]
    if twice := next((label for label in labels if labels.count(label) > 1), None):
        return [("count-0", f"“{twice}” stands on two lines. Add its numbers up on one.")]
    without = [line["label"] for line in lines if line["count"] and line.get("people") is None and "people" in line]
    if without and any(line.get("people") is not None for line in lines):
        return [("count-0", f"Type the people of every group, or of none. They are missing for “{without[0]}”.")]
    return []
