"""The addresses of Matchningsudvalget and of the register of offers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
