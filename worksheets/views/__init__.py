"""Pages of the worksheets: steps, thread records, the thread, history."""

from . import beside, history, records, steps, thread

__all__ = ["beside", "history", "records", "steps", "thread"]
