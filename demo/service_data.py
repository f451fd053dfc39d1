"""Uploads the invented appointments of the heart failure service, as its team would, and uses what they show."""

from contextlib import closing

from django.utils import timezone

from datasets.actions import add_dataset, confirm_matching
from datasets.analysis.mapping import Mapping
from datasets.frozen import Place
from datasets.handing_on import make_finding, set_baseline
from datasets.models import Dataset, Status, Unit
from datasets.profiles import profile_of_dataset
from datasets.tasks import read_dataset
from datasets.uploads import PrivateUpload, StoredUpload
from projects.models import Project
from worksheets.actions import change_record
from worksheets.models import Finding, FocusGroup, Indicator
from worksheets.values import values_of

from .service_rows import full_months, heart_failure_rows, last_day

SEED, FILE_NAME = 53, "appointments.csv"
SECOND_GAP = "did_not_attend:ethnicity:Asian: Pakistani"
SAID_OF_THE_GAP = {
    "aspect": "access",
    "pathway_point": "first_visit",
    "meaning": "Something between the letter and the clinic door works less well for them.",
    "caveat": "Cancelled appointments are left out, and home visits are on another list.",
}


def add_heart_failure_data(project: Project, by) -> Dataset:
    """Uploads and counts the file, makes its two largest gaps findings, links each to the focus group it is about, and
    freezes where the gap indicator starts."""
    dataset = _upload(project, by)
    best = profile_of_dataset(dataset).candidates[0]
    gap = Place(best.measure, best.field, best.group)
    for key, is_primary in ((best.key, True), (SECOND_GAP, False)):
        group = FocusGroup.objects.of(project).get(is_primary=is_primary)
        finding, _ = make_finding(dataset=dataset, candidate_key=key, by=by)
        _change(finding, SAID_OF_THE_GAP | {"place": group.place}, by)
        _change(group, {"findings": [*values_of(group)["findings"], str(finding.pk)]}, by)
    set_baseline(indicator=Indicator.objects.of(project).get(measures_gap=True), dataset=dataset, place=gap, by=by)
    return dataset


def _upload(project: Project, by) -> Dataset:
    """The file, read at once instead of by the worker: what the worker finds in its queue later is done already."""
    months = full_months(timezone.localdate())
    with closing(_arrived(heart_failure_rows(SEED).encode())) as upload:
        dataset, _ = add_dataset(
            project=project,
            upload=upload,
            file_name=FILE_NAME,
            by=by,
            label=f"Appointments, {months[0]:%B %Y} to {months[-1]:%B %Y}",
            unit=Unit.APPOINTMENT,
            period_from=months[0],
            period_to=last_day(months[-1]),
        )
        read_dataset.call(str(dataset.pk), dataset.attempt)
        dataset.refresh_from_db()
        if dataset.status != Status.TO_MATCH:
            raise RuntimeError(f"The demonstration’s own file could not be read: {dataset.problems}")
        return confirm_matching(dataset=dataset, mapping=Mapping.from_json(dataset.mapping), unit=dataset.unit, by=by)


def _arrived(content: bytes) -> StoredUpload:
    """The file in the private folder, as if it had come by a form."""
    handler = PrivateUpload()
    handler.handle_raw_input(None, {}, len(content), None)
    handler.new_file("file", FILE_NAME, "text/csv", len(content))
    handler.receive_data_chunk(content, 0)
    return handler.file_complete(len(content))


def _change(record: Finding | FocusGroup, answers: dict, by) -> Finding | FocusGroup:
    return change_record(record=record, answers=values_of(record) | answers, seen_version=record.version, by=by)
