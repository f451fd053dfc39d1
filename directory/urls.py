"""Addresses of the directory: everybody may read it, curators keep it."""

from django.urls import include, path

from .views import curating, lists, reading, reporting

app_name = "directory"

curate_urls = [
    path("", curating.show_queue, name="show_queue"),
    path("reports/<uuid:report_id>/", reporting.settle_report, name="settle_report"),
    path("<slug:kind_name>/add/", curating.add_entry, name="add_entry"),
    path("<slug:kind_name>/list.csv", lists.export_list, name="export_list"),
    path("<slug:kind_name>/take-in/", lists.import_list, name="import_list"),
    path("<slug:kind_name>/<slug:slug>/", curating.show_curated, name="show_curated"),
    path("<slug:kind_name>/<slug:slug>/edit/", curating.edit_entry, name="edit_entry"),
    path("<slug:kind_name>/<slug:slug>/checked/", curating.mark_checked, name="mark_checked"),
    path("<slug:kind_name>/<slug:slug>/retire/", curating.retire_entry, name="retire_entry"),
    path("<slug:kind_name>/<slug:slug>/merge/", curating.merge_entry, name="merge_entry"),
]
urlpatterns = [
    path("", reading.list_partners, name="list_partners"),
    path("partners/<slug:slug>/", reading.show_partner, name="show_partner"),
    path("resources/", reading.list_resources, name="list_resources"),
    path("resources/<slug:slug>/", reading.show_resource, name="show_resource"),
    path("open-referral/services/", lists.open_referral, name="open_referral"),
    path("report/<slug:kind_name>/", reporting.suggest_entry, name="suggest_entry"),
    path("report/<slug:kind_name>/<slug:slug>/", reporting.report_entry, name="report_entry"),
    path("curate/", include(curate_urls)),
]
