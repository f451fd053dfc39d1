"""Wards and neighbourhoods: small areas (LSOA 2021) gathered under a name people use, found in what they type."""

import re
from dataclasses import dataclass

from datasets.reference.places import districts
from datasets.reference.small_areas import small_areas
from datasets.reference.store import kept

_CODE = re.compile(r"\be0\d{7}\b", re.IGNORECASE)
# Words beside the names that say nothing by themselves; the districts' own names are among them.
_FILLING = {"", "ward", "wards", "area", "areas", "the", "in", "of", "and", "parts", "part", "lsoa", "lsoas", "city"}
# Words that begin many names, and mean no place by themselves.
_TOO_SHORT = {"north", "south", "east", "west", "old", "new", "little", "long", "stone", "church", "st", "nottingham"}
_NO_APOSTROPHES = str.maketrans("", "", "'’.")
_BREAKS = re.compile(r"[,;/]|\band\b")


@dataclass(frozen=True)
class Neighbourhood:
    """One ward (2024), neighbourhood (MSOA) or small area with its LSOAs of 2021. district is the code."""

    name: str
    kind: str
    district: str
    lsoas: tuple[str, ...]


@kept
def wards() -> tuple[Neighbourhood, ...]:
    """Every ward of Derby and Derbyshire, by district and name; each small area counts to the ward it lies in most."""
    return _gathered("ward", lambda area: area.ward)


@kept
def neighbourhoods() -> tuple[Neighbourhood, ...]:
    """Every neighbourhood with a name of its own (MSOA), by district and name."""
    return _gathered("neighbourhood", lambda area: area.neighbourhood)


def _gathered(kind: str, name_of) -> tuple[Neighbourhood, ...]:
    found: dict[tuple[str, str], list[str]] = {}
    for area in small_areas(2021).values():
        found.setdefault((area.district, name_of(area)), []).append(area.code)
    return tuple(Neighbourhood(name, kind, code, tuple(found[code, name])) for code, name in sorted(found))


@kept
def _by_words() -> dict[str, tuple[Neighbourhood, ...]]:
    """What can be typed, longest first, so that “South Normanton” is not read as “Normanton”.

    Whole names, a ward before a neighbourhood, and the words that wards begin with (“Alvaston”).
    """
    known: dict[str, tuple[Neighbourhood, ...]] = {}
    for one in wards():
        words = _plain(one.name).split()
        for many in range(1, len(words)):
            if words[many - 1] not in _FILLING and not (many == 1 and words[0] in _TOO_SHORT | _district_words()):
                start = " ".join(words[:many]).rstrip(",")
                known[start] = (*known.get(start, ()), one)
    known |= {_plain(one.name): (one,) for one in (*neighbourhoods(), *wards())}
    return {words: known[words] for words in sorted(known, key=lambda words: (-len(words), words))}


def _plain(text: str) -> str:
    """In small letters, with “and” for “&”, words a space apart, and no signs but those between names."""
    spoken = text.casefold().replace("&", " and ").replace("\n", ",").translate(_NO_APOSTROPHES)
    return " ".join(re.sub(r"[^\w,;/]+", " ", spoken).split())


def find_neighbourhoods(text: str) -> tuple[tuple[Neighbourhood, ...], tuple[str, ...]]:
    """(those named in the text, in alphabetical order; the pieces of it that name none).

    The text may hold names of wards and neighbourhoods in any case, with commas or “and” between, and codes of LSOAs.
    “Alvaston” finds every ward whose name begins so.
    """
    left, found = text, {}
    for code in _CODE.findall(text):
        area = small_areas(2021).get(code.upper())
        if area:
            found[area.code] = Neighbourhood(f"{area.code} {area.name}", "small area", area.district, (area.code,))
            left = left.replace(code, ",")
    left = _plain(left)
    for words, ones in _by_words().items():
        if words in left:
            left, times = re.subn(rf"(?<!\w){re.escape(words)}(?!\w)", ",", left)
            found |= {one.name: one for one in ones if times}
    pieces = filter(None, map(_without_filling, _BREAKS.split(left)))
    return tuple(found[name] for name in sorted(found)), tuple(dict.fromkeys(pieces))


@kept
def _district_words() -> frozenset[str]:
    return frozenset(word for place in districts() for word in _plain(place.name).split()) | {"derbyshire"}


def _without_filling(piece: str) -> str:
    """What is left to explain of a piece of text; nothing where it only names a district."""
    words = [word for word in piece.split() if word not in _FILLING]
    return "" if _district_words().issuperset(words) else " ".join(words)
