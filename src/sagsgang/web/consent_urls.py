"""The addresses of a case's consents: numbers and keys, never a name."""

from django.urls import path

from sagsgang.web.views import consents

urlpatterns = [
    path("sag/<str:number>/samtykker/", consents.samtykker, name="samtykker"),
    path(
        "sag/<str:number>/samtykker/<str:consent>/<str:occurrence>/blanket/<str:giver>/",
        consents.samtykkeblanket,
        name="samtykkeblanket",
    ),
]
