"""Makes thread records for tests, through the product’s own action."""

from worksheets import actions


def add(of, project, by, /, title="", fixed=None, **answers):
    """One record of a kind. Links are given as records; they are stored by their ids."""
    links = {key: _ids(value) for key, value in answers.items()}
    return actions.add_record(
        project=project, kind=of, answers={"title": title or f"A {of}", **links}, by=by, **fixed or {}
    )


def _ids(value):
    if isinstance(value, list):
        return [str(getattr(one, "pk", one)) for one in value]
    return str(value.pk) if hasattr(value, "pk") else value


def whole_thread(project, by) -> dict:
    """One unbroken path from a finding to an outcome, with nothing left hanging on it."""
    made = {"finding": add("finding", project, by, kind="data")}
    made["focus_group"] = add("focus_group", project, by, findings=[made["finding"]], is_primary="yes")
    groups = [made["focus_group"]]
    made["insight"] = add("insight", project, by, source="vcse", focus_groups=groups)
    made["barrier"] = add(
        "barrier",
        project,
        by,
        focus_groups=groups,
        insights=[made["insight"]],
        strength="community_heard",
        is_priority="yes",
    )
    made["adjustment"] = add(
        "adjustment", project, by, barriers=[made["barrier"]], choice="do_now", designed_with="co_produced"
    )
    changes = [made["adjustment"]]
    made["indicator"] = add(
        "indicator",
        project,
        by,
        adjustments=changes,
        measures_gap="yes",
        baseline_value="30 in 100",
        target_value="20 in 100",
        target_on="2027-03-31",
        owner=by,
    )
    made["action"] = add("action", project, by, adjustments=changes, owner=by, due_on="2027-01-31", status="under_way")
    made["outcome"] = add("outcome", project, by, adjustments=changes, indicator=made["indicator"])
    return made
