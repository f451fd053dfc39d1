"""Why an entry is shown, in plain words: “Works with older people”, “Covers all of Derbyshire”."""

from design.words import sentence_list

from .models import Partner, Resource
from .vocabularies import all_groups, all_places, areas_reaching, groups_named_in, places_named_in, plain


def reasons_for(partner: Partner, text: str = "", place: str = "", group: str = "", words=()) -> list[str]:
    """Why a partner was found. `words`: what was looked for, as spelling.words_asked understands `text`."""
    named = groups_named_in(text)
    reasons = [where for where in [place_reason(partner, place)] if where]
    reasons += [_works_where(one.name, inside) for one, inside in places_named_in(text) if one.key in partner.areas]
    wanted = {group} | {one.name for one in named}
    reasons += [works_with(name) for name in partner.groups if name in wanted]
    return reasons + word_reasons(partner, words, said_already=_explained(partner, text))


def _explained(partner: Partner, text: str) -> set[str]:
    """The words for whom and for where that a reason speaks of already."""
    groups = [all_groups()[one.name].all_words for one in groups_named_in(text) if one.name in partner.groups]
    places = [one.all_words for one, _ in places_named_in(text) if one.key in partner.areas]
    return {word for said in (*groups, *places) for phrase in said for word in plain(phrase).split()}


def word_reasons(entry: Partner | Resource, words, said_already=frozenset()) -> list[str]:
    """Where the words looked for stand, each as the entry writes it: in its name, or in what is said of it."""
    left = [word for word in words if not word.endswith(" ")]
    reasons = []
    for where, written in _what_is_said(entry):
        found = {word: _written(word, written) for word in left}
        found = {word: one for word, one in found.items() if one}
        left = [word for word in left if word not in found]
        if where.startswith("What"):
            found = {word: one for word, one in found.items() if one not in said_already}
        reasons += [f"{where} {sentence_list(f'“{one}”' for one in dict.fromkeys(found.values()))}"] if found else []
    return reasons


def _what_is_said(entry) -> list[tuple[str, str]]:
    publisher = getattr(entry, "publisher", "")
    kind = f"{entry.kind} {entry.get_kind_display()}"
    said = [("Its name says", str(entry)), ("What is written about it says", entry.description)]
    return [*said, ("Its publisher is", publisher), ("What kind it is says", kind)]


def _written(word: str, written: str) -> str:
    """The first whole word that begins with what was looked for."""
    return next((one for one in plain(written).split() if one.startswith(word)), "")


def place_reason(partner: Partner, place: str) -> str:
    if not place:
        return ""
    if place in partner.areas:
        return f"Works in {_inside(place)}"
    wider = [area for area in areas_reaching(place) if area in partner.areas]
    return f"Covers {_inside(wider[0])}" if wider else ""


def _works_where(place: str, inside: str) -> str:
    """Works in Erewash, where Ilkeston is."""
    return f"Works in {place}, where {inside} is" if inside else f"Works in {place}"


def works_with(group: str) -> str:
    return f"Works with {group}"


def _inside(place: str) -> str:
    name = all_places()[place].name
    return name.replace("All of", "all of")
