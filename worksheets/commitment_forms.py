"""The forms by which people commit themselves to a plan, or have their commitment written down."""

from django import forms
from django.utils import timezone

from design import fields

from . import actions_commitments as actions
from .forms import no_personal_details
from .models import Commitment

HINT = "For example, “I will keep two hours a week free for each promoter”. It is printed in the plan."


def words_field(label: str) -> fields.LongTextField:
    return fields.LongTextField(
        label=label,
        hint=HINT,
        max_length=1000,
        validators=[no_personal_details],
        error_messages={"required": "Say what will be done"},
    )


class OwnForm(forms.Form):
    """A person commits themselves, in one of the parts they may speak in."""

    part = fields.ChoiceField(label="Who do you speak as?", error_messages={"required": "Choose who you speak as"})
    words = words_field("What will you do to make the plan work?")

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [choice for choice in Commitment.Part.choices if choice[0] in parts]
        if len(parts) == 1:
            self.initial["part"] = next(iter(parts))

    def carry_out(self, *, project, by) -> Commitment:
        return actions.state_commitment(project=project, by=by, **self.cleaned_data)


class NoteForm(forms.Form):
    """Somebody of the team writes down what another person said."""

    part = fields.ChoiceField(
        label="Who said it?",
        choices=Commitment.Part.choices,
        error_messages={"required": "Choose who said it"},
    )
    name = fields.TextField(
        label="What is their name, or the name of their group?",
        max_length=150,
        error_messages={"required": "Enter a name"},
    )
    words = words_field("What did they say they will do?")
    said_on = fields.DateField(label="When did they say it?", error_messages={"required": "Enter the day they said it"})

    def clean_said_on(self):
        said_on = self.cleaned_data["said_on"]
        if said_on > timezone.localdate():
            raise forms.ValidationError("Enter today or a day that has passed")
        return said_on

    def carry_out(self, *, project, by) -> Commitment:
        return actions.note_commitment(project=project, by=by, **self.cleaned_data)
