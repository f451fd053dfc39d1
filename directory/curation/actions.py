"""Everything that changes the directory. Keyword-only; `by` is the person doing it. Every entry keeps its history."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.audit import record as note_in_trail

from ..models import Entry, Partner, Report, Resource

CHECK_AGAIN_AFTER = timedelta(days=365)


@transaction.atomic
def add_entry(*, model: type[Entry], values: dict, by) -> Entry:
    """A new entry, published at once. Its slug is made from its name, with a number where that is taken."""
    title = values.get("name") or values["title"]
    entry = model(slug=_free_slug(model, title), provenance=Entry.Provenance.ADDED, edited_by_curator=True)
    _put(entry, values)
    entry.save(force_insert=True)
    note_in_trail(by=by, verb="added directory entry", on=entry, note=entry.slug)
    return entry


@transaction.atomic
def change_entry(*, entry: Entry, values: dict, by) -> Entry:
    """Saves what a curator wrote; later loads of the data leave it as it is."""
    entry = type(entry).objects.select_for_update().get(pk=entry.pk)
    _remember_as_loaded(entry)
    _put(entry, values)
    entry.edited_by_curator = True
    entry.save()
    note_in_trail(by=by, verb="changed directory entry", on=entry, note=entry.slug)
    return entry


def _put(entry: Entry, values: dict) -> None:
    """An address that nobody has opened is kept as a suggestion, and is shown to nobody but curators."""
    for name, value in values.items():
        setattr(entry, name, value)
    if not entry.confirmed:
        entry.suggested_address, entry.website = entry.website or entry.suggested_address, ""
    else:
        entry.suggested_address = ""
        entry.last_checked_on = timezone.localdate()
    entry.review_on = entry.review_on or timezone.localdate() + CHECK_AGAIN_AFTER
    entry.refresh_search_words()


def _remember_as_loaded(entry: Entry) -> None:
    """Entries come with the data, without a history: what one said before its first change is kept too."""
    if not entry.history.exists():
        entry._history_user, entry._history_date = None, entry.changed_at
        type(entry).history.bulk_history_create([entry])
        del entry._history_user, entry._history_date


def _free_slug(model: type[Entry], title: str) -> str:
    base = slugify(title)[:70] or "entry"
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def mark_checked(*, entry: Entry, by) -> None:
    """A curator has looked at an entry today and found it right."""
    entry.last_checked_on = timezone.localdate()
    entry.review_on = entry.last_checked_on + CHECK_AGAIN_AFTER
    entry.save()
    note_in_trail(by=by, verb="checked directory entry", on=entry, note=entry.slug)


@transaction.atomic
def retire_entry(*, entry: Entry, by) -> None:
    """Takes an entry out of the directory. Projects that name it keep their link; it can be brought back."""
    _set_retired(entry, timezone.now(), by, "retired directory entry")


@transaction.atomic
def bring_back_entry(*, entry: Entry, by) -> None:
    entry.merged_into = None
    _set_retired(entry, None, by, "brought back directory entry")


def _set_retired(entry: Entry, moment, by, verb: str) -> None:
    if bool(entry.retired_at) == bool(moment):
        return
    entry.retired_at, entry.edited_by_curator = moment, True
    entry.save()
    note_in_trail(by=by, verb=verb, on=entry, note=entry.slug)


@transaction.atomic
def merge_entries(*, entry: Entry, into: Entry, by) -> Entry:
    """Two entries of one and the same: `entry` goes, `into` stays and takes over everything that points at it, in every
    app. Readers of the old address are led to the new one."""
    for relation in entry._meta.related_objects:
        if relation.field.name == "merged_into":
            entry.merged_from.update(merged_into=into)
        elif relation.one_to_many and not relation.related_model._meta.model_name.startswith("historical"):
            relation.related_model._base_manager.filter(**{relation.field.name: entry}).update(
                **{relation.field.name: into}
            )
    into.steps = [*into.steps, *(step for step in entry.steps if step not in into.steps)]
    for name in ("areas", "groups"):
        if hasattr(into, name):
            here = getattr(into, name)
            setattr(into, name, [*here, *(one for one in getattr(entry, name) if one not in here)])
    into.edited_by_curator = True
    into.refresh_search_words()
    into.save()
    entry.merged_into, entry.edited_by_curator, entry.retired_at = into, True, timezone.now()
    entry.save()
    note_in_trail(by=by, verb="merged directory entries", on=into, note=f"{entry.slug} into {into.slug}")
    return into


@transaction.atomic
def report_change(*, about: str, text: str, by, entry: Entry | None = None) -> Report:
    """Anybody says what should change. Sent twice, as by a double click, it stands once."""
    links = {
        "partner": entry if isinstance(entry, Partner) else None,
        "resource": entry if isinstance(entry, Resource) else None,
    }
    report, is_new = Report.objects.get_or_create(about=about, text=text, reported_by=by, settled_at=None, **links)
    if is_new:
        note_in_trail(by=by, verb="reported directory change", on=report, note=entry.slug if entry else "")
    return report


@transaction.atomic
def settle_report(*, report: Report, outcome: str, by) -> None:
    report.outcome, report.settled_at, report.settled_by = outcome, timezone.now(), by
    report.save()
    note_in_trail(by=by, verb="settled directory report", on=report)
