"""Making the PDF: by command and from the page, with what is said when it cannot be done."""

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import AuditEvent
from plans.making import make_plan_file
from plans.models import PlanFile
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


@pytest.fixture
def named_to_break_out(client_for, people, project):
    """A project whose name tries to break out of the header it is put in."""
    fields = {"name": '";\r\nX: y/../../etc <b>', "organisation": str(project.organisation_id)}
    assert client_for(people.lead).post(reverse("projects:create_project"), fields).status_code == 302
    return Project.objects.exclude(pk=project.pk).get()


def taken(client, project, **asked) -> object:
    """The answer of the newest file of a project, asked for on the page and made by the task."""
    form = {"form": "full", "kind": "pdf", **asked}
    assert client.post(reverse("plans:list_files", args=[project.pk]), form).status_code == 302
    made = PlanFile.objects.filter(project=project).first()
    make_plan_file.call(str(made.pk), made.attempt)
    return client.get(reverse("plans:download_file", args=[project.pk, made.pk]))


def test_a_download_is_a_file_with_a_safe_name_kept_by_nobody(client_for, people, named_to_break_out):
    made = named_to_break_out
    response = taken(client_for(people.lead), made)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{made.slug}-plan.pdf"'
    assert set(made.slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "X" not in response.headers
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(b"%PDF-")


def test_making_and_taking_are_in_the_trail_with_the_options(client_for, people, project):
    taken(client_for(people.viewer), project, kind="json", form="board_paper", extras=["unanswered"])
    event = AuditEvent.objects.get(verb="made plan file")
    assert (event.by_id, event.project_id) == (people.viewer.pk, project.pk)
    assert event.note == "JSON: Board paper, with open questions"
    assert AuditEvent.objects.get(verb="took plan file").by_id == people.viewer.pk


@pytest.mark.parametrize(
    ("role", "status"), [("outsider", 404), ("reviewer", 404), ("curator", 404), ("sys_admin", 302)]
)
def test_who_may_not_read_the_project_gets_no_plan(client_for, people, project, role, status):
    for name in ("show_plan", "list_files", "list_versions"):
        response = client_for(getattr(people, role)).get(reverse(f"plans:{name}", args=[project.pk]))
        assert response.status_code == status
    assert not AuditEvent.objects.filter(verb="made plan file").exists()
