"""The addresses of what leaves the house: numbers and keys, never a name."""

from django.urls import path

from sagsgang.web.views import outbox

_DISPATCH = "udbakke/<int:dispatch>/"

urlpatterns = [
    path("udbakke/", outbox.udbakke, name="udbakke"),
    path("udbakke/ikke-journaliseret/", outbox.ikke_journaliseret, name="ikke_journaliseret"),
    path(_DISPATCH, outbox.afsendelse, name="afsendelse"),
    path(f"{_DISPATCH}fil/<int:file>/", outbox.hent_bilag, name="hent_bilag"),
    path(f"{_DISPATCH}<slug:act>/", outbox.afsend, name="afsend"),
    path("sag/<str:number>/udsendt/", outbox.udsendt, name="udsendt"),
    path("sag/<str:number>/trin/<str:step>/<str:occurrence>/journaliser/", outbox.journaliser, name="journaliser"),
]
