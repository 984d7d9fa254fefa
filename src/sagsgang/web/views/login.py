"""Log-in, log-out, and the demo town's door: step into a role."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from sagsgang.people.models import User
from sagsgang.web import clock, resuming
from sagsgang.web.demo_town import people_by_side

_TRIES = 10
_PAUSE = 15 * 60  # seconds


class LogInd(LoginView):
    """Log-in with a local account; a form that was interrupted by it comes back afterwards."""

    template_name = "web/log_ind.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hidden = [(name, value) for name, value in _carried_again(self.request)]
        return super().get_context_data(hidden=hidden, interrupted=bool(hidden), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if cache.get(_tries_key(request), 0) >= _TRIES:
            page = {"form": AuthenticationForm(request), "paused": True, "hidden": _carried_again(request)}
            return render(request, self.template_name, page, status=429)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        cache.delete(_tries_key(self.request))
        return resuming.resume_page(self.request) or response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        key = _tries_key(self.request)
        cache.set(key, cache.get(key, 0) + 1, _PAUSE)
        response = super().form_invalid(form)
        response.status_code = 422
        return response


log_ind = LogInd.as_view()
log_ud = LogoutView.as_view()


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
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("web:overblik")


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404


def _carried_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the hidden fields of an interrupted form, to stand in the log-in page again."""
    if resuming.WHERE not in request.POST:
        return []
    again = [(resuming.PREFIX + name, value) for name, value in resuming.brought_along(request.POST)]
    return [(resuming.WHERE, request.POST[resuming.WHERE]), *again]


def _tries_key(request: HttpRequest) -> str:
    name = User.normalize_username(request.POST.get("username", ""))[:150]
    return f"log-ind:{hash((name, request.META.get('REMOTE_ADDR', '')))}"
