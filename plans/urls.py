"""Addresses of the plan, below one project."""

from django.urls import include, path

from .views import files, show, versions, whole, you_said

app_name = "plans"

file_urls = [
    path("", files.list_files, name="list_files"),
    path("list/", files.show_files, name="show_files"),
    path("<uuid:file_id>/download/", files.download_file, name="download_file"),
    path("<uuid:file_id>/again/", files.make_file_again, name="make_file_again"),
    path("<uuid:file_id>/delete/", files.delete_file, name="delete_file"),
]
version_urls = [
    path("", versions.list_versions, name="list_versions"),
    path("keep/", versions.freeze_version, name="freeze_version"),
    path("<int:number>/", versions.show_version, name="show_version"),
    path("<int:number>/changes/", versions.show_changes, name="show_changes"),
    path("<int:number>/sign/", versions.sign_version, name="sign_version"),
    path("<int:number>/review/", versions.sign_as_reviewer, name="sign_as_reviewer"),
]
urlpatterns = [
    path("from-file/", whole.start_from_file, name="start_from_file"),
    path("<uuid:project_id>/file/", whole.show_project_file, name="show_project_file"),
    path("<uuid:project_id>/file/download/", whole.download_project, name="download_project"),
    path("<uuid:project_id>/plan/", show.show_plan, name="show_plan"),
    path("<uuid:project_id>/plan/progress/", show.show_progress, name="show_progress"),
    path("<uuid:project_id>/plan/you-said/", you_said.list_notes, name="list_notes"),
    path("<uuid:project_id>/plan/you-said/<slug:ref>/", you_said.show_note, name="show_note"),
    path("<uuid:project_id>/plan/files/", include(file_urls)),
    path("<uuid:project_id>/plan/versions/", include(version_urls)),
]
