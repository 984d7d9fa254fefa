"""The addresses of the house: those of the API, the screens', and those of log-in and account."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("sagsgang.api.urls")),
    path("", include("sagsgang.web.urls")),
    path("", include("sagsgang.web.signing_in.urls")),
]
