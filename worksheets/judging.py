"""Forms for the pathway as a whole: several steps added at once, and every step judged for one focus group."""

from django import forms

from design import fields
from design.http import whole_number
from guide.records import record_kind

from .actions_pathway import Said
from .clash import SomebodySavedFirst
from .forms import no_personal_details
from .models import Judgement, PathwayStep
from .pathway import Pathway


class StepsForm(forms.Form):
    """Names of steps, one on each line."""

    MOST, LONGEST = 30, 300

    names = fields.LongTextField(
        label="Add several steps at once",
        hint="Write one step on each line, in order. You can say more about each of them later.",
        rows=5,
        validators=[no_personal_details],
        error_messages={"required": "Write at least one step"},
    )

    def clean_names(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(names) > self.MOST:
            raise forms.ValidationError(f"Add at most {self.MOST} steps at once")
        if too_long := next((name for name in names if len(name) > self.LONGEST), None):
            raise forms.ValidationError(f"“{too_long[:40]}…” is too long for the name of a step")
        return names


class JudgingForm(forms.Form):
    """Three answers for each step: the effect, why, and whether it is a guess. A step left alone is not judged."""

    def __init__(self, *args, steps, **kwargs):
        super().__init__(*args, **kwargs)
        self.steps = steps
        effects = [(option.value, option.text) for option in record_kind("judgement").question("effect").options]
        for step in steps:
            about = f"{step.ref} {step.title}"
            self.fields[f"effect-{step.pk}"] = fields.ChoiceField(
                label=f"What does “{step.title}” do to this group?", choices=effects, required=False
            )
            self.fields[f"title-{step.pk}"] = fields.TextField(
                label=f"Why? ({about})", required=False, small=True, validators=[no_personal_details]
            )
            self.fields[f"guess-{step.pk}"] = fields.ChoicesField(
                label=f"What it rests on ({about})", choices=[("yes", "This is only our guess so far")], required=False
            )
            self.fields[f"seen-{step.pk}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def rows(self):
        """For each step: the step and its bound fields, for the template."""
        return [
            (step, *(self[f"{name}-{step.pk}"] for name in ("effect", "title", "guess", "seen"))) for step in self.steps
        ]

    def said_of(self, step: PathwayStep, now: Judgement | None) -> Said | None:
        """What was said of a step, where something was. A judgement needs no words: then its effect is its title."""
        effect = self.cleaned_data[f"effect-{step.pk}"]
        title = self.cleaned_data[f"title-{step.pk}"]
        if not effect and not title:
            return None
        words = record_kind("judgement").question("effect").text_of(effect)
        assumed = "yes" if self.cleaned_data[f"guess-{step.pk}"] else "no"
        seen = self.cleaned_data[f"seen-{step.pk}"]
        return Said(step, effect, title or words, assumed, now, whole_number(seen))

    def mark_clash(self, clash: SomebodySavedFirst) -> None:
        """Says at the step which another person changed what they said, and takes their version as seen."""
        saved = clash.saved
        name = f"effect-{saved.pathway_step_id}"
        words = saved.spec.question("effect").text_of(saved.effect) or "nothing"
        told = f"{saved.updated_by.name} changed this meanwhile to “{words}: {saved.title}”. Choose again, then save"
        self.add_error(name if name in self.fields else None, told)
        self.data = self.data.copy()
        self.data[f"seen-{saved.pathway_step_id}"] = str(saved.version)


def initial_of(pathway: Pathway, group) -> dict:
    """The judgements of one group as the form’s initial values."""
    initial = {}
    for step in pathway.steps:
        if one := pathway.judged(step, group):
            words = one.spec.question("effect").text_of(one.effect)
            initial |= {
                f"effect-{step.pk}": one.effect,
                f"title-{step.pk}": "" if one.title == words else one.title,
                f"guess-{step.pk}": ["yes"] if one.is_assumed else [],
                f"seen-{step.pk}": str(one.version),
            }
    return initial
