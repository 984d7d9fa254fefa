"""The API put together: log-in by the site's own session, refusals as problems, and its description for staff."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import SessionAuth

from sagsgang.api import acting, notes, papers, problems, reading
from sagsgang.api.asking import viewer_of
from sagsgang.api.description import description
from sagsgang.casework.procedures import procedure
from sagsgang.people.refusals import Refusal
from sagsgang.sealing.keyring import SealRefusal

api = NinjaAPI(
    title="Sagsgang",
    version="1",
    description="Det fælles sagsforløb for programmer. Hvert trin i vejledningen er en operation.",
    auth=SessionAuth(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", reading.router)
api.add_router("", notes.router)
api.add_router("", papers.router)
api.add_router("", acting.router)
_ANSWERS: tuple[tuple[type[Exception], Any], ...] = (
    (Refusal, problems.of_refusal),
    (SealRefusal, problems.of_sealed),
    (ValidationError, problems.of_invalid),
    (HttpError, problems.of_http),
    (Http404, problems.of_unknown),
    (Exception, problems.of_fault),
)
for kind, told in _ANSWERS:
    api.add_exception_handler(kind, told)


@api.get("/openapi.json", url_name="openapi", include_in_schema=False)
def openapi(request: HttpRequest) -> Any:
    """Return the description of the API; for those who hold a role."""
    if not viewer_of(request).roles:
        return problems.problem(403)
    return description(api, procedure())
