"""The addresses of the joint plan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
