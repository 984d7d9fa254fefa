"""The addresses of Aftaleforum."""

from django.urls import URLPattern, path

from sagsgang.web.views import meeting_acts, meeting_plans, meeting_runs, meetings

ONE = "sag/<str:number>/moede/<int:meeting>/"

urlpatterns: list[URLPattern] = [
    path("sag/<str:number>/moeder/", meetings.moeder, name="moeder"),
    path("sag/<str:number>/moeder/nyt/", meeting_plans.nyt_moede, name="nyt_moede"),
    path("sag/<str:number>/moeder/holdt/", meeting_plans.holdt_moede, name="holdt_moede"),
    path("sag/<str:number>/moeder/fra/<str:occurrence>/", meetings.moede_fra, name="moede_fra"),
    path(ONE, meetings.moede, name="moede"),
    path(f"{ONE}ret/", meeting_plans.ret_moede, name="ret_moede"),
    path(f"{ONE}indkald/", meeting_acts.indkald_moede, name="indkald_moede"),
    path(f"{ONE}deltagere/", meeting_acts.moedets_deltagere, name="moedets_deltagere"),
    path(f"{ONE}familien/", meeting_acts.moedets_familie, name="moedets_familie"),
    path(f"{ONE}aflys/", meeting_acts.aflys_moede, name="aflys_moede"),
    path(f"{ONE}koer/", meeting_runs.koer_moede, name="koer_moede"),
    path(f"{ONE}koer/<int:piece>/", meeting_runs.referat_stykke, name="referat_stykke"),
    path(f"{ONE}afslut/", meeting_runs.afslut_moede, name="afslut_moede"),
    path(f"{ONE}opsamling/", meeting_acts.opsamling_moede, name="opsamling_moede"),
    path(f"{ONE}opsamling.pdf", meetings.opsamling_udkast, name="opsamling_udkast"),
    path(f"{ONE}soeskende/", meetings.soeskende_moede, name="soeskende_moede"),
    path(f"{ONE}indkaldelse.ics", meetings.moede_ics, name="moede_ics"),
]
