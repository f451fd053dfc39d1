"""Every address, every role, in one's own organisation and elsewhere, against the permission table.

Every role is asked each time; what is rarer, such as a role taken away or the same role elsewhere, is `thorough`."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction

from accounts.models import User
from projects.models import BreakGlass, ProjectMember
from projects.policies import ALLOWED_WHEN_ARCHIVED

from . import sweep, sweep_arguments
from .world import build_world

pytestmark = pytest.mark.django_db
ROWS = sweep.read_rows()
PROJECT_ROWS = [row for row in ROWS if row.scope == "project"]
SHARED_TABLE = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "permissions.csv"


def by_row(rows):
    return pytest.mark.parametrize("row", rows, ids=str)


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """Both worlds are built once for all tests of this file; what a test does to them goes with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = SimpleNamespace(own=build_world("Ashby"), other=build_world("Brinley"), browsers=sweep.Browsers())
        for world in (made.own, made.other):
            sweep_arguments.prepare(world)
            for _, person in world.people.items():
                made.browsers.of(person)
        yield made
        transaction.set_rollback(True)


def person_of(world, role: str):
    return None if role == "anonymous" else getattr(world.people, role)


def ask(worlds, row, person, path, body=None):
    return sweep.ask(worlds.browsers.of(person), row.method, path, body)


def expected(cell: str) -> str:
    """Once the project is shared and has been opened with a reason, S and B are A."""
    return "A" if cell in "SB" else cell


def test_every_address_is_in_the_table():
    names = {address.name for address in sweep.every_address()}
    assert "?" not in {name[-1] for name in names}, "an address without a name cannot be in the table"
    assert names - set(sweep.EXEMPT) == {row.url_name for row in ROWS}


def test_every_row_is_written_right():
    assert len({str(row) for row in ROWS}) == len(ROWS), "a row stands twice"
    for row in ROWS:
        assert set(row.cells) <= sweep.CELLS, row
        assert row.method in ("GET", "POST"), row
        assert row.scope in ("project", "organisation", "none"), row


def test_the_cells_are_those_of_the_agreed_table():
    if not SHARED_TABLE.exists():
        pytest.skip("the agreed permission table is not beside this repository")
    with SHARED_TABLE.open(newline="", encoding="utf-8") as file:
        agreed = {line.pop("action"): tuple(line.values()) for line in csv.DictReader(file)}
    for row in ROWS:
        assert row.cells == agreed[row.action], row


def test_no_address_counts_what_it_holds():
    """A number in an address tells how many there are, and lets the next be guessed. Those that people say aloud, below
    a project that cannot be guessed, do not: a version of a step or of a plan, the second review."""
    counted = {
        f"{address.name} {name}"
        for address in sweep.every_address()
        for name, converter in address.converters.items()
        if type(converter).__name__ == "IntConverter"
    }
    assert counted <= {
        "worksheets:restore_step version",
        "worksheets:show_review number",
        "plans:show_version number",
        "plans:show_changes number",
        "plans:sign_version number",
        "plans:sign_as_reviewer number",
    }


def test_what_a_refusal_writes_would_be_seen(worlds):
    with sweep.undone(), sweep.writing() as written:
        worlds.own.project.save()
        worlds.own.project.members.all().delete()
        User.objects.update(is_active=False)
    assert len(written) >= 3


@by_row(ROWS)
def test_each_role_of_the_own_organisation(worlds, row):
    path, body = sweep.path_of(row.url_name, worlds.own), sweep_arguments.body(row.url_name, worlds.own)
    for role in sweep.ROLES:
        with sweep.undone(), sweep.writing() as written:
            got = sweep.letter(ask(worlds, row, person_of(worlds.own, role), path, body))
            assert got == expected(row.cell(role)), f"{row} as {role}: {got}, not {row.cell(role)}"
            assert got not in "L34" or not written, f"{row} as {role} was refused and wrote: {written}"


@pytest.mark.thorough
@by_row([row for row in ROWS if row.scope != "none"])
def test_the_same_role_elsewhere_is_an_outsider(worlds, row):
    path, body = sweep.path_of(row.url_name, worlds.own), sweep_arguments.body(row.url_name, worlds.own)
    with sweep.writing() as written:
        for role in [role for role in sweep.ROLES if role not in ("anonymous", "sys_admin")]:
            response = ask(worlds, row, person_of(worlds.other, role), path, body)
            got = sweep.letter(response)
            assert got == row.cell_elsewhere(role), f"{row} as {role} of another organisation: {got}"
            assert "Ashby" not in response.content.decode(), f"{row} told {role} of another organisation our words"
    assert not written


