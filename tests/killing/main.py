"""The whole experiment, one kind of kill after the other, each judged; ends with 1 where there is a fault."""

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import django

from .cluster import new_cluster
from .site import ROOT, environment_of, start_site

WHO = "amina.yusuf@demonstration.example"
# Within this the layout of that person's plan has hardly ever ended.
LAYOUT_SECONDS = 4


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    with _own_folder() as folder, _database(folder, options.postgres) as (address, cluster):
        environment = environment_of(folder, address)
        for command in (["migrate", "--verbosity", "0"], ["createcachetable"], ["load_demo"]):
            done = subprocess.run(
                [sys.executable, ROOT / "manage.py", *command], env=environment, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
        site = start_site(folder, environment, free_port())
        try:
            # From here on this process looks into the site's own database.
            os.environ.update(environment, DJANGO_SETTINGS_MODULE="config.settings")
            django.setup()
            faults = _attack(options, site, cluster)
        finally:
            site.stop()
    for fault in faults:
        print(f"FAULT  {fault}")
    print(f"{len(faults)} faults" if faults else "all consistent")
    return 1 if faults else 0


@contextmanager
def _own_folder():
    folder = Path(tempfile.mkdtemp(prefix="killing-"))
    # PostgreSQL runs as somebody else.
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(folder: Path, postgres: bool):
    """(address, cluster): SQLite, or a PostgreSQL of its own."""
    if not postgres:
        yield f"sqlite:///{folder / 'site.sqlite3'}", None
        return
    cluster = new_cluster(folder / "postgres", free_port())
    cluster.start()
    try:
        yield cluster.address, cluster
    finally:
        cluster.stop()


def _attack(options, site, cluster) -> list[str]:
    from demo.people import PASSWORD

    from . import rounds
    from .visitor import Visitor

    visitor, chance = Visitor(site.address, WHO, PASSWORD), random.Random(options.seed)
    visitor.sign_in()

    def new_run(name: str) -> rounds.Run:
        return rounds.Run(site, visitor, _new_project(name), chance, cluster)

    first = new_run("nothing")
    reading = rounds.seconds_to_read(first)
    plain = first.named("nothing killed")
    kinds = {"web": lambda run: rounds.kill_web(run, options.times)}
    kinds["worker"] = lambda run: rounds.kill_worker(run, options.times, 1.2 * reading)
    if cluster:
        kinds["database"] = lambda run: rounds.kill_database(run, options.times, 2 + reading)
    print(f"a reading in which nothing is killed takes {reading:.1f} s", flush=True)
    faults = []
    for name, attack in kinds.items():
        run = new_run(name)
        faults += _judged(name, run, lambda run=run, attack=attack: attack(run), plain, options)
    if options.freeze:
        run = new_run("frozen")
        faults += _judged("frozen", run, lambda: _frozen(run, options.freeze, faults), None, options)
    return faults + _printing(options, site, visitor, chance)


def _printing(options, site, visitor, chance) -> list[str]:
    from . import plans, rounds

    began = time.monotonic()
    run = rounds.Run(site, visitor, _told_project(), chance)
    found = plans.kill_printing(run, options.times, LAYOUT_SECONDS)
    print(f"printing: {options.times} plans in {time.monotonic() - began:.0f} s; {len(found)} faults", flush=True)
    return [f"printing: {fault}" for fault in found]


def _frozen(run, seconds: float, faults: list[str]) -> None:
    from .rounds import freeze_worker

    revived = freeze_worker(run, seconds)
    if revived.before != revived.after:
        faults.append("the revived worker wrote over the rerun")
    if revived.readers:
        faults.append("the revived worker went on reading")


def _judged(name: str, run, attack, plain, options) -> list[str]:
    from django.db import connections

    from datasets.models import Dataset

    from . import judge, rounds

    began = time.monotonic()
    attack()
    ended = time.monotonic()
    # Those that were open when the database was killed are of no use.
    connections.close_all()
    if options.short:
        time.sleep(3)
        rounds.pass_time(run)
    states = Counter(Dataset.objects.filter(project=run.project).values_list("status", flat=True))
    found = judge.faults_of(run, plain)
    again = Dataset.objects.filter(project=run.project, attempt__gt=0).count()
    print(
        f"{name}: {len(run.rounds)} kills in {ended - began:.0f} s; {sum(one.lost for one in run.rounds)} uploads had "
        f"no answer and were sent again; {again} were read again; at the last kill {dict(states)}; settled and judged "
        f"{time.monotonic() - ended:.0f} s later; {len(found)} faults",
        flush=True,
    )
    return [f"{name}: {fault}" for fault in found]


def _new_project(name: str):
    from projects.actions import create_project

    like = _told_project()
    member = like.members.get(user__email=WHO)
    return create_project(organisation=like.organisation, name=f"Killed: {name}", by=member.user)


def _told_project():
    """The visitor's own, with a plan of many pages."""
    from projects.models import Project

    return Project.objects.filter(members__user__email=WHO, members__role="lead").first()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _options(arguments):
    parser = argparse.ArgumentParser(prog="script/bench kill", description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often each is killed")
    parser.add_argument("--freeze", type=float, default=90, help="seconds for which a worker is stopped; 0: not at all")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own, which is killed too")
    parser.add_argument("--short", action="store_true", help="do not wait for the time after which silence counts")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
