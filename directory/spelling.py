"""Understands what people type: “who knows refugees in Helthwatch’s area?” is cut to the words that tell something, a
plural finds its singular, and a word that is spelled another way finds the nearest name.

The words of the directory are kept in the process until an entry changes. Only a word that nothing begins with is
replaced, by a word of a name, else of a place or a group, with the same first letter; the page says which."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import Count, Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .search_words import names_in
from .vocabularies import all_groups, all_places, plain

SHORTEST = 4  # letters; shorter words are abbreviations, and are taken as they are
SMALL_WORDS = (
    "a about an and are around as at be by can do find for from get has have help how i in into is it know knows lives "
    "living me my near nearby of on or our people person someone that the their them there they this to us we what "
    "where which who with work working works say says said think want wants"
)
TELLS_NOTHING = frozenset(SMALL_WORDS.split())
POSTCODE = re.compile(r"\b([a-z]{1,2}\d{1,2})(?: ?\d[a-z]{2})?\b")


@dataclass(frozen=True)
class Asked:
    """The beginnings of words to look for (one with a space behind it is a whole word), and what was taken for what:
    (("helthwatch", "healthwatch"),)."""

    words: tuple[str, ...]
    changed: tuple[tuple[str, str], ...] = ()


def words_asked(model, text: str) -> Asked:
    """What somebody asks for, in words that the entries of a model hold where there is any like them."""
    said, postcodes = _without_postcodes(plain(text))
    typed = telling_words(said)
    if not any(len(word) >= SHORTEST for word in typed):
        return Asked((*typed, *postcodes))
    known = _words_of(model, *_edition(model))
    meant = [_understood(word, known) for word in typed]
    changed = tuple((one, other) for one, other in zip(typed, meant) if not one.startswith(_stem(other)))
    return Asked((*meant, *postcodes), changed)


def telling_words(text: str) -> list[str]:
    """The words that tell what somebody looks for; all of them where none does."""
    said = plain(text).split()
    return [word for word in said if word not in TELLS_NOTHING] or said


def beginnings(text: str) -> list[str]:
    """What the telling words begin with, one and many alike, for a search of other texts than the directory’s."""
    return [_stem(word) for word in telling_words(text)]


def _without_postcodes(said: str) -> tuple[str, list[str]]:
    """What else was said, and the first halves of the postcodes of Derby and Derbyshire in it, as whole words."""
    ours = {half.lower() for place in all_places().values() for half in place.postcodes}
    found = [match for match in POSTCODE.finditer(said) if match[1] in ours]
    for match in found:
        said = said.replace(match[0], " ")
    return said, [f"{match[1]} " for match in found]


@dataclass(frozen=True)
class Known:
    """Every word that finds an entry, and the words of their names."""

    every: tuple[str, ...]
    names: tuple[str, ...]
    edition: tuple

    def __hash__(self):
        return hash(self.edition)

    def begin(self, word: str) -> bool:
        return any(one.startswith(word) for one in self.every)


def _edition(model) -> tuple:
    """Changes whenever an entry does."""
    edition = model.objects.current().aggregate(newest=Max("changed_at"), count=Count("pk"))
    return edition["newest"], edition["count"]


@lru_cache(maxsize=4)
def _words_of(model, newest, count: int) -> Known:
    every, names = set(), set()
    for entry in model.objects.current().iterator():
        every.update(entry.search_text.split())
        names.update(names_in(entry))
    return Known(tuple(sorted(every)), tuple(sorted(names)), (model, newest, count))


@cache
def _of_places_and_groups() -> frozenset[str]:
    said = [words for one in (*all_places().values(), *all_groups().values()) for words in one.all_words]
    return frozenset(word for words in said for word in plain(words).split())


@lru_cache(maxsize=4096)
def _understood(word: str, known: Known) -> str:
    if len(word) < SHORTEST or known.begin(word):
        return word
    if known.begin(_stem(word)):
        return _stem(word)
    if word in _of_places_and_groups():
        return word  # spelled as it should be, only nobody is named for it
    return _nearest(word, known.names) or _nearest(word, sorted(_of_places_and_groups())) or word


def _nearest(word: str, names) -> str:
    """The name that is one slip away, two where the word is long; "" where none is."""
    like = [name for name in names if name[0] == word[0]]
    found = process.extractOne(word, like, scorer=OSA.distance, score_cutoff=1 if len(word) < 8 else 2)
    return found[0] if found else ""


def _stem(word: str) -> str:
    """What a word and its plural begin with: librar(y), librar(ies); club, club(s)."""
    for ending in ("ies", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1:
            return word[: -len(ending)]
    return word
