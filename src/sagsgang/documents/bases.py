"""What lets a document cross: what the case rests on for the way it goes, or a legal basis named for it alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sagsgang.casework.consents import Basis, Missing, basis_for
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.documents.models import Share
from sagsgang.documents.refusals import NoBasis
from sagsgang.procedure.engine import Assessment, assess
from sagsgang.procedure.language import LegalBasis, Procedure, Seat, Side
from sagsgang.procedure.language.grounds import basis_title
from sagsgang.procedure.wording import capital

Party = Side | Seat

RECEIVERS: dict[Share.To, Party] = {
    Share.To.SOF: Side.SOF,
    Share.To.BUF: Side.BUF,
    Share.To.FAELLES: Side.JOINT,
    Share.To.BEKU: Seat.BEKU,
    Share.To.MATCHING: Seat.MATCHING,
    Share.To.PROVIDER: Seat.PROVIDER,
}
SENDERS: dict[str, Side] = {
    Half.SOF: Side.SOF,
    Half.BUF: Side.BUF,
    Half.JOINT: Side.JOINT,
    Half.FAMILY: Side.FAMILY,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a share rests on: the key of what the case has recorded and the event that did, or a law and its reason."""

    consent: str = ""
    event: str = ""
    law: str = ""
    reason: str = ""


@dataclass(slots=True)
class Crossings:
    """What the case rests on, way by way, on one day; each way is asked for once."""

    case: Case
    day: date
    assessment: Assessment
    _known: dict[tuple[Party, Party], Basis | Missing] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, day: date) -> Crossings:
        """The same for a case that nobody has assessed yet."""
        return cls(case, day, assess(procedure_of(case), load(case), day))

    def basis(self, sender: Party, receiver: Party) -> Basis | Missing:
        """The consent or the recorded legal basis that covers the way, or what is missing."""
        way = (sender, receiver)
        if way not in self._known:
            found = basis_for(self.case, day=self.day, sender=sender, receiver=receiver, assessment=self.assessment)
            self._known[way] = found
        return self._known[way]

    def holds(self, share: Share) -> bool:
        """Whether what the share rests on still holds; a legal basis named for it alone does not lapse by itself."""
        if share.law or share.to == Share.To.FAELLES:  # what lies where both read belongs to both from then on
            return True
        receiver = RECEIVERS[Share.To(share.to)]
        return isinstance(self.basis(SENDERS[share.document.half], receiver), Basis)

    def ground(self, sender: Party, receiver: Party, law: str, reason: str) -> Ground:
        """What a new share rests on; raises NoBasis at the field that is missing.

        A legal basis that is named goes first and asks for its reason; else the case must have one.
        """
        if law:
            if law not in {basis.key for basis in bases_on(self.assessment.world.procedure, self.day)}:
                raise NoBasis("Vælg en hjemmel på listen.", field="law")
            if not reason:
                raise NoBasis("Skriv, hvorfor hjemlen giver lov til det her.", field="reason")
            return Ground(law=law, reason=reason)
        found = self.basis(sender, receiver)
        if isinstance(found, Missing):
            raise NoBasis(f"{found.sentence} Vælg en anden hjemmel, hvis der er en.", field="law")
        return Ground(consent=found.key, event=str(found.event))


def bases_on(procedure: Procedure, day: date) -> tuple[LegalBasis, ...]:
    """The legal bases that can be named on the day."""
    return tuple(basis for basis in procedure.bases if basis.offered and basis.valid.holds(day))


def basis_words(procedure: Procedure, share: Share) -> str:
    """What a share rests on, in Danish."""
    consent = next((each for each in procedure.consents if each.key == share.consent), None)
    if consent is not None:
        return f"Samtykke til {consent.title}"
    law = next((basis for basis in procedure.bases if basis.key == (share.law or share.consent)), None)
    return capital(basis_title(law)) if law else "Anden hjemmel"
