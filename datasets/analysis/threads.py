"""Work on whole columns side by side: numpy and pyarrow let the other threads run while they are at it."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item, Made = TypeVar("Item"), TypeVar("Made")
# Each thread holds columns of its own; more would take memory for little.
MOST = 4


def side_by_side(function: Callable[[Item], Made], items: Iterable[Item]) -> list[Made]:
    """function of each item, in their order; whatever it raises is raised here."""
    with ThreadPoolExecutor(min(MOST, os.cpu_count() or 1)) as threads:
        return list(threads.map(function, items))
