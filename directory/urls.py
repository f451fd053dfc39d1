"""Addresses of the directory: everybody may read it."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.list_partners, name="list_partners"),
    path("partners/<slug:slug>/", views.show_partner, name="show_partner"),
    path("resources/", views.list_resources, name="list_resources"),
    path("resources/<slug:slug>/", views.show_resource, name="show_resource"),
]
