"""The forms by which a team says whom it compares with, what groups need, and how small numbers are hidden."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from design.fields import ChoiceField, ChoicesField, LongTextField, NumberField, TextField
from design.personal import personal_details_in

from .comparing import groups_to_choose
from .models import TypedPopulation
from .small_numbers import HIDDEN_BELOW, ROUNDED_TO
from .stricter import Chosen

# A factor outside this is a slip of the finger.
LEAST_FACTOR, MOST_FACTOR = Decimal("0.05"), Decimal("50")
MOST_PEOPLE = 10_000_000


def check_words(text: str) -> str:
    """Typed words without anything that could name a patient."""
    if found := personal_details_in(text):
        raise ValidationError(f"This seems to hold {found[0]}. Leave it out.")
    return text


class NeedForm(forms.Form):
    """How many times as often a group needs the service, who says so, and why."""

    factor = NumberField(
        label="How many times as often as other people do they need it?",
        hint="For example, 2 means twice as often. If your source gives a range, such as 2 to 4, choose the number you "
        "will stand by and name the range below.",
        decimal_places=2,
        min_value=LEAST_FACTOR,
        max_value=MOST_FACTOR,
        width="nhsuk-input--width-4",
        error_messages={
            "required": "Enter how many times as often",
            "min_value": "Enter a number above 0, such as 1.5",
            "max_value": "Enter a number of at most 50",
        },
    )
    reason = LongTextField(
        label="Why do they need it more, or less?",
        hint="For example, people of South Asian background are 2 to 4 times more likely to have type 2 diabetes.",
        max_length=300,
        error_messages={"required": "Say in one sentence why"},
    )
    source = TextField(
        label="Where does that come from?",
        hint="Name the report or study, with its year.",
        max_length=300,
        error_messages={"required": "Name the source, with its year"},
    )

    def clean_factor(self):
        return Decimal(str(self.cleaned_data["factor"]))

    def clean_reason(self):
        return check_words(self.cleaned_data["reason"])

    def clean_source(self):
        return check_words(self.cleaned_data["source"])


class NewNeedForm(NeedForm):
    groups = ChoicesField(
        label="Which groups?",
        hint="Choose all that the same number holds for.",
        error_messages={"required": "Choose at least one group"},
    )
    field_order = ["groups", "factor", "reason", "source"]

    def __init__(self, *args, field: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].choices = [(group, group) for group in groups_to_choose(field)]


class PopulationForm(forms.Form):
    """People to compare with, typed from a source: who they are, and how many of each group."""

    kind = ChoiceField(
        label="Which people are they?",
        choices=TypedPopulation.Kind.choices,
        error_messages={"required": "Choose which people they are"},
    )
    people = TextField(
        label="What shall we call them?",
        hint="For example, people with type 2 diabetes in Derby.",
        max_length=120,
        error_messages={"required": "Say who they are, such as “people with type 2 diabetes in Derby”"},
    )
    source = TextField(
        label="Where do the numbers come from?",
        hint="Name the register or report, with its date.",
        max_length=300,
        error_messages={"required": "Name the source, with its date"},
    )

    def __init__(self, *args, field: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = groups_to_choose(field)
        for place, group in enumerate(self.groups):
            limits = {"min_value": 0, "max_value": MOST_PEOPLE, "decimal_places": 0}
            name = f"Number of people: {group}"
            self.fields[f"group_{place}"] = NumberField(label=name, required=False, small=True, **limits)

    def clean_people(self):
        return check_words(self.cleaned_data["people"])

    def clean_source(self):
        return check_words(self.cleaned_data["source"])

    def clean(self):
        given = super().clean()
        counts = {group: given.get(f"group_{place}") for place, group in enumerate(self.groups)}
        given["counts"] = {group: number for group, number in counts.items() if number is not None}
        if sum(number > 0 for number in given["counts"].values()) < 2:
            self.add_error("group_0", "Enter the number of people for at least two groups")
        return given


class SmallNumberForm(forms.Form):
    """Which numbers a project hides, and how it rounds the rest. The usual rule is the loosest there is."""

    hidden_below = ChoiceField(
        label="Which numbers are hidden outside the team?",
        choices=[(str(one), f"1 to {one - 1}{' (usual)' if one == HIDDEN_BELOW[0] else ''}") for one in HIDDEN_BELOW],
        error_messages={"required": "Choose which numbers are hidden"},
    )
    rounded_to = ChoiceField(
        label="How are the other numbers rounded?",
        choices=[(str(one), f"To the nearest {one}{' (usual)' if one == ROUNDED_TO[0] else ''}") for one in ROUNDED_TO],
        error_messages={"required": "Choose how numbers are rounded"},
    )

    @property
    def chosen(self) -> Chosen:
        return Chosen(int(self.cleaned_data["hidden_below"]), int(self.cleaned_data["rounded_to"]))
