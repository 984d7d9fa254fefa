"""The addresses of the money."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
