"""Everything that the outbox can refuse.

Refusal
├── UnknownDispatch (404)   ├── NotYourDispatch (403)   ├── DispatchMoved (409): it is elsewhere by now
└── HeldBack (409): contact with its receiver is held back (X8)
"""

from __future__ import annotations

from sagsgang.casework.refusals import CaseworkRefusal


class UnknownDispatch(CaseworkRefusal):
    """No such dispatch, or none that this person may know of."""

    code = "afsendelse.ukendt"
    status = 404
    sentence = "Afsendelsen findes ikke, eller du har ikke adgang til den."


class NotYourDispatch(CaseworkRefusal):
    """Somebody else answers for it."""

    code = "afsendelse.ikke_din"
    status = 403
    sentence = "En anden har ansvaret for afsendelsen. Du kan se den, men ikke ændre den."


class DispatchMoved(CaseworkRefusal):
    """It was sent, given up or taken over since the page was opened; nothing is changed."""

    code = "afsendelse.flyttet"
    status = 409
    sentence = "Afsendelsen har flyttet sig, siden du åbnede siden. Se, hvor den er nu."


class HeldBack(CaseworkRefusal):
    """Contact with the family is held back: what was made for them is handed to nobody who would post it (X8)."""

    code = "afsendelse.holdt_tilbage"
    status = 409
