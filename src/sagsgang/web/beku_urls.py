"""The addresses of BEKU."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
