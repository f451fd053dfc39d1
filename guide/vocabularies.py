"""Choice lists of the guide, in its order, read once from content/vocabularies/*.toml. No Django in here."""

import tomllib
from functools import cache
from pathlib import Path

from .questions import GuideContentError, Option

FOLDER = Path(__file__).parent / "content" / "vocabularies"


@cache
def all_vocabularies() -> dict[str, tuple[Option, ...]]:
    """Every list by its name. A file holds [lists.NAME] tables with entries = [[value, text], [value, text, hint]]."""
    found: dict[str, tuple[Option, ...]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for name, raw in tomllib.loads(path.read_text("utf-8"))["lists"].items():
            if name in found:
                raise GuideContentError(f"{path.name}: the list {name!r} stands twice")
            found[name] = tuple(Option(*entry) for entry in raw["entries"])
    return found


def vocabulary(name: str) -> tuple[Option, ...]:
    return all_vocabularies()[name]
