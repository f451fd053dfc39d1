"""Pages of the worksheets: steps, thread records, the thread, history."""

from . import history, records, steps, thread

__all__ = ["history", "records", "steps", "thread"]
