"""Work on whole columns side by side: numpy and pyarrow let the other threads run while they are at it."""

import os
import resource
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Item, Made = TypeVar("Item"), TypeVar("Made")
# Each thread holds columns of its own; more would take memory for little.
MOST = 4
# Every thread takes a share of the address space. Where that is limited more tightly, the work is done in turn.
ROOM = 1536 * 1024**2


def side_by_side(function: Callable[[Item], Made], items: Iterable[Item]) -> list[Made]:
    """function of each item, in their order; whatever it raises is raised here."""
    if not _has_room():
        return [function(item) for item in items]
    with ThreadPoolExecutor(min(MOST, os.cpu_count() or 1)) as threads:
        return list(threads.map(function, items))


@contextmanager
def beside(function: Callable[..., Made], *given):
    """The outcome of a function, as a Future, while the body goes on."""
    if not _has_room():
        done: Future = Future()
        done.set_result(function(*given))
        yield done
        return
    with ThreadPoolExecutor(1) as thread:
        yield thread.submit(function, *given)


def _has_room() -> bool:
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit == resource.RLIM_INFINITY or limit >= ROOM
