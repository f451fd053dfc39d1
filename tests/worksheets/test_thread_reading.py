"""The thread is read in a handful of queries, and what comes back is what the models keep."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.pages import open_page
from tests.worksheets.records import add, whole_thread
from worksheets.registry import models_by_kind
from worksheets.thread import load_thread

pytestmark = pytest.mark.django_db


def test_a_record_read_with_the_thread_equals_the_record_itself(project, people):
    made = whole_thread(project, people.editor)
    add("pathway_step", project, people.editor, position=3)
    thread = load_thread(project)
    for kind, model in models_by_kind().items():
        for record in thread.of(kind):
            itself = model.objects.get(pk=record.pk)
            for column in model._meta.concrete_fields:
                assert getattr(record, column.attname) == getattr(itself, column.attname), (kind, column.attname)
    assert thread.of("indicator")[0].owner == people.editor
    assert thread.linked(made["outcome"], "indicator") == [made["indicator"]]
    assert thread.pointing(made["indicator"], "outcome", "indicator") == [made["outcome"]]


def test_the_thread_takes_no_more_queries_with_many_records(project, people, django_assert_max_num_queries):
    whole_thread(project, people.editor)
    with django_assert_max_num_queries(4):
        load_thread(project)


@pytest.mark.parametrize("page", ["edit_step", "show_step"])
@pytest.mark.parametrize("step", ["co-production", "process-mapping", "sharing-and-learning"])
def test_a_step_page_with_200_records_answers_in_at_most_20_queries(client_for, project, people, page, step):
    for _ in range(5):
        whole_thread(project, people.editor)
    groups = load_thread(project).of("focus_group")
    for model in (models_by_kind()[kind] for kind in ("barrier", "insight", "action", "pathway_step")):
        first = model.objects.filter(project=project).first() or add(model.kind_key, project, people.editor)
        number = model.objects.filter(project=project).count()
        rows = [
            model(project=project, number=number + n, title=f"One more {n}", created_by=first.created_by,
                  updated_by=first.updated_by)
            for n in range(1, 46)
        ]  # fmt: skip
        model.objects.bulk_create(rows)
        if model.kind_key == "barrier":
            for row in rows:
                row.focus_groups.set(groups)
    client = client_for(people.editor)
    url = reverse(f"worksheets:{page}", args=[project.pk, step])
    open_page(client, url)
    with CaptureQueriesContext(connection) as queries:
        open_page(client, url)
    assert len(queries) <= 20, "\n".join(query["sql"][:150] for query in queries)
