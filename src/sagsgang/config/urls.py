"""The addresses of the house: those of the API, and the screens'."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("sagsgang.api.urls")),
    path("", include("sagsgang.web.urls")),
]
