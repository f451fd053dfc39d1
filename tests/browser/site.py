"""A site of its own for the browser tests: web server, worker, database and files, all new and all gone afterwards."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from demo.people import PASSWORD, sign_ins
from tests.migrated import kept_file

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_START = 60  # seconds
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Site:
    """A running site with the demonstration data. `folder` holds its files, its logs and the e-mails it sent."""

    address: str
    folder: Path
    passwords: dict[str, str]  # by e-mail address

    @property
    def mails(self) -> str:
        return "\n".join(path.read_text() for path in sorted((self.folder / "mail").glob("*.log")))

    @property
    def log(self) -> str:
        return "\n".join((self.folder / name).read_text() for name in ("web.log", "worker.log"))


@contextmanager
def running_site(folder: Path):
    """Starts a site on a free port of this machine, with the demonstration data, and stops it afterwards."""
    with own_database(folder) as database_url:
        environment = _environment(folder, database_url)
        subprocess.run([ROOT / "script" / "static"], env=environment, check=True)
        for command in (["migrate", "--verbosity", "0"], ["createcachetable"], ["load_demo"]):
            manage(*command, environment=environment)
        passwords = {email: PASSWORD for email, _ in sign_ins()}
        port = _free_port()
        site = Site(f"http://127.0.0.1:{port}", folder, passwords)
        with (
            _process("web", "--bind", f"127.0.0.1:{port}", folder=folder, environment=environment) as web,
            _process("worker", folder=folder, environment=environment),
        ):
            _wait_until_up(site, web)
            yield site


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """What one of our own commands prints."""
    command = [ROOT / ".venv" / "bin" / "python", ROOT / "manage.py", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def own_database(folder: Path):
    """The address of a new database: SQLite, up to date where the tests kept one; or beside the one that DATABASE_URL
    names, and empty."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        if (kept := kept_file()).is_file():
            shutil.copy(kept, folder / "site.sqlite3")
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    parts = urlsplit(given)
    name = f"equity_steps_browser_{os.getpid()}"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    """A demonstration's settings, with the cache in the database, since two web processes share it."""
    for name in ("media", "uploads", "mail"):
        (folder / name).mkdir()
    ours = {
        "DATABASE_URL": database_url,
        "MEDIA_ROOT": str(folder / "media"),
        "UPLOAD_ROOT": str(folder / "uploads"),
        "CACHE_URL": "dbcache://equity_steps_cache",
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
    }
    return {name: value for name, value in os.environ.items() if name != "STATIC_STORAGE"} | ours


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _end_with_parent():
    """Linux ends this process when the tests are killed, so that none is left behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@contextmanager
def _process(name: str, *arguments: str, folder: Path, environment: dict[str, str]):
    with (folder / f"{name}.log").open("w") as log:
        command = [ROOT / "script" / name, *arguments]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, preexec_fn=_end_with_parent)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_up(site: Site, web: subprocess.Popen):
    give_up = time.monotonic() + LONGEST_START
    while time.monotonic() < give_up and web.poll() is None:
        try:
            with urllib.request.urlopen(f"{site.address}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the site does not answer at {site.address}/healthz:\n{site.log}")
