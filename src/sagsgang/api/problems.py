"""What the API answers when something does not go: problem details (RFC 9457) with a stable code and Danish words."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, JsonResponse
from ninja.errors import HttpError, ValidationError

from sagsgang.casework.explaining import missing, whose_turn
from sagsgang.casework.refusals import StaleWrite, StepClosed
from sagsgang.people.refusals import Refusal
from sagsgang.sealing.keyring import SealRefusal

MEDIA_TYPE = "application/problem+json"
URN = "urn:sagsgang:problem:"
NOT_READABLE, NOT_VALID, FAULT = "anmodning.ulaeselig", "anmodning.ugyldig", "fejl"

_refusals = logging.getLogger("sagsgang.afslag")
_faults = logging.getLogger("sagsgang.fejl")

TITLES: Mapping[int, tuple[str, str, str]] = {
    400: ("Det sendte kan ikke læses", NOT_READABLE, "Det, der blev sendt, kan ikke læses."),
    401: ("Log ind først", "login.mangler", "Log ind, og prøv igen."),
    403: ("Det har du ikke adgang til", "adgang.naegtet", "Det har du ikke adgang til."),
    404: ("Det findes ikke", "adresse.ukendt", "Det findes ikke, eller du har ikke adgang til det."),
    405: ("Metoden kan ikke bruges her", "metode.ukendt", "Adressen svarer ikke på den metode."),
    409: ("Det kan ikke lade sig gøre nu", "konflikt", "Det kan ikke lade sig gøre nu."),
    413: ("Der er sendt for meget", "anmodning.for_stor", "Det, der blev sendt, er for stort."),
    415: ("Send JSON", "anmodning.medietype", "Send indholdet som application/json."),
    422: ("Noget skal rettes", NOT_VALID, "Ret felterne. Intet er gemt."),
    429: ("For mange forsøg", "forsoeg.for_mange", "Vent lidt, og prøv igen."),
    500: ("Der er sket en fejl", FAULT, "Fejlen er noteret. Oplys nummeret, hvis du beder om hjælp."),
    503: (
        "Det kan ikke lade sig gøre lige nu",
        "huset.lukket",
        "Det kan ikke lade sig gøre lige nu. Prøv igen om lidt.",
    ),
}
"""For each status: the title, the code where nothing says it closer, and the sentence."""

_WORDS = {
    "missing": "Feltet skal udfyldes.",
    "extra_forbidden": "Feltet kendes ikke.",
    "string_type": "Skriv en tekst.",
    "string_too_long": "Teksten er for lang.",
    "string_too_short": "Feltet skal udfyldes.",
    "string_unicode": "Teksten indeholder et tegn, der ikke kan gemmes.",
    "value_error": "Værdien kan ikke læses.",
    "int_type": "Skriv et helt tal.",
    "int_parsing": "Skriv et helt tal.",
    "literal_error": "Vælg et af de svar, der kan vælges.",
}


def problem(status: int, code: str = "", sentence: str = "", **more: Any) -> JsonResponse:
    """Return a problem document; `more` are members beside those of RFC 9457."""
    title, usual_code, usual = TITLES.get(status, (TITLES[400] if status < 500 else TITLES[500]))
    code = code or usual_code
    told = {"type": URN + code, "title": title, "status": status, "detail": sentence or usual, "code": code}
    answer = JsonResponse({**told, **more}, status=status, content_type=MEDIA_TYPE)
    if status == 401:
        answer["WWW-Authenticate"] = 'Session realm="Sagsgang"'
    return answer


def of_refusal(request: HttpRequest, refusal: Refusal) -> JsonResponse:
    """Return a refusal as a problem: its code, its sentence, a sentence for each field that is wrong."""
    status = int(getattr(refusal, "status", 422))
    _refusals.info("%s i %s", refusal.code, _where(request))
    fields: dict[str, str] = dict(getattr(refusal, "fields", {}) or {})
    if not fields and refusal.field:
        fields = {refusal.field: refusal.sentence}
    return problem(status, refusal.code, refusal.sentence, **({"fields": fields} if fields else {}), **_more(refusal))


def _more(refusal: Refusal) -> dict[str, Any]:
    if isinstance(refusal, StaleWrite):
        return {"version": refusal.version}
    if isinstance(refusal, StepClosed) and refusal.standing is not None and refusal.assessment is not None:
        return {
            "missing": list(missing(refusal.standing, refusal.assessment)),
            "waits_on": list(whose_turn(refusal.standing, refusal.assessment)),
        }
    return {}


def of_invalid(request: HttpRequest, invalid: ValidationError) -> JsonResponse:
    """Return what the shape of a request lacks, field by field; what was sent is never repeated."""
    fields: dict[str, str] = {}
    for error in invalid.errors:
        where, *place = (str(part) for part in error.get("loc", ("body",)))
        name = ".".join(place[1:] if where == "body" else place) or "body"  # without the name our code has for it
        fields.setdefault(name, _WORDS.get(str(error.get("type")), "Værdien kan ikke bruges."))
    return problem(422, NOT_VALID, fields=fields)


def of_http(request: HttpRequest, error: HttpError) -> JsonResponse:
    """Return what the framework refuses (unreadable JSON, a CSRF token that does not fit) in the house's words."""
    if error.status_code == 403:
        return problem(403, "csrf.ugyldig", "Send CSRF-nøglen fra cookien csrftoken i hovedet X-CSRFToken.")
    return problem(error.status_code)


def of_unknown(request: HttpRequest, error: Http404) -> JsonResponse:
    """Return that there is no such thing."""
    return problem(404)


def of_sealed(request: HttpRequest, refusal: SealRefusal) -> JsonResponse:
    """Return that something sealed cannot be read; those who run the house find it in the log by its code."""
    _faults.error("%s i %s", refusal.code, _where(request))
    return problem(503, refusal.code, refusal.sentence)


def of_fault(request: HttpRequest, fault: Exception) -> JsonResponse:
    """Return the number of a fault of ours and nothing else of it; the log tells the rest."""
    number = secrets.token_hex(4).upper()
    _faults.error("fejl %s i %s", number, _where(request), exc_info=fault)
    got_request_exception.send(sender=of_fault, request=request)
    return problem(500, FAULT, fault=number)


def _where(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else "api"
