"""What every answer tells a browser, static files and errors included: nothing of ours is anybody else's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

NOBODY = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "screen-wake-lock", "serial", "sync-xhr", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""What no page of the house may do in a browser."""

OURSELVES = ("publickey-credentials-create", "publickey-credentials-get")
"""What our own pages may do: log in with a passkey."""

HEADERS = {
    "Permissions-Policy": ", ".join([*(f"{each}=()" for each in NOBODY), *(f"{each}=(self)" for each in OURSELVES)]),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


class HouseHeaders:
    """Put the headers on every answer that does not bring its own, and let no browser keep it.

    It stands outermost, so that none slips by: not that of a file, of a program's question or of a fault.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response
