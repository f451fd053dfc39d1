"""What the data hands on to the worksheets: findings, actions and baselines. Keyword-only; `by` is the person."""

import hashlib

from django.db import transaction

from datasets.analysis.change import CANNOT_TELL_YET, NARROWED, TURNED, WIDENED
from datasets.analysis.fields import field_of
from datasets.analysis.improving import NOT_COLLECTED
from datasets.analysis.profile import CLEAR, NONE_CLEAR, POSSIBLE, TOO_FEW
from datasets.analysis.rows.keys import COMPLETENESS, parts_of, rate_key
from datasets.analysis.rows.row import Row
from design.words import day
from projects.models import Project
from worksheets.actions import add_record, freeze_baseline
from worksheets.models import Action, Finding, Indicator

from .frozen import Place, freeze, period_words, title_of
from .models import Dataset
from .report import Report
from .report_rows import row_of
from .retention import note_use

STRENGTHS = {CLEAR: "strong", NARROWED: "strong", WIDENED: "strong", TURNED: "strong", POSSIBLE: "weak"}
STRENGTHS |= dict.fromkeys((NONE_CLEAR, TOO_FEW, CANNOT_TELL_YET), "cannot_tell") | {NOT_COLLECTED: "strong"}
KEY_LENGTH = 200


class NoSuchGap(LookupError):
    """The row is not, or no longer, in this dataset's report."""


def finding_key(key: str) -> str:
    """The key as a finding keeps it: a long one is cut, and told from its like by a fingerprint."""
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[: KEY_LENGTH - 33]}#{hashlib.sha256(key.encode()).hexdigest()[:32]}"


class Made:
    """The standing findings that were made from rows, asked by the row's key; and what was planned about them."""

    def __init__(self, project: Project):
        self.findings = {one.figures_key: one for one in Finding.objects.of(project).exclude(figures_key="")}
        links = Action.findings.through.objects.filter(action__project=project, action__removed_at=None)
        self.actions = {link.finding_id: link.action for link in links.select_related("action")}

    def of(self, key: str) -> Finding | None:
        """The finding made from this row; of a field's recording, whatever it was then that was not known."""
        found = self.findings.get(finding_key(key))
        if found or not key.startswith(f"{COMPLETENESS}:"):
            return found
        return next((one for other, one in self.findings.items() if _same_field(other, key)), None)

    def action_of(self, key: str) -> Action | None:
        finding = self.of(key)
        return self.actions.get(finding.pk) if finding else None


def _same_field(one: str, other: str) -> bool:
    return parts_of(one)[:2] == parts_of(other)[:2]


@transaction.atomic
def make_finding(*, dataset: Dataset, candidate_key: str, by) -> tuple[Finding, bool]:
    """Makes a row a finding with its figures frozen. Gives the finding and whether it is new: one row makes one."""
    project = dataset.project
    Project.objects.select_for_update().get(pk=project.pk)
    if present := Made(project).of(candidate_key):
        return present, False
    exact, released = Report(dataset, released=False), Report(dataset, released=True)
    row = row_of(exact, candidate_key)
    if row is None:
        raise NoSuchGap
    hidden = row_of(released, candidate_key)
    figures = freeze(candidate_key, row, hidden, exact, released)
    answers = _answers(dataset, row, hidden)
    # What the title said when it was made: a title the team has not changed is said again under a stricter rule.
    figures["title"] = answers["title"]
    key = finding_key(candidate_key)
    made = add_record(project=project, kind="finding", answers=answers, by=by, figures=figures, figures_key=key)
    note_use(dataset)
    return made, True


def _answers(dataset: Dataset, row: Row, hidden: Row | None) -> dict:
    """What a finding's form says of a row, in words that may leave the project."""
    answers = {
        "kind": row.kind,
        "strength": STRENGTHS.get(row.label, "strong"),
        "source": f"{dataset.label}, uploaded {day(dataset.uploaded_at.date())}",
        "title": title_of(hidden, row.words),
        "group": row.who[:300],
        "measure": row.counted[:300],
    }
    if row.comparator:
        answers["comparator"] = row.comparator[:300]
    if row.is_about_recording and row.field:
        answers["data_field"] = field_of(row.field).label
    careful = [words for label, words in hidden.trace if label == "Be careful"] if hidden else []
    if careful:
        answers["caveat"] = " ".join(careful)
    return answers


@transaction.atomic
def plan_action(*, dataset: Dataset, candidate_key: str, by) -> tuple[Action, bool]:
    """Plans to put a fault in the data right: the finding, made where it is not there, and one action linked to it."""
    row = row_of(Report(dataset, released=True), candidate_key)
    if row is None or row.improvement is None:
        raise NoSuchGap
    finding, _ = make_finding(dataset=dataset, candidate_key=candidate_key, by=by)
    present = Action.objects.of(dataset.project).filter(findings=finding).first()
    if present:
        return present, False
    enough = 100 - dataset.project.unknown_threshold
    answers = {
        "title": row.improvement.title,
        "findings": [str(finding.pk)],
        "others_helping": row.improvement.who,
        "done_looks_like": f"{field_of(row.field).label} is known for at least {enough}% of records.",
        "status": "to_start",
        "notes": row.improvement.how,
    }
    return add_record(project=dataset.project, kind="action", answers=answers, by=by), True


@transaction.atomic
def set_baseline(*, indicator: Indicator, dataset: Dataset, place: Place, by) -> Indicator:
    """Freezes a figure of the data as where an indicator starts from."""
    exact, released = Report(dataset, released=False), Report(dataset, released=True)
    key = rate_key(place.measure, place.field, place.group)
    row = row_of(exact, key)
    if row is None:
        raise NoSuchGap
    figures = freeze(key, row, row_of(released, key), exact, released)
    value = baseline_value(figures)
    figures["title"] = value
    note_use(dataset)
    return freeze_baseline(record=indicator, figures=figures, value=value, period=period_words(exact), by=by)


def baseline_value(figures: dict) -> str:
    return dict(figures["released"]["facts"]).get("Rate", "–")
