"""What the data hands on to the worksheets: findings, actions and baselines. Keyword-only; `by` is the person."""

from django.db import transaction

from datasets.analysis.fields import field_of
from datasets.analysis.measures import measure_of
from datasets.analysis.profile import CLEAR, POSSIBLE, Candidate, Profile
from datasets.analysis.release import release_profile
from datasets.analysis.wording import field_in_sentence, people_of
from design.words import day
from projects.models import Project
from worksheets.actions import add_record, freeze_baseline
from worksheets.models import Action, Finding, Indicator

from .frozen import Place, completeness_figures, figures_of, recording_title, title_of
from .models import Dataset
from .profiles import days_of, profile_of_dataset

STRENGTHS = {CLEAR: "strong", POSSIBLE: "weak"}
KEY_LENGTH = 200


class NoSuchGap(LookupError):
    """The gap is not, or no longer, among those of this dataset."""


def finding_key(candidate_key: str) -> str:
    return candidate_key[:KEY_LENGTH]


def findings_by_key(project) -> dict[str, Finding]:
    """The standing findings that were made from gaps, by the gap."""
    return {one.figures_key: one for one in Finding.objects.of(project).exclude(figures_key="")}


@transaction.atomic
def make_finding(*, dataset: Dataset, candidate_key: str, by) -> tuple[Finding, bool]:
    """Makes a gap a finding with its figures frozen. Gives the finding and whether it is new: one gap makes one."""
    project = dataset.project
    Project.objects.select_for_update().get(pk=project.pk)
    key = finding_key(candidate_key)
    if present := Finding.objects.of(project).filter(figures_key=key).first():
        return present, False
    exact = profile_of_dataset(dataset)
    candidate = exact.candidate(candidate_key)
    if candidate is None:
        raise NoSuchGap
    answers, figures = _finding(dataset, exact, release_profile(exact), candidate)
    made = add_record(project=project, kind="finding", answers=answers, by=by, figures=figures, figures_key=key)
    return made, True


def _finding(dataset: Dataset, exact: Profile, released: Profile, candidate: Candidate) -> tuple[dict, dict]:
    answers = {"kind": candidate.kind, "strength": STRENGTHS.get(candidate.label, "strong")}
    answers["source"] = f"{dataset.label}, uploaded {day(dataset.uploaded_at.date())}"
    if candidate.kind == "data_quality":
        answers |= {
            "title": recording_title(released, candidate.field, candidate.key),
            "group": "Everyone in the file",
            "measure": f"How often {field_in_sentence(candidate.field)} is known",
            "data_field": field_of(candidate.field).label,
        }
        return answers, completeness_figures(dataset, exact, released, candidate.field, candidate.group)
    place = Place(candidate.measure, candidate.field, candidate.group)
    answers |= {
        "title": title_of(released, place),
        "group": people_of(candidate.field, candidate.group)[:300],
        "measure": measure_of(candidate.measure).label,
        "comparator": "Everyone else in the file",
    }
    return answers, figures_of(dataset, exact, released, place)


@transaction.atomic
def plan_action(*, dataset: Dataset, candidate_key: str, by) -> tuple[Action, bool]:
    """Plans to put a fault in the data right: the finding, made where it is not there, and one action linked to it."""
    finding, _ = make_finding(dataset=dataset, candidate_key=candidate_key, by=by)
    present = Action.objects.of(dataset.project).filter(findings=finding).first()
    if present:
        return present, False
    field = field_in_sentence(candidate_key.split(":")[1])
    answers = {"title": f"Improve how we record {field}", "findings": [str(finding.pk)]}
    return add_record(project=dataset.project, kind="action", answers=answers, by=by), True


@transaction.atomic
def set_baseline(*, indicator: Indicator, dataset: Dataset, place: Place, by) -> Indicator:
    """Freezes a figure of the data as where an indicator starts from."""
    exact = profile_of_dataset(dataset)
    released = release_profile(exact)
    figures = figures_of(dataset, exact, released, place)
    if figures is None:
        raise NoSuchGap
    facts = dict(figures["released"]["facts"])
    return freeze_baseline(
        record=indicator, figures=figures, value=facts.get("Rate", "–"), period=period_words(dataset, exact), by=by
    )


def period_words(dataset: Dataset, profile: Profile) -> str:
    """The days the figures are about: as the person said, otherwise as the file says."""
    if dataset.period_from and dataset.period_to:
        return f"{day(dataset.period_from)} to {day(dataset.period_to)}"
    days = days_of(profile)
    return f"{day(days[0])} to {day(days[1])}" if days else dataset.label
