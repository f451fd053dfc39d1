"""Pages of the worksheets: steps and their drafts, thread records, the thread, history."""

from . import (
    beside,
    commitments,
    doing,
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
    "doing",
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
