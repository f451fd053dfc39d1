"""Whether a value read from a file is what the code says it is, all the way down: for plans kept in the file."""

import datetime as dt
import types
import typing
from dataclasses import fields, is_dataclass

from datasets.analysis.charts import Chart

from ..document import Drawing


def misfit(value, hint) -> str:
    """Where a value is not of this type, as “sections.3.title”; empty where all of it fits."""
    if is_dataclass(hint):
        return _misfit_of_class(value, hint)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        found = [misfit(value, one) for one in typing.get_args(hint)]
        return "" if "" in found else min(found, key=len)
    if origin is tuple:
        return _misfit_of_tuple(value, typing.get_args(hint))
    if hint is type(None):
        return "" if value is None else "?"
    if hint is float:
        return "" if isinstance(value, (int, float)) and not isinstance(value, bool) else "?"
    if hint is dt.date:
        return "" if type(value) is dt.date else "?"
    return "" if type(value) is hint else "?"


def _misfit_of_class(value, hint) -> str:
    if type(value) is not hint:
        return "?"
    hints = typing.get_type_hints(hint)
    if hint is Drawing:
        hints["chart"] = Chart
    for field in fields(hint):
        held = getattr(value, field.name)
        # Its kind says how a block is drawn, so it is that of its class.
        if field.name == "kind" and isinstance(field.default, str) and held != field.default:
            return "kind"
        if place := misfit(held, hints[field.name]):
            return f"{field.name}.{place}".removesuffix(".?")
    return ""


def _misfit_of_tuple(value, inner) -> str:
    if not isinstance(value, tuple):
        return "?"
    if len(inner) == 2 and inner[1] is Ellipsis:
        inner = (inner[0],) * len(value)
    if len(inner) != len(value):
        return "?"
    for at, (one, hint) in enumerate(zip(value, inner, strict=True)):
        if place := misfit(one, hint):
            return f"{at}.{place}".removesuffix(".?")
    return ""
