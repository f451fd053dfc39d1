"""The forms of the plan: what to take it as, freezing a version, signing it."""

from django import forms

from design import fields
from worksheets.forms import no_personal_details

from .document import PAGE_SIZES
from .kinds import KINDS
from .models import Signature
from .options import Form, PlanOptions

PLAN_FORMS = tuple(form for form in Form if not form.is_paper)


def options_asked(given) -> PlanOptions:
    """The options named in an address; the full plan where it names none, or one there is not."""
    form = given.get("form", "")
    return PlanOptions(
        form=Form(form) if form in PLAN_FORMS else Form.FULL,
        unanswered="unanswered" in given,
    )


class OptionsForm(forms.Form):
    """How much of the plan, and what goes with it."""

    form = fields.ChoiceField(
        label="How much of the plan?",
        choices=[(form.value, form.label) for form in Form],
        option_hints={form.value: form.description for form in Form},
        initial=Form.FULL.value,
        error_messages={"required": "Choose how much of the plan you need"},
    )
    extras = fields.ChoicesField(
        label="What else goes in?",
        choices=[
            ("unanswered", "Questions nobody has answered yet"),
            ("comments", "Comments of the team"),
            ("logo", "The logo of your organisation"),
        ],
        option_hints={
            "unanswered": "They print as “Not yet decided”",
            "logo": "At the head of the cover",
            "comments": "With the name of who wrote each. Only the team can see and take such a file",
        },
        required=False,
    )
    committee = fields.TextField(
        label="Name of the meeting on the cover, if it is not the one of the project",
        max_length=150,
        required=False,
        validators=[no_personal_details],
    )
    page_size = fields.ChoiceField(
        label="How large is the paper?",
        choices=[(size, size) for size in PAGE_SIZES],
        option_hints=PAGE_SIZES,
        initial="A4",
        required=False,
    )
    about = forms.RegexField(r"^[A-Z]\d+$", required=False, widget=forms.HiddenInput)
    since = forms.RegexField(r"^(version|review)-\d+$", required=False, widget=forms.HiddenInput)

    def options(self) -> PlanOptions:
        given = self.cleaned_data
        return PlanOptions(
            form=Form(given["form"]),
            unanswered="unanswered" in given["extras"],
            comments="comments" in given["extras"],
            committee=given["committee"],
            since=given["since"],
            about=given["about"],
            logo="logo" in given["extras"],
            page_size=given["page_size"] or "A4",
        )


class FileForm(OptionsForm):
    """What kind of file to make."""

    kind = fields.ChoiceField(
        label="What kind of file?",
        choices=[(kind.key, kind.label) for kind in KINDS.values()],
        option_hints={kind.key: kind.description for kind in KINDS.values()},
        initial="pdf",
        error_messages={"required": "Choose what kind of file you need"},
    )
    field_order = ["form", "kind", "extras", "committee", "page_size"]

    def __init__(self, *args, may_see_comments: bool, has_logo: bool, of_version: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        cannot = {key for key, may in (("comments", may_see_comments), ("logo", has_logo)) if not may}
        extras = self.fields["extras"]
        extras.choices = [choice for choice in extras.choices if choice[0] not in cannot]
        if of_version:
            self.fields["form"].choices = [(form.value, form.label) for form in PLAN_FORMS]


class VersionForm(forms.Form):
    note = fields.TextField(
        label="What is this version for?",
        hint="For example, “For the quality committee in March”",
        required=False,
        validators=[no_personal_details],
    )


class SignForm(forms.Form):
    """A name, a role, and what that person will do: a signature without a commitment says nothing."""

    role = fields.ChoiceField(
        label="Who signs?", choices=Signature.Role.choices, error_messages={"required": "Choose who signs"}
    )
    name = fields.TextField(
        label="Their name", max_length=150, error_messages={"required": "Enter the name of the person who signs"}
    )
    commitment = fields.LongTextField(
        label="What do they commit to?",
        hint="For example, “I will bring the interpreter contract to the board by June”",
        validators=[no_personal_details],
        error_messages={"required": "Say what this person commits to"},
    )

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [choice for choice in Signature.Role.choices if choice[0] in roles]
