"""The addresses of access and of what becomes of a case that has ended: numbers and keys, never a name."""

from django.urls import path

from sagsgang.web.views import access_requests, figures, retention

_ASKED = "sag/<str:number>/aktindsigt/<int:asked>/"

urlpatterns = [
    path("sag/<str:number>/aktindsigt/", access_requests.aktindsigt, name="aktindsigt"),
    path(_ASKED, access_requests.anmodning, name="anmodning"),
    path(f"{_ASKED}resten/", access_requests.udlever_resten, name="udlever_resten"),
    path(f"{_ASKED}giv/", access_requests.giv, name="giv_aktindsigt"),
    path(f"{_ASKED}afslut/", access_requests.afslut_anmodning, name="afslut_anmodning"),
    path(f"{_ASKED}akt/<slug:item>/", access_requests.akt, name="akt"),
    path(f"{_ASKED}udlevering/<int:giving>/", access_requests.udlevering, name="udlevering"),
    path("opbevaring/", retention.opbevaring, name="opbevaring"),
    path("sag/<str:number>/opbevaring/", retention.sagens_opbevaring, name="sagens_opbevaring"),
    path("sag/<str:number>/opbevaring/bevis/", retention.bevis, name="kassationsbevis"),
    path("sag/<str:number>/opbevaring/<slug:act>/", retention.opbevar, name="opbevar"),
    path("statistik/", figures.statistik, name="statistik"),
    path("statistik/csv/", figures.statistik_csv, name="statistik_csv"),
]
