"""A form that was sent too late: its content is carried through the log-in as hidden fields and sent again by the user.

Nothing is stored. The page that carries it answers only a form that came from this house (its CSRF token was right, or
the browser says that it came from our own page), and only the user who filled it in can send it on, by a click.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from sagsgang.web.forms.tail import USER
from sagsgang.web.signing_in.confirming import OURS
from sagsgang.web.signing_in.houses import houses

View = TypeVar("View", bound=Callable[..., object])

MARK = "keeps_what_was_typed"
PREFIX = "gemt:"
WHERE = "gemt_til"
_NEVER = {"csrfmiddlewaretoken", "username", "password", *OURS}
_MOST = 400


def keeps_what_was_typed(view: View) -> View:
    """Mark a view whose posted form survives the end of the session."""
    setattr(view, MARK, True)
    return view


def carried(posted: QueryDict) -> list[tuple[str, str]]:
    """Return the posted fields as hidden fields of another form."""
    pairs = [(name, str(value)) for name, values in posted.lists() if name not in _NEVER for value in values]
    return [(PREFIX + name, value) for name, value in pairs[:_MOST]]


def brought_along(posted: QueryDict) -> list[tuple[str, str]]:
    """Return what a log-in page carried, under its first names."""
    return [
        (name.removeprefix(PREFIX), str(value))
        for name, values in posted.lists()
        if name.startswith(PREFIX)
        for value in values
    ]


def carried_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the hidden fields of an interrupted form, to stand in the next page of the log-in as well."""
    if WHERE not in request.POST:
        return []
    again = [(PREFIX + name, value) for name, value in brought_along(request.POST)]
    return [(WHERE, request.POST[WHERE]), *again]


def safe_path(path: str) -> str:
    """Return the path if it is that of a form in this house whose content may be carried, else ""."""
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return ""
    try:
        view = resolve(urlsplit(path).path).func
    except Resolver404:
        return ""
    return path if getattr(view, MARK, False) else ""


def ask_to_log_in(request: HttpRequest) -> HttpResponse:
    """Return the log-in page with the posted form in it."""
    hidden = [(WHERE, request.get_full_path()), *carried(request.POST)]
    return render(request, "web/log_ind.html", login_page(request, hidden), status=401)


def login_page(request: HttpRequest, hidden: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what the log-in page needs besides its form; `hidden` is the interrupted form, if one is carried."""
    where = dict(hidden).get(WHERE, "")
    return {
        "hidden": hidden,
        "interrupted": bool(hidden),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "houses": houses(),
        "path": safe_path(where),
        "fields": [(name.removeprefix(PREFIX), value) for name, value in hidden if name.startswith(PREFIX)],
    }


def resume_page(request: HttpRequest) -> HttpResponse | None:
    """Return the page that offers to send the carried form on, or None when none came along."""
    path = safe_path(request.POST.get(WHERE, ""))
    fields = brought_along(request.POST)
    if not path or not fields:
        return None
    by = dict(fields).get(USER, "")
    another = bool(by) and by != str(request.user.pk)
    page = {"path": path, "fields": [] if another else fields, "another": another}
    return render(request, "web/genoptag.html", page)


def came_from_us(request: HttpRequest) -> bool:
    """Say whether the browser vouches that a page of this house sent the form."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.netloc) and origin.netloc == request.get_host()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form whose token no longer fits: offered again if it came from us, else refused."""
    if request.method == "POST" and came_from_us(request):
        fields = [(name.removeprefix(PREFIX), value) for name, value in carried(request.POST)]
        path = request.get_full_path()
        if fields:
            return render(request, "web/genoptag.html", {"path": path, "fields": fields, "stale": True}, status=403)
    page = {"title": "Siden er for gammel", "status": 403, "sentence": "Hent siden igen, og prøv så en gang til."}
    return render(request, "web/afvist.html", page, status=403)
