"""The addresses of Matchningsudvalget and of the register of offers: numbers and keys, never a child's name."""

from django.urls import path

from sagsgang.web.views import matching, offers

urlpatterns = [
    path("tilbud/", offers.tilbudsregister, name="tilbudsregister"),
    path("tilbud/<slug:unit>/", offers.tilbud, name="tilbud"),
    path("tilbud/<slug:unit>/ret/", offers.ret_tilbud, name="ret_tilbud"),
    path("tilbud/<slug:unit>/pladser/", offers.tilbud_pladser, name="tilbud_pladser"),
    path("matchning/", matching.matchning, name="matchning"),
    path("sag/<str:number>/dagbehandling/", matching.dagbehandling, name="dagbehandling"),
    path("sag/<str:number>/dagbehandling/<str:occurrence>/", matching.dagbehandling, name="sagens_dagbehandling"),
    path("sag/<str:number>/dagbehandling/<str:occurrence>/<slug:act>/", matching.matchningstrin, name="matchningstrin"),
]
