"""The addresses of the house: all of them are the screens'."""

from django.urls import include, path

urlpatterns = [path("", include("sagsgang.web.urls"))]
