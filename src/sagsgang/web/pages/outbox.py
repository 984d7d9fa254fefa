"""How what leaves the house looks on the screens: states in words, and the box by which a step is journalised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sagsgang.casework.access import Viewer
from sagsgang.casework.procedures import procedure
from sagsgang.casework.protection import protected_people
from sagsgang.casework.queries import CasePage
from sagsgang.outbox.journaling import lacks_paper, under_way
from sagsgang.outbox.models import Dispatch, Journaling
from sagsgang.people.models import PROTECTED
from sagsgang.procedure.wording import capital
from sagsgang.web.pages.states import Look
from sagsgang.web.pages.step import StepPage

_State = Dispatch.State
LOOKS: dict[str, Look] = {
    _State.VENTER: Look("Venter på afsendelse", "arrow-forward", "aaben"),
    _State.UNDER_AFSENDELSE: Look("Under afsendelse", "arrow-forward", "aaben"),
    _State.SENDT: Look("Sendt", "check", "udfoert"),
    _State.FEJLET: Look("Kunne ikke afleveres", "error", "over"),
    _State.UVIS: Look("Uvist, om den kom frem", "warning", "spaerret"),
    _State.I_HAANDEN: Look("Gøres i hånden", "warning", "spaerret"),
    _State.OPGIVET: Look("Opgivet", "minus", "ikke"),
}
GROUPS = (("mig", "Venter på dig"), ("undervejs", "Undervejs"), ("afsluttet", "Sendt og opgivet"))
EMPTY = {
    "mig": "Intet venter på dig. Det, der ikke kan afleveres, dukker op her.",
    "undervejs": "Intet er undervejs lige nu.",
    "afsluttet": "Der er ikke sendt noget endnu.",
}
_TO_DO = {
    _State.FEJLET: "Den er ikke kommet frem. Find ud af hvorfor; send den så igen, eller gør det på anden måde.",
    _State.UVIS: "Forbindelsen blev afbrudt midt i afleveringen. Find ud af, om den er kommet frem.",
    _State.I_HAANDEN: "Gør det selv, og skriv her, når det er gjort.",
}
_ON_PAPER = "Hent brevet, print det, og læg det i posten. Bekræft det så her."
_IN_A_SYSTEM = "Læg det selv ind i {system}, og skriv det nummer, det får."


def to_do(row: Dispatch) -> str:
    """What the responsible person should do, in one sentence; "" where there is nothing."""
    if row.state == _State.I_HAANDEN and row.port == Dispatch.Port.PRINT:
        return _ON_PAPER
    if row.state == _State.I_HAANDEN and row.needs_number:
        return _IN_A_SYSTEM.format(system=row.get_port_display())
    return _TO_DO.get(_State(row.state), "")


def receiver_of(row: Dispatch, day: date) -> str:
    """To whom, for those who may see the dispatch: a mailbox or the lines on an envelope; "" for a system.

    An address that has been protected since it was posted is shown no more.
    """
    if row.port == Dispatch.Port.PRINT:
        lines = row.to.get("lines", "")
        name = lines.partition("\n")[0]
        hidden = row.case is not None and name in {each.name for each in protected_people(row.case, day)}
        return f"{name}\n{PROTECTED}" if hidden else lines
    if row.port == Dispatch.Port.DIGITAL_POST:
        return "Modtagerens digitale postkasse"
    if row.port == Dispatch.Port.MAIL:
        return " ".join(each for each in (row.to.get("name", ""), row.mailbox) if each)
    return ""


def responsible_of(row: Dispatch) -> str:
    """Who answers for it: the role, its unit, and whoever was named."""
    role = procedure().role_by_key.get(row.role)
    place = row.unit.name if row.unit else ""
    office = ", ".join(filter(None, (capital(role.title) if role else "", place)))
    return f"{office} ({row.user.name})" if row.user else office


@dataclass(frozen=True, slots=True)
class JournalBox:
    """What the page of a journalising step offers: to send it there, or how the sending goes."""

    system: str
    paper: str
    sending: Journaling | None
    may: bool
    lacks: str

    @property
    def waits(self) -> bool:
        """Whether the system has it and has not answered."""
        return self.sending is not None and self.sending.outcome == Journaling.Outcome.UNDERVEJS


def journal_box(viewer: Viewer, found: CasePage, page: StepPage) -> JournalBox | None:
    """The box, for a step that writes in an outside system and is not done: four queries; None for every other."""
    journal = page.step.journal
    if journal is None or not (page.may or page.own):
        return None
    sending = under_way(found.case, page.step.key, page.standing.occurrence.id)
    paper = journal.paper.title if journal.paper is not None else ""
    waits = sending is not None and sending.outcome == Journaling.Outcome.UNDERVEJS
    may = page.own and page.may and not waits
    lacks = lacks_paper(found.case, viewer, found.relation, journal) if may else ""
    return JournalBox(journal.system, paper, sending, may, lacks)
