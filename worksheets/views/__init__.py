"""Pages of the worksheets: steps and their drafts, thread records, the thread, history."""

from . import (
    beside,
    commitments,
    drafts,
    history,
    others,
    paper,
    pathway,
    reading,
    records,
    short_tasks,
    steps,
    thread,
)

__all__ = [
    "beside",
    "commitments",
    "drafts",
    "history",
    "others",
    "paper",
    "pathway",
    "reading",
    "records",
    "short_tasks",
    "steps",
    "thread",
]
