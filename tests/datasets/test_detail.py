"""Figures in detail: what an analyst checks, for those who may see true counts only."""

import pytest

from tests.pages import open_page

pytestmark = pytest.mark.thorough


def test_an_analyst_reaches_every_figure_behind_a_comparison(client_for, people, ready, address):
    dataset = ready()
    report = open_page(client_for(people.editor), address("show_profile", dataset) + "?field=ethnicity")
    link = next(one for one in report.links if "/report/detail/" in one)
    page = open_page(client_for(people.editor), link.replace("&amp;", "&"))
    assert page.h1 == "Figures in detail: missed appointments by ethnicity"
    assert "Asian: Pakistani 200 80 of 200 40.0%" in page.text
    assert "Population attributable risk" in page.text
    assert "Clinic 0" in page.text, "the file names two clinics: the funnel stands"
    assert "The file does not have age and sex beside this field" in page.text
    assert address("show_profile", dataset) in " ".join(page.links)


def test_who_may_not_see_counts_sees_no_link_and_no_page(client_for, people, ready, address):
    dataset = ready()
    viewer = client_for(people.viewer)
    assert "/report/detail/" not in " ".join(open_page(viewer, address("show_profile", dataset)).links)
    open_page(viewer, address("show_detail", dataset), status=403)
