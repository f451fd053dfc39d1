"""Addresses of the ICB’s view."""

from django.urls import path

from . import views

app_name = "portfolio"

urlpatterns = [path("", views.show_overview, name="show_overview")]
