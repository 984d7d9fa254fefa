"""Log-in, log-out, and the demo town's door: step into a role."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.internal.stagekit import clear_login
from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from sagsgang.people.models import User
from sagsgang.web import clock, resuming
from sagsgang.web.demo_town import people_by_side
from sagsgang.web.signing_in.strength import open_before_the_second_factor


class LogInForm(LoginForm):
    """User name and password, under the names they have in this house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = self.fields.pop("login")

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["login"] = User.normalize_username(self.cleaned_data.get("username", ""))
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    @property
    def paused(self) -> bool:
        """Whether it was refused for too many tries, not for what was typed."""
        return any(error.code == "too_many_login_attempts" for each in self.errors.as_data().values() for error in each)


@method_decorator(login_not_required, name="dispatch")
class LogInd(LoginView):
    """Log-in with a local account; a form that was interrupted by it comes back afterwards."""

    template_name = "web/log_ind.html"
    form_class = LogInForm

    @method_decorator(sensitive_post_parameters("password"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            there: HttpResponse = resuming.resume_page(request) or super().dispatch(request, *args, **kwargs)
            return there
        clear_login(request)  # whoever comes back to this page begins anew, and is never stuck half-way
        here: HttpResponse = super().dispatch(request, *args, **kwargs)
        return here

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hidden = resuming.carried_again(self.request)
        return super().get_context_data(**kwargs) | resuming.login_page(self.request, hidden)

    def form_valid(self, form: LogInForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            return resuming.resume_page(self.request) or response
        if resuming.carried_again(self.request):
            return _second_step(self.request)
        return response

    def form_invalid(self, form: LogInForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 429 if form.paused else 422
        return response


class AndenFaktor(AuthenticateView):
    """The second step of a log-in: a code or a passkey; what was interrupted is carried on."""

    template_name = "web/konto/anden_faktor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has_key = is_mfa_enabled(self.stage.login.user, types=(Authenticator.Type.WEBAUTHN,))
        hidden = resuming.carried_again(self.request)
        return super().get_context_data(**kwargs) | {"hidden": hidden, "has_key": has_key}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return resuming.resume_page(self.request) or response

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class LogIndMedNoegle(LoginWebAuthnView):
    """Log-in by passkey alone, which is two factors in one; what was interrupted is carried on."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            return resuming.resume_page(self.request) or response
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        page = resuming.login_page(self.request, resuming.carried_again(self.request))
        return render(self.request, "web/log_ind.html", page | {"form": LogInForm(), "no_key": True}, status=422)


class LogUd(LogoutView):
    """Log-out, which is an act: an address alone does not do it."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)  # its own, and so not marked open as the library's is


log_ind = LogInd.as_view()
log_ud = open_before_the_second_factor(LogUd.as_view())
anden_faktor = AndenFaktor.as_view()
log_ind_med_noegle = LogIndMedNoegle.as_view()


def _second_step(request: HttpRequest) -> HttpResponse:
    """Return the page of the second step with the interrupted form in it; a redirect would lose it."""
    request.method = "GET"
    response: HttpResponse = anden_faktor(request)
    return response.render() if hasattr(response, "render") else response


@login_not_required
@require_GET
def roller(request: HttpRequest) -> HttpResponse:
    """Return the demo town's people, grouped by side, each one click away."""
    _demo_only()
    return render(request, "web/roller.html", {"sides": people_by_side(clock.today(request))})


@login_not_required
@require_POST
def traed_ind(request: HttpRequest) -> HttpResponse:
    """Log in as somebody of the demo town."""
    _demo_only()
    chosen = request.POST.get("bruger", "")
    user = get_object_or_404(User, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 12 else 0, is_active=True)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("web:overblik")


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404
