"""A PostgreSQL of our own, in a folder of its own, that may be killed: never the one of the machine."""

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
LONGEST_START = 60


class NoPostgreSQL(RuntimeError):
    """There is no PostgreSQL server program here, or nobody it may run as."""


@dataclass
class Cluster:
    folder: Path
    port: int

    @property
    def address(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._run(
            "pg_ctl", "-D", self.folder, "-l", self.folder / "server.log", "-w", "-t", str(LONGEST_START), "start"
        )

    def kill(self) -> None:
        """The server and all its processes, as when the machine loses its power."""
        pid = int((self.folder / "postmaster.pid").read_text().split()[0])
        # Its processes end when they find it gone; it starts again only after that.
        os.kill(pid, signal.SIGKILL)
        while _alive(pid):
            time.sleep(0.05)

    def start_again(self, longest: float = LONGEST_START) -> None:
        """It refuses while processes of the killed one are still going, so it is asked until it does."""
        ends = time.monotonic() + longest
        while True:
            try:
                return self.start()
            except subprocess.CalledProcessError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.5)

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder, "-m", "immediate", "stop", check=False)

    def _run(self, program: str, *arguments, check: bool = True) -> None:
        run_as_postgres(BINARIES[-1] / program, *arguments, check=check)


def run_as_postgres(*command, check: bool = True) -> None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() == 0:
        command = ("runuser", "-u", "postgres", "--", *command)
    subprocess.run(command, check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def new_cluster(folder: Path, port: int) -> Cluster:
    if not BINARIES or (os.geteuid() == 0 and not shutil.which("runuser")):
        raise NoPostgreSQL("no PostgreSQL server on this machine")
    folder.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    run_as_postgres(
        BINARIES[-1] / "initdb", "-D", folder, "--auth", "trust", "--encoding", "UTF8", "--username", "postgres"
    )
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n")
    return Cluster(folder, port)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
