"""Tells whoever went elsewhere that their file is done, on the next page they open in the project."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from projects.models import Project

from .models import STANDING, WORKING, Dataset


@dataclass(frozen=True)
class Notice:
    """What came of one file. href is empty on the page the file itself is on."""

    words: str
    href: str
    link: str
    went_well: bool


def context(request) -> dict:
    """`reading_notices` for the layout of every page in a project; looked up only where they are drawn."""
    user, match = getattr(request, "user", None), getattr(request, "resolver_match", None)
    if user is None or not user.is_authenticated or match is None or "project_id" not in match.kwargs:
        return {}
    return {"reading_notices": SimpleLazyObject(lambda: _told_now(user, match.kwargs))}


def _told_now(user, kwargs: dict) -> list[Notice]:
    """The notices due, which are then told. Who may no longer see the project is told nothing of it; that is only asked
    where there is something to tell, since this runs on every page of a project."""
    mine = Dataset.objects.filter(asked_by=user, to_tell=True, project_id=kwargs["project_id"])
    due = list(mine.exclude(status__in=WORKING).light())
    if not due or not Project.objects.visible_to(user).filter(pk=kwargs["project_id"]).exists():
        return []
    mine.filter(pk__in=[dataset.pk for dataset in due]).update(to_tell=False)
    return [_notice(dataset, dataset.pk == kwargs.get("dataset_id")) for dataset in due]


def mark_told(dataset: Dataset, user) -> None:
    """They have been looking on, so no notice is needed."""
    if dataset.to_tell and dataset.asked_by_id == user.pk:
        Dataset.objects.filter(pk=dataset.pk).update(to_tell=False)


def next_page(dataset: Dataset) -> str:
    """Where a person who waits for a reading goes once it is over."""
    name = "read_again" if dataset.reading_faults else "show_dataset"
    return reverse(f"datasets:{name}", args=[dataset.project_id, dataset.pk])


def _notice(dataset: Dataset, is_here: bool) -> Notice:
    went_well = dataset.status in STANDING and not dataset.reading_faults
    if dataset.reading_faults:
        words, link = f"“{dataset.label}” could not be read the new way. It stands as it was.", "See why"
    elif went_well:
        words, link = f"Your file “{dataset.label}” has been read.", "See what is in it"
    else:
        words, link = f"Your file “{dataset.label}” could not be read.", "See why, and how to mend it"
    return Notice(words, "" if is_here and not dataset.reading_faults else next_page(dataset), link, went_well)
