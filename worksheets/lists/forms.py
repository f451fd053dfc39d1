"""The form that takes a changed list in. The file is read in a child process, looked at once, and never kept."""

from django import forms

from datasets.analysis.child import ChildLimits, run_in_child
from design import fields

from .comparing import CannotLoad, Proposal, propose, sheets_wanted

LARGEST = 5 * 1024 * 1024
LIMITS = ChildLimits(cpu_seconds=20, memory_bytes=1024**3, wall_seconds=40)
UNREADABLE = "We could not read this workbook. Take the list out again, and copy your changes into it."


class LoadForm(forms.Form):
    file = fields.FileField(
        label="Choose the Excel file you changed",
        hint="An Excel workbook (.xlsx), at most 5 MB",
        error_messages={
            "required": "Choose the file you changed",
            "empty": "This file is empty. Save it again, then choose it.",
        },
    )

    def __init__(self, *args, project, kind_key: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.project, self.kind_key = project, kind_key

    def clean_file(self) -> Proposal:
        """What the file would change."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 5 MB. Take the list out again, and change that.")
        wanted = {"data": file.read(), "sheets": sheets_wanted(self.kind_key)}
        outcome = run_in_child("worksheets.lists.reading:read_list", wanted, limits=LIMITS)
        if outcome.problem:
            raise forms.ValidationError(UNREADABLE)
        if outcome.result["refused"]:
            raise forms.ValidationError(outcome.result["refused"])
        try:
            return propose(self.project, self.kind_key, outcome.result["sheets"])
        except CannotLoad as fault:
            raise forms.ValidationError(str(fault)) from None
