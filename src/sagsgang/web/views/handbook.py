"""Håndbog: the procedure as a work of reference, made from the same declarations as the cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET


@require_GET
def haandbog(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


@require_GET
def fase(request: HttpRequest, phase: str) -> HttpResponse:
    return HttpResponse("")


@require_GET
def trin(request: HttpRequest, step: str) -> HttpResponse:
    return HttpResponse("")
