"""Making the PDF: by command and from the page, with what is said when it cannot be done."""

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEvent
from projects.models import Project

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]


def export(project, path):
    call_command("export_plan", project, "--pdf", str(path))


@pytest.mark.parametrize("asked", ["no-such-service", "x" * 32, "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_project_is_named_with_those_there_are(project, tmp_path, asked):
    with pytest.raises(CommandError, match=f"no project called “{asked}”. Projects here: {project.slug}"):
        export(asked, tmp_path / "plan.pdf")
    assert not (tmp_path / "plan.pdf").exists()


def test_without_any_project_it_says_so(tmp_path):
    with pytest.raises(CommandError, match="none yet"):
        export("long-covid-service", tmp_path / "plan.pdf")


def test_a_missing_folder_is_named(project, tmp_path):
    with pytest.raises(CommandError, match=r"The folder .*/nowhere does not exist. Make it first."):
        export(project.slug, tmp_path / "nowhere" / "plan.pdf")


def test_a_project_is_found_by_its_id(project, tmp_path, capsys):
    export(str(project.pk), tmp_path / "plan.pdf")
    assert "Wrote" in capsys.readouterr().out
    with pikepdf.open(tmp_path / "plan.pdf") as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


def test_a_download_is_a_file_with_a_safe_name_kept_by_nobody(client_for, people, project):
    """The project is named to break out of the header it is put in."""
    lead = client_for(people.lead)
    name = '";\r\nX: y/../../etc <b>'
    fields = {"name": name, "organisation": str(project.organisation_id)}
    assert lead.post(reverse("projects:create_project"), fields).status_code == 302
    made = Project.objects.exclude(pk=project.pk).get()
    response = lead.get(reverse("plans:download_plan", args=[made.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{made.slug}-plan.pdf"'
    assert set(made.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "X" not in response.headers
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(b"%PDF-")


def test_a_name_without_latin_letters_still_makes_a_file(client_for, people, organisation):
    client = client_for(people.editor)
    client.post(reverse("projects:create_project"), {"name": "خدمة القلب", "organisation": str(organisation.pk)})
    made = Project.objects.get(name="خدمة القلب")
    response = client.get(reverse("plans:download_plan", args=[made.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="project-plan.pdf"'


def test_each_download_is_in_the_trail(client_for, people, project):
    client_for(people.viewer).get(reverse("plans:download_plan", args=[project.pk]))
    event = AuditEvent.objects.get(verb="made plan PDF")
    assert (event.by_id, event.project_id, event.on_id) == (people.viewer.pk, project.pk, str(project.pk))


@pytest.mark.parametrize(
    ("role", "status"), [("outsider", 404), ("reviewer", 404), ("curator", 404), ("sys_admin", 302)]
)
def test_who_may_not_read_the_project_gets_no_plan(client_for, people, project, role, status):
    for name in ("show_plan", "download_plan"):
        response = client_for(getattr(people, role)).get(reverse(f"plans:{name}", args=[project.pk]))
        assert response.status_code == status
    assert not AuditEvent.objects.filter(verb="made plan PDF").exists()