@pytest.mark.thorough
@by_row([row for row in ROWS if row.method == "POST" and row.url_name in sweep_arguments.BODIES])
def test_an_id_of_another_organisation_in_a_body_is_refused(worlds, row):
    """Each id of an otherwise right body is swapped for its like in the other world."""
    path = sweep.path_of(row.url_name, worlds.own)
    own = sweep_arguments.body(row.url_name, worlds.own)
    other = sweep_arguments.body(row.url_name, worlds.other)
    for name in [name for name in own if own[name] != other[name]]:
        for role in [role for role in sweep.ROLES if expected(row.cell(role)) == "A"]:
            before = sweep.fingerprint()
            with sweep.undone():
                response = ask(worlds, row, person_of(worlds.own, role), path, own | {name: other[name]})
                assert response.status_code in (200, 400, 403, 404, 422), f"{row} took a foreign {name} from {role}"
                assert sweep.fingerprint() == before, f"{row}: a foreign {name} from {role} changed something"
                assert "Brinley" not in response.content.decode(), f"{row} told {role} words of another organisation"


@pytest.mark.thorough
@by_row(ROWS)
def test_a_method_that_is_not_in_the_table_changes_nothing(worlds, row):
    path = sweep.path_of(row.url_name, worlds.own)
    known = {other.method for other in ROWS if other.url_name == row.url_name}
    with sweep.writing() as written:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - known:
            for role in ("lead", "org_admin"):
                response = sweep.ask(worlds.browsers.of(person_of(worlds.own, role)), method, path)
                assert response.status_code < 500, f"{method} {row.url_name} as {role}"
    assert not written


@pytest.mark.thorough
@by_row(PROJECT_ROWS)
def test_a_project_that_is_not_shared_is_no_business_of_the_icb(worlds, row):
    path = sweep.path_of(row.url_name, worlds.own)
    worlds.own.project.__class__.objects.filter(pk=worlds.own.project.pk).update(shared_at=None)
    assert sweep.letter(ask(worlds, row, worlds.own.people.reviewer, path)) == "4"


@pytest.mark.thorough
@by_row(PROJECT_ROWS)
def test_a_system_administrator_gives_a_reason_first(worlds, row):
    path = sweep.path_of(row.url_name, worlds.own)
    BreakGlass.objects.all().delete()
    with sweep.writing() as written:
        response = ask(worlds, row, worlds.own.people.sys_admin, path)
    assert sweep.letter(response) == ("door" if row.method == "GET" else "4")
    assert worlds.own.project.name not in response.content.decode()
    assert not written


@pytest.mark.thorough
@by_row(PROJECT_ROWS)
def test_somebody_taken_off_the_team_is_out_at_the_next_click(worlds, row):
    path, editor = sweep.path_of(row.url_name, worlds.own), worlds.own.people.editor
    ProjectMember.objects.filter(project=worlds.own.project, user=editor).delete()
    assert sweep.letter(ask(worlds, row, editor, path)) == "4"


@pytest.mark.thorough
@by_row([row for row in ROWS if row.scope == "organisation" and row.cell("org_admin") == "A"])
def test_an_administrator_whose_role_was_taken_away_is_out_at_the_next_click(worlds, row):
    path, admin = sweep.path_of(row.url_name, worlds.own), worlds.own.people.org_admin
    admin.memberships.all().delete()
    assert sweep.letter(ask(worlds, row, admin, path)) == row.cell("outsider")


@pytest.mark.thorough
@by_row([row for row in ROWS if row.cell("anonymous") == "L"])
def test_a_deactivated_person_is_signed_out(worlds, row):
    path = sweep.path_of(row.url_name, worlds.own)
    User.objects.filter(pk=worlds.own.people.lead.pk).update(is_active=False)
    assert sweep.letter(ask(worlds, row, worlds.own.people.lead, path)) == "L"


@pytest.mark.thorough
@by_row([row for row in PROJECT_ROWS if row.cell("lead") == "A"])
def test_a_project_that_was_put_away_is_read_and_not_changed(worlds, row):
    path, body = sweep.path_of(row.url_name, worlds.own), sweep_arguments.body(row.url_name, worlds.own)
    project = worlds.own.project
    project.__class__.objects.filter(pk=project.pk).update(archived_at=project.created_at)
    allowed = sweep.permission_of(row.url_name) in ALLOWED_WHEN_ARCHIVED
    with sweep.writing() as written:
        got = sweep.letter(ask(worlds, row, worlds.own.people.lead, path, body))
    assert got == ("A" if allowed else "3")
    assert allowed or not written
