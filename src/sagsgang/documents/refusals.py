"""Everything that documents can refuse.

Refusal
├── UnknownDocument (404)   ├── FileRefused (422): the content is not one we take, at the field of the file
├── NotYourDocument (403)   ├── NoBasis (422): nothing allows the sharing
├── NotScanned (409)        └── BasisGone (403): what allowed it no longer holds
└── FileDamaged (500)
"""

from __future__ import annotations

from sagsgang.casework.refusals import CaseworkRefusal

BROKEN = "Dokumentet er beskadiget eller af en slags, der ikke kan modtages. Gem det som PDF, og vælg den."
ACTIVE = "Dokumentet indeholder makroer eller noget andet, der kan køre. Gem det som PDF, og vælg den."
REMOTE = "Dokumentet henter noget andre steder fra, når det åbnes. Gem det som PDF, og vælg den."
LOCKED = "Dokumentet er låst med en kode. Gem det uden kode, og vælg det igen."


class UnknownDocument(CaseworkRefusal):
    """No such document in the case, or none that this person may know of: both get the same answer."""

    code = "dokument.ukendt"
    status = 404
    sentence = "Dokumentet findes ikke, eller du har ikke adgang til det."


class NotYourDocument(CaseworkRefusal):
    """The person reads the document, but it is not in his half to change or share."""

    code = "dokument.ikke_dit"
    status = 403
    sentence = "Dokumentet ligger i en halvdel, du ikke kan ændre i."


class FileRefused(CaseworkRefusal):
    """The file is too large, empty, of a kind we do not take, or holds something that runs."""

    code = "fil.afvist"
    field = "file"
    sentence = "Filen kan ikke modtages."


class NotScanned(CaseworkRefusal):
    """Nobody but its uploader gets a file that has not been found free of malware."""

    code = "fil.ikke_scannet"
    status = 409
    sentence = "Filen venter på scanning for skadelig kode. Prøv igen om lidt."


class FileDamaged(CaseworkRefusal):
    """The file on disk is missing, or is no longer the one that was stored."""

    code = "fil.skadet"
    status = 500
    sentence = "Filen kan ikke læses, som den blev gemt. Fejlen er noteret; kontakt driften."


class NoBasis(CaseworkRefusal):
    """Nothing allows that the document is shared: no consent that holds, and no legal basis named."""

    code = "deling.uden_grundlag"
    field = "basis"


class BasisGone(CaseworkRefusal):
    """The consent that allowed the sharing no longer holds; what has been seen is on record, no more is shown."""

    code = "deling.grundlag_bortfaldet"
    status = 403
    sentence = "Det samtykke, dokumentet blev delt på, gælder ikke længere. Dokumentet kan ikke åbnes."
