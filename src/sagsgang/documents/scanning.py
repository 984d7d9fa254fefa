"""The search for malware: a port of ours, an honest stand-in for it, and the work of going through what waits.

Nothing is taken for clean that has not been scanned: without a scanner, or while it does not answer, a file waits.
"""

from __future__ import annotations

import logging
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from sagsgang.documents import storage
from sagsgang.documents.models import Version

logger = logging.getLogger(__name__)

AT_A_TIME = 50


class Verdict(Enum):
    """What a scanner says of a file."""

    CLEAN = "ren"
    INFECTED = "smittet"


class ScannerUnavailable(Exception):
    """The scanner did not answer, or not so that it can be understood: nothing is known of the file."""


class Scanner(Protocol):
    """Looks through the content of a file. Raises ScannerUnavailable when it cannot say; it never guesses."""

    def scan(self, content: bytes) -> Verdict:
        """Say whether the content is free of malware."""


class StandIn:
    """Knows one pattern only, the harmless one that every scanner is tried with. For the demo town and for tests."""

    PATTERN = b"".join((b"X5O!P%@AP[4\\PZX54(P^)7CC)7}", b"$EICAR-STANDARD-ANTI", b"VIRUS-TEST-FILE!$H+H*"))

    def scan(self, content: bytes) -> Verdict:
        """Say "infected" of content that holds the pattern, "clean" of all other."""
        return Verdict.INFECTED if self.PATTERN in content else Verdict.CLEAN


class NoScanner:
    """What a house has that has set up none: everything waits."""

    def scan(self, content: bytes) -> Verdict:
        """Refuse to say."""
        raise ScannerUnavailable("no scanner is set up")


@cache
def scanner() -> Scanner:
    """The scanner of this house, as the settings name it."""
    return cast(Scanner, import_string(settings.SCANNER)())


def scan_one(version: Version, at: datetime) -> str:
    """Scan one version that waits; returns its state afterwards. It waits on when the scanner does not answer."""
    if version.scan != Version.Scan.WAITING:
        return version.scan
    content = storage.read(version.sha256)
    if content is None:
        logger.error("file of version %s is missing or damaged", version.pk)
        return version.scan
    try:
        verdict = scanner().scan(content)
    except ScannerUnavailable as unavailable:
        logger.warning("version %s still waits: %s", version.pk, unavailable)
        return version.scan
    version.scan = Version.Scan.CLEAN if verdict is Verdict.CLEAN else Version.Scan.INFECTED
    version.scanned_at = at
    Version.objects.filter(pk=version.pk, scan=Version.Scan.WAITING).update(scan=version.scan, scanned_at=at)
    if verdict is Verdict.INFECTED:
        logger.warning("malware in version %s; nobody can fetch it", version.pk)
    return version.scan


def scan_pending(at: datetime) -> int:
    """Scan what waits, the oldest first, at most AT_A_TIME; how many are settled. For the worker, in `house`."""
    waiting = Version.objects.filter(scan=Version.Scan.WAITING).order_by("added_at")[:AT_A_TIME]
    return sum(scan_one(version, at) != Version.Scan.WAITING for version in waiting)


def pending() -> int:
    """How many versions wait to be scanned."""
    return Version.objects.filter(scan=Version.Scan.WAITING).count()
