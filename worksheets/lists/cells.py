"""One cell of a list as the form of a record takes it: words become the choice, the person, the record they name."""

import datetime as dt
import re

from design.words import day

from .columns import Column, Names

REF = re.compile(r"([A-Za-z]\d{1,6})\b")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")


class NotUnderstood(ValueError):
    """The cell says nothing that can be taken; the text says how to mend it."""


def data_from(column: Column, kind: str, text: str, names: Names) -> dict:
    """What the form is given for a cell; empty for an empty cell."""
    if kind == "formula":
        raise NotUnderstood("There is a formula in this cell. Type what it should say instead.")
    if kind == "fault":
        raise NotUnderstood(f"This cell shows the fault {text[:20]}. Type what it should say instead.")
    if not text:
        return {}
    return _READERS.get(column.kind, _words)(column, kind, text, names)


def _words(column: Column, kind: str, text: str, names: Names) -> dict:
    return {column.name: text}


def _number(column: Column, kind: str, text: str, names: Names) -> dict:
    return {column.name: text.replace(",", "").removesuffix("%")}


def _day(column: Column, kind: str, text: str, names: Names) -> dict:
    if kind == "number":
        raise NotUnderstood("This is a number, not a date. Enter a date, for example 31/3/2027.")
    found = _as_day(text)
    if found is None:
        raise NotUnderstood(f"“{text[:40]}” is not a date. Enter a date, for example 31/3/2027.")
    parts = {"day": found.day, "month": found.month, "year": found.year}
    return {f"{column.name}_{part}": str(number) for part, number in parts.items()}


def _as_day(text: str) -> dt.date | None:
    for pattern in DAYS:
        try:
            return dt.datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def in_words(column: Column, text: str) -> str:
    """A cell as people read it: a date, and a choice, as the pages write them."""
    if column.kind == "date" and (found := _as_day(text)):
        return day(found)
    by_text = {words.casefold(): words for _, words in column.choices}
    return by_text.get(text.casefold(), text)


def _person(column: Column, kind: str, text: str, names: Names) -> dict:
    email = text.casefold()
    if email in names.people:
        return {column.name: names.people[email]}
    if "@" not in email:
        raise NotUnderstood(f"“{text[:60]}” is not an email address. Say who it is by their email address.")
    raise NotUnderstood(
        f"{text[:80]} is not on the project’s team. Choose somebody from the list in the cell, or add them to the team "
        "first."
    )


def _choice(column: Column, kind: str, text: str, names: Names) -> dict:
    return {column.name: _value(column, text)}


def _choices(column: Column, kind: str, text: str, names: Names) -> dict:
    return {column.name: [_value(column, one.strip()) for one in re.split(r"[;\n]", text) if one.strip()]}


def _value(column: Column, text: str) -> str:
    wanted = " ".join(text.split()).casefold()
    for value, words in column.choices:
        if wanted in (" ".join(words.split()).casefold(), value.casefold()):
            return value
    offered = "; ".join(words for _, words in column.choices)
    raise NotUnderstood(f"“{text[:60]}” is not one of the choices. Choose one of: {offered}.")


def _link(column: Column, kind: str, text: str, names: Names) -> dict:
    found = _records(column, text, names)
    if len(found) > 1:
        raise NotUnderstood(f"Only one can stand here. Write one reference, such as {_example(column, names)}.")
    return {column.name: found[0]} if found else {}


def _links(column: Column, kind: str, text: str, names: Names) -> dict:
    return {column.name: _records(column, text, names)}


def _records(column: Column, text: str, names: Names) -> list[str]:
    """The ids of the records a cell names by reference: “J1; J3”, also with their titles behind."""
    ids, found = names.ids(column.question.to), []
    for part in re.split(r"[;,\n]", text):
        if not part.strip():
            continue
        ref = REF.match(part.strip())
        if ref is None or ref[1].upper() not in ids:
            raise NotUnderstood(
                f"“{part.strip()[:40]}” is not a reference that can stand here. Write one such as "
                f"{_example(column, names)}."
            )
        found.append(ids[ref[1].upper()])
    return list(dict.fromkeys(found))


def _example(column: Column, names: Names) -> str:
    return next(iter(names.ids(column.question.to)), "J1")


_READERS = {
    "number": _number,
    "date": _day,
    "person": _person,
    "choice": _choice,
    "yes-no": _choice,
    "choices": _choices,
    "link": _link,
    "links": _links,
}
