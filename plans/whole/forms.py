"""The form that starts a project from a file."""

import uuid

from django import forms

from accounts.models import Organisation
from design import fields

from .checking import read
from .saying import NotUsable

LARGEST = 10 * 1024 * 1024


class StartForm(forms.Form):
    """Which organisation runs the new project, and the file. The whole file is checked before anything is written."""

    organisation = fields.ChoiceField(
        label="Which organisation runs the new project?", error_messages={"required": "Choose the organisation"}
    )
    file = fields.FileField(
        label="Choose the project file",
        hint="A file that was taken out of a project here, ending in .json, at most 10 MB",
        error_messages={
            "required": "Choose the project file",
            "empty": "This file is empty. Take it out of the project again.",
        },
    )
    # The new project's id: the same form sent twice starts one project.
    pk = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("pk", uuid.uuid4())
        self.organisations = {str(one.pk): one for one in organisations}
        choices = [(pk, one.name) for pk, one in self.organisations.items()]
        self.fields["organisation"].choices = choices
        if len(choices) == 1:
            self.initial.setdefault("organisation", choices[0][0])

    def clean_organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]

    def clean_file(self) -> dict:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 10 MB, so it is not a project file from here.")
        try:
            return read(file.read())
        except NotUsable as fault:
            words = str(fault)
            raise forms.ValidationError(words if words.endswith(".") else f"{words}. Nothing was started.") from None
