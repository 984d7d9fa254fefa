"""The user's own account: password, authenticator app, passkeys, recovery codes."""

from __future__ import annotations

from typing import Any

import qrcode
from allauth.account.forms import ChangePasswordForm
from allauth.account.views import PasswordChangeView
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sagsgang.people.refusals import Refusal
from sagsgang.web.request import user_of
from sagsgang.web.signing_in.adapters import SecondFactors
from sagsgang.web.signing_in.confirming import recently_authenticated
from sagsgang.web.signing_in.strength import has_second_factor, open_before_the_second_factor, shown


class LastFactor(Refusal):
    """The last second factor is not taken away where one is demanded."""

    code = "konto.sidste_faktor"
    sentence = "Du skal have mindst én ekstra sikkerhed. Opret en anden først."
    status = 409


class _Unprocessable:
    """A form that is not taken is answered 422, as everywhere in the house."""

    request: HttpRequest

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # a view comes after it
        response.status_code = 422
        return response


class Konto(IndexView):
    """What the account is protected by."""

    template_name = "web/konto/konto.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        found = page.pop("authenticators")
        codes = found.get(Authenticator.Type.RECOVERY_CODES)
        return page | {
            "app": found.get(Authenticator.Type.TOTP),
            "keys": found.get(Authenticator.Type.WEBAUTHN, []),
            "codes_left": len(codes.get_unused_codes()) if codes else None,
            "protected": has_second_factor(user_of(self.request)),
        }


class SkiftAdgangskode(ChangePasswordForm):
    """The old password once, the new one twice."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "password2" in self.errors and "password1" in cleaned:
            self.errors["password2"] = self.error_class(["De to nye adgangskoder er ikke ens."])
        return cleaned


class Adgangskode(_Unprocessable, PasswordChangeView):
    """Another password; every other place where one is logged in is left."""

    template_name = "web/konto/adgangskode.html"
    form_class = SkiftAdgangskode

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not user_of(request).has_usable_password():
            return redirect("mfa_index")
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_default_success_url(self) -> str:
        return reverse("mfa_index")


class _Shows(_Unprocessable):
    """Setting a factor up proves that one has it: its first code, or the finger that opened it."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        shown(self.request, user_of(self.request))
        return response


class App(_Shows, ActivateTOTPView):
    """An authenticator app: its square to photograph, its secret to type, and a first code as proof."""

    template_name = "web/konto/app.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        secret = page["form"].secret
        return page | {
            "square": _square(page["totp_url"]),
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        }


class FjernApp(_Unprocessable, DeactivateTOTPView):
    """No authenticator app any more."""

    template_name = "web/konto/fjern.html"
    extra_context = {"what": "godkendelsesappen", "action": reverse_lazy("mfa_deactivate_totp")}


class NyNoegle(_Shows, AddWebAuthnView):
    """A passkey: kept by the device, opened by a finger, a face or a PIN."""

    template_name = "web/konto/noegle.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        form = kwargs.get("form") or self.get_form()
        return page | {"form": form, "creation": begin_registration(user_of(self.request), True)}


class OmdoebNoegle(_Unprocessable, EditWebAuthnView):
    """Another name for a passkey."""

    template_name = "web/konto/noegle_navn.html"
    success_url = reverse_lazy("mfa_index")


class FjernNoegle(RemoveWebAuthnView):
    """One passkey less."""

    template_name = "web/konto/fjern.html"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = reverse("mfa_remove_webauthn", args=[self.object.pk])
        return super().get_context_data(**kwargs) | {"what": f"adgangsnøglen »{self.object}«", "action": address}

    def form_valid(self, form: Any) -> HttpResponse:
        if not SecondFactors().can_delete_authenticator(self.get_object()):
            raise LastFactor
        response: HttpResponse = super().form_valid(form)
        return response


class Noedkoder(ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    template_name = "web/konto/noedkoder.html"


class NyeNoedkoder(_Unprocessable, GenerateRecoveryCodesView):
    """New recovery codes; the old ones are worth nothing from then on."""

    template_name = "web/konto/nye_noedkoder.html"


@open_before_the_second_factor
@require_GET
def bekraeftet(request: HttpRequest) -> HttpResponse:
    """Return the page a window of its own ends at when another house has said who one is."""
    return render(request, "web/konto/bekraeftet.html")


def _square(address: str) -> dict[str, Any]:
    """Return the QR code of an address as one path of a drawing: no picture, so nothing to load."""
    code = qrcode.QRCode(border=2)
    code.add_data(address)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"path": path, "size": len(rows)}


konto = open_before_the_second_factor(Konto.as_view())
adgangskode = open_before_the_second_factor(Adgangskode.as_view())
app = open_before_the_second_factor(recently_authenticated(never_cache(App.as_view())))
fjern_app = recently_authenticated(FjernApp.as_view())
ny_noegle = open_before_the_second_factor(recently_authenticated(never_cache(NyNoegle.as_view())))
omdoeb_noegle = recently_authenticated(OmdoebNoegle.as_view())
fjern_noegle = recently_authenticated(FjernNoegle.as_view())
noedkoder = recently_authenticated(never_cache(Noedkoder.as_view()))
nye_noedkoder = recently_authenticated(NyeNoedkoder.as_view())
