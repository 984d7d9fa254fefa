"""The door the web server calls, warmed up so that the first visitor does not wait."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - reading them imports every view and the whole procedure
