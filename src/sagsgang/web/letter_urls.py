"""The addresses of a case's letters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
