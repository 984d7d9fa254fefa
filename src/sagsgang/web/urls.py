"""The addresses of the screens: case numbers, step keys and event numbers, never a name."""

from django.urls import path

from sagsgang.web import archive_urls, consent_urls, document_urls
from sagsgang.web.views import case, cases, demo, family, handbook, login, looks, mending, overview, sight, step, team

app_name = "web"

urlpatterns = [
    path("", overview.overblik, name="overblik"),
    path("min-enhed/", overview.hold, name="hold"),
    path("log-ind/", login.log_ind, name="log_ind"),
    path("log-ud/", login.log_ud, name="log_ud"),
    path("demo/roller/", login.roller, name="roller"),
    path("demo/traed-ind/", login.traed_ind, name="traed_ind"),
    path("demo/dato/", demo.ryk_dato, name="ryk_dato"),
    path("sager/", cases.sager, name="sager"),
    path("ny-sag/", cases.ny_sag, name="ny_sag"),
    path("ny-sag/<str:step>/", cases.aabn, name="aabn"),
    path("sag/<str:number>/", case.sag, name="sag"),
    path("sag/<str:number>/tidslinje/", case.tidslinje, name="tidslinje"),
    path("sag/<str:number>/noter/", case.noter, name="noter"),
    *document_urls.urlpatterns,
    path("sag/<str:number>/parter/", family.parter, name="parter"),
    *consent_urls.urlpatterns,
    path("sag/<str:number>/parter/adresse/", family.beskyttet_adresse, name="beskyttet_adresse"),
    path("sag/<str:number>/parter/beskyttelse/", family.beskyttelse, name="beskyttelse"),
    path("sag/<str:number>/parter/<int:relation>/afslut/", family.afslut_relation, name="afslut_relation"),
    path("sag/<str:number>/adgang/", team.adgang, name="adgang"),
    path("sag/<str:number>/adgang/<int:member>/fratraed/", team.fratraed, name="fratraed"),
    path("sag/<str:number>/adgang/<slug:act>/", sight.adgangstrin, name="adgangstrin"),
    path("sag/<str:number>/adgang/<slug:act>/<int:row>/", sight.adgangstrin, name="adgangsraekke"),
    path("noedadgang/", sight.noedadgang, name="noedadgang"),
    path("hvorfor-ikke/", sight.hvorfor_ikke, name="hvorfor_ikke"),
    path("sag/<str:number>/opslag/", looks.paa_sagen, name="sagens_opslag"),
    path("sag/<str:number>/opslag/indsigt/", looks.indsigt, name="opslag_indsigt"),
    path("sag/<str:number>/opslag/indsigt.pdf", looks.indsigt_pdf, name="opslag_indsigt_pdf"),
    path("opslag/", looks.stikproeve, name="opslag_stikproeve"),
    path("opslag/alle/", looks.alle, name="opslag_alle"),
    path("opslag/<int:look>/gennemgang/", looks.gennemgang, name="opslag_gennemgang"),
    path("sag/<str:number>/trin/<str:step>/<str:occurrence>/", step.trin, name="trin"),
    path("sag/<str:number>/trin/<str:step>/<str:occurrence>/fravig/<str:rule>/", mending.fravig, name="fravig"),
    path("sag/<str:number>/haendelse/<int:event>/ret/", mending.ret, name="ret"),
    path("sag/<str:number>/haendelse/<int:event>/annuller/", mending.annuller, name="annuller"),
    *archive_urls.urlpatterns,
    path("haandbog/", handbook.haandbog, name="haandbog"),
    path("haandbog/fase/<str:phase>/", handbook.fase, name="haandbog_fase"),
    path("haandbog/trin/<str:step>/", handbook.trin, name="haandbog_trin"),
    path("haandbog/opslag/<str:emne>/", handbook.opslag, name="haandbog_opslag"),
]
