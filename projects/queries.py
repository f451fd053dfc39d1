"""Reads of projects and their teams that more than one page needs."""

from accounts.models import User
from guide.vocabularies import vocabulary

from .models import Project


def projects_of(user):
    """The projects a person works on or may open, newest movement first; the worked example is shown apart."""
    visible = Project.objects.visible_to(user).filter(is_example=False).select_related("organisation")
    return visible.order_by("archived_at", "-moved_at")


def example_project():
    return Project.objects.filter(is_example=True).first()


def people_of(organisation):
    """The active people of an organisation, who may join a team."""
    return User.objects.filter(memberships__organisation=organisation, is_active=True).distinct()


def names_of_places() -> dict[str, str]:
    """Every place a project can name, by its key."""
    return {option.value: option.text for option in vocabulary("places")}


def place_names(project) -> list[str]:
    names = names_of_places()
    return [names.get(place, place) for place in project.places]
