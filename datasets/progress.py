"""How far a reading has come, in words and in hundredths."""

from dataclasses import dataclass

from .models import Dataset, Status

# stage -> (where it begins, where it ends, in hundredths of the whole; what people read)
STAGES = {
    "": (0, 5, "Getting ready"),
    "reading": (5, 60, "Reading the file"),
    "removing identifiers": (60, 75, "Taking out what says who people are"),
    "matching": (75, 85, "Matching columns and values"),
    "counting": (85, 99, "Counting"),
}


@dataclass(frozen=True)
class Progress:
    percent: int
    words: str
    seen: str


def progress_of(dataset: Dataset) -> Progress:
    """`seen` names what is shown, so that a page that shows it already need not be told again."""
    if dataset.heartbeat_at is None and dataset.is_working:
        words = "Waiting for its turn"
        return Progress(0, words, f"{dataset.status}-waiting-{dataset.attempt}")
    start, end, words = STAGES.get(dataset.stage, (5, 99, "Working on it"))
    share = min(1.0, dataset.done / dataset.total) if dataset.total else 0.0
    percent = round(start + share * (end - start)) if dataset.is_working else 100
    words = words if dataset.is_working else Status(dataset.status).label
    return Progress(percent, words, f"{dataset.status}-{percent}-{dataset.attempt}")
