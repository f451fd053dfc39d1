"""Addresses of a project's uploads, below the project."""

from django.urls import include, path

from .views import area, baselines, comparing, findings, matching, reports, rereading, small_numbers, typed, uploads

app_name = "datasets"

dataset_urls = [
    path("", uploads.show_dataset, name="show_dataset"),
    path("progress/", uploads.show_progress, name="show_progress"),
    path("stop/", uploads.cancel_reading, name="cancel_reading"),
    path("try-again/", uploads.try_again, name="try_again"),
    path("delete/", uploads.delete_dataset, name="delete_dataset"),
    path("match/", matching.match_columns, name="match_columns"),
    path("counts/", typed.typed_tables, name="typed_tables"),
    path("counts/<slug:table_key>/", typed.type_groups, name="type_groups"),
    path("counts/<slug:table_key>/remove/", typed.remove_typed, name="remove_typed"),
    path("read-again/", rereading.read_again, name="read_again"),
    path("read-again/keep/", rereading.keep_reading, name="keep_reading"),
    path("set-aside/", reports.download_set_aside, name="download_set_aside"),
    path("report/", reports.show_profile, name="show_profile"),
    path("report/detail/", reports.show_detail, name="show_detail"),
    path("report/download/", reports.download_profile, name="download_profile"),
    path("report/fields/<slug:field_key>/", reports.show_field, name="show_field"),
    path("findings/", findings.make_finding, name="make_finding"),
    path("actions/", findings.plan_action, name="plan_action"),
]
data_urls = [
    path("", uploads.list_datasets, name="list_datasets"),
    path("upload/", uploads.upload_file, name="upload_file"),
    path("type/", typed.type_counts, name="type_counts"),
    path("template/", uploads.download_template, name="download_template"),
    path("panel/", reports.profile_panel, name="profile_panel"),
    path("area/", area.area_profile, name="area_profile"),
    path("area/map/", area.area_map, name="area_map"),
    path("area/panel/", area.area_panel, name="area_panel"),
    path("small-numbers/", small_numbers.set_small_numbers, name="set_small_numbers"),
    path("needs/", comparing.list_needs, name="list_needs"),
    path("needs/panel/", comparing.need_panel, name="need_panel"),
    path("needs/add/", comparing.add_need, name="add_need"),
    path("needs/<uuid:need_id>/", comparing.edit_need, name="edit_need"),
    path("needs/<uuid:need_id>/remove/", comparing.remove_need, name="remove_need"),
    path("people/add/", comparing.add_population, name="add_population"),
    path("people/<uuid:population_id>/remove/", comparing.remove_population, name="remove_population"),
    path("baseline/", baselines.choose_baseline, name="choose_baseline"),
    path("<uuid:dataset_id>/", include(dataset_urls)),
]
urlpatterns = [path("<uuid:project_id>/data/", include(data_urls))]
