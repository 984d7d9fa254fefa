"""Settings of the test run: the house's own, with throw-away storage and plain static names."""

import os
import tempfile
from pathlib import Path

os.environ["SAGSGANG_DEMO"] = "1"

from sagsgang.config.settings import *  # noqa: F403
from sagsgang.config.settings import DATABASES, MIDDLEWARE, STORAGES

# The live server serves static files itself, by their unhashed names.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; Argon2 has its own test

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server's thread gets a connection of its own, as in real life.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"sagsgang-test-{os.getpid()}.sqlite3")}

JOB_BELL = False  # nobody listens
FILES = Path(tempfile.mkdtemp(prefix="sagsgang-filer-"))
