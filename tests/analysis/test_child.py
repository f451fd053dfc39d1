"""A child process that does anything at all leaves its parent with an answer or a reason."""

import os
import time
from pathlib import Path

import pytest

from datasets.analysis.child import ChildLimits, run_in_child
from datasets.analysis.table import Reading

pytestmark = pytest.mark.thorough

READ = "datasets.analysis.reading:read_file"
SECRET = "Mbwanakesi 9990184720"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file.csv"
    path.write_text("Record,Sex\n" + "".join(f"{n},F\n" for n in range(50_000)))
    return path


def test_the_answer_and_the_progress_come_back(file):
    heard = []
    outcome = run_in_child(READ, {"path": file}, on_progress=lambda *one: heard.append(one))
    assert outcome.problem is None
    assert isinstance(outcome.result, Reading)
    assert outcome.result.rows_read == 50_000
    stage, done, total = heard[-1]
    assert (stage, done) == ("reading", total)


@pytest.mark.parametrize(
    ("function", "kwargs", "limits", "code"),
    [
        ("os:abort", {}, ChildLimits(), "reader_stopped"),
        ("os:_exit", {"status": 3}, ChildLimits(), "reader_stopped"),
        ("json:loads", {"s": SECRET}, ChildLimits(), "reader_fault"),
        ("datasets.analysis.reading:no_such_function", {}, ChildLimits(), "reader_fault"),
        ("tests.analysis.misbehaving:sleep", {}, ChildLimits(wall_seconds=0.5), "took_too_long"),
        ("tests.analysis.misbehaving:spin", {}, ChildLimits(cpu_seconds=1), "took_too_long"),
        ("tests.analysis.misbehaving:fill_memory", {}, ChildLimits(memory_bytes=512 << 20), "too_much_memory"),
        ("tests.analysis.misbehaving:answer_with_code", {}, ChildLimits(), "reader_stopped"),
    ],
)
def test_whatever_goes_wrong_is_a_problem_without_a_value(function, kwargs, limits, code):
    outcome = run_in_child(function, kwargs, limits=limits)
    assert outcome.result is None
    assert (outcome.problem.code, outcome.problem.severity) == (code, "error")
    assert not any(word in outcome.problem.message for word in SECRET.split())


def test_it_stops_when_asked():
    start = time.monotonic()
    outcome = run_in_child("tests.analysis.misbehaving:sleep", {}, should_stop=lambda: time.monotonic() > start + 0.5)
    assert outcome.problem.code == "stopped"
    assert time.monotonic() - start < 5


def test_the_child_knows_no_secret_of_the_parent(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", SECRET)
    outcome = run_in_child("tests.analysis.misbehaving:surroundings", {})
    assert SECRET not in str(outcome.result)


def test_what_a_library_prints_is_not_taken_for_an_answer():
    assert run_in_child("tests.analysis.misbehaving:print_and_answer", {}).result == "the answer"


def test_the_child_goes_when_its_parent_goes(tmp_path):
    note = tmp_path / "child.pid"
    parent = os.fork()
    if parent == 0:
        run_in_child("tests.analysis.misbehaving:note_and_sleep", {"path": str(note)})
        os._exit(0)
    deadline = time.monotonic() + 20
    while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    child = int(note.read_text())
    os.kill(parent, 9)
    os.waitpid(parent, 0)
    while Path(f"/proc/{child}/cmdline").exists() and time.monotonic() < deadline:
        if not Path(f"/proc/{child}/cmdline").read_bytes():
            break
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{child}").exists()
