"""Addresses of the ICB’s view."""

from django.urls import path

from . import views

app_name = "portfolio"

urlpatterns = [
    path("", views.show_overview, name="show_overview"),
    path("projects.csv", views.take_overview, name="take_overview"),
    path("coverage/", views.show_coverage, name="show_coverage"),
    path("across/", views.show_across, name="show_across"),
]
