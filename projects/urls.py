"""Addresses of projects as a whole."""

from django.urls import path

from . import views

app_name = "projects"

urlpatterns = [
    path("", views.list_projects, name="list_projects"),
    path("new/", views.create_project, name="create_project"),
    path("leavers/<uuid:organisation_id>/<uuid:user_id>/", views.remove_person, name="remove_person"),
    path("<uuid:project_id>/about/", views.edit_project, name="edit_project"),
    path("<uuid:project_id>/team/", views.show_team, name="show_team"),
    path("<uuid:project_id>/team/add/", views.add_member, name="add_member"),
    path("<uuid:project_id>/team/<uuid:member_id>/remove/", views.remove_member, name="remove_member"),
    path("<uuid:project_id>/share/", views.share_project, name="share_project"),
    path("<uuid:project_id>/archive/", views.archive_project, name="archive_project"),
    path("<uuid:project_id>/delete/", views.delete_project, name="delete_project"),
    path("<uuid:project_id>/open/", views.break_glass, name="break_glass"),
]
