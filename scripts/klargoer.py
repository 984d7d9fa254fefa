"""Make a house ready to serve in one process: migrate, collect static files, fill the demo town when it is empty."""

import hashlib
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings")

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sagsgang.casework.scope import house


def main() -> None:
    """Do what is missing, and say in Danish what was done."""
    try:
        django.setup()
    except ImproperlyConfigured as refusal:
        sys.exit(f"✗ {refusal}")
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with house("huset gøres klar"):
        migrate()
        collect_static(settings.STATIC_ROOT / ".aftryk")
        if settings.DEMO:
            fill_demo_town()


def migrate() -> None:
    """Bring the database up to date; silent when it is."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("▸ Opdaterer databasen", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def collect_static(stamp: Path) -> None:
    """Collect and compress static files unless none of them changed since the last time."""
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint:
        return
    print("▸ Samler skærmens filer", flush=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint, encoding="utf-8")


def static_fingerprint() -> str:
    """Return a digest over name, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def fill_demo_town() -> None:
    """Fill the demo town into a database that nobody lives in yet."""
    if "demo" in get_commands() and not get_user_model().objects.exists():
        print("▸ Bygger demobyen (kun første gang)", flush=True)
        call_command("demo")


if __name__ == "__main__":
    main()
