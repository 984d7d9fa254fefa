"""The addresses of BEKU."""

from django.urls import URLPattern, path

from sagsgang.web.views import beku, beku_item, beku_meeting

urlpatterns: list[URLPattern] = [
    path("beku/", beku.beku, name="beku"),
    path("beku/udvalg/<slug:board>/", beku.udvalg, name="beku_udvalg"),
    path("beku/udvalg/<slug:board>/arkiv/", beku.arkiv, name="beku_arkiv"),
    path("beku/moede/<int:sitting>/", beku_meeting.moede, name="beku_moede"),
    path("beku/moede/<int:sitting>/referat/", beku_meeting.referat, name="beku_referat"),
    path("sag/<str:number>/beku/<str:occurrence>/", beku_item.punkt, name="beku_punkt"),
]
