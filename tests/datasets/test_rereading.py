"""What reading found is shown, and each part can be said otherwise: with the file at hand, or chosen once more."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from datasets import reaper
from datasets.models import Dataset, Status
from datasets.profiles import profile_of_dataset
from datasets.tasks import read_dataset
from tests.pages import check_page, open_page

from .conftest import appointments

pytestmark = pytest.mark.thorough

LINES = appointments(60).decode().split("\n")
REPORT = "\n".join(["Booking system;;;;;;", "Run on 3 April;;;;;;", "", *(line.replace(",", ";") for line in LINES)])
REPORT_FILE = (REPORT + "\nTotal;60;;;;;\n").encode()


def workbook(**sheets) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SHEETS = {"Now": LINES[:41], "Before": LINES[:1] + LINES[41:]}


@pytest.fixture
def report(upload, client_for, people):
    return upload(client_for(people.editor), REPORT_FILE, missing_as="Not known")


@pytest.fixture
def confirm(client_for, people, address, django_capture_on_commit_callbacks):
    def press(dataset: Dataset, **answers) -> Dataset:
        with django_capture_on_commit_callbacks(execute=True):
            client_for(people.editor).post(address("match_columns", dataset), answers)
        dataset.refresh_from_db()
        if dataset.is_working:
            with django_capture_on_commit_callbacks(execute=True):
                read_dataset.call(str(dataset.pk), dataset.attempt)
            dataset.refresh_from_db()
        assert dataset.is_ready, dataset.problems
        return dataset

    return press


def test_what_was_found_is_shown_with_every_row_accounted_for(report, client_for, people, address):
    text = open_page(client_for(people.editor), address("match_columns", report)).text
    for words in (
        "Headings Row 4 2 lines above were not read as data",
        "Between the cells: semicolon",
        "Letters written as: UTF-8",
        "Also “not known” Not known",
        "61 read = 60 used + 1 set aside",
        "1 row set aside: A total or subtotal row (row 65)",
        "Not read as you expected?",
    ):
        assert words in text
    assert report.rows["read"] == report.rows["profiled"] + report.rows["set_aside"]


def test_only_what_the_file_has_is_asked(report, upload, client_for, people, address):
    client = client_for(people.editor)
    page = open_page(client, address("read_again", report))
    assert "As we found it: semicolon" in page.text
    assert "We took row 4" in page.text
    assert "Rows taken for totals (1)" in page.text
    assert "Sheet with the table" not in page.text
    assert "The file, once more" not in page.text, "it is still here"
    book = upload(client, workbook(**SHEETS), name="book.xlsx")
    page = open_page(client, address("read_again", book))
    assert "As we found it: “Now”" in page.text
    assert "Before" in page.text
    assert "Between the cells" not in page.text
    assert "How letters are written" not in page.text


def test_rows_left_out_can_be_counted_after_all(report, upload_again):
    upload_again(report, keep=["total"], missing_as=report.missing_as)
    assert report.rows == {"read": 61, "profiled": 61, "set_aside": 0, "people": 61}
    assert report.status == Status.TO_MATCH


def test_another_sheet_is_read_without_choosing_the_file_again(
    upload, upload_again, client_for, people, private_folder
):
    dataset = upload(client_for(people.editor), workbook(**SHEETS), name="book.xlsx")
    assert dataset.rows["read"] == 40
    upload_again(dataset, sheet="Before")
    assert (dataset.facts["sheet"], dataset.rows["read"]) == ("Before", 20)
    assert len(list(private_folder.iterdir())) == 1


def test_once_the_file_is_gone_it_is_chosen_again_and_what_was_matched_stays(
    report, confirm, upload_again, client_for, people, address, private_folder
):
    confirm(report, **{"column-5": ""})
    assert report.mapping["columns"]["Religion"] is None
    assert not list(private_folder.iterdir())
    page = open_page(client_for(people.editor), address("read_again", report))
    assert "We do not keep files" in page.text
    page = open_page(client_for(people.editor), address("read_again", report), post={"header_row": "3"}, status=422)
    assert "Choose a file" in page.text
    assert 'value="3"' in page.html, "what was chosen is kept"
    upload_again(report, REPORT_FILE, keep=["total"], missing_as="Not known")
    assert report.status == Status.TO_MATCH, "a new reading is checked again"
    assert report.mapping["columns"]["Religion"] is None
    assert report.missing_as == "Not known"
    assert report.unit == "appointment"


def test_a_reading_that_does_not_work_changes_nothing(
    report, confirm, upload_again, client_for, people, address, private_folder
):
    confirm(report)
    upload_again(report, REPORT_FILE, header_row="3")
    assert report.is_ready
    assert profile_of_dataset(report).rows.profiled == 60
    assert list(private_folder.iterdir()), "the file stays, since another row of headings may be all it takes"
    reaper.tend()
    assert list(private_folder.iterdir())
    client = client_for(people.editor)
    page = open_page(client, address("show_profile", report))
    assert "could not be read the new way" in page.text
    page = open_page(client, address("read_again", report))
    assert "Row 3 of this file is empty" in page.text
    assert "What you had before still stands" in page.text
    assert "The file, once more" not in page.text
    page = open_page(client, address("keep_reading", report), post={}, follow=True)
    assert "Nothing was changed" in page.text
    reaper.tend()
    assert not list(private_folder.iterdir())


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(upload, upload_again, client_for, people, address):
    client = client_for(people.editor)
    dataset = upload(client, workbook(**SHEETS), name="book.xlsx", sheet="Then", missing_as="n/k")
    assert dataset.status == Status.FAILED
    page = open_page(client, address("show_dataset", dataset))
    assert "There is no sheet “Then” in this workbook. Its sheets are: “Now”, “Before”." in page.text
    assert "The file is still here" in page.text
    page = open_page(client, address("read_again", dataset))
    assert "n/k" in page.html
    assert "How letters are written" not in page.text, "it is known to be a workbook"
    upload_again(dataset, sheet="Before", missing_as="n/k")
    assert (dataset.status, dataset.rows["read"]) == (Status.TO_MATCH, 20)


def test_stopping_a_new_reading_leaves_the_earlier_one(
    report, confirm, upload_again, client_for, people, address, private_folder, django_capture_on_commit_callbacks
):
    confirm(report)
    upload_again(report, REPORT_FILE, run=False, keep=["total"])
    assert report.is_working
    with django_capture_on_commit_callbacks(execute=True):
        client_for(people.editor).post(address("cancel_reading", report))
    report.refresh_from_db()
    assert report.is_ready
    assert report.wanted is None
    assert not list(private_folder.iterdir())


def test_the_file_of_another_dataset_is_not_taken(report, confirm, upload, client_for, people, address):
    confirm(report)
    client = client_for(people.editor)
    upload(client, appointments(), label="The other one")
    file = SimpleUploadedFile("export.csv", appointments())
    page = check_page(client.post(address("read_again", report), {"file": file}))
    assert page.status == 422
    assert "here already, as “The other one”" in page.text


def test_a_counted_table_may_be_said_to_be_none(upload, confirm, client_for, people, address):
    client = client_for(people.editor)
    dataset = upload(client, b"Ethnicity,Patients\nIndian,40\nAfrican,60\n")
    assert dataset.unit == "counted"
    confirm_later = {"unit": "person"}
    client.post(address("match_columns", dataset), confirm_later)
    dataset.refresh_from_db()
    assert dataset.read_as == {"unit": "person", "counted": False}


def test_a_file_that_could_not_be_used_is_chosen_again_with_all_that_was_said(
    upload, client_for, people, project, address
):
    client = client_for(people.editor)
    days = {"period_from_day": "1", "period_from_month": "4", "period_from_year": "2026"}
    dataset = upload(client, b"PK\x03\x04 broken", name="book.xlsx", missing_as="n/k", unit="referral", **days)
    page = open_page(client, address("show_dataset", dataset))
    assert "damaged or incomplete" in page.text
    again = reverse("datasets:upload_file", args=[project.pk]) + f"?like={dataset.pk}"
    assert again in page.links
    page = open_page(client, again)
    for kept in ('value="n/k"', 'value="Appointments, spring"', 'value="referral" checked', 'value="2026"'):
        assert kept in page.html
    assert open_page(client, reverse("datasets:upload_file", args=[project.pk]) + "?like=nonsense").status == 200


def test_unusual_files_are_told_of_at_once(upload, client_for, people):
    said = {"header_row": "4", "delimiter": "semicolon", "encoding": "cp1252"}
    dataset = upload(client_for(people.editor), REPORT_FILE, **said)
    assert dataset.read_as == {"header_row": 4, "delimiter": "semicolon", "encoding": "cp1252"}
    assert dataset.facts["encoding"] == "cp1252"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("header_row", "4.5", "must be a whole number"),
        ("header_row", "-1", "must be 0 or more"),
        ("sheet", "9434765919", "seems to hold an NHS number"),
        ("missing_as", "ada@example.test", "These words seem to hold"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client_for, people, project, field, typed, said):
    data = {"label": "Appointments", field: typed, "file": SimpleUploadedFile("export.csv", REPORT_FILE)}
    page = check_page(client_for(people.editor).post(reverse("datasets:upload_file", args=[project.pk]), data))
    assert page.status == 422
    assert said in page.text
    assert '<details class="nhsuk-details" open>' in page.html
