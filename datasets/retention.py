"""How long data is kept: 24 months from when somebody last used it. Its team is warned 30 days before.

What a deletion leaves of a file: findings and baselines with the words the team wrote and the rounded figures they were
made with. The true ones go, from the records and from their history."""

import datetime as dt
import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.audit import record as note_in_trail
from accounts.roles import ProjectRole
from design.words import count, day, in_one_line
from projects.tending import once_a_day
from worksheets.models import Finding, Indicator

from .models import Dataset
from .uploads import delete_file

log = logging.getLogger(__name__)

MONTHS = 24
WARNING = dt.timedelta(days=30)
# Looking at data counts as using it; it is noted once a day.
NOTED_AGAIN = dt.timedelta(days=1)
# Where frozen figures lie: the model, and its column.
FROZEN = ((Finding, "figures"), (Indicator, "baseline"))
KEPT_OF_FIGURES = ("released", "source", "key", "words", "measure", "field", "group", "definition", "rule", "title")
LETTER = """These uploads in the project “{project}” have not been used for almost two years, and are deleted on the day
beside each:

{lines}

To keep one for another {months} months, open its report: in the project, under Service data.

What your team made of them, such as findings and baselines, stays with its rounded figures.
"""


def kept_until(dataset: Dataset) -> dt.date:
    """The day a dataset is deleted, unless somebody uses it before."""
    used = timezone.localdate(dataset.last_used_at)
    return _months_on(used, MONTHS)


def _months_on(start: dt.date, months: int) -> dt.date:
    """The same day some months on; the last of the month where that has no such day."""
    year, month = divmod(start.month - 1 + months, 12)
    first = dt.date(start.year + year, month + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(start.day, last.day))


def is_soon_deleted(dataset: Dataset) -> bool:
    return kept_until(dataset) - WARNING <= timezone.localdate()


def note_use(dataset: Dataset) -> None:
    """Somebody used this data: it is kept for another 24 months."""
    dataset.last_used_at, dataset.warned_at = timezone.now(), None
    Dataset.objects.filter(pk=dataset.pk).update(last_used_at=dataset.last_used_at, warned_at=None)


def note_opened(dataset: Dataset) -> None:
    """Somebody looked at this data. Written once a day, since pages are opened often."""
    if timezone.now() - dataset.last_used_at >= NOTED_AGAIN:
        note_use(dataset)


@transaction.atomic
def delete_with_traces(*, dataset: Dataset, by, why: str = "") -> None:
    """Deletes an upload, everything kept of it, and the true figures that were frozen from it. by is None where nobody
    asked, as when its time is over."""
    gone = dataset.stored_as
    note_in_trail(by=by, verb="deleted data", on=dataset, project=dataset.project, note=why)
    forget_true_figures(dataset)
    dataset.delete()
    transaction.on_commit(lambda: delete_file(gone))


def forget_true_figures(dataset: Dataset) -> None:
    """Leaves of every frozen figure that rests on this data only what may leave the project, in history too."""
    for model, column in FROZEN:
        for rows in (model.objects.filter(project=dataset.project), model.history.filter(project=dataset.project)):
            own = Q(**{f"{column}__dataset": str(dataset.pk)}) | Q(**{f"{column}__before": str(dataset.pk)})
            for pk, figures in rows.filter(own).values_list("pk", column):
                rows.filter(pk=pk).update(**{column: _without_truth(figures)})


def _without_truth(figures: dict) -> dict:
    kept = {name: figures[name] for name in KEPT_OF_FIGURES if name in figures}
    return kept | {"deleted_on": day(timezone.localdate())}


@once_a_day
def tend_daily() -> None:
    """Warns and deletes what is due."""
    delete_unused()
    warn_of_deletion()


def unused():
    """What nobody has used for 24 months. The worked example is for everybody, and is kept."""
    today = timezone.localdate()
    about = timezone.now() - dt.timedelta(days=30 * MONTHS)
    old = Dataset.objects.filter(last_used_at__lt=about, project__is_example=False).light().select_related("project")
    return [dataset for dataset in old if kept_until(dataset) <= today]


def delete_unused() -> int:
    """Deletes what its time is over for. Gives how many."""
    found = unused()
    for dataset in found:
        delete_with_traces(dataset=dataset, by=None, why=f"not used for {MONTHS} months")
    return len(found)


def due_soon(project=None):
    """Datasets that are deleted within 30 days, of one project or of all, with their projects."""
    about = timezone.now() - dt.timedelta(days=30 * MONTHS) + WARNING
    old = Dataset.objects.filter(last_used_at__lt=about, project__is_example=False).light()
    old = old.filter(project=project) if project is not None else old.select_related("project")
    return [dataset for dataset in old if is_soon_deleted(dataset)]


def warn_of_deletion() -> None:
    """Writes to the leads of each project that has data whose time is nearly over, once."""
    by_project: dict[object, list[Dataset]] = {}
    for dataset in due_soon():
        if dataset.warned_at is None:
            by_project.setdefault(dataset.project, []).append(dataset)
    for project, datasets in by_project.items():
        _warn(project, datasets)


def _warn(project, datasets: list[Dataset]) -> None:
    leads = project.members.filter(role=ProjectRole.LEAD, user__is_active=True)
    to = list(leads.values_list("user__email", flat=True))
    lines = "\n".join(f"- “{one.label}”, on {day(kept_until(one))}" for one in datasets)
    words = LETTER.format(project=project.name, lines=lines, months=MONTHS)
    title = f"{settings.SITE_NAME}: {count(len(datasets), 'upload')} of “{in_one_line(project.name)}” will be deleted"
    try:
        send_mail(title, words, None, to)
    except (SMTPException, OSError) as fault:
        # The page warns as well, and tomorrow the letter is tried again.
        log.warning("A warning about data of project %s could not be sent: %s", project.pk, type(fault).__name__)
        return
    Dataset.objects.filter(pk__in=[one.pk for one in datasets]).update(warned_at=timezone.now())
