"""A municipality with somebody in every role and every relation to one marked case."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sagsgang.archive.models import AccessRequest
from sagsgang.casework import commands
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.halves import HOME, Half
from sagsgang.casework.models import Bar, Case, CaseSeat, Grant, TeamMember
from sagsgang.casework.procedures import procedure
from sagsgang.documents import commands as commands_of_documents
from sagsgang.documents.commands import Entry, File
from sagsgang.letters.models import Letter, LetterBlock
from sagsgang.meetings.aftaleforum.models import Meeting as Aftaleforum
from sagsgang.meetings.beku.models import Meeting
from sagsgang.meetings.matching.models import Registertilbud
from sagsgang.outbox.commands import post
from sagsgang.outbox.parcels import Attachment, Parcel, Responsible
from sagsgang.people.models import Person, Relation, RoleAssignment, Substitution, Unit, User
from sagsgang.procedure.language import Role, Side, Sight
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web import clock

DAY = timedelta(days=1)
LONG_AGO = date(2020, 1, 1)
OPENED = date(2026, 2, 2)
TODAY = date(2026, 3, 2)
NOON = datetime.combine(TODAY, time(12), COPENHAGEN)
CHILD = ("Zafirmarkus", "Kvistmark")
MARKS = (*CHILD, "Moarmark", "Mærkevejen")
SECRET = {Half.SOF: "hemmeligsof", Half.BUF: "hemmeligbuf"}
"""Words that lie in one half only."""

SEATS = {
    "sof": "bbu", "skole": "skole", "bufomraade": "bufomraade", "fac": "fac", "beku": "beku",
    "matchningsudvalg": "matchningsudvalg", "tilbud": "tilbud", "kui": "kui",
}  # fmt: skip


@dataclass
class Town:
    """The people by name, the case they are tried on, and another of the same units."""

    users: dict[str, User] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    case: Case = field(default_factory=Case)
    other: Case = field(default_factory=Case)


def roles() -> tuple[Role, ...]:
    """The roles that log in."""
    return tuple(role for role in procedure().roles if role.logs_in)


def acts_at_all(role: Role) -> bool:
    """Whether a role may break the glass."""
    return role.side in (Side.SOF, Side.BUF)


def build() -> Town:
    """The municipality on the exercise day, the case opened by the school a month ago."""
    town = Town()
    clock.set_exercise_day(TODAY)
    for place in ("her", "der"):
        for kind in SEATS.values():
            town.units[f"{kind}-{place}"] = Unit.objects.create(
                key=f"{kind}-{place}", kind=kind, area=place, name=f"{kind} {place}", since=LONG_AGO
            )
    for role in roles():
        for name, place in (
            (role.key, "her"), (f"{role.key}_kollega", "her"), (f"{role.key}_vikar", "her"), (f"{role.key}_der", "der"),
        ):  # fmt: skip
            _user(town, name)
            if not name.endswith("_vikar"):
                _holds(town, name, role, place)
    for role in roles():
        Substitution.objects.create(
            absent=town.users[role.key], substitute=town.users[f"{role.key}_vikar"], since=LONG_AGO
        )
    town.case, town.other = _case(town, CHILD, "her"), _case(town, ("Etandet", "Barn"), "der")
    _people_the_case(town)
    _user(town, "en_gaest")
    _holds(town, "en_gaest", roles()[0], "der")
    let_in(town, "en_gaest", roles()[0], Grant.Cause.GAEST, TODAY, TODAY + DAY)
    _family(town)
    _letter(town)
    Meeting.objects.create(
        board=town.units["beku-her"], day=TODAY, begins=time(9), made_by=town.users["beku_sekretaer"], made_at=NOON
    )
    Registertilbud.objects.create(
        unit=town.units["tilbud-her"], target_group="Børn", age_from=6, age_to=17, class_from=0, class_to=10,
        levels="let", street="Vejen 1", places=8, changed_at=NOON, changed_by=town.users["matchningsudvalg"],
    )  # fmt: skip
    AccessRequest.objects.create(
        case=town.case, number=1, right="aktindsigt", by="part", name=MARKS[2], received_on=OPENED,
        registered_by=town.users["skoleleder"], registered_at=NOON,
    )  # fmt: skip
    return town


def _user(town: Town, name: str, person: Person | None = None) -> User:
    town.users[name] = User.objects.create_user(name.replace("æ", "ae"), name=f"Person {name}", person=person)
    return town.users[name]


def _holds(town: Town, name: str, role: Role, place: str) -> None:
    unit = town.units[f"{SEATS[role.seat.value]}-{place}"]
    RoleAssignment.objects.create(user=town.users[name], role=role.key, unit=unit, since=LONG_AGO)


def _case(town: Town, name: tuple[str, str], place: str) -> Case:
    child = Person.objects.create(given_name=name[0], family_name=name[1], birth_date=date(2013, 5, 3))
    facts: dict[str, Any] = {
        "sag.skole": f"skole-{place}", "sag.klassetrin": "5", "forloeb.akut": "nej", "forloeb.hensyn": ["nej"],
        "forloeb.bekymring": "Bekymringen står her.",
    }  # fmt: skip
    by = "skoleleder" if place == "her" else "skoleleder_der"
    return commands.open_case(
        child=child, step="fase1.bekymring", facts=facts, actor=viewer_of(town.users[by], OPENED), on=OPENED,
        at=datetime.combine(OPENED, time(12), COPENHAGEN),
    ).case  # fmt: skip


def _people_the_case(town: Town) -> None:
    """Everybody in the first unit of each role has a part; what each half has written lies in that half."""
    case = town.case
    for role in roles():
        unit = town.units[f"{SEATS[role.seat.value]}-her"]
        CaseSeat.objects.get_or_create(case=case, unit=unit, seat=role.seat.value)
        if role.sight is Sight.TEAM:
            TeamMember.objects.create(
                case=case, user=town.users[f"{role.key}_kollega"], role=role.key, since=OPENED, until=TODAY
            )
            TeamMember.objects.create(case=case, user=town.users[role.key], role=role.key, since=TODAY)
    for side, name in ((Side.SOF, "sagsbehandler"), (Side.BUF, "skoleleder")):
        commands.add_note(
            case_id=case.pk, body=SECRET[HOME[side]], on=TODAY, actor=viewer_of(town.users[name], TODAY), at=NOON
        )
        commands_of_documents.upload(
            case_id=case.pk, entry=Entry(kind="andet", half=HOME[side], on=TODAY, title=SECRET[HOME[side]]),
            file=File(SECRET[HOME[side]].encode()), actor=viewer_of(town.users[name], TODAY), at=NOON,
        )  # fmt: skip
    _shared(case, viewer_of(town.users["sagsbehandler"], TODAY))
    _posted(case, town.units["bbu-her"])
    Aftaleforum.objects.create(case=case, starts_at=NOON, made_by=town.users["sagsbehandler"], made_at=NOON)
    case.refresh_from_db()


def _shared(case: Case, actor: Viewer) -> None:
    """A third document, which SOF shares with the board."""
    entry = Entry(kind="andet", half=Half.SOF, on=TODAY, title="Et delt brev")
    made = commands_of_documents.refer(case_id=case.pk, entry=entry, system="CSC", reference="1", actor=actor, at=NOON)
    commands_of_documents.share(
        case_id=case.pk, number=made.number, to="beku", unit=None, law="andet", reason="prøvet", actor=actor, at=NOON
    )


def _posted(case: Case, unit: Unit) -> None:
    """A letter of SOF's on its way out."""
    file = Attachment("brev.pdf", "application/pdf", SECRET[Half.SOF].encode())
    post(
        Parcel("brev:1", "print", "brev", case.pk, {"lines": MARKS[2]}, "Et brev", "",
               Responsible("sagsbehandler", unit.pk), (file,), half=Half.SOF),
        at=NOON,
    )  # fmt: skip


