"""What the child process does with one upload. No Django in here: the child has no settings and no database."""

from datasets.analysis.mapping import Mapping
from datasets.analysis.pipeline import PipelineResult, profile_file


def read_upload(
    *, path: str, key: bytes, mapping: dict, unit: str | None, period: tuple[str, str] | None, progress
) -> PipelineResult:
    """Reads, matches and counts the file at `path`; progress is called with (stage, done, total)."""
    return profile_file(
        path, key=key, mapping=Mapping.from_json(mapping), unit=unit, period=period, on_progress=progress
    )
