"""How far a reading has come, in words and in hundredths."""

from dataclasses import dataclass

from django.utils.text import slugify

from .models import Dataset, Status

# stage -> (where it begins, where it ends, in hundredths of the whole; what people read)
STAGES = {
    "": (0, 5, "Getting ready"),
    "reading": (5, 60, "Reading the file"),
    "removing identifiers": (60, 75, "Taking out what says who people are"),
    "matching": (75, 85, "Matching columns and values"),
    "counting": (85, 99, "Counting"),
}
DONE, NOW, TO_COME = "done", "now", "to come"


@dataclass(frozen=True)
class Stage:
    words: str
    state: str


@dataclass(frozen=True)
class Progress:
    """`seen` names what is shown and `said` the stage, so that a page that has them already need not be told again."""

    percent: int
    words: str
    seen: str
    said: str
    stages: tuple[Stage, ...] = ()


def progress_of(dataset: Dataset) -> Progress:
    if dataset.heartbeat_at is None and dataset.is_working:
        words = "Waiting for its turn"
        return Progress(0, words, f"{dataset.status}-waiting-{dataset.attempt}", "waiting", _stages(None))
    if not dataset.is_working:
        return Progress(100, Status(dataset.status).label, f"{dataset.status}-100-{dataset.attempt}", "done")
    start, end, words = STAGES.get(dataset.stage, (5, 99, "Working on it"))
    share = min(1.0, dataset.done / dataset.total) if dataset.total else 0.0
    percent = round(start + share * (end - start))
    seen, said = f"{dataset.status}-{percent}-{dataset.attempt}", slugify(dataset.stage) or "ready"
    return Progress(percent, words, seen, said, _stages(dataset.stage))


def _stages(present: str | None) -> tuple[Stage, ...]:
    """Every stage with a name, in order: what is done, what is under way, what is to come."""
    names = list(STAGES)
    here = names.index(present) if present in names else 0
    return tuple(
        Stage(STAGES[name][2], DONE if at < here else NOW if at == here and present else TO_COME)
        for at, name in enumerate(names)
        if name
    )
