"""Actions and indicators go out as an Excel file and come in again: only what was changed changes, nothing in a cell is
run, and what cannot be taken is named by its cell."""

import io
import re
import subprocess
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.models import AuditEvent
from tests.pages import check_page, open_page
from tests.worksheets.records import add
from worksheets import actions
from worksheets.lists import forms
from worksheets.lists.reading import read_list
from worksheets.models import Action, Indicator
from worksheets.values import values_of

pytestmark = pytest.mark.django_db
FORMULA = "=SUM(1+1)*cmd|calc!A0"
HEADINGS = {"ref": "Reference", "title": "What will be done?", "owner": "Owner", "due": "Due", "status": "Status"}


@pytest.fixture
def thread(project, people):
    """An adjustment, and three actions that say much."""
    change = add("adjustment", project, people.lead, title="Ring before the visit", choice="do_now")
    first = add("action", project, people.lead, title="Buy phones", adjustments=[change], owner=people.lead,
                due_on="2027-01-31", status="under_way", percent=40, notes="Line one\nLine “two”")  # fmt: skip
    second = add("action", project, people.lead, title=FORMULA, cost="-5", blocked_by="@here", status="blocked")
    third = add("action", project, people.lead, title="Train staff", due_on="2027-03-31", horizon="days_90")
    return {"change": change, "actions": [first, second, third]}


@pytest.fixture
def client(client_for, people):
    return client_for(people.editor)


@pytest.fixture(autouse=True)
def in_this_process(request, monkeypatch):
    """A child process costs a second each time; the test with LibreOffice reads in one, as the site does."""

    class Read:
        problem = None

        def __init__(self, result):
            self.result = result

    if "thorough" not in request.keywords:
        monkeypatch.setattr(forms, "run_in_child", lambda path, wanted, limits: Read(read_list(**wanted)))


def at(name, project, kind="action"):
    return reverse(f"worksheets:{name}", args=[project.pk, kind])


def take(client, project, kind="action") -> bytes:
    answer = client.get(at("take_list", project, kind))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return answer.content


