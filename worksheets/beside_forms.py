"""The forms for what lies beside a step: a comment, a file, a link."""

from django import forms

from design import fields
from design.words import sentence_list

from . import actions_beside as actions
from .attached import LARGEST, look_into
from .forms import no_personal_details


class CommentForm(forms.Form):
    text = fields.LongTextField(
        label="Write a comment",
        hint="Your project team reads this. Do not name or describe a patient who could be recognised.",
        validators=[no_personal_details],
        error_messages={"required": "Write something first"},
    )


class ReplyForm(CommentForm):
    """A comment where the ICB has asked something: the team says who may read it."""

    for_icb = fields.ChoiceField(
        label="Who may read it?",
        choices=[("no", "Only our team"), ("yes", "Our team and the ICB")],
        error_messages={"required": "Choose who may read it"},
    )

    def clean_for_icb(self) -> bool:
        return self.cleaned_data["for_icb"] == "yes"


class QuestionForm(forms.Form):
    """What an ICB lead asks a team."""

    text = fields.LongTextField(
        label="What would you like to ask or say?",
        hint="The team and the ICB’s other leads read it. The team can answer here.",
        validators=[no_personal_details],
        error_messages={"required": "Write something first"},
    )


class AttachmentForm(forms.Form):
    """A file or a link, not both. The file is looked into before it is kept."""

    title = fields.TextField(
        label="What is it?",
        hint="For example, “Appointment letter, March 2026”",
        max_length=150,
        validators=[no_personal_details],
        error_messages={"required": "Say what it is"},
    )
    link = fields.TextField(label="Its web address, if it is a link", max_length=500, required=False)
    file = fields.FileField(
        label="Or choose a file",
        hint="PDF, Word, PowerPoint, a picture or plain text, at most 10 MB. No file that names a patient.",
        required=False,
        error_messages={"empty": "This file is empty. Save it again, then choose it."},
    )

    def clean_link(self):
        link = self.cleaned_data["link"]
        if not link:
            return ""
        link = link if "://" in link else f"https://{link}"
        check = forms.URLField(assume_scheme="https", error_messages={"invalid": _NO_ADDRESS})
        if not link.startswith(("https://", "http://")):
            raise forms.ValidationError(_NO_ADDRESS)
        return check.clean(link)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 10 MB. Make it smaller, or attach a link to it.")
        seen = look_into(file.read())
        if seen["refused"]:
            raise forms.ValidationError(seen["refused"])
        if seen["personal"]:
            held = sentence_list(seen["personal"])
            raise forms.ValidationError(f"This file seems to hold {held}. Take it out, then choose the file again.")
        return seen

    def clean(self):
        given = super().clean()
        if not self.errors and bool(given["link"]) == bool(given["file"]):
            words = "Give a web address or choose a file, not both" if given["link"] else _NOTHING
            self.add_error("link", words)
        return given

    def carry_out(self, *, project, step, by) -> bool:
        """Attaches it. False, with the reason on the form, where the step is full."""
        given = self.cleaned_data
        common = {"project": project, "step": step, "title": given["title"], "by": by}
        try:
            if given["file"]:
                actions.attach_file(**common, kind=given["file"]["kind"], data=given["file"]["data"])
            else:
                actions.attach_link(**common, link=given["link"])
        except actions.TooManyAttached:
            self.add_error(None, f"This step holds {actions.MOST_ATTACHED} files and links. Remove one first.")
            return False
        return True


_NO_ADDRESS = "Enter a web address, such as https://www.england.nhs.uk"
_NOTHING = "Give a web address or choose a file"
