"""Whatever changes something, and whatever is taken away as a file, leaves a line in the trail."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from accounts.models import AuditEvent

from . import sweep, sweep_arguments
from .world import build_world

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
ROWS = sweep.read_rows()
# What is written down elsewhere, or is nothing to write down.
NOT_IN_TRAIL = {
    "POST worksheets:edit_step": "each answer has its history",
    "POST worksheets:autosave_step": "each answer has its history",
    "POST worksheets:draft_answer": "each answer has its history",
    "POST worksheets:edit_note": "each note has its history",
    "POST plans:list_files": "written down when the file is made",
    "GET datasets:download_template": "a blank table holds nothing",
    "GET mfa_download_recovery_codes": "one's own, and written down when they are made",
}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """One world for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world("Ashby")
        sweep_arguments.prepare(world)
        made = SimpleNamespace(world=world, browsers=sweep.Browsers())
        for _, person in world.people.items():
            made.browsers.of(person)
        yield made
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", [row for row in ROWS if str(row) not in NOT_IN_TRAIL], ids=str)
def test_a_change_and_a_download_are_written_down(site, row):
    path, body = sweep.path_of(row.url_name, site.world), sweep_arguments.body(row.url_name, site.world)
    role = next(role for role in ("lead", "org_admin", "reviewer", "curator", "sys_admin") if row.cell(role) in "ASB")
    browser = site.browsers.of(getattr(site.world.people, role))
    before, lines = sweep.fingerprint(), AuditEvent.objects.count()
    with sweep.undone():
        response = sweep.ask(browser, row.method, path, body)
        changed = row.method == "POST" and sweep.fingerprint() != before
        taken = "attachment" in response.get("Content-Disposition", "")
        written = AuditEvent.objects.count() > lines
    assert sweep.letter(response) == "A", f"{row} was not open to {role}, so this shows nothing"
    assert written or not (changed or taken), f"{row} by {role} left no line"


def test_the_list_of_exceptions_holds_no_address_that_is_gone():
    assert set(NOT_IN_TRAIL) <= {str(row) for row in ROWS}
