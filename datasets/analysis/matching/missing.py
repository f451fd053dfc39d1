"""The ways of writing that a value is missing, kept apart by what they call for: ask, ask again, or mend the system."""

import tomllib
from functools import cache

from datasets.analysis.fields import CODES
from datasets.analysis.matching.words import plain, shown

_ONLY_SIGNS = frozenset("-–—._*?/#~ ")
# What a database writes for an empty cell; without its sign it would read as “N”, for no.
_DATABASE_NULL = r"\N"


@cache
def _states() -> dict[str, str]:
    data = tomllib.loads((CODES / "missing.toml").read_text(encoding="utf-8"))
    return {plain(word): state for state, words in data.items() for word in words}


def missing_state(text: str) -> str | None:
    """not_stated, declined, unknown or blank where the text says so; None where it says something else.

    “None” is an answer (no religion, no disability) and never a missing state.
    """
    if set(shown(text)) <= _ONLY_SIGNS or shown(text) == _DATABASE_NULL:
        return "blank"
    return _states().get(plain(text))
