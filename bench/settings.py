"""The house's own settings, with databases of the bench's own and one page more: the floor."""

import os

os.environ.setdefault("SAGSGANG_DEMO", "1")
os.environ.setdefault("SAGSGANG_LOG_LEVEL", "WARNING")

from sagsgang.config.settings import *  # noqa: F403
from sagsgang.config.settings import DATA, DATABASES, MIDDLEWARE
from sagsgang.config.sqlite import SQLITE_OPTIONS

FOLDER = DATA / "bench"
STATIC_ROOT = FOLDER / "static"
ROOT_URLCONF = "bench.urls"
SECRET_KEY = "bench only"  # noqa: S105  the server answers to this machine alone
if os.environ.get("BENCH_WITHOUT_LOG"):
    MIDDLEWARE = [name for name in MIDDLEWARE if "recording" not in name]
DATABASES["default"] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": os.environ.get("BENCH_DATABASE", str(FOLDER / "town.sqlite3")),
    "OPTIONS": SQLITE_OPTIONS,
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
}
