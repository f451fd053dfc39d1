"""Places, groups of people and kinds of partner the directory speaks of, with the other words people use for them."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "vocabularies.toml"
DERBY, ALL_OF_DERBYSHIRE, ALL_OF_ENGLAND = "derby_city", "derbyshire_wide", "england"
NOT_HEARD = str.maketrans("", "", "'’")


@dataclass(frozen=True)
class Place:
    """`written` is the word of the CSV files; `postcodes` are first halves; `covers` the places inside a wider one."""

    key: str
    written: str
    name: str
    towns: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    @property
    def all_words(self) -> tuple[str, ...]:
        return (self.name, *self.towns, *self.postcodes)


@dataclass(frozen=True)
class Group:
    """A group of people. `wider` names whom to ask where nobody is named for this one; `general` means everybody."""

    name: str
    words: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    general: bool = False

    @property
    def all_words(self) -> tuple[str, ...]:
        return (self.name, *self.words)


@cache
def all_places() -> dict[str, Place]:
    return {raw["key"]: Place(**_frozen(raw)) for raw in _read()["places"]}


@cache
def all_groups() -> dict[str, Group]:
    return {raw["name"]: Group(**_frozen(raw)) for raw in _read()["groups"]}


@cache
def place_written(word: str) -> Place:
    """The place a CSV file means. Raises KeyError where it is none of ours."""
    return {place.written: place for place in all_places().values()}[word]


def areas_reaching(place: str) -> tuple[str, ...]:
    """The areas in which a partner works if it works in this place: the place itself and the county around it."""
    wider = [other.key for other in all_places().values() if place in other.covers]
    return (place, *wider)


def groups_named_in(text: str) -> list[Group]:
    """The groups of people a phrase speaks of: “Deaf people in Derby” names deaf people. Nearest reading first."""
    said = f" {plain(text)} "
    found = []
    for group in all_groups().values():
        lengths = [len(plain(word)) for word in group.all_words if f" {plain(word)} " in said]
        if lengths and not group.general:
            found.append((max(lengths), group))
    return [group for _, group in sorted(found, key=lambda pair: -pair[0])]


def places_named_in(text: str) -> list[tuple[Place, str]]:
    """The places a phrase speaks of, each with the town or the half of a postcode inside it that was said, if any."""
    said = f" {plain(text)} "
    found = []
    for place in all_places().values():
        inside = [word for word in place.towns if f" {plain(word)} " in said]
        inside += [word for word in place.postcodes if re.search(rf" {word.lower()}( ?\d[a-z][a-z])? ", said)]
        if inside or any(f" {plain(name)} " in said for name in (place.name, place.written)):
            found.append((place, inside[0] if inside else ""))
    return found


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: the form in which words are compared."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9+]+", "".join(letters).translate(NOT_HEARD)))


@cache
def _read() -> dict:
    return tomllib.loads(FILE.read_text("utf-8"))


def _frozen(raw: dict) -> dict:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
