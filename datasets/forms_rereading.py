"""The form of “Not read as you expected?”: what was found, each part to be said otherwise, the file again if gone."""

from datasets.analysis.reading.options import KEEPABLE
from datasets.analysis.reading.rows_aside import REASONS
from design.fields import ChoicesField, SelectField

from .forms import FIND_IT, ReadingForm, TakesFile, file_field
from .models import Dataset, Unit
from .reading_choices import delimiter_in_words, encoding_in_words, said_only, with_unit

TEXT_FORMATS = ("csv", "tsv")
KEPT_WORDS = {
    "total": "Rows taken for totals",
    "footer": "Lines taken for footers",
    "page": "Lines taken for page headings",
}


class RereadForm(TakesFile, ReadingForm):
    """Asks only what this kind of file has. Every answer starts as it was said last."""

    unit = SelectField(label="What is one row of the file?", choices=[], required=False)
    keep = ChoicesField(
        label="Rows we left out",
        hint="Tick those that are records like the others, and should count.",
        choices=[],
        required=False,
    )
    file = file_field()
    field_order = ("sheet", "header_row", "delimiter", "encoding", "keep", "unit", "missing_as", "file")

    def __init__(self, *args, dataset: Dataset, **kwargs):
        self.dataset = dataset
        kwargs.setdefault("initial", said_before(dataset))
        super().__init__(*args, **kwargs)
        self._as_found()
        for name in self._not_asked():
            del self.fields[name]

    def _as_found(self) -> None:
        """The first choice of each field is to leave it as it was found; its words say what that was."""
        facts, fields = self.dataset.facts, self.fields
        if len(self.sheets) > 1:
            self._choose_sheet(facts.get("sheet"))
        if row := facts.get("header_row"):
            fields["header_row"].hint = f"We took row {row}. {fields['header_row'].hint}"
        if self.is_text:
            self._first_choice("delimiter", delimiter_in_words(facts.get("delimiter")))
            self._first_choice("encoding", encoding_in_words(facts.get("encoding") or ""))
        found = self.dataset.get_unit_display().lower() if self.dataset.rows else ""
        fields["unit"].choices = [("", self._found("unit", found)), *Unit.choices]
        fields["keep"].choices = [(kind, f"{KEPT_WORDS[kind]} ({rows:,})") for kind, rows in left_out(self.dataset)]

    def _first_choice(self, name: str, found: str) -> None:
        field = self.fields[name]
        field.choices = [("", self._found(name, found)), *field.choices[1:]]

    def _found(self, name: str, what: str) -> str:
        """What we found by ourselves; not what was found because the person had said so."""
        return f"As we found it: {what}" if what and name not in self.dataset.read_as else FIND_IT

    def _choose_sheet(self, found: str | None) -> None:
        names = [(name, name) for name in self.sheets]
        first = self._found("sheet", f"“{found}”" if found else "")
        self.fields["sheet"] = SelectField(label="Sheet with the table", choices=[("", first), *names], required=False)
        said = str(self.initial.get("sheet", "")).casefold()
        self.initial["sheet"] = next((name for name in self.sheets if name.casefold() == said), "")

    def _not_asked(self):
        """What this kind of file does not have. Where nothing is known of the file, all is asked."""
        known = self.dataset.facts.get("format", "unknown") != "unknown" or bool(self.sheets)
        if known and self.is_text:
            yield "sheet"
        if known and not self.is_text:
            yield from ("delimiter", "encoding")
            if len(self.sheets) == 1:
                yield "sheet"
        if not self.fields["keep"].choices:
            yield "keep"
        if self.dataset.has_file:
            yield "file"

    @property
    def sheets(self) -> list[str]:
        return list(self.dataset.facts.get("sheets", ()))

    @property
    def is_text(self) -> bool:
        return self.dataset.facts.get("format") in TEXT_FORMATS

    def said(self) -> dict:
        """What the new reading is to follow."""
        given = self.cleaned_data
        read_as = self.read_as() | said_only({"keep": given.get("keep")})
        if unit := given["unit"]:
            read_as = with_unit(read_as, unit)
        return {"read_as": read_as, "unit": unit, "missing_as": given["missing_as"]}


def left_out(dataset: Dataset) -> list[tuple[str, int]]:
    """The kinds of rows left out that may be records after all, with how many there are; those kept before stay."""
    rows = {one["reason"]: sum(last - first + 1 for first, last in one["rows"]) for one in dataset.set_aside}
    kept = dataset.read_as.get("keep", ())
    counted = [(kind, rows.get(REASONS[kind], 0)) for kind in KEEPABLE]
    return [(kind, number) for kind, number in counted if number or kind in kept]


def said_before(dataset: Dataset) -> dict:
    """What the person said last, whether that reading worked or not."""
    wanted = dataset.wanted or {}
    read_as = wanted.get("read_as", dataset.read_as)
    names = ("sheet", "header_row", "delimiter", "encoding", "keep", "unit")
    missing_as = wanted.get("missing_as", dataset.missing_as)
    return {name: read_as[name] for name in names if name in read_as} | {"missing_as": missing_as}
