"""Data goes when somebody deletes it or when nobody has used it for 24 months; its true counts are then nowhere."""

import datetime as dt
import io
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from datasets import retention
from datasets.frozen import Place
from datasets.handing_on import make_finding, set_baseline
from datasets.models import Dataset
from datasets.reaper import tend
from projects import tending
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets.actions import change_record
from worksheets.models import Finding, Indicator
from worksheets.queries import picture_of
from worksheets.values import values_of

# Counts that nothing else in the database can be.
SEEN, MISSED, OTHERS, OTHERS_MISSED = 4613, 1487, 9251, 1223
PLANTED = {SEEN, MISSED, OTHERS, OTHERS_MISSED, SEEN - MISSED, OTHERS - OTHERS_MISSED, SEEN + OTHERS}
NUMBER = re.compile(r"(?<![\d.a-f-])\d[\d,]*(?![\da-f-])")


def file_of_counts() -> bytes:
    """Already counted, so that a test need not read thousands of rows."""
    rows = ["Ethnicity,Attendance,Number"]
    rows += [f"Asian or Asian British: Pakistani,Did not attend,{MISSED}"]
    rows += [f"Asian or Asian British: Pakistani,Attended,{SEEN - MISSED}"]
    rows += [f"White: British,Did not attend,{OTHERS_MISSED}", f"White: British,Attended,{OTHERS - OTHERS_MISSED}"]
    return "\n".join(rows).encode()


