"""Addresses of the plan, below one project."""

from django.urls import path

from . import views

app_name = "plans"

urlpatterns = [
    path("<uuid:project_id>/plan/", views.show_plan, name="show_plan"),
    path("<uuid:project_id>/plan/pdf/", views.download_plan, name="download_plan"),
]
