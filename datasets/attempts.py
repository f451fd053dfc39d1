"""One attempt at reading a file: claimed, kept alive, and ended. Every write is fenced by the attempt's number, so that
an attempt that was given up on, or brought back from the dead, changes nothing."""

from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from datasets.analysis.counts import VERSION
from datasets.analysis.mapping import Mapping
from datasets.analysis.profiling import profile_of
from datasets.analysis.release import release_profile

from .letters import send_letter
from .models import READ_ANOTHER_WAY, WORKING, Dataset, RememberedMapping, Status
from .profiles import profile_of_dataset
from .reading_choices import period_as_days
from .small_numbers import rule_of
from .uploads import delete_file

BEAT = 2.0  # seconds between two signs of life


def claim(dataset_id, attempt: int) -> Dataset | None:
    """Takes the attempt for this process. None where somebody has it already, or it is no longer wanted."""
    waiting = Dataset.objects.filter(pk=dataset_id, attempt=attempt, status__in=WORKING, heartbeat_at=None)
    if not waiting.update(heartbeat_at=timezone.now(), stage="", done=0, total=0):
        return None
    Dataset.objects.filter(pk=dataset_id, attempt=attempt, status=Status.WAITING).update(status=Status.READING)
    return Dataset.objects.select_related("project").get(pk=dataset_id)


def beat(dataset: Dataset, stage: str, done: int, total: int) -> bool:
    """A sign of life with how far it has come. False: the attempt is over, stop at once."""
    return bool(mine(dataset).update(heartbeat_at=timezone.now(), stage=stage[:40], done=done, total=total))


def mine(dataset: Dataset):
    """The attempt, as long as it is still wanted."""
    return Dataset.objects.filter(pk=dataset.pk, attempt=dataset.attempt, status__in=WORKING)


@transaction.atomic
def store_reading(dataset: Dataset, result) -> bool:
    """Keeps what came out of a file, all of it or nothing. `result` is a usable PipelineResult."""
    is_settled = dataset.status == Status.COUNTING
    fields = _read(dataset, result) | _as_wanted(dataset.wanted)
    fields["status"] = Status.READY if is_settled else Status.TO_MATCH
    if is_settled:
        fields["stored_as"] = ""
        transaction.on_commit(lambda: delete_file(dataset.stored_as))
    return _end(dataset, fields)


def _read(dataset: Dataset, result) -> dict:
    """What came out of a file, as it is kept."""
    mapping = result.mapping
    profile = profile_of(result.counts, mapping, facts=result.facts, rows=result.profile.rows)
    return {
        "unit": result.counts.unit,
        "facts": asdict(replace(result.facts, name="")),
        "layout": asdict(result.shape),
        "headings": list(mapping.columns),
        "columns": [asdict(column) for column in result.columns],
        "problems": [*_about_name(dataset), *(asdict(problem) for problem in _of_reading(result))],
        "set_aside": grouped(result.set_aside),
        "rows": asdict(result.profile.rows),
        "mapping": mapping.to_json(),
        "counts": result.counts.to_json(),
        "unknown_shares": shares_unknown(profile),
        "unknown_released": shares_unknown(release_profile(profile, rule_of(dataset.project))),
        "analysis_version": VERSION,
        "stage": "",
        "brought_back": 0,
    }


def _as_wanted(wanted: dict | None) -> dict:
    """A reading that took the place of an earlier one has worked: what it followed is now what holds."""
    if not wanted:
        return {"wanted": None}
    first, last = period_as_days(wanted["period"])
    return {
        "wanted": None,
        "read_as": wanted["read_as"],
        "missing_as": wanted["missing_as"],
        "sha256": wanted["sha256"],
        "period_from": first,
        "period_to": last,
    }


def _end(dataset: Dataset, fields: dict) -> bool:
    """Ends the attempt, if it is still ours, and has whoever waits for it told."""
    ended = bool(mine(dataset).update(**fields, to_tell=True))
    if ended and dataset.mail_link:
        transaction.on_commit(lambda: send_letter(dataset.pk))
    return ended


def _about_name(dataset: Dataset) -> list[dict]:
    """What was noted when the file arrived, before anything of it was read."""
    noted = dataset.wanted["noted"] if dataset.wanted else dataset.problems
    return [problem for problem in noted if problem["code"] == "identifier_in_file_name"]


def _of_reading(result) -> tuple:
    """The problems found in reading. Those of the records are worked out from the counts each time, so are not kept."""
    profile = result.profile
    again = profile_of(result.counts, result.mapping, facts=result.facts, rows=profile.rows).problems
    return profile.problems[: len(profile.problems) - len(again)]


@transaction.atomic
def refuse_file(dataset: Dataset, problems, facts=None) -> bool:
    """The file cannot be used: keeps why, and deletes it, unless reading it another way may be all that is needed."""
    fields = not_read(dataset, [asdict(problem) for problem in problems])
    if facts is not None and not dataset.wanted:
        fields["facts"] = asdict(replace(facts, name=""))
    keeps_file = any(problem.severity == "error" and problem.code in READ_ANOTHER_WAY for problem in problems)
    if keeps_file:
        return _end(dataset, fields)
    changed = _end(dataset, fields | {"stored_as": ""})
    if changed:
        transaction.on_commit(lambda: delete_file(dataset.stored_as))
    return changed


def not_read(dataset: Dataset, problems: list[dict]) -> dict:
    """How a dataset stands after a reading that did not work: as before it, where there was an earlier one."""
    if dataset.wanted:
        return {"status": dataset.wanted["was"], "wanted": dataset.wanted | {"problems": problems}, "stage": ""}
    return {"status": Status.FAILED, "problems": problems}


def fail(dataset: Dataset, message: str) -> bool:
    """Reading broke off through no fault of the file, which is kept so that it can be tried again."""
    problem = {"code": "broke_off", "severity": "error", "message": message, "row": None, "column": None}
    return _end(dataset, not_read(dataset, [problem]))


def grouped(set_aside) -> list[dict]:
    """Rows set aside as {"reason", "rows": [[first, last], ...]}: no values, and short however many there are."""
    by_reason: dict[str, list[list[int]]] = {}
    for one in sorted(set_aside, key=lambda one: one.row):
        spans = by_reason.setdefault(one.reason, [])
        if spans and spans[-1][1] + 1 == one.row:
            spans[-1][1] = one.row
        else:
            spans.append([one.row, one.row])
    return [{"reason": reason, "rows": spans} for reason, spans in by_reason.items()]


def unknown_of(dataset: Dataset) -> tuple[dict[str, float], dict[str, float]]:
    """How often each equality field is not known: as it is, and as it may be said outside the project."""
    return tuple(shares_unknown(profile_of_dataset(dataset, released=flag)) for flag in (False, True))


def shares_unknown(profile) -> dict[str, float]:
    """The share not known of each equality field that the file has."""
    fields = (field for field in profile.fields if field.group in ("guide", "national"))
    return {field.key: round(1 - field.overall.share, 4) for field in fields if field.overall.share is not None}


def remembered_for(organisation_id) -> Mapping:
    """Everything an organisation's people have confirmed so far."""
    kept = RememberedMapping.objects.filter(organisation_id=organisation_id)
    return Mapping(
        {one.heading: one.field or None for one in kept}, {one.heading: one.values for one in kept if one.values}
    )
