"""The addresses of a case's documents: the case's number and the document's own, never a title or a file's name."""

from django.urls import path

from sagsgang.web.views import documents

_DOCUMENT = "sag/<str:number>/dokument/<int:document>/"

urlpatterns = [
    path("sag/<str:number>/dokumenter/", documents.dokumenter, name="dokumenter"),
    path(_DOCUMENT, documents.dokument, name="dokument"),
    path(f"{_DOCUMENT}version/", documents.ny_version, name="ny_version"),
    path(f"{_DOCUMENT}version/<int:version>/", documents.hent, name="hent_fil"),
    path(f"{_DOCUMENT}deling/", documents.del_dokument, name="del_dokument"),
    path(f"{_DOCUMENT}deling/<int:share>/stop/", documents.stop_deling, name="stop_deling"),
]
