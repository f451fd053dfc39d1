"""Django form fields that draw themselves as NHS design system components."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from .words import in_one_line


class NhsField:
    """Adds what every NHS component needs: hint, size of label, and the template that draws it.

    place: its name where its label alone does not say which of many it is, as in a grid.
    other: name of a companion text field drawn under the "Other" choice.
    show_if: (field name, values) of the answer under which the question is asked.
    """

    component, place = "", ""

    def __init__(self, *args, hint="", label_size="s", other="", show_if=None, small=False, **kwargs):
        self.hint, self.label_size, self.other, self.show_if, self.small = hint, label_size, other, show_if, small
        kwargs.setdefault("template_name", f"fields/{self.component}.jinja")
        super().__init__(*args, **kwargs)


class TextField(NhsField, forms.CharField):
    component = "input"
    input_type, inputmode, autocomplete, width = "text", "", "", ""

    def __init__(self, *args, width="", autocomplete="off", **kwargs):
        self.width, self.autocomplete = width, autocomplete
        kwargs.setdefault("max_length", 300)
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        """One line, as the box shows: a line break that was sent all the same would break the subject of a letter."""
        return in_one_line(super().to_python(value))


class EmailField(NhsField, forms.EmailField):
    component = "input"
    input_type, inputmode, width = "email", "email", ""

    def __init__(self, *args, autocomplete="email", **kwargs):
        self.autocomplete = autocomplete
        super().__init__(*args, **kwargs)


class PasswordField(NhsField, forms.CharField):
    component = "input"
    input_type, inputmode, width = "password", "", ""

    def __init__(self, *args, autocomplete="current-password", **kwargs):
        self.autocomplete = autocomplete
        super().__init__(*args, strip=False, **kwargs)


class NumberField(NhsField, forms.DecimalField):
    component = "input"
    input_type, inputmode, autocomplete = "text", "numeric", "off"

    def __init__(self, *args, width="nhsuk-input--width-5", **kwargs):
        self.width = width
        kwargs.setdefault("max_digits", 12)
        super().__init__(*args, **kwargs)

    def clean(self, value):
        """A whole number where it is one, so that 40 is not kept as 40.0."""
        cleaned = super().clean(value)
        if cleaned is None:
            return None
        return int(cleaned) if cleaned == cleaned.to_integral_value() else float(cleaned)


class LongTextField(NhsField, forms.CharField):
    component = "textarea"
    widget = forms.Textarea

    def __init__(self, *args, rows=3, **kwargs):
        self.rows = rows
        kwargs.setdefault("max_length", 5000)
        super().__init__(*args, **kwargs)


class ChoiceField(NhsField, forms.ChoiceField):
    """One of a few. option_hints: text under each choice."""

    component = "radios"
    widget = forms.RadioSelect

    def __init__(self, *args, option_hints=None, inline=False, **kwargs):
        self.option_hints, self.inline = option_hints or {}, inline
        super().__init__(*args, **kwargs)


class SelectField(NhsField, forms.ChoiceField):
    """One of many: a drop-down list that starts empty."""

    component = "select"


class ChoicesField(NhsField, forms.MultipleChoiceField):
    component = "checkboxes"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, *args, option_hints=None, **kwargs):
        self.option_hints = option_hints or {}
        super().__init__(*args, **kwargs)


class DateWidget(forms.MultiWidget):
    """Three boxes: day, month, year."""

    def __init__(self):
        super().__init__({part: forms.TextInput() for part in ("day", "month", "year")})

    def decompress(self, value):
        if isinstance(value, str) and value:
            try:
                value = dt.date.fromisoformat(value)
            except ValueError:
                return ["", "", ""]
        return [value.day, value.month, value.year] if value else ["", "", ""]


class DateField(NhsField, forms.Field):
    """A date typed as day, month and year. Cleans to a date, or None when all three boxes are empty."""

    component = "date"
    widget = DateWidget

    def to_python(self, value):
        parts = [str(part or "").strip() for part in value or ()]
        if not any(parts):
            return None
        if not all(parts):
            missing = [name for name, part in zip(("day", "month", "year"), parts) if not part]
            raise ValidationError(f"{self.label}: enter a {' and a '.join(missing)}", code="incomplete")
        try:
            day, month, year = (int(part) for part in parts)
            if not 1900 <= year <= 2200:
                raise ValueError
            return dt.date(year, month, day)
        except ValueError:
            message = f"{self.label}: enter a real date with a four-figure year, for example 31 3 2026"
            raise ValidationError(message, code="invalid") from None

    def has_changed(self, initial, data):
        return self.widget.decompress(initial) != data


class FileField(NhsField, forms.FileField):
    component = "file"
