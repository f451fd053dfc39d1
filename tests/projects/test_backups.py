"""Last night's backup on an empty machine: every row and file is there, people sign in, and nothing begins by itself.

Runs the commands as an administrator does, each in a process of its own, on a database of the kind the tests run on."""

import os
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from projects.backups import restoring
from projects.backups.making import remove_older
from projects.management.commands.backup import LONGEST
from tests.migrated import kept_file

pytestmark = pytest.mark.thorough

MAKE = """
from datetime import timedelta
from django.core.files.base import ContentFile
from django.test import Client
from tests.world import build_world
from plans.models import PlanFile
from datasets.models import Dataset
world = build_world("Ashby")
done, begun = (PlanFile.objects.create(project=world.project, kind="json", asked_by=world.people.lead, status=status)
               for status in ("ready", "making"))
done.file.save("", ContentFile(b"a plan"))
Dataset.objects.create(project=world.project, label="Spring", uploaded_by=world.people.lead, sha256="0" * 64,
                       status="reading", stored_as="abc", mail_link="https://example.test/")
Client().force_login(world.people.lead)
"""
LOOK = """
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from accounts import audit_lock
from accounts.models import User
from django.db import connection
from datasets.models import Dataset
from plans.models import PlanFile
from tests.factories import PASSWORD
lead = User.objects.get(email__startswith="lead@")
dataset, begun = Dataset.objects.get(), PlanFile.objects.exclude(status="ready").get()
print("file", default_storage.open(PlanFile.objects.get(status="ready").file.name).read().decode())
print("sessions", Session.objects.count())
print("begun", dataset.status, dataset.mail_link, begun.status)
print("locked", audit_lock.is_locked(connection))
page = {"login": lead.email, "password": PASSWORD}
browser = Client(SERVER_NAME="127.0.0.1")
print("signed in", browser.post(reverse("account_login"), page, secure=True).status_code)
"""


class Site:
    """An installation with a database and folders of its own."""

    def __init__(self, folder, url: str):
        self.folder, self.url = folder, url
        (folder / "upload_root").mkdir(parents=True)

    def run(self, *words: str) -> SimpleNamespace:
        own = {name: str(self.folder / name.lower()) for name in ("MEDIA_ROOT", "UPLOAD_ROOT", "REFERENCE_ROOT")}
        env = os.environ | own | {"DATABASE_URL": self.url, "CACHE_URL": "locmemcache://"}
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True)
        return SimpleNamespace(said=done.stdout, wrong=done.stderr, code=done.returncode)

    def backup(self, name: str) -> Path:
        done = self.run("backup", str(self.folder / name))
        assert done.code == 0, done.wrong
        (made,) = (self.folder / name).iterdir()
        return made

    def shell(self, code: str) -> str:
        done = self.run("shell", "--no-imports", "--command", code)
        assert done.code == 0, done.wrong
        return done.said


@pytest.fixture(scope="module")
def new_site(tmp_path_factory, django_db_setup, django_db_blocker):
    """Makes installations with an empty database, of the kind that the tests run on."""
    made = []

    def make(name: str) -> Site:
        place = tmp_path_factory.mktemp("sites") / name
        if connection.vendor == "sqlite":
            return Site(place, f"sqlite:///{place}.sqlite3")
        database, where = f"{name}_{uuid4().hex[:8]}", connection.settings_dict
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {database}")
        made.append(database)
        host = f"{where['USER']}:{where['PASSWORD']}@{where['HOST']}:{where['PORT'] or 5432}"
        return Site(place, f"postgres://{host}/{database}")

    yield make
    for database in made:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {database}")


@pytest.fixture(scope="module")
def filled(new_site):
    """A site with a team at work, and a backup of it."""
    site = new_site("filled")
    if connection.vendor == "sqlite" and kept_file().is_file():
        shutil.copy(kept_file(), f"{site.folder}.sqlite3")
    assert site.run("migrate", "--verbosity", "0").code == 0
    site.shell(MAKE)
    return site, site.backup("backups")


def test_the_newest_backup_makes_an_empty_machine_whole(filled, new_site):
    _, backup = filled
    assert backup.stat().st_mode & 0o077 == 0, "nobody else may read it"
    empty = new_site("empty")
    restored = empty.run("restore", str(backup))
    assert restored.code == 0, restored.wrong
    assert restored.said.startswith("Restored as of ")
    said = empty.shell(LOOK)
    assert said.splitlines() == [
        "file a plan",
        "sessions 0",
        "begun failed  failed",
        "locked True",
        "signed in 302",
    ]
    again = empty.run("restore", str(backup))
    assert again.code == 1
    assert "not empty" in again.wrong


def test_a_backup_that_lost_rows_is_noticed(filled, new_site, tmp_path):
    """As when the copy of the database in it is of another day than the list of what is in it."""
    site, backup = filled
    site.shell("from projects.models import ProjectMember; ProjectMember.objects.first().delete()")
    later, mixed = site.backup("later"), tmp_path / "mixed.zip"
    with zipfile.ZipFile(backup) as first, zipfile.ZipFile(later) as second, zipfile.ZipFile(mixed, "w") as out:
        for name in first.namelist():
            out.writestr(name, (second if name.startswith("database.") else first).read(name))
    wrong = new_site("mixed").run("restore", str(mixed))
    assert wrong.code == 1
    assert "projects_projectmember" in wrong.wrong


def test_what_is_no_backup_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(restoring, "_check_empty", lambda: None)
    (tmp_path / "letter.zip").write_bytes(b"no zip file")
    with zipfile.ZipFile(tmp_path / "pictures.zip", "w") as other:
        other.writestr("cat.png", b"a picture")
    for name in ("letter.zip", "pictures.zip", "not-there.zip"):
        with pytest.raises(restoring.CannotRestore, match="not a backup"):
            restoring.restore(tmp_path / name)


def test_backups_go_after_35_days_so_that_what_was_deleted_is_gone(tmp_path):
    now = timezone.now()
    for days in (34, 36):
        file = tmp_path / f"equity-steps-{days}.zip"
        file.touch()
        then = (now - timedelta(days=days)).timestamp()
        os.utime(file, (then, then))
    (tmp_path / "notes.txt").touch()
    assert remove_older(tmp_path, now - timedelta(days=LONGEST)) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"equity-steps-34.zip", "notes.txt"}
    with pytest.raises(CommandError, match="35 days"):
        call_command("backup", tmp_path, "--days", "36")
