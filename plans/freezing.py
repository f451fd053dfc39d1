"""A plan as plain JSON and back: what a version keeps, and what the JSON file holds.

Every dataclass is an object with its name under "is"; tuples are lists, dates ISO text under "date". Reading back opens
only the classes named here, and fills what a later release added with its default."""

import datetime as dt
from dataclasses import fields, is_dataclass

from datasets.analysis import charts
from worksheets.presenters import ShownAnswer

from . import document

FORMAT = 1
_CLASSES = {
    one.__name__: one
    for one in (
        *(value for value in vars(document).values() if isinstance(value, type) and is_dataclass(value)),
        *(value for value in vars(charts).values() if isinstance(value, type) and is_dataclass(value)),
        ShownAnswer,
    )
}


def freeze(plan: document.PlanDocument) -> dict:
    return {"format": FORMAT, "plan": _plain(plan)}


def thaw(kept: dict) -> document.PlanDocument:
    """Raises ValueError where the format is one this release does not know."""
    if kept.get("format") != FORMAT:
        raise ValueError(f"a plan of format {kept.get('format')!r} cannot be read by this release")
    return _whole(kept["plan"])


def _plain(value):
    if is_dataclass(value):
        named = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **named}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def _whole(value):
    if isinstance(value, list):
        return tuple(_whole(one) for one in value)
    if not isinstance(value, dict):
        return value
    if "date" in value:
        return dt.date.fromisoformat(value["date"])
    made = _CLASSES[value["is"]]
    known = {field.name for field in fields(made) if field.init}
    return made(**{name: _whole(one) for name, one in value.items() if name in known})
