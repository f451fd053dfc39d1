"""The shelf: what other projects heard and learned, and chose to share, so that nobody is asked twice."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from directory.spelling import beginnings
from directory.vocabularies import groups_named_in, plain
from guide.records import record_kind
from projects.queries import names_of_places

from ..models import Insight, Learning, Record
from .shared import shared_with

KINDS: dict[str, type[Record]] = {"insight": Insight, "learning": Learning}
AGES = (("1", "The last year"), ("3", "The last three years"))
MOST = 100


@dataclass(frozen=True)
class ShelfItem:
    """One thing another project shares, in words. `on` is when it was heard or learned."""

    kind: str
    pk: object
    title: str
    more: str
    groups: tuple[str, ...]
    place: str
    theme: str
    source: str
    on: dt.date | None
    project: str
    organisation: str

    @property
    def words(self) -> str:
        """Everything a search looks through, with the other words people use for the groups it speaks of."""
        said = " ".join((self.title, self.more, *self.groups, self.place, self.theme, self.project))
        others = [word for group in groups_named_in(said) for word in group.all_words]
        return plain(" ".join((said, *others)))


@dataclass(frozen=True)
class Shelf:
    items: tuple[ShelfItem, ...]
    count: int
    themes: tuple[str, ...]


def shelf_for(user, project, *, text: str = "", place: str = "", theme: str = "", years: str = "") -> Shelf:
    """What others share with this person that fits everything asked for, newest first. An empty word asks nothing."""
    items = [*_insights(user, project), *_learning(user, project)]
    themes = tuple(sorted({item.theme.lower() for item in items if item.theme}))
    place_name = names_of_places().get(place, "")
    oldest = timezone.localdate() - dt.timedelta(days=round(365.25 * int(years))) if years.isdecimal() else dt.date.min
    words = beginnings(text)
    fitting = [
        item
        for item in items
        if all(f" {word}" in f" {item.words}" for word in words)
        and (not place_name or item.place == place_name)
        and (not theme or item.theme.lower() == theme)
        and (item.on or dt.date.min) >= oldest
    ]
    fitting.sort(key=lambda item: item.on or dt.date.min, reverse=True)
    return Shelf(tuple(fitting[:MOST]), len(fitting), themes)


def item_for(user, project, kind: str, pk) -> ShelfItem | None:
    """One item, if it is shared with this person."""
    found = {"insight": _insights, "learning": _learning}[kind](user, project, pk=pk)
    return found[0] if found else None


def _insights(user, project, **only) -> list[ShelfItem]:
    records = Insight.objects.filter(shared_with(user, project), **only).select_related("project__organisation")
    source = record_kind("insight").question("source")
    return [
        ShelfItem(
            kind="insight",
            title=record.title,
            more=_insight_words(record),
            groups=_groups_of(record),
            theme=record.details.get("theme") or "",
            source=source.text_of(record.source) if record.source else "",
            on=record.heard_on,
            **_where(record),
        )
        for record in records.prefetch_related("focus_groups")
    ]


def _learning(user, project, **only) -> list[ShelfItem]:
    records = Learning.objects.filter(shared_with(user, project), **only).select_related("project__organisation")
    return [
        ShelfItem(
            kind="learning",
            title=record.title,
            more="\n".join(filter(None, (record.details.get("happened"), record.details.get("advice")))),
            groups=(),
            theme="",
            source="Learning note",
            on=record.learned_on,
            **_where(record),
        )
        for record in records
    ]


def _where(record: Record) -> dict:
    """A place where the record names one; where not, the places of its project when there is just one."""
    names, places = names_of_places(), record.project.places
    place = record.details.get("place") or (places[0] if len(places) == 1 else "")
    own = {"pk": record.pk, "place": names.get(place, "")}
    return own | {"project": record.project.name, "organisation": record.project.organisation.short_name}


def _groups_of(record: Insight) -> tuple[str, ...]:
    named = [group.who or group.title for group in record.focus_groups.all() if group.removed_at is None]
    return tuple(named) or tuple(filter(None, [record.details.get("group")]))


def _insight_words(record: Insight) -> str:
    """What was said; a quote only where the person agreed to its use."""
    quote = record.details.get("quote") if record.details.get("quote_consent") == "yes" else ""
    return "\n".join(filter(None, (record.details.get("summary"), f"“{quote}”" if quote else "")))
