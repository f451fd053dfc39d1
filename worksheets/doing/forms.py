"""The forms of the work after the plan."""

from django import forms
from django.utils import timezone

from design import fields
from guide.vocabularies import vocabulary

from ..forms import no_personal_details


def words(label: str, hint: str = "", needed: str = "") -> fields.LongTextField:
    messages = {"required": needed} if needed else {}
    return fields.LongTextField(
        label=label, hint=hint, required=bool(needed), validators=[no_personal_details], error_messages=messages
    )


class UpdateForm(forms.Form):
    """How one action stands now."""

    status = fields.ChoiceField(label="How does it stand?", error_messages={"required": "Choose how it stands"})
    reason = fields.TextField(
        label="If it is blocked or dropped: why?", required=False, validators=[no_personal_details]
    )
    note = fields.TextField(label="Note, if you like", required=False, validators=[no_personal_details])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [(one.value, one.text) for one in vocabulary("action_statuses")]

    def clean(self):
        given = super().clean()
        if given.get("status") in ("blocked", "dropped") and not given.get("reason"):
            self.add_error("reason", f"Say why it is {given['status']}")
        return given


class ReviewForm(forms.Form):
    """What a review meeting said. How the project stood that day is kept by itself."""

    held_on = fields.DateField(
        label="When was the meeting?", error_messages={"required": "Enter the day of the meeting"}
    )
    stuck = words("What is stuck, and what would free it?")
    decisions = words("What was decided?")
    new_risks = words("Which new risks came up?")
    minutes = words("What else should be remembered?")
    next_on = fields.DateField(label="When is the next review?", required=False)

    def clean_held_on(self):
        held_on = self.cleaned_data["held_on"]
        if held_on is None:
            raise forms.ValidationError("Enter the day of the meeting")
        if held_on > timezone.localdate():
            raise forms.ValidationError("This day is still to come. Keep the review once it has been held.")
        return held_on


class HandOverForm(forms.Form):
    to = fields.SelectField(label="Who leads from now on?", error_messages={"required": "Choose who leads from now on"})
    stays = fields.ChoiceField(
        label="Do you stay on the team?",
        choices=[("yes", "Yes, as somebody who can edit"), ("no", "No, I leave the project")],
        error_messages={"required": "Say whether you stay on the team"},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose one"), *((str(one.pk), one.name) for one in people)]


class ClosingForm(forms.Form):
    what_changed = words("What changed for the people it was for?", needed="Say what changed, or that nothing did")
    learned = words("What would you tell another service?", needed="Say what you learned")
    told = words("Who was told what came of it, and how?", needed="Say who was told")
    data_kept = words(
        "What becomes of the data?",
        "For example, “Uploads deleted on 3 May; counts kept until May 2028”",
        needed="Say whether the data is deleted or kept, and until when",
    )
    what_next = words(
        "What comes next?", "A gap that is left is where the next project begins", needed="Say what comes next"
    )
