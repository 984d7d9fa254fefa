"""`python -m sagsgang destroy_looks [--by NAVN --do]`: tell which looks are old enough; destroy them when told to."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sagsgang.procedure.workdays import COPENHAGEN, in_words
from sagsgang.record.retention import KEEPING, NotYet, destroy, plan


class Command(BaseCommand):
    """Destroys looks that need no longer be kept."""

    help = "Fortæller, hvilke opslag der er gamle nok til at blive kasseret. Med --do og --by bliver de kasseret."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who has decided it, and whether to do it."""
        parser.add_argument("--by", default="", metavar="NAVN", help="Hvem der har besluttet det.")
        parser.add_argument("--do", action="store_true", help="Gør det; ellers fortælles der kun.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and destroy only when told to by somebody with a name."""
        now = timezone.localtime(timezone=COPENHAGEN)
        keeping = KEEPING[-1]
        self.stdout.write(f"Opslag gemmes i {keeping.months} måneder ({keeping.source}).")
        found = plan(now.date())
        if found is None:
            self.stdout.write("Ingen opslag er gamle nok til at blive kasseret.")
            return
        told = f"{found.looks} opslag fra før {in_words(found.before)} (nr. {found.first}–{found.last})"
        if not options["do"]:
            self.stdout.write(f"{told} kan kasseres. Intet er gjort.")
            return
        try:
            destroy(day=now.date(), by=options["by"], at=now)
        except NotYet as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{told} er kasseret. Besluttet af {options['by']}.")
