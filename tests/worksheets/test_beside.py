"""Comments, files and links beside a step: the team's own, and never with a patient in them."""

import io
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.models import AuditEvent
from tests.pages import open_page
from worksheets import actions_beside
from worksheets.attached.reading import read_attached
from worksheets.models import Attachment, Comment

pytestmark = pytest.mark.django_db
STEP = "service-data"


def page_of(name, project, *more):
    return reverse(f"worksheets:{name}", args=[project.pk, STEP, *more])


def word_file(text: str, **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        body = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in text.split("|"))
        namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        archive.writestr("word/document.xml", f"<w:document {namespace}><w:p>{body}</w:p></w:document>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def picture_with_place() -> bytes:
    out, place = io.BytesIO(), Image.Exif()
    place[0x010E] = "Ward 3, bed 2"
    Image.new("RGB", (8, 8), "white").save(out, "JPEG", exif=place)
    return out.getvalue()


def test_a_comment_is_read_by_the_team_and_settled(client_for, project, people):
    client = client_for(people.viewer)
    page = open_page(
        client, page_of("list_comments", project), post={"text": "Who can ask the front desk?"}, follow=True
    )
    assert "Who can ask the front desk?" in page.text
    step = open_page(client_for(people.editor), page_of("edit_step", project))
    assert "(1 open)" in step.text
    comment = Comment.objects.get()
    client.post(page_of("settle_comment", project, comment.pk))
    assert "(none open)" in open_page(client_for(people.editor), page_of("edit_step", project)).text
    assert "Settled by" in open_page(client, page_of("list_comments", project)).text


def test_a_comment_sent_twice_is_said_once(client_for, project, people):
    client = client_for(people.editor)
    for _ in range(2):
        client.post(page_of("list_comments", project), {"text": "Once"})
    assert Comment.objects.count() == 1


def test_a_comment_that_names_a_patient_stays_in_its_box(client_for, project, people):
    page = open_page(
        client_for(people.editor), page_of("list_comments", project), post={"text": "Ask 943 476 5919"}, status=422
    )
    assert "an NHS number" in page.text
    assert "Ask 943 476 5919" in page.text
    assert not Comment.objects.exists()


def test_a_link_opens_from_the_step_and_a_script_is_no_link(client_for, project, people):
    client = client_for(people.editor)
    good = {"title": "JSNA", "link": "www.derby.gov.uk/jsna"}
    page = open_page(client, page_of("add_attachment", project), post=good, follow=True)
    assert 'href="https://www.derby.gov.uk/jsna"' in page.html
    bad = {"title": "Trick", "link": "javascript:alert(1)"}
    refused = open_page(client, page_of("add_attachment", project), post=bad, status=422)
    assert "Enter a web address" in refused.text
    assert "javascript:alert" not in [row.link for row in Attachment.objects.all()]


def test_a_file_goes_out_to_the_team_as_a_download_and_leaves_nothing_when_removed(
    client_for, project, people, django_capture_on_commit_callbacks
):
    client = client_for(people.editor)
    file = SimpleUploadedFile("Jo Bloggs letter.docx", word_file("Dear all"))
    client.post(page_of("add_attachment", project), {"title": "Letter", "file": file})
    attached = Attachment.objects.get()
    assert "Bloggs" not in attached.file.name
    response = client_for(people.viewer).get(page_of("open_attachment", project, attached.pk))
    assert response.headers["Content-Disposition"] == 'attachment; filename="Letter.docx"'
    assert response.content.startswith(b"PK")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of("remove_attachment", project, attached.pk))
    assert not default_storage.exists(attached.file.name)
    assert AuditEvent.objects.filter(project_id=project.pk, verb="removed attachment").exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"Mrs Smith, NHS number 943 476 5919", "an NHS number"),
        ("a.docx", word_file("Seen 943|476|5919 today"), "an NHS number"),
        ("a.docx", word_file("Fine", word__comments="", word__macros="").replace(b"word/macros", b"word/macrox"), ""),
        ("a.docx", word_file("Fine", **{"word__vbaProject.bin": "x"}), "macros"),
        ("a.docx", word_file("Fine", **{"xl__workbook.xml": "<a/>"}), "Upload it as service data"),
        ("a.docx", word_file("Fine", **{"word__comments.xml": "<c>born 3 May 1951</c>"}), "a date of birth"),
        ("a.docx", word_file("x", **{"word__x.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "not safe to open"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.pdf", b"%PDF-1.7 broken", "damaged"),
        ("a.html", b"<html><script>alert(1)</script></html>", "cannot take this kind of file"),
        ("a.exe", b"MZ\x00\x00", "cannot take this kind of file"),
    ],
)
def test_what_a_file_holds_is_found_before_it_is_kept(name, data, says):
    seen = read_attached(data)
    words = seen["refused"] or ", ".join(seen["personal"])
    assert says in words if says else words == ""


def test_a_picture_loses_what_the_camera_wrote_into_it():
    seen = read_attached(picture_with_place())
    assert seen["kind"] == "jpg"
    assert b"Ward 3" not in seen["data"]


def test_a_step_holds_only_so_many(client_for, project, people, monkeypatch):
    monkeypatch.setattr(actions_beside, "MOST_ATTACHED", 1)
    client = client_for(people.editor)
    for title in ("First", "Second"):
        response = client.post(page_of("add_attachment", project), {"title": title, "link": "https://a.example"})
    assert response.status_code == 422
    assert Attachment.objects.count() == 1
