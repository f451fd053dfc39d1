"""Understands words that are spelled another way: “Helthwatch” asks for Healthwatch.

The words of the directory are kept in the process until an entry changes. A word that nothing begins with is replaced
by the nearest word there is; the page says which."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .vocabularies import plain

SHORTEST = 4  # letters; shorter words are abbreviations, and are taken as they are


@dataclass(frozen=True)
class Asked:
    """The words to look for, and what was taken for what: (("helthwatch", "healthwatch"),)."""

    words: tuple[str, ...]
    changed: tuple[tuple[str, str], ...] = ()


def words_asked(model, text: str) -> Asked:
    """What somebody asks for, in words that the entries of a model hold where there is any like them."""
    typed = plain(text).split()
    if not any(len(word) >= SHORTEST for word in typed):
        return Asked(tuple(typed))
    words = _words_of(model, *_edition(model))
    meant = [_nearest(word, words) for word in typed]
    return Asked(tuple(meant), tuple((one, other) for one, other in zip(typed, meant) if one != other))


def _edition(model) -> tuple:
    """Changes whenever an entry does."""
    edition = model.objects.current().aggregate(newest=Max("changed_at"), count=Count("pk"))
    return edition["newest"], edition["count"]


@lru_cache(maxsize=4)
def _words_of(model, newest, count: int) -> tuple[str, ...]:
    """Every word that finds an entry, in order."""
    texts = model.objects.current().values_list("search_text", flat=True)
    return tuple(sorted({word for text in texts.iterator() for word in text.split()}))


@lru_cache(maxsize=4096)
def _nearest(word: str, words: tuple[str, ...]) -> str:
    if len(word) < SHORTEST or any(one.startswith(word) for one in words):
        return word
    found = process.extractOne(word, words, scorer=OSA.distance, score_cutoff=_slips(word))
    return found[0] if found else word


def _slips(word: str) -> int:
    """How many letters may be wrong: one in a short word, two in a longer one, three in a very long one."""
    return 1 if len(word) < 6 else 2 if len(word) < 11 else 3