def edited(data: bytes, change) -> bytes:
    """The workbook as somebody saves it after `change(sheet, cell)`; cell(ref, heading) finds a cell."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    headings = [one.value for one in sheet[1]]
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    rows["new"] = next(row for row in range(2, sheet.max_row + 1) if not any(c.value for c in sheet[row]))

    def cell(ref, heading):
        return sheet.cell(rows[ref], headings.index(HEADINGS.get(heading, heading)) + 1)

    change(sheet, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def load(client, project, data: bytes, kind="action", status=200):
    url = at("load_changes", project, kind)
    return open_page(client, url, post={"file": SimpleUploadedFile("Names of patients.xlsx", data)}, status=status)


def save(client, project, page, kind="action"):
    sealed = re.search(r'name="sealed" value="([^"]+)"', page.html)[1]
    return check_page(client.post(at("load_changes", project, kind), {"sealed": sealed}, follow=True))


def as_they_stand(project) -> dict:
    return {one.ref: (one.version, values_of(one)) for one in Action.objects.of(project)}


def test_what_was_not_touched_changes_nothing(client, project, thread):
    page = load(client, project, take(client, project))
    assert "Nothing changes." in page.text
    assert "sealed" not in page.html


def test_it_is_made_to_be_filled_in(client, project, people, thread):
    book = load_workbook(io.BytesIO(take(client, project)))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Actions", "visible"), ("How to use", "visible"), ("Choices", "visible"), ("As taken out", "hidden"),
    ]  # fmt: skip
    sheet = book["Actions"]
    row = dict(zip([one.value for one in sheet[1]], sheet[2], strict=True))
    assert row["Due"].value.isoformat() == "2027-01-31T00:00:00"
    assert row["Due"].is_date
    assert row["Owner"].value == people.lead.email
    assert row["Which adjustments does it bring about?"].value == "J1"
    assert row["Status"].value == "Under way"
    assert sheet.freeze_panes == "C2"
    lists = {one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert any("Choices" in one for one in lists)
    offered = {one.value for row in book["Choices"].iter_rows() for one in row}
    assert {"Under way", people.editor.email, "J1 Ring before the visit"} <= offered


def test_no_cell_is_a_formula_whatever_somebody_typed(client, project, thread):
    data = take(client, project)
    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "-", "@"))
    xml = "".join(zipfile.ZipFile(io.BytesIO(data)).read(f"xl/worksheets/sheet{n}.xml").decode() for n in range(1, 5))
    assert "<f>" not in xml


def test_one_cell_changed_changes_one_answer(client, project, people, thread):
    before = as_they_stand(project)

    def change(sheet, cell):
        cell("T3", "due").value = "30/4/2027"
        cell("T3", "owner").value = people.editor.email.upper()
        cell("T1", "status").value = "done"

    page = load(client, project, edited(take(client, project), change))
    assert "2 actions change, nothing else." in page.text
    assert "Nothing has been saved yet" in page.text
    assert "Due Now 31 March 2027 Then 30 April 2027" in page.text
    assert "Status Now Under way Then Done" in page.text
    assert as_they_stand(project) == before
    saved = save(client, project, page)
    assert "2 actions saved: 2 changed" in saved.text
    after = as_they_stand(project)
    assert after["T2"] == before["T2"]
    changed = {ref: {key for key in now[1] if now[1][key] != before[ref][1].get(key)} for ref, now in after.items()}
    assert changed == {"T1": {"status"}, "T2": set(), "T3": {"due_on", "owner"}}
    assert after["T3"][1]["owner"] == str(people.editor.pk)
    assert AuditEvent.objects.filter(verb="changed action").count() == 2
    assert AuditEvent.objects.filter(verb="loaded list of actions", note="2 changed, 0 added").exists()
    save(client, project, page)
    assert as_they_stand(project) == after


def test_a_new_row_is_added_once(client, project, thread):
    def change(sheet, cell):
        cell("new", "title").value = "Print large letters"
        cell("new", "Which adjustments does it bring about?").value = "J1 Ring before the visit"

    data = edited(take(client, project), change)
    page = load(client, project, data)
    assert "1 action is new, nothing else." in page.text
    save(client, project, page)
    save(client, project, page)
    made = Action.objects.of(project).get(title="Print large letters")
    assert made.adjustments.get() == thread["change"]
    again = load(client, project, data)
    assert "is here already, as T4" in again.text
    assert Action.objects.of(project).count() == 4


def test_what_somebody_else_changed_meanwhile_stays(client, project, people, thread):
    def change(sheet, cell):
        cell("T1", "title").value = "Buy two phones"
        cell("T1", "due").value = "1/2/2027"

    data = edited(take(client, project), change)
    answers = {"title": "Buy three phones", "start_on": "2026-12-01"}
    actions.change_record(record=thread["actions"][0], answers=answers, seen_version=1, by=people.lead)
    page = load(client, project, data)
    assert "Somebody else changed these meanwhile" in page.text
    assert "Stays Buy three phones In your file Buy two phones" in page.text
    after = save(client, project, page)
    assert "Left as somebody else had changed them meanwhile: T1, " in after.text
    now = Action.objects.get(pk=thread["actions"][0].pk)
    assert (now.title, now.start_on.isoformat(), now.due_on.isoformat()) == (
        "Buy three phones",
        "2026-12-01",
        "2027-02-01",
    )


def test_changed_between_the_look_and_the_yes_nothing_is_saved(client, project, people, thread):
    def change(sheet, cell):
        cell("T1", "due").value = "1/2/2027"
        cell("T3", "title").value = "Train everybody"

    page = load(client, project, edited(take(client, project), change))
    actions.change_record(record=thread["actions"][2], answers={"title": "Train few"}, seen_version=1, by=people.lead)
    before = as_they_stand(project)
    assert "nothing was saved" in save(client, project, page).text
    assert as_they_stand(project) == before


FAULTS = [
    ("due", "31/2/2027", "is not a date"),
    ("due", 44000, "This is a number, not a date"),
    ("due", "=TODAY()", "There is a formula in this cell"),
    ("title", "=A1", "There is a formula in this cell"),
    ("title", "Ring 943 476 5919", "looks like it holds an NHS number"),
    ("title", "Visit DE1 3QT", "looks like it holds a full postcode"),
    ("title", "Ring him, born 3/4/1951", "looks like it holds a date of birth"),
    ("title", "x" * 301, "at most 300 characters"),
    ("title", None, "Say in one sentence what will be done"),
    ("owner", "somebody@elsewhere.example", "is not on the project’s team"),
    ("owner", "Amina", "is not an email address"),
    ("status", "Doing", "is not one of the choices"),
    ("How many per cent are done, if you keep count?", "half", "enter a number"),
    ("Which adjustments does it bring about?", "J9", "is not a reference that can stand here"),
    ("ref", "T99", "There is no action T99 here"),
    ("ref", "T3", "T3 stands in row"),
]


def rounds(faults) -> list[list]:
    """As many faults at once as stand in different columns; a wrong reference hides what stands beside it."""
    found: list[list] = []
    for fault in faults:
        free = (
            one for one in found if fault[0] not in {other[0] for other in one} and "ref" not in (fault[0], one[0][0])
        )
        fitting = next(free, None)
        if fitting is None:
            found.append([fault])
        else:
            fitting.append(fault)
    return found


def test_each_cell_that_cannot_be_taken_is_named(client, project, thread):
    data, before = take(client, project), as_they_stand(project)
    for faults in rounds(FAULTS):

        def change(sheet, cell, faults=faults):
            for heading, value, _ in faults:
                cell("T1", heading).value = value
                cell("T1", heading).number_format = "General"

        page = load(client, project, edited(data, change))
        assert f"{len(faults)} cell" in page.text, (faults, page.text)
        assert "mending first" in page.text
        assert "sealed" not in page.html
        for heading, value, words in faults:
            assert words in page.text, (heading, value)
            row = 4 if value == "T3" else 2
            assert f"Actions, row {row}: {HEADINGS.get(heading, heading)}" in page.text
    assert as_they_stand(project) == before


def test_a_file_that_is_not_this_list_is_refused(client, project, people, other_world, thread, client_for):
    data = take(client, project)
    theirs = take(client_for(other_world.people.editor), other_world.project)
    blank = io.BytesIO()
    Workbook().save(blank)

    def with_part(name):
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(name, "x")
        return out.getvalue()

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 62_000_000)
    entity = io.BytesIO(data)
    with zipfile.ZipFile(entity, "a") as archive:
        archive.writestr("xl/more.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    for content, words in (
        (theirs, "taken from another project"),
        (take(client, project, "indicator"), "This is another list"),
        (blank.getvalue(), "This is not a list of actions"),
        (b"Reference,What\n", "not an Excel workbook"),
        (data[:3000], "damaged"),
        (with_part("xl/vbaProject.bin"), "macros"),
        (with_part("xl/externalLinks/externalLink1.xml"), "links to other files"),
        (bomb.getvalue(), "far too large"),
        (entity.getvalue(), "not safe to open"),
    ):
        page = load(client, project, content, status=422)
        assert words in page.text, words


def test_a_seal_of_another_project_or_none_of_ours_changes_nothing(client, project, thread):
    before = as_they_stand(project)
    answer = client.post(at("load_changes", project), {"sealed": "made up"}, follow=True)
    assert "nothing was saved" in check_page(answer).text
    assert as_they_stand(project) == before


def test_indicators_go_out_without_true_counts(client, project, people):
    counts = {"baseline_count": 12, "baseline_hits": 5, "comparator_count": 874, "comparator_hits": 3}
    add("indicator", project, people.lead, title="Missed visits", figure="share_people", measures_gap="yes",
        domain="other", domain__other="Trust", split_fields=["age", "other"],
        baseline_value="5 of 12", **counts)  # fmt: skip
    data = take(client, project, "indicator")
    words = [str(cell.value) for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert not {"12", "5", "874", "3"} & set(words)
    assert "5 of 12" not in " ".join(words)
    assert "Nothing changes." in load(client, project, data, "indicator").text

    def only_target(sheet, cell):
        cell("K1", "Target").value = 0.1
        cell("K1", "Target").number_format = "0%"

    save(client, project, load(client, project, edited(data, only_target), "indicator"), "indicator")
    made = Indicator.objects.of(project).get()
    assert (made.target_value, made.baseline_value) == ("10%", "5 of 12")
    assert {key: made.details[key] for key in counts} == counts


def test_readers_take_it_without_contact_details(client_for, people, project, thread):
    actions.change_record(record=thread["actions"][0], answers={"others_helping": "Ask x@y.example"}, seen_version=1,
                          by=people.lead)  # fmt: skip
    data = take(client_for(people.viewer), project)
    words = " ".join(str(c.value) for s in load_workbook(io.BytesIO(data)) for row in s.iter_rows() for c in row)
    assert "x@y.example" not in words
    assert people.lead.email not in words
    assert people.lead.name in words


def test_the_pages_lead_there(client, project, thread):
    take_url = at("take_list", project)
    assert take_url in open_page(client, reverse("worksheets:track_actions", args=[project.pk])).links
    assert take_url in open_page(client, reverse("plans:list_files", args=[project.pk])).links
    indicators = open_page(client, reverse("worksheets:list_records", args=[project.pk, "indicator"])).links
    assert at("load_changes", project, "indicator") in indicators
    assert client.get(at("take_list", project, "barrier")).status_code == 404


@pytest.mark.thorough
def test_edited_in_libreoffice_only_that_changes(client, project, people, thread, tmp_path):
    """Opened and saved by LibreOffice, edited, opened and saved again: as somebody without Excel does it."""
    before = as_they_stand(project)

    def through_libreoffice(data: bytes, name: str) -> bytes:
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
        office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                  "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "in" / name)]  # fmt: skip
        said = subprocess.run(office, capture_output=True, timeout=180, check=True)
        assert b"repair" not in (said.stdout + said.stderr).lower()
        return (tmp_path / "out" / name).read_bytes()

    untouched = through_libreoffice(take(client, project), "untouched.xlsx")
    assert "Nothing changes." in load(client, project, untouched).text

    def change(sheet, cell):
        cell("T1", "status").value = "Blocked"

    changed = through_libreoffice(edited(untouched, change), "changed.xlsx")
    page = load(client, project, changed)
    assert "1 action changes, nothing else." in page.text
    save(client, project, page)
    after = as_they_stand(project)
    assert {ref for ref in after if after[ref] != before[ref]} == {"T1"}
    assert after["T1"][1] == before["T1"][1] | {"status": "blocked"}
