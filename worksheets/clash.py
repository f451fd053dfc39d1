"""When two people change the same answer: what is merged by itself, and what a person must decide."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Clash:
    """One answer that two people changed differently since one of them opened the page."""

    key: str
    mine: object
    theirs: object


class SomebodySavedFirst(Exception):
    """Another person changed the same answers first. Holds both sides; nothing was saved and nothing is lost."""

    def __init__(self, clashes: tuple[Clash, ...], saved):
        super().__init__("somebody else changed the same answers first")
        self.clashes, self.saved = clashes, saved


def merge(base: dict, theirs: dict, mine: dict) -> tuple[dict, tuple[Clash, ...]]:
    """Three-way merge by question: answers only one side changed are taken from that side.

    base is what `mine` started from. Returns the merged answers and the clashes left to a person."""
    merged, clashes = dict(theirs), []
    for key, value in mine.items():
        if same(value, base.get(key)):
            continue
        if same(theirs.get(key), base.get(key)) or same(theirs.get(key), value):
            merged[key] = value
        else:
            clashes.append(Clash(key, value, theirs.get(key)))
    return merged, tuple(clashes)


def same(one, other) -> bool:
    """Empty text, nothing and an empty list all say the same: not answered."""
    empty = (None, "", [], {})
    return one == other or (one in empty and other in empty)


def combine(mine, theirs, choice: str):
    """What is kept of one clash: "mine", "theirs" or "both" (texts one after the other, lists joined)."""
    if choice == "mine":
        return mine
    if choice == "theirs":
        return theirs
    if isinstance(mine, list):
        return [*theirs, *(value for value in mine if value not in theirs)]
    if isinstance(mine, dict):
        return {row: {**mine.get(row, {}), **theirs.get(row, {})} for row in {**theirs, **mine}}
    return f"{theirs}\n\n{mine}"
