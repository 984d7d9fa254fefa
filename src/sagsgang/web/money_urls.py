"""The addresses of money: numbers and keys, never a name."""

from django.urls import path

from sagsgang.web.views import money

urlpatterns = [
    path("sag/<str:number>/oekonomi/", money.sagens_oekonomi, name="sagens_oekonomi"),
    path("oekonomi/", money.oekonomi, name="oekonomi"),
    path("oekonomi/sager/", money.oekonomi_sager, name="oekonomi_sager"),
    path("oekonomi/csv/", money.oekonomi_csv, name="oekonomi_csv"),
]
