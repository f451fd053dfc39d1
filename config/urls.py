"""Where every address leads: one include for each app."""

from django.contrib import admin
from django.urls import include, path

from accounts.views.health import healthz

urlpatterns = [
    path("", include("guide.urls")),
    path("accounts/", include("accounts.urls_signin")),
    path("people/", include("accounts.urls")),
    path("projects/", include("projects.urls")),
    path("projects/", include("worksheets.urls")),
    path("projects/", include("datasets.urls")),
    path("projects/", include("plans.urls")),
    path("directory/", include("directory.urls")),
    path("overview/", include("portfolio.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]

handler400 = "accounts.views.errors.bad_request"
handler403 = "accounts.views.errors.forbidden"
handler404 = "accounts.views.errors.not_found"
handler429 = "accounts.views.errors.too_many"
handler500 = "accounts.views.errors.server_error"
