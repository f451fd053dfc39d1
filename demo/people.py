"""The invented people of the demonstration. Their password is published: they exist only where DEMONSTRATION is on."""

from dataclasses import dataclass

from accounts.models import Membership, Organisation, User
from accounts.roles import OrganisationRole

PASSWORD = "fair-care-for-everyone"
ICB = "Derby and Derbyshire ICB"
COMMUNITY, HOSPITAL, MENTAL_HEALTH = "DCHS", "Chesterfield Royal", "Derbyshire Healthcare"


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@demonstration.example"


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as: who they are, what they may do, and what there is to see for them."""

    key: str
    name: str
    job: str
    organisation: str
    role: OrganisationRole
    shown: str = ""

    @property
    def email(self) -> str:
        return address_of(self.name)


EDITOR = OrganisationRole.EDITOR
PEOPLE = (
    Person("manager", "Amina Yusuf", "Service manager", COMMUNITY, EDITOR, "leads the heart failure project"),
    Person("nurse", "Grace Holt", "Heart failure nurse", COMMUNITY, EDITOR, "works on it too"),
    Person("reader", "Peter Lowe", "Non-executive director", COMMUNITY, OrganisationRole.VIEWER, "reads it"),
    Person("admin", "Helen Marsden", "Equality lead", COMMUNITY, OrganisationRole.ADMIN, "invites people"),
    Person("starter", "Priya Nair", "Clinic manager", HOSPITAL, EDITOR, "new, has no project yet"),
    Person("feet", "Owen Bright", "Podiatry lead", HOSPITAL, EDITOR, "has just begun"),
    Person("perinatal", "Ruth Adeyemi", "Team manager", MENTAL_HEALTH, EDITOR, "has a plan under way"),
    Person("reviewer", "Omar Sheikh", "Inequalities lead", ICB, OrganisationRole.REVIEWER, "sees all shared projects"),
    Person("curator", "Kate Winfield", "Engagement officer", ICB, OrganisationRole.CURATOR, "keeps the directory"),
)
SYSTEM = ("Lee Farrow", "lee.farrow@demonstration.example")


def make_people() -> dict[str, User]:
    """The people above with their roles, and a system administrator; those already there are left as they are."""
    made = {}
    for person in PEOPLE:
        made[person.key] = make_person(person.email, person.name, person.job)
        organisation = Organisation.objects.get(short_name=person.organisation)
        Membership.objects.get_or_create(user=made[person.key], organisation=organisation, role=person.role)
    name, email = SYSTEM
    made["system"] = make_person(email, name, "IT department", is_system_administrator=True)
    return made


def make_person(email: str, name: str, job: str, *, password: str | None = PASSWORD, **fields) -> User:
    """The person with this address, made where there is none. Without a password nobody can sign in as them."""
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, name=name, job=job, password=password, **fields)


def sign_ins() -> list[tuple[str, str]]:
    """Who may be signed in as, for whoever tries the demonstration: address, and what they see."""
    rows = [(person.email, f"{person.name}, {person.job}: {person.shown}") for person in PEOPLE]
    return [*rows, (SYSTEM[1], f"{SYSTEM[0]}, IT department: system administrator")]