def dump() -> str:
    """Every value of every table, history and sessions among them."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def planted_in(text: str) -> set[int]:
    return {int(one.replace(",", "")) for one in NUMBER.findall(text)} & PLANTED


@pytest.fixture
def used(ready, project, people):
    """A dataset that a finding and a baseline rest on, both of which have a history."""
    dataset = ready(file_of_counts())
    key = "did_not_attend:ethnicity:Asian: Pakistani"
    finding, _ = make_finding(dataset=dataset, candidate_key=key, by=people.editor)
    change_record(record=finding, answers=values_of(finding) | {"meaning": "Letters come late"}, seen_version=1,
                  by=people.editor)  # fmt: skip
    indicator = add("indicator", project, people.editor, title="Missed visits")
    set_baseline(indicator=indicator, dataset=dataset, place=Place(*key.split(":", 2)), by=people.editor)
    return dataset


@pytest.mark.thorough
def test_after_deletion_no_true_count_is_left_anywhere(used, client_for, people, address, project):
    assert planted_in(dump()) == PLANTED, "the counts are there before, so that the test can find them"
    client_for(people.lead).post(address("delete_dataset", used))
    assert not Dataset.objects.exists()
    text = dump()
    assert planted_in(text) == set(), [line for line in text.splitlines() if planted_in(line)]
    finding, indicator = Finding.objects.get(), Indicator.objects.get()
    assert finding.details["meaning"] == "Letters come late"
    assert "1,485 of 4,615" in str(finding.figures["released"]["facts"])
    assert indicator.baseline_value == "32% (1,485 of 4,615)"
    assert "exact" not in finding.figures
    assert finding.history.count() == 2
    page = open_page(
        client_for(people.editor), reverse("worksheets:show_record", args=[project.pk, "finding", finding.pk])
    )
    assert "32% (1,485 of 4,615)" in page.text
    assert f"was deleted on {dt.date.today().day} " in page.text
    assert "See it in the report" not in page.text
    open_page(client_for(people.editor), reverse("plans:show_plan", args=[project.pk]))
    open_page(
        client_for(people.viewer), reverse("worksheets:show_record_history", args=[project.pk, "finding", finding.pk])
    )


@pytest.mark.thorough
def test_a_change_forgets_when_its_earlier_file_goes(ready, upload, people, client_for, address, project):
    """The figures of a change rest on two files."""
    from tests.datasets.test_report_sections import clinic

    before, after = ready(clinic(2025, 6)), ready(clinic(2026, 3))
    key = f"change:{before.pk}:did_not_attend:ethnicity:Asian: Pakistani"
    finding, _ = make_finding(dataset=after, candidate_key=key, by=people.editor)
    assert "exact" in finding.figures
    client_for(people.lead).post(address("delete_dataset", before))
    finding.refresh_from_db()
    assert "exact" not in finding.figures
    assert "numbers" not in finding.figures
    assert "the gap narrowed" in finding.title


@pytest.fixture
def kept(project, people):
    """A dataset without content, last used so many days ago."""

    def make(days: int, label="Appointments, spring", **more) -> Dataset:
        dataset = Dataset.objects.create(
            project=more.pop("project", project), label=label, uploaded_by=people.editor, sha256=f"{days:064}", **more
        )
        Dataset.objects.filter(pk=dataset.pk).update(last_used_at=timezone.now() - dt.timedelta(days=days))
        dataset.refresh_from_db()
        return dataset

    return make


def test_data_is_kept_for_24_months_from_its_last_use(kept):
    dataset = kept(0)
    for used, last in (((2026, 3, 3), (2028, 3, 3)), ((2024, 2, 29), (2026, 2, 28)), ((2026, 12, 31), (2028, 12, 31))):
        dataset.last_used_at = timezone.make_aware(dt.datetime(*used, 12))
        assert retention.kept_until(dataset) == dt.date(*last)


def test_what_nobody_used_goes_by_itself_and_the_trail_says_why(kept):
    old, young = kept(732), kept(700)
    retention.delete_unused()
    assert list(Dataset.objects.all()) == [young]
    event = AuditEvent.objects.get(verb="deleted data")
    assert (event.on_id, event.by_name, event.note) == (str(old.pk), "System", "not used for 24 months")


def test_the_worker_looks_once_a_day(kept, monkeypatch):
    monkeypatch.setattr(tending, "_done_at", {})
    kept(732)
    tend()
    assert not Dataset.objects.exists()
    kept(733)
    tend()
    assert Dataset.objects.exists(), "a second look on the same day costs nothing"


def test_the_worked_example_keeps_its_data(kept, project):
    project.is_example = True
    project.save()
    kept(900)
    assert retention.delete_unused() == 0


def test_leads_are_warned_once_thirty_days_before(kept, people, project):
    kept(710, "Soon")
    kept(600, "Later")
    for _ in range(2):
        retention.warn_of_deletion()
    (letter,) = mail.outbox
    assert letter.to == [people.lead.email]
    assert "“Soon”, on " in letter.body
    assert "Later" not in letter.body
    texts = [end.text for end in picture_of(project).loose_ends]
    assert not [text for text in texts if "Later" in text]


def test_the_data_page_says_until_when_and_warns(kept, client_for, people, project):
    kept(710, "Soon")
    page = open_page(client_for(people.viewer), reverse("datasets:list_datasets", args=[project.pk]))
    assert "Deleted soon" in page.text
    assert "Kept until" in page.text


@pytest.mark.thorough
def test_opening_a_report_is_using_it(ready, client_for, people, address, project):
    dataset = ready(file_of_counts())
    Dataset.objects.update(last_used_at=timezone.now() - dt.timedelta(days=715), warned_at=timezone.now())
    (text,) = [end.text for end in picture_of(project).loose_ends if end.rule == 18]
    assert text.startswith("The data “Appointments, spring” has not been used for long and is deleted on ")
    page = open_page(client_for(people.viewer), address("show_profile", dataset))
    assert "Because you opened it, it is kept until" in page.text
    dataset.refresh_from_db()
    assert (timezone.now() - dataset.last_used_at).days == 0
    assert dataset.warned_at is None
    assert not [end for end in picture_of(project).loose_ends if end.rule == 18]


def test_the_command_says_first_what_it_would_do(kept):
    kept(732)
    kept(710)
    said = io.StringIO()
    call_command("delete_unused_data", "--dry-run", stdout=said)
    assert "Would delete 1 upload; 1 more within 30 days." in said.getvalue()
    assert Dataset.objects.count() == 2
    call_command("delete_unused_data", stdout=said)
    assert "Deleted 1 upload." in said.getvalue()
    assert Dataset.objects.count() == 1
