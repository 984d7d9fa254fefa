"""The command line: ``python -m sagsgang <command>`` is Django's manage.py."""

import os
import sys


def main() -> None:
    """Run one management command under the settings of this house."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings")
    from django.core.management import execute_from_command_line  # the settings must be named first

    from sagsgang.casework.scope import house

    with house(f"kommandoen {sys.argv[1] if len(sys.argv) > 1 else 'help'}"):
        execute_from_command_line(["python -m sagsgang", *sys.argv[1:]])


if __name__ == "__main__":
    main()
