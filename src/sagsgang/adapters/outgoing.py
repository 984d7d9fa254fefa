"""The ways out of this house, as its settings have them; what is not set up is done by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sagsgang.adapters.by_hand import ByHand
from sagsgang.adapters.digital_post import DigitalPost, Sender
from sagsgang.adapters.drops import Drop
from sagsgang.adapters.journals import AnsweringJournal, Journal
from sagsgang.adapters.mail import MailFolder, Smtp, check_smtp
from sagsgang.outbox.parcels import CSC, DIGITAL_POST, KINGO, KMD, MAIL, PRINT, Port

_SYSTEMS = ((KINGO, "KINGO"), (CSC, "CSC"), (KMD, "KMD"))


def ports() -> Mapping[str, Port]:
    """Each way out by its key. Raises ImproperlyConfigured for a setting that cannot be meant."""
    found: dict[str, Port] = {MAIL: _mail(), DIGITAL_POST: _digital_post(), PRINT: ByHand()}
    for key, system in _SYSTEMS:
        found[key] = _journal(key, system)
    return found


def drop_at(address: str, name: str) -> Drop:
    """The folder that `dir:///a/folder` names, with `?kvittering=nej` where the receiver never answers."""
    where = urlsplit(address)
    answers = parse_qs(where.query).get("kvittering", ["ja"])[0]
    if where.scheme != "dir" or where.netloc or not where.path.startswith("/") or answers not in ("ja", "nej"):
        raise ImproperlyConfigured(f"{name} skrives dir:///en/mappe, evt. med ?kvittering=nej.")
    return Drop(Path(unquote(where.path)), answers == "ja")


def _mail() -> Port:
    if settings.SMTP:
        check_smtp(settings.SMTP, settings.MAIL_SENDER)
        return Smtp(settings.SMTP, settings.MAIL_SENDER)
    if settings.DEMO:
        return MailFolder(Path(settings.OUTGOING) / MAIL, settings.MAIL_SENDER)
    return ByHand()


def _digital_post() -> Port:
    sender = Sender(settings.CVR, settings.MUNICIPALITY)
    if settings.DIGITAL_POST:
        if not (len(settings.CVR) == 8 and settings.CVR.isdecimal()):
            raise ImproperlyConfigured("SAGSGANG_CVR er kommunens CVR-nummer på 8 cifre.")
        return DigitalPost(drop_at(settings.DIGITAL_POST, "SAGSGANG_DIGITAL_POST"), sender)
    if settings.DEMO:
        return DigitalPost(Drop(Path(settings.OUTGOING) / DIGITAL_POST, answers=False), sender)
    return ByHand()


def _journal(key: str, system: str) -> Port:
    address = settings.JOURNALS[key]
    if address:
        return Journal(system, drop_at(address, f"SAGSGANG_{system}"))
    if settings.DEMO and key == KINGO:  # the two others are done by hand, so that the demo town shows both
        return AnsweringJournal(system, Drop(Path(settings.OUTGOING) / key))
    return ByHand()
