"""Runs one function in a child process with limits of time, memory and processor, so that no file ends the worker.

A six-kilobyte workbook can abort a reader or fill the memory. Whatever becomes of the child, the parent gets an
Outcome: the function's answer, or a Problem that says in plain words what happened. No cell value, path or traceback
leaves the child.

The child is `python -m datasets.analysis.child`: no Django, no settings. The function's name and arguments go in by its
standard input; progress and the answer come back as length-prefixed pickles, of which the parent opens only our own
dataclasses, numpy arrays and plain values. The child ends by itself when the parent goes away.
"""

import io
import os
import pickle
import resource
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from datasets.analysis.table import Problem

ROOT = Path(__file__).resolve().parents[2]
_LENGTH = struct.Struct("!Q")
# All that the child knows of our surroundings: no secret of ours is in it. Few threads and one memory pool, since the
# limit is on address space, of which every thread takes a share.
_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "PYTHONPATH": str(ROOT),
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_IO_THREADS": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
}
WAIT = 0.2
# What opening a message can raise when a child that a file took over writes nonsense.
_NOT_AN_ANSWER = (
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class ChildLimits:
    """Seconds of processor and of clock, and bytes of address space, for the child; None leaves one as it is."""

    cpu_seconds: int | None = 120
    memory_bytes: int | None = 2 * 1024**3
    wall_seconds: float = 180


@dataclass(frozen=True)
class Outcome:
    """result is the function's answer where problem is None."""

    result: Any = None
    problem: Problem | None = None


def run_in_child(
    function_path: str,
    kwargs: Mapping[str, Any],
    *,
    limits: ChildLimits = ChildLimits(),
    on_progress: Callable[[str, int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Calls "package.module:function" with kwargs in a child process.

    Where on_progress is given, the function is also passed progress=(stage, done, total) -> None, and each call of it
    is handed on. should_stop is asked about five times a second; once it is true the child is ended. Never raises for
    anything that happens in the child.
    """
    job = pickle.dumps((function_path, dict(kwargs), limits, on_progress is not None))
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "datasets.analysis.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=_ENVIRONMENT,
        start_new_session=True,
    )
    try:
        return _attend(child, job, limits, on_progress, should_stop)
    finally:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            try:
                pipe.close()
            except BrokenPipeError:
                # The child went before it took all of its input; the outcome already says so.
                continue
        child.wait()


def _attend(child, job: bytes, limits: ChildLimits, on_progress, should_stop) -> Outcome:
    """Feeds the child, listens to it, and ends the wait when it is over one way or another."""
    ends_at = time.monotonic() + limits.wall_seconds
    try:
        child.stdin.write(_LENGTH.pack(len(job)) + job)
        child.stdin.flush()
    except BrokenPipeError:
        return Outcome(problem=_death(child.wait()))
    received = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ)
        while True:
            if should_stop and should_stop():
                return Outcome(problem=_stopped())
            if time.monotonic() > ends_at:
                return Outcome(problem=_too_long())
            if not ready.select(WAIT):
                continue
            piece = os.read(child.stdout.fileno(), 1 << 20)
            if not piece:
                return Outcome(problem=_death(child.wait()))
            received += piece
            if outcome := _heard(received, on_progress):
                return outcome


def _heard(received: bytearray, on_progress) -> Outcome | None:
    """Hands on the progress that has come; the outcome once it has come too."""
    for kind, value in _messages(received):
        if kind == "progress" and on_progress:
            on_progress(*value)
        elif kind == "result":
            return Outcome(value)
        elif kind == "fault":
            return Outcome(problem=_fault(*value))
        elif kind == "nonsense":
            return Outcome(problem=_death(1))
    return None


def _messages(received: bytearray):
    """The whole messages at the front of what has come, taken off it."""
    while len(received) >= _LENGTH.size:
        (length,) = _LENGTH.unpack_from(received)
        if len(received) < _LENGTH.size + length:
            return
        body = bytes(received[_LENGTH.size : _LENGTH.size + length])
        del received[: _LENGTH.size + length]
        try:
            kind, value = _OwnUnpickler(io.BytesIO(body)).load()
        except _NOT_AN_ANSWER:
            kind, value = "nonsense", None
        yield kind, value


class _OwnUnpickler(pickle.Unpickler):
    """Opens our own dataclasses, numpy arrays and plain values: a child a file took over cannot make us run code."""

    _PLAIN = (
        {("builtins", name) for name in ("set", "frozenset", "complex", "bytearray", "slice", "range")}
        | {("datetime", name) for name in ("date", "datetime", "time", "timedelta", "timezone")}
        | {("numpy", name) for name in ("ndarray", "dtype")}
        | {
            (f"numpy.{core}.{module}", name)
            for core in ("core", "_core")
            for module, name in (("multiarray", "_reconstruct"), ("multiarray", "scalar"), ("numeric", "_frombuffer"))
        }
        | {("collections", "OrderedDict"), ("pathlib", "PosixPath")}
    )

    def find_class(self, module: str, name: str):
        if (module, name) in self._PLAIN:
            return super().find_class(module, name)
        if module.startswith("datasets.analysis.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not ours to open")


def _stopped() -> Problem:
    return Problem("stopped", "error", "Reading this file was stopped, as asked. Nothing of it was kept.")


def _too_long() -> Problem:
    return Problem(
        "took_too_long",
        "error",
        "Reading this file took too long and was stopped, so that others are not held up. Nothing of it was kept. "
        "Leave out the "
        "columns you do not need, part it by year, or save it as CSV, and choose it again.",
    )


def _too_much_memory() -> Problem:
    return Problem(
        "too_much_memory",
        "error",
        "This file is too large to read: it needs more memory than one file may use. Nothing of it was kept. Leave "
        "out the columns "
        "you do not need, part it by year, or save it as CSV, and choose it again.",
    )


def _death(code: int) -> Problem:
    """What to say of a child that ended without an answer, by its exit code or the signal (negative) that ended it."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return _too_long() if code == -signal.SIGXCPU else _too_much_memory()
    return Problem(
        "reader_stopped",
        "error",
        "This file could not be read: the reader stopped in the middle, so the file is probably damaged. Nothing of "
        "it was kept. "
        "Open it in Excel, save it again as a workbook or as CSV, and choose that.",
    )


def _fault(kind: str, place: str) -> Problem:
    if kind == "MemoryError":
        return _too_much_memory()
    return Problem(
        "reader_fault",
        "error",
        f"This file could not be read because of a fault in this program ({kind} in {place}). Nothing of it was "
        "kept. Please report "
        "it, and try saving the file as CSV meanwhile.",
    )


def main() -> None:
    """The child's side: one job from standard input, its answer to standard output."""
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not end up among the answers.
    os.dup2(2, 1)
    (length,) = _LENGTH.unpack(source.read(_LENGTH.size))
    function_path, kwargs, limits, wants_progress = pickle.loads(source.read(length))  # noqa: S301 - from our own parent
    _limit(limits)
    threading.Thread(target=_end_with_parent, args=(source,), daemon=True).start()
    lock = threading.Lock()

    def send(kind: str, value) -> None:
        body = pickle.dumps((kind, value), protocol=5)
        with lock:
            answers.write(_LENGTH.pack(len(body)) + body)
            answers.flush()

    sys.excepthook = lambda kind, fault, trace: _report(send, kind, trace)
    module, _, name = function_path.partition(":")
    function = getattr(import_module(module), name)
    if wants_progress:
        kwargs["progress"] = lambda stage, done, total: send("progress", (stage, done, total))
    send("result", function(**kwargs))


def _limit(limits: ChildLimits) -> None:
    """Sets the limits, never above those already in force; no core file, since it would hold the rows."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for what, wanted in ((resource.RLIMIT_CPU, limits.cpu_seconds), (resource.RLIMIT_AS, limits.memory_bytes)):
        if wanted is None:
            continue
        _, hard = resource.getrlimit(what)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (most, hard))


def _end_with_parent(source) -> None:
    """The parent holds the other end open while it waits; when it is gone nobody wants the answer."""
    source.read(1)
    os._exit(1)


def _report(send, kind: type, trace) -> None:
    """A fault by its kind and the line of our code it came from; never its text, which may quote a cell."""
    place = "an unknown place"
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(ROOT):
            place = f"{file.relative_to(ROOT).as_posix()}, line {trace.tb_lineno}"
        trace = trace.tb_next
    send("fault", ("MemoryError" if issubclass(kind, MemoryError) else kind.__name__, place))


if __name__ == "__main__":
    main()
