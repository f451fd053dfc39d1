"""A small count planted in a project, wherever a count can be, is in no file that leaves it, whatever its kind."""

import re

import pytest

from datasets.models import Dataset
from plans.actions import freeze_version
from plans.gather import build_plan
from plans.kinds import KINDS
from plans.options import FULL_PLAN, Form, PlanOptions, chosen
from plans.versions import plan_of_version
from tests.worksheets.records import add

from .reading_kinds import content_of, text_of
from .test_small_numbers import FIGURES, SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
EVERYTHING = PlanOptions(form=Form.FULL_WITH_APPENDICES, unanswered=True, comments=True)
# 5 of 12, and what would tell it: beside the words of the figures, a 5 or a 7 said of people, hits or replies.
TELLING = re.compile(
    SECRET.pattern + r"|\b(?:5|7|12) (?:people|replies|came|of)\b|\b(?:came|people|replies|hits?):? (?:5|7|12)\b"
    r"|\b(?:5|7) in 12\b|\bof 12\b"
)


@pytest.fixture
def planted(project, people):
    """5 of 12 in the figures of a finding and of an indicator, in every number of people that a form asks for, and in
    what was read of a file."""
    by = people.lead
    finding = add("finding", project, by, title="Few came", kind="data", fixed={"figures": FIGURES})
    group = add("focus_group", project, by, title="Those few", findings=[finding], is_primary="yes", people_count=5)
    barrier = add("barrier", project, by, title="Stairs", focus_groups=[group], is_priority="yes")
    change = add("adjustment", project, by, title="Ring first", barriers=[barrier], reach=5, choice="do_now")
    counted = {"figure": "share_people", "baseline_count": 12, "baseline_hits": 5, "comparator_count": 12}
    counted |= {"comparator_hits": 7, "survey_replies": 5, "domain": "satisfaction", "measures_gap": "yes"}
    fixed = {"baseline": FIGURES, "baseline_value": "fewer than 8"}
    indicator = add("indicator", project, by, title="Visits", adjustments=[change], fixed=fixed, **counted)
    add("outcome", project, by, title="Better", indicator=indicator, count=5)
    add("engagement", project, by, title="Tea", focus_groups=[group], planned_number=40, actual_number=5)
    add("method", project, by, title="Talks", focus_groups=[group], number_of_people=5)
    add("development_need", project, by, title="Signing", headcount=7, target=7, done=5)
    asked = {"people": 12, "asked": 5, "need_recorded": 5, "provided": 5}
    add("needs_count", project, by, title="Spring", focus_group=group, **asked)
    Dataset.objects.create(
        project=project, label="Visits", uploaded_by=by, sha256="0", rows={"profiled": 12, "set_aside": 5}
    )
    return project


@pytest.mark.parametrize("key", KINDS)
def test_no_file_holds_it(planted, people, key):
    version = freeze_version(project=planted, options=FULL_PLAN, note="", by=people.lead)
    for plan in (build_plan(planted, EVERYTHING), chosen(plan_of_version(version), EVERYTHING)):
        text = re.sub(r"Page \d+ of \d+", "", text_of(key, content_of(key, plan)))
        assert "Fewer than 8 missed their first visit" in " ".join(text.split())
        assert [found.group() for found in TELLING.finditer(" ".join(text.split()))] == []
