"""Who may do what: a role is held for one project or one organisation; views ask for permissions, not for roles."""

from enum import StrEnum


class ProjectRole(StrEnum):
    """What a person is on one project."""

    VIEWER = "viewer"
    EDITOR = "editor"
    LEAD = "lead"

    @property
    def label(self) -> str:
        return {"viewer": "Can read", "editor": "Can edit", "lead": "Lead"}[self.value]

    @property
    def description(self) -> str:
        return {
            "viewer": "Reads the project and its plan. Counts under 8 are hidden.",
            "editor": "Fills in worksheets, uploads data and sees true counts.",
            "lead": "Does everything an editor does, chooses the team and shares the project with the ICB.",
        }[self.value]


class OrganisationRole(StrEnum):
    """What a person is in one organisation."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"
    REVIEWER = "reviewer"
    CURATOR = "curator"

    @property
    def label(self) -> str:
        return {
            "viewer": "Reader",
            "editor": "Team member",
            "admin": "Organisation administrator",
            "reviewer": "ICB lead",
            "curator": "Directory curator",
        }[self.value]

    @property
    def description(self) -> str:
        return {
            "viewer": "Reads the projects they are added to.",
            "editor": "Starts projects and works on the ones they are added to.",
            "admin": "Invites people and sees every project of the organisation.",
            "reviewer": "Reads every project that services have shared with the ICB.",
            "curator": "Keeps the directory of partners and resources up to date.",
        }[self.value]


class Permission(StrEnum):
    # On one project
    VIEW_PROJECT = "view_project"
    EDIT_PROJECT = "edit_project"
    COMMENT = "comment"
    VIEW_HISTORY = "view_history"
    VIEW_PROFILE = "view_profile"
    VIEW_COUNTS = "view_counts"
    UPLOAD_DATA = "upload_data"
    DELETE_DATA = "delete_data"
    MAKE_PLAN = "make_plan"
    REVIEW = "review"
    MANAGE_TEAM = "manage_team"
    SHARE_PROJECT = "share_project"
    ARCHIVE_PROJECT = "archive_project"
    DELETE_PROJECT = "delete_project"
    TAKE_PROJECT = "take_project"
    # In one organisation
    CREATE_PROJECT = "create_project"
    INVITE_PEOPLE = "invite_people"
    VIEW_AUDIT = "view_audit"
    SEE_OVERVIEW = "see_overview"
    CURATE_DIRECTORY = "curate_directory"
    # For oneself
    USE_ACCOUNT = "use_account"
    # For the whole installation
    RUN_SYSTEM = "run_system"


P = Permission

READING = frozenset({P.VIEW_PROJECT, P.VIEW_PROFILE, P.MAKE_PLAN})
EDITING = READING | {P.VIEW_HISTORY, P.COMMENT, P.EDIT_PROJECT, P.VIEW_COUNTS, P.UPLOAD_DATA}
LEADING = EDITING | {P.DELETE_DATA, P.MANAGE_TEAM, P.SHARE_PROJECT, P.ARCHIVE_PROJECT, P.TAKE_PROJECT}

PROJECT_PERMISSIONS: dict[ProjectRole, frozenset[Permission]] = {
    ProjectRole.VIEWER: READING | {P.VIEW_HISTORY, P.COMMENT},
    ProjectRole.EDITOR: EDITING,
    ProjectRole.LEAD: LEADING,
}
# What an organisation's administrator may do in each of its projects, and an ICB lead in those shared with the ICB.
ADMIN_ON_PROJECT = READING | {
    P.VIEW_HISTORY,
    P.COMMENT,
    P.DELETE_DATA,
    P.MANAGE_TEAM,
    P.SHARE_PROJECT,
    P.ARCHIVE_PROJECT,
    P.DELETE_PROJECT,
    P.TAKE_PROJECT,
}
REVIEWER_ON_PROJECT = READING

ORGANISATION_PERMISSIONS: dict[OrganisationRole, frozenset[Permission]] = {
    OrganisationRole.VIEWER: frozenset(),
    OrganisationRole.EDITOR: frozenset({P.CREATE_PROJECT}),
    OrganisationRole.ADMIN: frozenset({P.CREATE_PROJECT, P.INVITE_PEOPLE, P.VIEW_AUDIT}),
    OrganisationRole.REVIEWER: frozenset({P.SEE_OVERVIEW}),
    OrganisationRole.CURATOR: frozenset({P.CURATE_DIRECTORY}),
}
SYSTEM_PERMISSIONS = frozenset({P.RUN_SYSTEM, P.INVITE_PEOPLE, P.VIEW_AUDIT})
EVERYONE = frozenset({P.USE_ACCOUNT})
