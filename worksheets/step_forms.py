"""The small forms around a step: finishing it, and the team’s private note."""

from django import forms

from design import fields

from . import actions
from .forms import no_personal_details
from .progress import StepState

FINISH, SET_ASIDE, REOPEN = "finish", "not_applicable", "reopen"


class FinishForm(forms.Form):
    """What a team says of a step. With things left, finishing needs a reason; so does leaving a step out."""

    said = fields.ChoiceField(
        label="What does your team say?",
        label_size="m",
        error_messages={"required": "Choose what your team says about this step"},
    )
    reason = fields.LongTextField(
        label="Why is that?",
        hint="Needed when something is left, or when the step does not apply. It shows in the plan.",
        required=False,
        validators=[no_personal_details],
    )

    def __init__(self, *args, state: StepState, **kwargs):
        super().__init__(*args, **kwargs)
        self.state = state
        finish = "Finished, with the gaps shown above" if state.left else "Finished"
        choices = [(FINISH, finish), (SET_ASIDE, "This step does not apply to our service")]
        if state.is_settled:
            choices.append((REOPEN, "Open it again"))
        self.fields["said"].choices = choices

    def clean(self):
        cleaned = super().clean()
        needs_reason = cleaned.get("said") == SET_ASIDE or (cleaned.get("said") == FINISH and self.state.left)
        if needs_reason and not cleaned.get("reason"):
            words = "this step does not apply" if cleaned["said"] == SET_ASIDE else "it can be finished with gaps"
            self.add_error("reason", f"Say why {words}")
        return cleaned

    def carry_out(self, *, project, step, by) -> None:
        reason = self.cleaned_data["reason"]
        match self.cleaned_data["said"]:
            case "finish":
                actions.finish_step(project=project, step=step, reason=reason, by=by)
            case "not_applicable":
                actions.set_not_applicable(project=project, step=step, reason=reason, by=by)
            case "reopen":
                actions.reopen_step(project=project, step=step, by=by)


class NoteForm(forms.Form):
    note = fields.LongTextField(
        label="Private note for your team",
        hint="Only your project team reads this. It is never printed and never shared with the ICB.",
        required=False,
        rows=8,
        validators=[no_personal_details],
    )
