"""Projects that services have shared with their ICB, and the ICB’s lead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.models import Project
from tests.factories import OrganisationFactory, ProjectFactory


def share(project, **changed):
    Project.objects.filter(pk=project.pk).update(shared_at=timezone.now(), **changed)
    project.refresh_from_db()
    return project


@pytest.fixture
def shared(project):
    return share(project, end_on=timezone.localdate() + timedelta(days=200), places=["bolsover", "erewash"])


@pytest.fixture
def reviewer(client_for, people):
    return client_for(people.reviewer)


@pytest.fixture
def another(icb, people):
    """A project of another organisation of the same ICB, shared too."""
    organisation = OrganisationFactory(name="Second Trust", short_name="Second", icb=icb)
    made = ProjectFactory(name="Foot clinic", organisation=organisation, created_by=people.lead)
    return share(made, end_on=timezone.localdate() + timedelta(days=200), places=["high_peak"])
