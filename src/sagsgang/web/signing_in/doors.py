"""The doors that another house sends a browser to: what comes through them is signed, or it is refused in Danish."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.saml import views as saml
from allauth.socialaccount.providers.saml.utils import get_app_or_404
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from sagsgang.web.signing_in import refusing
from sagsgang.web.signing_in.houses import log

_UNUSABLE = (PermissionDenied, ValueError, KeyError, SyntaxError, RequestException)
"""What an answer raises that nobody asked for, that cannot be read, or that never came."""


def _answered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer what the library gives up on (an answer nobody asked for) with the page that says so."""

    @login_not_required
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except _UNUSABLE as failed:
            log.warning("afvist: svaret kunne ikke bruges (%s)", type(failed).__name__)
            return refusing.refused(request, refusing.FAILED)

    return answering


oidc_login = _answered(require_GET(oidc.login))
oidc_callback = _answered(require_GET(oidc.callback))
saml_login = require_GET(saml.login)
saml_finish_acs = _answered(require_GET(saml.finish_acs))
saml_metadata = require_GET(saml.metadata)


@csrf_exempt
@login_not_required
@require_POST
def saml_acs(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Take in an answer of the house that is named, and of no other; it is read on the next page."""
    get_app_or_404(request, organization_slug)
    answer = saml.acs(request, organization_slug)
    for cookie in answer.cookies.values():
        cookie["httponly"] = True  # the library leaves it open to scripts
    return answer


@csrf_exempt
@_answered
@require_GET
def saml_sls(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Log out whom the identity provider logs out; only where it has signed that it does."""
    app = get_app_or_404(request, organization_slug)
    if not app.settings["idp"].get("slo_url"):
        raise Http404  # nowhere to answer
    if not request.GET.get("Signature"):
        raise SuspiciousOperation
    answer = saml.sls(request, organization_slug)
    return refusing.refused(request, refusing.FAILED) if answer.status_code == HTTPStatus.BAD_REQUEST else answer
