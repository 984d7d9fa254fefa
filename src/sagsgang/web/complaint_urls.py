"""The addresses of a case's complaints: numbers and keys, never a name."""

from django.urls import path

from sagsgang.web.views import complaints

urlpatterns = [
    path("sag/<str:number>/klager/", complaints.klager, name="klager"),
    path("sag/<str:number>/klager/<slug:occurrence>/samlet.pdf", complaints.samlet, name="klage_samlet"),
    path("sag/<str:number>/klager/<slug:occurrence>/videre/", complaints.send_videre, name="klage_videre"),
]
