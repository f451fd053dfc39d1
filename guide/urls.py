"""Addresses of the front page, the guide and help."""

from django.urls import path

from . import views

app_name = "guide"
urlpatterns = [
    path("", views.home, name="home"),
    path("guide/", views.list_pages, name="list_pages"),
    path("guide/help/", views.help, name="help"),
    path("guide/<slug:key>/", views.show_page, name="show_page"),
]
