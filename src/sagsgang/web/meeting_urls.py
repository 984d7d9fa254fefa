"""The addresses of Aftaleforum."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
