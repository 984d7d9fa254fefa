"""The product's addresses and the floor: an empty page behind the log-in, with one query."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from sagsgang.people.models import Unit


def floor(request: HttpRequest) -> HttpResponse:
    """The least a page can do here: who is it, and one row."""
    unit = Unit.objects.order_by("pk")[0]
    return HttpResponse(f"<!doctype html><title>gulv</title><p>{request.user.pk} {unit.pk}</p>")


urlpatterns = [path("gulv/", floor), path("", include("sagsgang.config.urls"))]
