"""What the archive can refuse, each with a stable code and a Danish sentence.

CaseworkRefusal
├── NotDecided (422)      ├── NotDue (409)         ├── TwoPersons (403)
├── UnknownRequest (404)  ├── Held (409)           └── NoRule (409)
├── AlreadyEnded (409)    └── NotHandedOver (409)
"""

from __future__ import annotations

from sagsgang.casework.refusals import CaseworkRefusal


class UnknownRequest(CaseworkRefusal):
    """The case has no such request, item or giving."""

    code = "arkiv.ukendt"
    status = 404
    sentence = "Det findes ikke i sagen."


class AlreadyEnded(CaseworkRefusal):
    """The request, or the proposal, is over: nothing more happens to it."""

    code = "arkiv.sluttet"
    status = 409
    sentence = "Den er allerede afsluttet."


class NotDecided(CaseworkRefusal):
    """Something in the case has not been decided on yet."""

    code = "aktindsigt.ikke_afgjort"
    sentence = "Der er akter, som der ikke er taget stilling til."


class NoRule(CaseworkRefusal):
    """No rule of the municipality's says when such a case may be destroyed."""

    code = "kassation.ingen_regel"
    status = 409
    sentence = "Kommunen har ikke fastsat en regel for sager med det resultat. Intet kan kasseres."


class NotDue(CaseworkRefusal):
    """The date of the rule has not come, or the case is not over."""

    code = "kassation.ikke_endnu"
    status = 409
    sentence = "Sagen har ikke nået sin dato og kan ikke kasseres endnu."


class Held(CaseworkRefusal):
    """Somebody has said that the case must stay."""

    code = "kassation.standset"
    status = 409
    sentence = "Sagen må ikke kasseres, før standsningen er ophævet."


class NotHandedOver(CaseworkRefusal):
    """The case belongs to the sample for the public archive and has not been handed over."""

    code = "kassation.ikke_afleveret"
    status = 409
    sentence = "Sagen skal afleveres til arkiv, før den kan kasseres."


class TwoPersons(CaseworkRefusal):
    """Whoever proposed it cannot confirm it."""

    code = "kassation.to_personer"
    status = 403
    sentence = "En anden leder end den, der har foreslået det, skal bekræfte."
