"""The house's addresses, and one page more that asks who one is before it answers."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from sagsgang.config.urls import urlpatterns as house
from sagsgang.web.signing_in.confirming import recently_authenticated


@recently_authenticated
def proeve(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"method": request.method, "sent": dict(request.POST.lists())})


urlpatterns = [*house, path("proeve/", proeve)]
