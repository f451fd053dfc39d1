"""A few kills of a real site, judged as the long experiment is (script/bench kill)."""

import os
import subprocess
import sys

import pytest

from .site import ROOT


@pytest.mark.thorough
def test_nothing_is_lost_doubled_or_left_lying_when_processes_are_killed():
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CACHE_URL")}
    command = [sys.executable, "-m", "tests.killing.main", "--times", "2", "--freeze", "0", "--short"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert "web: 2 kills" in done.stdout
    assert "worker: 2 kills" in done.stdout
    assert "printing: 2 plans" in done.stdout
    assert "all consistent" in done.stdout
