"""Files beside a step: read before they are kept, so that none that names a patient is."""

from datasets.analysis.child import ChildLimits, run_in_child

LARGEST = 10 * 1024 * 1024
LIMITS = ChildLimits(cpu_seconds=20, memory_bytes=1024**3, wall_seconds=30)


def look_into(data: bytes) -> dict:
    """What reading.read_attached says of a file; a file that ends its reader is refused like any other."""
    outcome = run_in_child("worksheets.attached.reading:read_attached", {"data": data}, limits=LIMITS)
    if outcome.problem:
        return {"refused": "We could not check this file for personal details. Save it as PDF, then choose it."}
    return outcome.result