def _letter(town: Town) -> None:
    """A draft in SOF's half, with words of that half."""
    letter = Letter.objects.create(
        case=town.case, number=1, key="hoeringsbrev", occurrence="forloeb-1", half=Half.SOF, wording_on=TODAY,
        begun_by=town.users["sagsbehandler"], begun_at=NOON, changed_at=NOON,
    )  # fmt: skip
    LetterBlock.objects.create(
        letter=letter, key="hoering", body=SECRET[Half.SOF], from_version=1, written_by=town.users["sagsbehandler"],
        written_at=NOON,
    )  # fmt: skip


def _family(town: Town) -> None:
    mother = Person.objects.create(given_name="Moarmark", family_name=CHILD[1], address="Mærkevejen 1")
    Relation.objects.create(child=town.case.child, adult=mother, kind="eneforaeldremyndighed", since=LONG_AGO)
    _user(town, "barnets_mor", mother)
    father = Person.objects.create(given_name="Enanden", family_name="Far")
    Relation.objects.create(child=town.other.child, adult=father, kind="eneforaeldremyndighed", since=LONG_AGO)
    _user(town, "anden_far", father)


def let_in(town: Town, name: str, role: Role, cause: Grant.Cause, since: date, until: date) -> None:
    """A leave of that person's, from–to."""
    Grant.objects.create(
        case=town.case, user=town.users[name], role=role.key, cause=cause, reason="prøvet", since=since, until=until,
        given_at=NOON,
    )  # fmt: skip


def disqualify(town: Town, name: str) -> None:
    """The person must not get in."""
    by = town.users["sof_leder"]
    Bar.objects.create(case=town.case, user=town.users[name], reason="prøvet", since=TODAY, said_by=by, said_at=NOON)


def lock(town: Town) -> None:
    """The case is locked."""
    Case.objects.filter(pk=town.case.pk).update(locked=True)
