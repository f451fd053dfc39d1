"""What an entry is found by: two columns that every database searches alike, plain words and marks for the filters."""

from .vocabularies import all_groups, all_places, plain


def search_text(entry) -> str:
    """Every word that should find the entry, in plain letters, with a space at each end."""
    said = [entry.description, entry.kind, *_called(entry)]
    for area in getattr(entry, "areas", ()):
        said += all_places()[area].all_words
    for group in getattr(entry, "groups", ()):
        said += all_groups()[group].all_words if group in all_groups() else (group,)
    return f" {' '.join(plain(words) for words in said if words)} "


def names_in(entry) -> list[str]:
    """The plain words of its name or title and its publisher: what people misspell."""
    return [word for words in _called(entry) for word in plain(words).split()]


def _called(entry) -> list[str]:
    return [getattr(entry, name, "") for name in ("name", "title", "publisher")]


def search_marks(entry) -> str:
    """One mark for each place, group and step: |place:erewash||group:older people||step:6|."""
    marks = [mark("place", area) for area in getattr(entry, "areas", ())]
    marks += [mark("group", group) for group in getattr(entry, "groups", ())]
    return "".join(marks + [mark("step", step) for step in entry.steps])


def mark(kind: str, value: str) -> str:
    return f"|{kind}:{value}|"
