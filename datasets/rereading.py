"""Reading a file another way than before. What the earlier reading gave stands until the new one has worked."""

from dataclasses import asdict

from django.db import transaction

from accounts.audit import record as note_in_trail
from datasets.analysis.identifiers.patterns import holds_identifier

from .actions import NAME_HELD_IDENTIFIER, FileIsGone, read_anew, remember, take_file
from .models import STANDING, Dataset, Status
from .reading_choices import period_as_days, period_as_kept, with_unit
from .uploads import StoredUpload


class IsHereAlready(ValueError):
    """The file chosen is another dataset of the same project."""

    def __init__(self, present: Dataset):
        super().__init__(f"This file is here already, as “{present.label}”. Choose the one that belongs to this data.")


@transaction.atomic
def read_otherwise(
    *, dataset: Dataset, said: dict, upload: StoredUpload | None = None, file_name: str = "", by
) -> Dataset:
    """Has a file read as a person says: `said` holds read_as, unit and missing_as.

    Without an upload the file must still be here, or FileIsGone is raised. The columns a person matched are kept where
    the headings are the same."""
    dataset = Dataset.objects.select_for_update().select_related("project").get(pk=dataset.pk)
    if dataset.is_working:
        return dataset
    if upload is None and not dataset.has_file:
        raise FileIsGone("The file is no longer here: files are deleted after a day. Choose it again.")
    sha256 = upload.sha256 if upload else (dataset.wanted or {}).get("sha256", dataset.sha256)
    _check_not_another(dataset, sha256)
    wanted = _wanted(dataset, said) | {"sha256": sha256, "noted": _noted(dataset, upload, file_name)}
    if upload:
        take_file(dataset, upload)
    has_columns = wanted.pop("has_columns")
    if dataset.status in STANDING:
        dataset.wanted = wanted
        dataset.save(update_fields=["wanted"])
    else:
        _follow(dataset, wanted)
    read_anew(dataset, Status.COUNTING if has_columns else Status.WAITING, by)
    note_in_trail(by=by, verb="read data another way", on=dataset, project=dataset.project)
    return dataset


def _wanted(dataset: Dataset, said: dict) -> dict:
    """What the new reading follows. Columns that a person chose at matching, and that wait for the file, go first."""
    waiting = (dataset.wanted or {}).get("columns")
    return {
        "read_as": said["read_as"],
        "missing_as": said["missing_as"],
        "unit": said["unit"],
        "period": period_as_kept(dataset.period_from, dataset.period_to),
        "mapping": waiting or (dataset.mapping if dataset.matched_at else None),
        "has_columns": bool(waiting),
        "was": dataset.status,
    }


def _noted(dataset: Dataset, upload: StoredUpload | None, file_name: str) -> list[dict]:
    if upload is None:
        return dataset.problems
    return [asdict(NAME_HELD_IDENTIFIER)] if holds_identifier(file_name) else []


def _check_not_another(dataset: Dataset, sha256: str) -> None:
    others = Dataset.objects.of(dataset.project).kept().light().exclude(pk=dataset.pk)
    if present := others.filter(sha256=sha256).first():
        raise IsHereAlready(present)


def _follow(dataset: Dataset, wanted: dict) -> None:
    """Nothing has been read yet, so nothing has to be kept beside what is now said."""
    dataset.read_as, dataset.missing_as, dataset.unit = wanted["read_as"], wanted["missing_as"], wanted["unit"]
    dataset.sha256, dataset.problems, dataset.wanted = wanted["sha256"], wanted["noted"], None
    dataset.period_from, dataset.period_to = period_as_days(wanted["period"])
    names = ["read_as", "missing_as", "unit", "sha256", "problems", "wanted", "period_from", "period_to"]
    dataset.save(update_fields=names)


@transaction.atomic
def keep_columns_for_file(*, dataset: Dataset, mapping, unit: str, by) -> None:
    """Columns or a unit were chosen that need the file, which is gone: they wait until it is chosen again."""
    dataset = Dataset.objects.select_for_update().select_related("project").get(pk=dataset.pk)
    if dataset.is_working:
        return
    read_as = with_unit(dataset.read_as, unit) if unit != dataset.unit else dataset.read_as
    said = {"read_as": read_as, "missing_as": dataset.missing_as, "unit": unit, "columns": mapping.to_json()}
    dataset.wanted = said | {"was": dataset.status, "problems": [], "sha256": dataset.sha256}
    dataset.save(update_fields=["wanted"])
    remember(organisation=dataset.project.organisation, mapping=mapping)
    note_in_trail(by=by, verb="chose columns anew", on=dataset, project=dataset.project)


@transaction.atomic
def keep_as_it_stands(*, dataset: Dataset, by) -> None:
    """Lets go of a reading that did not work, or was never begun; what was there before stands."""
    dataset = Dataset.objects.select_for_update().select_related("project").get(pk=dataset.pk)
    if dataset.is_working or dataset.wanted is None:
        return
    dataset.wanted = None
    dataset.save(update_fields=["wanted"])
    note_in_trail(by=by, verb="kept data as it was read", on=dataset, project=dataset.project)
