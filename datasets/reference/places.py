"""The places figures are about: Derby, the eight districts of Derbyshire, the county, the two together, England."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """key is the place's word in the guide's vocabulary of places; districts are the codes it is made of."""

    key: str
    name: str
    code: str
    districts: tuple[str, ...]


_DISTRICTS = (
    Place("derby_city", "Derby", "E06000015", ("E06000015",)),
    Place("amber_valley", "Amber Valley", "E07000032", ("E07000032",)),
    Place("bolsover", "Bolsover", "E07000033", ("E07000033",)),
    Place("chesterfield", "Chesterfield", "E07000034", ("E07000034",)),
    Place("derbyshire_dales", "Derbyshire Dales", "E07000035", ("E07000035",)),
    Place("erewash", "Erewash", "E07000036", ("E07000036",)),
    Place("high_peak", "High Peak", "E07000037", ("E07000037",)),
    Place("north_east_derbyshire", "North East Derbyshire", "E07000038", ("E07000038",)),
    Place("south_derbyshire", "South Derbyshire", "E07000039", ("E07000039",)),
)
DERBY = _DISTRICTS[0]
DERBYSHIRE = Place("derbyshire", "Derbyshire", "E10000007", tuple(one.code for one in _DISTRICTS[1:]))
# Its code is that of NHS Derby and Derbyshire Integrated Care Board, which covers the same nine.
WHOLE_AREA = Place("whole_area", "Derby and Derbyshire", "E54000058", tuple(one.code for one in _DISTRICTS))
ENGLAND = Place("england", "England", "E92000001", ())
_EVERY = (*_DISTRICTS, DERBYSHIRE, WHOLE_AREA, ENGLAND)
_BY_WORD = {word.casefold(): place for place in _EVERY for word in (place.key, place.code, place.name)}


def places() -> tuple[Place, ...]:
    """Derby, the eight districts, Derbyshire, the two together, England."""
    return _EVERY


def districts() -> tuple[Place, ...]:
    """Derby and the eight districts of Derbyshire."""
    return _DISTRICTS


def find_place(word: "str | Place") -> Place | None:
    """The place with this key, code or name, in any case; None for any other, such as “outside”."""
    return word if isinstance(word, Place) else _BY_WORD.get(word.casefold())


def place_of(word: "str | Place") -> Place:
    """The same; KeyError where there is none."""
    found = find_place(word)
    if found is None:
        raise KeyError(f"{word} is no place these figures are about")
    return found


def together(chosen: tuple[Place, ...]) -> Place:
    """Several places as one: each district once. ValueError where there is none, or England among several."""
    codes = {code for place in chosen for code in place.districts}
    if len(chosen) == 1:
        return chosen[0]
    if not codes or ENGLAND in chosen:
        raise ValueError("Choose at least one place, and England only by itself.")
    for place in _EVERY:
        if set(place.districts) == codes:
            return place
    named = [place for place in _DISTRICTS if place.code in codes]
    return Place("chosen_places", _and(place.name for place in named), "", tuple(place.code for place in named))


def _and(names) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}"
