"""A small town for the storm: its people, and one case for each who writes. Prints who and which as JSON."""

import json
import os
import sys

import django

WRITERS = 4


def main() -> None:
    """Migrate an empty database and fill it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings")
    django.setup()
    from django.core.management import call_command

    from sagsgang.casework.scope import house
    from tests.storm.town import fill

    with house("stormen gøres klar"):
        call_command("migrate", verbosity=0, interactive=False)
        json.dump(fill(WRITERS), sys.stdout)


if __name__ == "__main__":
    main()
