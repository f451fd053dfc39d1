"""What a list of one project holds."""

import datetime as dt

from design.words import day

from ..registry import model_of
from ..saying import without_contacts
from ..values import values_of
from .columns import Names, cells_of, columns_of
from .workbook import ListOut


def list_out(project, kind_key: str, *, today: dt.date, with_contacts: bool) -> ListOut:
    """Every standing record of a kind. Without contacts there is no email address or mobile number in it."""
    names = Names(project)
    records = model_of(kind_key).objects.of(project).select_related("owner")
    rows = tuple((one.ref, cells_of(one, values_of(one), names, with_contacts=with_contacts)) for one in records)
    joined = {one.question.to for one in columns_of(kind_key) if one.question.to}
    return ListOut(
        kind_key=kind_key,
        project_id=str(project.pk),
        project_name=project.name,
        day=day(today),
        rows=rows,
        people=tuple(sorted(names.emails.values())) if with_contacts else (),
        records={to: _titles(names, to, with_contacts) for to in joined},
    )


def _titles(names: Names, kind_key: str, with_contacts: bool) -> dict[str, str]:
    titles = names.titles(kind_key)
    return titles if with_contacts else {ref: without_contacts(title) for ref, title in titles.items()}
