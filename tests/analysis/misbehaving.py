"""What a reader might do to the process it runs in; called in child processes by the tests."""

import os
import time
from pathlib import Path


def sleep() -> None:
    time.sleep(60)


def spin() -> None:
    while True:
        pass


def fill_memory() -> int:
    return len(bytearray(4 << 30))


class _Code:
    def __reduce__(self):
        return os.system, ("true",)


def answer_with_code() -> _Code:
    """An answer that would run a command in whoever opens it."""
    return _Code()


def surroundings() -> list[str]:
    return list(os.environ.values())


def print_and_answer() -> str:
    print("a library says hello")
    os.write(1, b"and so does its C code\n")
    return "the answer"


def note_and_sleep(path: str) -> None:
    Path(path).write_text(str(os.getpid()))
    time.sleep(60)
