"""`python -m sagsgang finish_destructions`: run on with what was confirmed and stopped half-way."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sagsgang.archive.destruction import resume


class Command(BaseCommand):
    """Run on with destructions that two leaders have said and a machine has not finished."""

    help = "Fuldfører kassationer, der er bekræftet, men blev afbrudt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Finish them and say how many."""
        self.stdout.write(f"{resume(timezone.now())} kassationer er fuldført.")
