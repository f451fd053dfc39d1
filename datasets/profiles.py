"""From a stored dataset to its profile: exact for the team that may see counts, released for everyone else."""

import datetime as dt

from datasets.analysis.counts import ServiceCounts
from datasets.analysis.mapping import Mapping
from datasets.analysis.profile import ColumnProfile, Profile, Rows
from datasets.analysis.profiling import profile_of
from datasets.analysis.release import release_profile
from datasets.analysis.table import FileFacts, Problem

from .models import Dataset
from .small_numbers import rule_of


def profile_of_dataset(dataset: Dataset, *, released: bool = False) -> Profile:
    """The profile of a dataset that has been counted."""
    counts = ServiceCounts.from_json(dataset.counts)
    profile = profile_of(
        counts,
        Mapping.from_json(dataset.mapping),
        facts=facts_of(dataset),
        rows=Rows(**dataset.rows),
        columns=tuple(ColumnProfile(**column) for column in dataset.columns),
        problems=tuple(Problem(**problem) for problem in dataset.problems),
    )
    return release_profile(profile, rule_of(dataset.project)) if released else profile


def facts_of(dataset: Dataset) -> FileFacts:
    facts = dict(dataset.facts)
    return FileFacts(**facts | {"name": dataset.label, "sheets": tuple(facts.get("sheets", ()))})


def days_of(profile: Profile) -> tuple[dt.date, dt.date] | None:
    """The first and the last day in the file; None where it has no dates."""
    if not profile.first_day or not profile.last_day:
        return None
    return dt.date.fromisoformat(profile.first_day), dt.date.fromisoformat(profile.last_day)
