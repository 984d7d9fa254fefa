"""The addresses of the API."""

from django.urls import path

from sagsgang.api.house import api

urlpatterns = [path("v1/", api.urls)]
