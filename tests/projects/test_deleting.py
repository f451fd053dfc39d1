"""A project that was put away for 30 days can be deleted for good, and then nothing its team wrote is left anywhere."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from guide.steps import find_step
from plans import actions as plan_actions
from plans.models import PlanFile
from plans.options import FULL_PLAN
from projects.actions import change_project
from projects.models import Project
from tests.pages import open_page
from tests.worksheets.records import add
from worksheets import actions, actions_beside

WORDS = "Quillfeather"
STEP = find_step("service-data")


def dump() -> str:
    """Every value of every table, but the trail and the sessions."""
    found = []
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - {"accounts_auditevent", "django_session"}:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def put_away(project, days: int) -> None:
    Project.objects.filter(pk=project.pk).update(archived_at=timezone.now() - timedelta(days=days))


@pytest.fixture
def address(project) -> str:
    return reverse("projects:delete_project", args=[project.pk])


@pytest.fixture
def written(project, people, settings, tmp_path):
    """The same word in everything a team leaves behind, some of it changed since."""
    settings.MEDIA_ROOT, by = tmp_path, people.lead
    change_project(project=project, version=project.version, by=by, about=WORDS)
    for version, said in enumerate((WORDS, f"{WORDS} again")):
        actions.save_step(project=project, step=STEP, answers={"who_helps": said}, seen_version=version, by=by)
    finding = add("finding", project, by, title=f"{WORDS} says so", kind="data")
    add("barrier", project, by, title=f"{WORDS} barrier", findings=[str(finding.pk)])
    actions.remove_record(record=finding, by=by)
    actions_beside.add_comment(project=project, step=STEP, text=WORDS, by=by)
    given = {"title": WORDS, "kind": "txt", "data": b"Dear all"}
    actions_beside.attach_file(project=project, step=STEP, by=by, **given)
    version = plan_actions.freeze_version(project=project, options=FULL_PLAN, note=WORDS, by=by)
    plan_actions.sign_version(version=version, role="lead", name=WORDS, commitment=WORDS, by=by)
    made = PlanFile.objects.create(project=project, version=version, kind="json", asked_by=by, status="ready")
    made.file.save("", ContentFile(b"{}"))


def files() -> list[str]:
    return [name for folder in default_storage.listdir("")[0] for name in default_storage.listdir(folder)[1]]


def test_nothing_of_it_is_left_but_the_trail(
    written, project, people, client_for, address, django_capture_on_commit_callbacks
):
    assert WORDS in dump()
    assert len(files()) == 2
    put_away(project, 31)
    client = client_for(people.org_admin)
    team = open_page(client, reverse("projects:show_team", args=[project.pk]))
    assert address in team.links
    assert "Nobody can bring it back" in open_page(client, address).text
    with django_capture_on_commit_callbacks(execute=True):
        page = open_page(client, address, post={}, follow=True)
    assert "is deleted for good" in page.text
    left = [line[:200] for line in dump().splitlines() if WORDS in line or project.pk.hex in line]
    assert not left
    assert files() == []
    deleted = AuditEvent.objects.get(verb="deleted project")
    assert (deleted.on_id, deleted.by_id) == (str(project.pk), people.org_admin.pk)


@pytest.mark.parametrize(("days", "said"), [(None, "put away first"), (29, "It can be deleted from")])
def test_it_is_put_away_for_thirty_days_first(project, people, client_for, address, days, said):
    if days:
        put_away(project, days)
    client = client_for(people.org_admin)
    page = open_page(client, address)
    assert said in page.text
    assert "Delete for good" not in page.text
    assert "Nothing was deleted" in open_page(client, address, post={}, follow=True).text
    assert Project.objects.filter(pk=project.pk).exists()


def test_a_lead_cannot(project, people, client_for, address):
    put_away(project, 31)
    assert client_for(people.lead).post(address).status_code == 403
    team = open_page(client_for(people.lead), reverse("projects:show_team", args=[project.pk]))
    assert address not in team.links
