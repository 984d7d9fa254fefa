"""The register of day-treatment offers: the list, one offer, its form, and the free places."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sagsgang.casework.access import Viewer
from sagsgang.casework.refusals import CaseworkRefusal, NotYours
from sagsgang.meetings.matching import register
from sagsgang.meetings.matching.models import Pladstal, Registertilbud, Tilbudsversion
from sagsgang.meetings.matching.refusals import ChangedMeanwhile, NotYourRegister, UnknownOffer
from sagsgang.people.collation import danish
from sagsgang.people.models import Unit
from sagsgang.web import addresses, clock
from sagsgang.web.forms import matching as forms
from sagsgang.web.forms.fields import Typed, first, typed_in
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.pages import matching as shown
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

HISTORY = 20


def _staff(request: HttpRequest) -> Viewer:
    """Who looks; the register is for those who hold a role."""
    viewer = viewer_of_request(request)
    if not viewer.roles:
        raise NotYours("Registret er for de ansatte og tilbuddene.")
    return viewer


@require_GET
def tilbudsregister(request: HttpRequest) -> HttpResponse:
    """Return the offers, narrowed and in Danish order; municipal and private alike."""
    viewer, today = _staff(request), clock.today(request)
    wanted = forms.wanted_in(typed_in(request.GET))
    found = register.offers(wanted, today)
    page = {
        "rows": [(offer, shown.offer_facts(offer), register.marks(offer, today)) for offer in found],
        "filters": forms.filter_fields(wanted, _areas()),
        "keeps": register.keeps(viewer),
        "missing": register.unregistered(today) if register.keeps(viewer) else [],
        "crumbs": addresses.crumbs(("Tilbud", "")),
    }
    return render(request, "web/tilbudsregister.html", page)


@require_GET
def tilbud(request: HttpRequest, unit: str) -> HttpResponse:
    """Return one offer with its history."""
    _staff(request)
    return _offer_page(request, register.offer_of(unit))


@require_POST
def tilbud_pladser(request: HttpRequest, unit: str) -> HttpResponse:
    """Say how many places are free today."""
    _staff(request)
    offer = register.offer_of(unit)
    free = first(typed_in(request.POST), "free")
    try:
        register.tell_places(unit=unit, free=free, actor=viewer_of_request(request), at=clock.now(request))
    except (NotYourRegister, UnknownOffer):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "tilbud_pladser")
        return _offer_page(request, offer, sentences_of(refusal).get("free", refusal.sentence), status_of(refusal))
    messages.success(request, "De ledige pladser er meldt.")
    return redirect("web:tilbud", unit)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def ret_tilbud(request: HttpRequest, unit: str) -> HttpResponse:
    """Return the form of an offer; POST enters or changes it."""
    viewer = _staff(request)
    if not register.keeps(viewer):
        raise NotYourRegister
    place = Unit.objects.filter(key=unit, kind=Unit.Kind.TILBUD).first()
    if place is None:
        raise UnknownOffer
    offer = Registertilbud.objects.select_related("unit", "changed_by").filter(unit=place).first()
    typed: Typed = typed_in(request.POST)
    form = forms.offer_form(typed, offer, _areas(), user=user_of(request).pk)
    status, stale = 200, False
    if request.method == "POST":
        version = first(typed, "version")
        try:
            register.save(
                unit=unit,
                said={name: values if name == "levels" else values[0] for name, values in typed.items()},
                version=int(version) if version.isdecimal() and len(version) < 9 else -1, actor=viewer,
                at=clock.now(request),
            )  # fmt: skip
        except CaseworkRefusal as refusal:
            note(refusal, "ret_tilbud")
            status, stale = status_of(refusal), isinstance(refusal, ChangedMeanwhile)
            form = form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.success(request, "Tilbuddet er gemt i registret.")
            return redirect("web:tilbud", unit)
    page = {
        "place": place,
        "form": form,
        "now": shown.offer_facts(offer) if stale and offer else (),
        "offer": offer,
        "crumbs": addresses.crumbs(("Tilbud", addresses.of("web:tilbudsregister")), (place.name, "")),
    }
    return render(request, "web/ret_tilbud.html", page, status=status)


def _offer_page(request: HttpRequest, offer: Registertilbud, problem: str = "", status: int = 200) -> HttpResponse:
    viewer, today = viewer_of_request(request), clock.today(request)
    page = {
        "offer": offer,
        "facts": shown.offer_facts(offer),
        "marks": register.marks(offer, today),
        "counts": Pladstal.objects.filter(offer=offer).select_related("by")[:HISTORY],
        "versions": Tilbudsversion.objects.filter(offer=offer).select_related("by")[:HISTORY],
        "keeps": register.keeps(viewer),
        "tells": register.tells_places(viewer, offer.unit_id),
        "problem": problem,
        "typed": request.POST.get("free", ""),
        "crumbs": addresses.crumbs(("Tilbud", addresses.of("web:tilbudsregister")), (offer.unit.name, "")),
    }
    return render(request, "web/tilbud.html", page, status=status)


def _areas() -> list[tuple[str, str, str]]:
    rows = Unit.objects.filter(kind=Unit.Kind.BUFOMRAADE).exclude(area="").order_by(danish("name"), "pk")
    return [(area, name, "") for area, name in rows.values_list("area", "name")]


__all__ = ["ret_tilbud", "tilbud", "tilbud_pladser", "tilbudsregister"]
