"""What a progress paper starts from: a version of the plan, or a review meeting."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from design.words import day
from worksheets.doing.standing import status_words

from ..document import PlanDocument
from ..models import PlanVersion
from ..versions import plan_of_version


@dataclass(frozen=True)
class Since:
    """`statuses` say how each action stood then, by its reference; `plan` is the plan that stood then, where one was
    kept. Nothing of it is there where nothing was ever kept."""

    key: str = ""
    words: str = ""
    on: dt.date | None = None
    statuses: dict[str, str] = field(default_factory=dict)
    plan: PlanDocument | None = None
    plan_words: str = ""


def choices_of(project) -> list[tuple[str, str]]:
    """(key, words) of everything a paper can start from, newest first."""
    found = [(_made_on(one), f"version-{one.number}", str(one)) for one in project.plan_versions.defer("document")]
    found += [(one.held_on, f"review-{one.number}", str(one)) for one in project.reviews.all()]
    return [(key, f"{words}, {day(on)}") for on, key, words in sorted(found, reverse=True)]


def since_of(project, key: str = "") -> Since:
    """What was named; where nothing was, the last review, the last version agreed, or the last version kept."""
    kind, _, number = key.partition("-")
    versions, reviews = project.plan_versions.all(), project.reviews.all()
    if kind == "version" and (version := versions.filter(number=number).first()):
        return _since_version(version)
    if kind == "review" and (review := reviews.filter(number=number).first()):
        return _since_review(review, versions)
    if review := reviews.first():
        return _since_review(review, versions)
    version = versions.exclude(agreed_at=None).first() or versions.first()
    return _since_version(version) if version else Since()


def _since_version(version: PlanVersion) -> Since:
    plan, on = plan_of_version(version), _made_on(version)
    words = str(version).lower()
    return Since(f"version-{version.number}", words, on, statuses_in(plan), plan, f"{words} of {day(on)}")


def _since_review(review, versions) -> Since:
    """The plan compared with is the version that stood when the review was kept."""
    names = review.snapshot["actions"].values()
    statuses = {one["name"].partition(" ")[0]: status_words(one["status"]) for one in names}
    version = versions.filter(made_at__lte=review.kept_at).first()
    words = str(review).lower()
    if version is None:
        return Since(f"review-{review.number}", words, review.held_on, statuses)
    plan_words = f"{str(version).lower()} of {day(_made_on(version))}"
    return Since(f"review-{review.number}", words, review.held_on, statuses, plan_of_version(version), plan_words)


def statuses_in(plan: PlanDocument) -> dict[str, str]:
    """How each action stood by a plan’s tables of actions, without the reason given."""
    tables = (
        block
        for section in plan.sections
        if section.key == "actions"
        for part in section.subsections
        for block in part.blocks
        if block.kind == "table" and "Status" in block.headers
    )
    return {
        row[0].partition(" ")[0]: row[table.headers.index("Status")].partition(":")[0]
        for table in tables
        for row in table.rows
    }


def _made_on(version: PlanVersion) -> dt.date:
    return timezone.localdate(version.made_at)
