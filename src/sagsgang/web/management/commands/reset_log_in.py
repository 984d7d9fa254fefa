"""`python -m sagsgang reset_log_in USER`: for somebody who has lost their telephone and their recovery codes."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sagsgang.people.models import User

_log = logging.getLogger("sagsgang.log_ind")


class Command(BaseCommand):
    """Takes away every second factor of a user, and ends every session."""

    help = "Fjerner en brugers ekstra sikkerhed og logger brugeren ud overalt. Næste log-in fører til at oprette en ny."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the user's name, and whether the tie to the municipality's log-in goes too."""
        parser.add_argument("brugernavn")
        parser.add_argument(
            "--kommunen", action="store_true", help="Løs også brugeren fra kommunens log-in, så en ny kan knyttes."
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how much there was."""
        name = User.normalize_username(options["brugernavn"])
        user = User.objects.select_for_update().filter(username=name).first()
        if user is None:
            raise CommandError("Der er ingen bruger med det navn.")
        factors, _ = Authenticator.objects.filter(user=user).delete()
        if options["kommunen"]:
            SocialAccount.objects.filter(user=user).delete()
        ended = [each.pk for each in Session.objects.iterator() if each.get_decoded().get(SESSION_KEY) == str(user.pk)]
        Session.objects.filter(pk__in=ended).delete()
        _log.warning("bruger %s: %s faktorer fjernet, %s sessioner afsluttet", user.pk, factors, len(ended))
        self.stdout.write(f"{factors} faktorer fjernet, {len(ended)} sessioner afsluttet.")
