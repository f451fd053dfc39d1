"""A profile in the documented form, for programs: the command prints it, and downloads hold it."""

from datasets.analysis.profile import STATES, FieldProfile, GroupRate, MeasureProfile, Profile, Rate


def profile_as_json(profile: Profile) -> dict:
    """The profile in the documented form; a figure that is hidden is the text “fewer than 8”."""
    facts = profile.file
    return {
        "file": {
            "name": facts.name,
            "bytes": facts.bytes,
            "sha256": facts.sha256,
            "format": facts.format,
            "encoding": facts.encoding,
            "delimiter": facts.delimiter,
            "sheet": facts.sheet,
            "header_row": facts.header_row,
        },
        "unit": profile.unit,
        "released": profile.released,
        "rows": {
            "read": profile.rows.read,
            "profiled": profile.rows.profiled,
            "set_aside": profile.rows.set_aside,
            "people": profile.rows.people,
        },
        "problems": [
            {"code": one.code, "severity": one.severity, "row": one.row, "column": one.column, "message": one.message}
            for one in profile.problems
        ],
        "columns": [
            {"name": one.name, "field": one.field, "identifier": one.identifier, "kept": one.kept}
            for one in profile.columns
        ],
        "fields": {field.key: _field(field) for field in profile.fields},
        "not_collected": list(profile.not_collected),
        "measures": {measure.key: _measure(measure) for measure in profile.measures},
    }


def _field(field: FieldProfile) -> dict:
    states = dict(zip(STATES, field.overall.counts, strict=True))
    groups = [{"group": one.group, "count": one.count} for one in field.groups]
    return states | {"groups": groups}


def _measure(measure: MeasureProfile) -> dict:
    return {
        "overall": _rate(measure.overall),
        "by": {rates.field: [_group(one) for one in rates.groups] for rates in measure.by},
    }


def _group(one: GroupRate) -> dict:
    figures = {"difference": one.difference, "ratio": one.ratio, "label": one.label}
    return {"group": one.group} | _rate(one.rate) | figures


def _rate(rate: Rate) -> dict:
    return {
        "count": rate.count,
        "total": rate.total,
        "rate": rate.rate,
        "low": rate.low,
        "high": rate.high,
    }
