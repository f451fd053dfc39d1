"""What "done" means on a step beyond its answers: rules that look at the whole project, named in the steps' TOML."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ..situation import Situation


@dataclass(frozen=True)
class Short:
    """A rule that is not met, with the references of the records that fall short of it (none: nothing is there)."""

    refs: tuple[str, ...] = ()


Rule = Callable[[Situation], Short | None]
_RULES: dict[str, Rule] = {}


def rule(function: Rule) -> Rule:
    """Registers a rule under its function's name. It gives None where it is met."""
    _RULES[function.__name__] = function
    return function


def short_of(records) -> Short | None:
    """Met where no record falls short."""
    return Short(tuple(record.ref for record in records)) if records else None


def rule_of(name: str) -> Rule:
    return all_rules()[name]


@cache
def all_rules() -> dict[str, Rule]:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return _RULES
