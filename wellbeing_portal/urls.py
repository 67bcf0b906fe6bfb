"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

handler403 = "wellbeing_portal.core.serving.denied.permission_denied"
handler500 = "wellbeing_portal.core.database.failure.server_error"

urlpatterns = [
    path("", include("wellbeing_portal.site.urls")),
    path("", include("casestudies.urls")),
    path("curate/", include("wellbeing_portal.curate.urls")),
    path("admin/", admin.site.urls),
]
