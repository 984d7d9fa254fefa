"""What the log tells of log-ins: that they came and went and by which means; a number for whom, never a name."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from sagsgang.web.signing_in.houses import log


@receiver(user_logged_in, dispatch_uid="sagsgang.telling.in")
def _came(*, request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    means = [str(record.get("type") or record["method"]) for record in get_authentication_records(request, user)]
    log.info("bruger %s logget ind: %s", user.pk, ", ".join(means) or "uden adgangskode")


@receiver(user_logged_out, dispatch_uid="sagsgang.telling.out")
def _went(*, user: AbstractBaseUser | None, **_: Any) -> None:
    if user is not None:
        log.info("bruger %s logget ud", user.pk)


@receiver(user_login_failed, dispatch_uid="sagsgang.telling.failed")
def _failed(**_: Any) -> None:
    log.warning("forkert brugernavn eller adgangskode")  # whose name was tried is not told: it may be a password


@receiver((authenticator_added, authenticator_removed, authenticator_reset), dispatch_uid="sagsgang.telling.factor")
def _factor(*, signal: Any, user: AbstractBaseUser, authenticator: Any, **_: Any) -> None:
    said = {authenticator_added: "oprettet", authenticator_removed: "fjernet"}.get(signal, "lavet på ny")
    log.info("bruger %s: %s %s", user.pk, authenticator.type, said)
