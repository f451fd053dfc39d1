"""Drafts of answers, made from what a project holds already. A draft fills an empty box and never overwrites.

A drafter is a function of the situation, named STEP__QUESTION with underscores for hyphens, that gives the answers
it can fill; none where there is nothing to draft from. The question says `drafted` in its
TOML: the words on the button."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from guide.steps import Step

from ..situation import Situation

Drafter = Callable[[Situation], dict[str, str]]
_DRAFTERS: dict[str, Drafter] = {}


def drafter(function: Drafter) -> Drafter:
    """Registers a drafter under its function's name."""
    _DRAFTERS[function.__name__] = function
    return function


@cache
def all_drafters() -> dict[str, Drafter]:
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return _DRAFTERS


def name_of(step: Step, question_key: str) -> str:
    return f"{step.key.replace('-', '_')}__{question_key}"


def draft_of(step: Step, question_key: str, situation: Situation) -> dict[str, str]:
    """The drafted answers by question key, empty ones left out."""
    drafted = all_drafters()[name_of(step, question_key)](situation)
    return {key: words for key, words in drafted.items() if words}
