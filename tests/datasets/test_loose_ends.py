"""Loose end 13: a field that is not known too often, until somebody plans to mend it."""

from datasets.loose_ends import read_of_data
from tests.worksheets.records import add
from worksheets.actions import remove_record
from worksheets.models import Action
from worksheets.queries import picture_of

from .test_report import RELIGION_GAP


def said(project) -> list[str]:
    return [end.text for end in picture_of(project).loose_ends if end.rule == 13]


def test_a_field_over_the_threshold_is_a_loose_end(project, ready):
    assert said(project) == []
    ready()
    (text,) = said(project)
    assert text.startswith("Religion or belief is not known in 95% of records, over the team’s limit of 10%")


def test_the_projects_own_threshold_counts(project, ready):
    ready()
    project.unknown_threshold = 96
    assert read_of_data(project).ends == ()


def test_a_finding_alone_plans_nothing_and_its_action_ties_the_end(project, ready, client_for, people, address):
    dataset = ready()
    client_for(people.editor).post(address("make_finding", dataset), {"gap": RELIGION_GAP})
    assert len(said(project)) == 1
    client_for(people.editor).post(address("plan_action", dataset), {"gap": RELIGION_GAP})
    assert said(project) == []
    remove_record(record=Action.objects.get(project=project), by=people.editor)
    assert len(said(project)) == 1, "an action taken away plans nothing any more"


def test_a_finding_typed_by_hand_ties_it_with_its_action_or_a_reason(project, ready, people):
    ready()
    finding = add("finding", project, people.editor, kind="data_quality", data_field="religion or belief")
    assert len(said(project)) == 1
    finding.not_now_reason = "The patient system cannot take it before spring."
    finding.save()
    assert said(project) == []


def test_it_costs_one_query_where_all_is_well(project, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert read_of_data(project).facts == {"file_is_counted": False}
