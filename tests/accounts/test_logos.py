"""An organisation's logo: made anew from what was uploaded, kept by its administrators, printed where asked for."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.logos import LogoRefused, keep_logo, logo_of, picture_of
from accounts.models import AuditEvent
from plans.gather import build_plan
from plans.options import PlanOptions
from plans.pdf import plan_html
from tests.pages import open_page


def picture(kind="PNG", size=(3000, 900), mode="RGB", **saved) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, "navy").save(file, kind, **saved)
    return file.getvalue()


def test_what_is_kept_is_a_small_png_on_white_with_nothing_hidden_in_it():
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    for content in (picture("JPEG", exif=exif), picture(mode="RGBA")):
        made = Image.open(io.BytesIO(picture_of(content)))
        assert (made.format, made.mode, made.size) == ("PNG", "RGB", (1200, 360))
        assert not made.info, made.info
        assert not made.getexif()


def claiming(width: int, height: int) -> bytes:
    """A small file that says it unpacks to a very large picture."""
    small = picture(size=(10, 10))
    head = b"IHDR" + struct.pack(">II", width, height) + small[24:29]
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG or JPEG"),
        (b"%PDF-1.7", "PNG or JPEG"),
        (picture()[:20], "PNG or JPEG"),
        (picture("GIF", size=(10, 10)), "PNG or JPEG"),
        (b"x" * (2 * 1024**2 + 1), "larger than 2 MB"),
        (picture(size=(26_000, 1_000)), "too many dots"),
        (claiming(10_000, 10_000), "too many dots"),
        (claiming(60_000, 60_000), "too many dots"),
    ],
    ids=["svg", "pdf", "cut", "gif", "large", "dots", "bomb", "larger bomb"],
)
def test_what_is_no_picture_is_refused_with_what_would_do(content, said):
    with pytest.raises(LogoRefused, match=said):
        picture_of(content)


def test_an_administrator_keeps_and_removes_it(client_for, people, organisation):
    client = client_for(people.org_admin)
    address = reverse("accounts:change_logo", args=[organisation.pk])
    wrong = open_page(client, address, post={"file": SimpleUploadedFile("logo.svg", b"<svg/>")}, status=422)
    assert "Choose a PNG or JPEG file" in wrong.text
    page = open_page(client, address, post={"file": SimpleUploadedFile("logo.png", picture())}, follow=True)
    assert "The logo is kept" in page.text
    shown = client.get(reverse("accounts:show_logo", args=[organisation.pk]))
    assert shown["Content-Type"] == "image/png"
    assert shown.content == logo_of(organisation)
    page = open_page(client, reverse("accounts:remove_logo", args=[organisation.pk]), post={}, follow=True)
    assert "There is no logo yet" in page.text
    assert client.get(reverse("accounts:show_logo", args=[organisation.pk])).status_code == 404
    verbs = AuditEvent.objects.filter(organisation_id=organisation.pk).values_list("verb", flat=True)
    assert {"changed logo", "removed logo"} <= set(verbs)


def test_a_plan_carries_it_only_where_asked_for(client_for, people, organisation, project):
    files = reverse("plans:list_files", args=[project.pk])
    assert "The logo of your organisation" not in open_page(client_for(people.lead), files).text
    keep_logo(organisation=organisation, png=picture_of(picture()), by=people.org_admin)
    assert "The logo of your organisation" in open_page(client_for(people.lead), files).text
    printed = plan_html(build_plan(project, PlanOptions(logo=True)))
    assert f'alt="Logo of {organisation.name}"' in printed
    assert "Logo of" not in plan_html(build_plan(project))
