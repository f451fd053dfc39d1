"""A site whose processes are started again when they die, as systemd does with Restart=always; and its database."""

import os
import signal
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60
RESTART_AFTER = 0.1


@dataclass
class Kept:
    """One process, started anew whenever it ends, until `stop`."""

    name: str
    command: list
    environment: dict[str, str]
    log: Path
    wanted: bool = True
    process: subprocess.Popen | None = None
    starts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        self._launch()
        threading.Thread(target=self._keep, name=f"keep-{self.name}", daemon=True).start()

    def _launch(self) -> None:
        with self.lock, self.log.open("a") as log:
            if self.wanted:
                self.process = subprocess.Popen(
                    self.command, env=self.environment, stdout=log, stderr=log, start_new_session=True, cwd=ROOT
                )
                self.starts += 1

    def _keep(self) -> None:
        while self.wanted:
            self.process.wait()
            # systemd ends everything of a unit whose main process has died.
            self._signal_group(signal.SIGKILL)
            time.sleep(RESTART_AFTER)
            self._launch()

    def kill(self, number: int = signal.SIGKILL) -> None:
        """The main process alone."""
        os.kill(self.process.pid, number)

    def kill_children(self) -> None:
        """What the main process started, such as gunicorn's workers."""
        for pid in children_of(self.process.pid):
            _quietly(os.kill, pid, signal.SIGKILL)

    def _signal_group(self, number: int) -> None:
        _quietly(os.killpg, self.process.pid, number)

    def stop(self) -> None:
        with self.lock:
            self.wanted = False
        self._signal_group(signal.SIGCONT)
        self._signal_group(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._signal_group(signal.SIGKILL)


def _quietly(act, *arguments) -> None:
    try:
        act(*arguments)
    except ProcessLookupError:
        return


def children_of(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found


@dataclass
class Site:
    """The running site: its address, the folder with all its files, and its processes."""

    address: str
    folder: Path
    web: Kept
    workers: list[Kept]
    environment: dict[str, str]

    def one_more_worker(self) -> Kept:
        worker = _kept("worker", [], self.folder, self.environment, f"worker-{len(self.workers)}")
        worker.start()
        self.workers.append(worker)
        return worker

    def wait_until_up(self, longest: float = LONGEST_START) -> float:
        """Seconds until it answers."""
        began = time.monotonic()
        while time.monotonic() - began < longest:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.2)
        log = (self.folder / "web.log").read_text()[-2000:]
        raise AssertionError(f"the site does not answer at {self.address}: {log}")

    def stop(self) -> None:
        for kept in (self.web, *self.workers):
            kept.stop()


def environment_of(folder: Path, database_url: str) -> dict[str, str]:
    for name in ("media", "uploads", "mail", "reference"):
        (folder / name).mkdir()
    return os.environ | {
        "DATABASE_URL": database_url,
        "MEDIA_ROOT": str(folder / "media"),
        "UPLOAD_ROOT": str(folder / "uploads"),
        "REFERENCE_ROOT": str(folder / "reference"),
        "CACHE_URL": "dbcache://equity_steps_cache",
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "DEMONSTRATION": "true",
    }


def start_site(folder: Path, environment: dict[str, str], port: int) -> Site:
    """Web server and one worker. The database is there already, with its tables."""
    web = _kept("web", ["--bind", f"127.0.0.1:{port}"], folder, environment, "web")
    worker = _kept("worker", [], folder, environment, "worker-0")
    site = Site(f"http://127.0.0.1:{port}", folder, web, [worker], environment)
    for kept in (web, worker):
        kept.start()
    site.wait_until_up()
    return site


def _kept(script: str, arguments: list[str], folder: Path, environment: dict[str, str], name: str) -> Kept:
    return Kept(name, [ROOT / "script" / script, *arguments], environment, folder / f"{name}.log")
