"""One factory per model. Nothing else in the tests makes people, organisations or projects."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Invitation, Membership, Organisation, User
from accounts.roles import OrganisationRole, ProjectRole
from projects.models import Project, ProjectMember

PASSWORD = "seven purple kettles"


class IcbFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Invented Integrated Care Board {n}")
    short_name = factory.Sequence(lambda n: f"ICB {n}")
    kind = Organisation.Kind.ICB


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Invented Community Trust {n}")
    short_name = factory.Sequence(lambda n: f"Trust {n}")
    kind = Organisation.Kind.TRUST
    icb = factory.SubFactory(IcbFactory)


class UserFactory(DjangoModelFactory):
    """A person who can sign in with `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.test")
    name = factory.Sequence(lambda n: f"Person {n}")
    job = "Service manager"
    password = factory.django.Password(PASSWORD)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = OrganisationRole.EDITOR


class InvitationFactory(DjangoModelFactory):
    """An open invitation whose secret nobody knows; use `accounts.invitations.invite` where a test needs it."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@example.test")
    organisation = factory.SubFactory(OrganisationFactory)
    role = OrganisationRole.EDITOR
    secret_digest = factory.Sequence(lambda n: f"{n:064d}")
    invited_by = factory.SubFactory(UserFactory)
    invited_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda made: made.invited_at + timedelta(days=7))


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    name = factory.Sequence(lambda n: f"Heart failure clinic {n}")
    slug = factory.Sequence(lambda n: f"heart-failure-clinic-{n}")
    organisation = factory.SubFactory(OrganisationFactory)
    created_by = factory.SubFactory(UserFactory)


class ProjectMemberFactory(DjangoModelFactory):
    class Meta:
        model = ProjectMember

    project = factory.SubFactory(ProjectFactory)
    user = factory.SubFactory(UserFactory)
    role = ProjectRole.EDITOR
