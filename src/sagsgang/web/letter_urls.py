"""The addresses of a case's letters: the case's number, the letter's and the copy's own, never a name."""

from django.urls import path

from sagsgang.web.views import letters

_LETTER = "sag/<str:number>/brev/<int:letter>/"

urlpatterns = [
    path("sag/<str:number>/breve/", letters.breve, name="breve"),
    path("sag/<str:number>/breve/nyt/", letters.nyt_brev, name="nyt_brev"),
    path(_LETTER, letters.brev, name="brev"),
    path(f"{_LETTER}faerdig/", letters.faerdig, name="brev_faerdig"),
    path(f"{_LETTER}send/", letters.send, name="brev_send"),
    path(f"{_LETTER}kasser/", letters.kasser, name="brev_kasser"),
    path(f"{_LETTER}ordlyd/", letters.ny_ordlyd, name="brev_ordlyd"),
    path(f"{_LETTER}udkast/<int:copy>.pdf", letters.udkast, name="brev_udkast"),
    path(f"{_LETTER}eksemplar/<int:copy>.pdf", letters.eksemplar, name="brev_eksemplar"),
]
