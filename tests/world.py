"""A small NHS for tests: an ICB, an organisation, a project, and one person for each role. Built twice, so that every
test of a refusal has somebody with the same role somewhere else."""

from dataclasses import dataclass, fields

from accounts.models import Organisation, User
from accounts.roles import OrganisationRole, ProjectRole
from projects.models import Project

from .factories import (
    IcbFactory,
    MembershipFactory,
    OrganisationFactory,
    ProjectFactory,
    ProjectMemberFactory,
    UserFactory,
)


@dataclass(frozen=True)
class People:
    """One person for each column of the permission table, by the column's name."""

    outsider: User
    viewer: User
    editor: User
    lead: User
    org_admin: User
    reviewer: User
    curator: User
    sys_admin: User

    def items(self):
        return [(field.name, getattr(self, field.name)) for field in fields(self)]


@dataclass(frozen=True)
class World:
    icb: Organisation
    organisation: Organisation
    people: People
    project: Project


def build_world(word: str) -> World:
    """`word` stands in every name, so that a test can tell whose words leaked where."""
    icb = IcbFactory(name=f"{word} Integrated Care Board", short_name=f"{word} ICB")
    organisation = OrganisationFactory(name=f"{word} Community Trust", short_name=f"{word} Trust", icb=icb)
    people = _people(word, organisation, icb)
    slug = f"{word.lower()}-heart-clinic"
    project = ProjectFactory(name=f"{word} heart clinic", slug=slug, organisation=organisation, created_by=people.lead)
    for person, role in ((people.viewer, "viewer"), (people.editor, "editor"), (people.lead, "lead")):
        ProjectMemberFactory(project=project, user=person, role=ProjectRole(role))
    return World(icb, organisation, people, project)


def _people(word: str, organisation, icb) -> People:
    def person(role, membership=None, at=organisation, **fields):
        email = f"{role}@{word.lower()}.example.test"
        user = UserFactory(name=f"{word} {role.replace('_', ' ').title()}", email=email, **fields)
        if membership:
            MembershipFactory(user=user, organisation=at, role=membership)
        return user

    return People(
        outsider=person("outsider"),
        viewer=person("viewer", OrganisationRole.VIEWER),
        editor=person("editor", OrganisationRole.EDITOR),
        lead=person("lead", OrganisationRole.EDITOR),
        org_admin=person("org_admin", OrganisationRole.ADMIN),
        reviewer=person("reviewer", OrganisationRole.REVIEWER, icb),
        curator=person("curator", OrganisationRole.CURATOR, icb),
        sys_admin=person("sys_admin", is_system_administrator=True),
    )
