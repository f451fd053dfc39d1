"""The directory as a CSV list, out and in again. What goes out unchanged comes in unchanged."""

import csv
import io
from dataclasses import dataclass, field

from design.tables_out import as_typed

from ..models import Entry
from .actions import add_entry, change_entry
from .kinds import KINDS, EntryKind

COMMON = ("slug", "kind", "description", "steps", "website", "website_source", "confirmed", "review_on", "note")
HEADINGS = {
    "partner": ("name", "areas", "groups", "email", *COMMON),
    "resource": ("title", "publisher", *COMMON),
}
LISTS = {"areas", "groups", "steps"}
MOST_ROWS = 10_000


@dataclass
class Taken:
    """What came of a list: how many entries were new, changed or the same, and the rows that could not be taken."""

    added: int = 0
    changed: int = 0
    same: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def rows_out(kind_name: str):
    """The heading row, then one row for each current entry. A suggested address stands as its website, unconfirmed."""
    headings = HEADINGS[kind_name]
    yield headings
    for entry in KINDS[kind_name].model.objects.current():
        yield [_cell(entry, name) for name in headings]


def _cell(entry: Entry, name: str) -> str:
    if name == "website":
        return entry.website or entry.suggested_address
    value = getattr(entry, name)
    if name in LISTS:
        return "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def take_in(kind: EntryKind, text: str, by) -> Taken:
    """Adds and changes entries from a list; a bad row is said by its number and never stops a good one. Raises
    ValueError where the list as a whole cannot be used."""
    taken, rows = Taken(), csv.DictReader(io.StringIO(text))
    try:
        headings, lines = rows.fieldnames or (), list(rows)
    except csv.Error:
        raise ValueError("This is no CSV file we can read. Save it as “CSV UTF-8”, then choose it.") from None
    missing = [name for name in HEADINGS[kind.name] if name not in headings]
    if missing:
        raise ValueError(f"The list has no column {' or '.join(missing)}. Take the list out to see the headings.")
    if len(lines) > MOST_ROWS:
        raise ValueError(f"The list has more than {MOST_ROWS:,} rows. Part it.")
    for number, row in enumerate(lines, start=2):
        _take_row(kind, number, row, taken, by)
    return taken


def _take_row(kind: EntryKind, number: int, row: dict, taken: Taken, by) -> None:
    given = {name: as_typed((row.get(name) or "").strip()) for name in HEADINGS[kind.name]}
    entry = kind.model.objects.filter(slug=given["slug"]).first() if given["slug"] else None
    if entry and [_cell(entry, name) for name in HEADINGS[kind.name]] == list(given.values()):
        taken.same += 1
        return
    form = kind.form(_form_data(given))
    if not form.is_valid():
        faults = "; ".join(f"{name}: {errors[0]}" for name, errors in form.errors.items())
        taken.faults.append((number, faults))
    elif entry:
        change_entry(entry=entry, values=form.cleaned_data, by=by)
        taken.changed += 1
    else:
        add_entry(model=kind.model, values=form.cleaned_data, by=by)
        taken.added += 1


def _form_data(given: dict) -> dict:
    data = {name: value for name, value in given.items() if name not in LISTS}
    data |= {name: [one.strip() for one in given[name].split(";") if one.strip()] for name in LISTS & set(given)}
    year, _, rest = given["review_on"].partition("-")
    month, _, day = rest.partition("-")
    return data | {"review_on_year": year, "review_on_month": month, "review_on_day": day}
