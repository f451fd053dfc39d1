"""The project’s own facts, and its team."""

import uuid

from django import forms

from accounts.models import Organisation, User
from accounts.roles import ProjectRole
from design import fields
from guide.vocabularies import vocabulary

from .models import Project

DETAILS = (
    "name",
    "about",
    "setting",
    "places",
    "start_on",
    "end_on",
    "meeting_name",
    "meeting_on",
    "hours_a_month",
    "unknown_threshold",
)


class ProjectForm(forms.Form):
    """What a project is: only the name is needed to start; the rest can follow."""

    name = fields.TextField(
        label="What is the service called?",
        hint="For example, Community heart failure service",
        max_length=150,
        error_messages={"required": "Enter the name of the service"},
    )
    about = fields.LongTextField(label="What does it do? Say it in one plain sentence.", required=False)
    setting = fields.ChoiceField(label="Where does it mostly work?", choices=Project.Setting.choices, required=False)
    places = fields.ChoicesField(
        label="Which places does it serve?",
        hint="Choose all that apply. They set who your data is compared with.",
        required=False,
    )
    start_on = fields.DateField(label="When does this work start?", required=False)
    end_on = fields.DateField(
        label="When will it end?", hint="An end date, even a rough one, helps a team finish.", required=False
    )
    meeting_name = fields.TextField(
        label="Which meeting will receive the plan?",
        hint="For example, Quality committee",
        required=False,
        max_length=150,
    )
    meeting_on = fields.DateField(label="When does that meeting next sit?", required=False)
    hours_a_month = fields.NumberField(
        label="How many hours a month can the team give?", required=False, min_value=0, max_value=999
    )
    unknown_threshold = fields.NumberField(
        label="How many unknowns are too many?",
        hint="As a percentage. Above this, an equality field needs an action to improve recording. We suggest 10.",
        required=False,
        min_value=1,
        max_value=100,
        width="nhsuk-input--width-3",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(option.value, option.text) for option in vocabulary("places")]

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start_on"), cleaned.get("end_on")
        if start and end and end <= start:
            self.add_error("end_on", "The end date must be after the start date")
        return cleaned

    def clean_unknown_threshold(self):
        return self.cleaned_data["unknown_threshold"] or 10


class NewProjectForm(ProjectForm):
    """The first page of a project: short, so that a busy person can be at the task list in a minute."""

    organisation = fields.ChoiceField(
        label="Which organisation runs it?", error_messages={"required": "Choose the organisation"}
    )
    # The new project's id: the same form sent twice starts one project.
    pk = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ["name", "organisation", "about", "places", "end_on"]

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*self.field_order, "pk"}:
            del self.fields[name]
        self.initial.setdefault("pk", uuid.uuid4())
        self.organisations = {str(organisation.pk): organisation for organisation in organisations}
        choices = [(pk, organisation.name) for pk, organisation in self.organisations.items()]
        self.fields["organisation"].choices = choices
        if len(choices) == 1:
            self.initial.setdefault("organisation", choices[0][0])

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]

    def clean_unknown_threshold(self):
        return 10


class MemberForm(forms.Form):
    """Adds a person of the organisation to the team, or changes what they may do."""

    person = fields.SelectField(label="Person", error_messages={"required": "Choose a person"})
    role = fields.ChoiceField(label="What may they do?", error_messages={"required": "Choose what they may do"})
    job = fields.TextField(
        label="Their part in the team",
        hint="For example, analyst or quality improvement lead",
        required=False,
        max_length=120,
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(pk, f"{person.name} ({person.email})") for pk, person in self.people.items()]
        self.fields["person"].choices = [("", "Choose one"), *names]
        self.fields["role"].choices = [(role.value, role.label) for role in ProjectRole]
        self.fields["role"].option_hints = {role.value: role.description for role in ProjectRole}

    def clean_person(self) -> User:
        return self.people[self.cleaned_data["person"]]

    def clean_role(self) -> ProjectRole:
        return ProjectRole(self.cleaned_data["role"])


class ReasonForm(forms.Form):
    reason = fields.LongTextField(
        label="Why do you need to look inside?",
        hint="The project’s leads are told, with your name and this reason.",
        max_length=300,
        error_messages={"required": "Say why you need to look inside"},
    )
