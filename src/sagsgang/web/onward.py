"""Where somebody goes when what he did is done: on in the case, or home when the case is his no longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sagsgang.casework.access import visible_cases
from sagsgang.web.request import viewer_of_request

NO_LONGER_YOURS = "Sagen venter ikke længere på dig, så du kan ikke åbne den nu."


def onward(request: HttpRequest, number: str, to: str, *args: object) -> HttpResponse:
    """Go to that page of the case; to Mit overblik, told why, when what he just did was the last that waited for him.

    A board, Fagligt Center and an offer see a case only while something in it waits for them (R9): one query.
    """
    if visible_cases(viewer_of_request(request)).filter(number=number).exists():
        return redirect(to, *args)
    messages.info(request, NO_LONGER_YOURS)
    return redirect("web:overblik")
