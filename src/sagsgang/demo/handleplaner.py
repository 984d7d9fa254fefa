"""Joint plans in the town: whole where the plan has been made, half-written where it is on its way, followed up.

The rows are written as they would stand, had the two sides written them on those days: before the event by which the
plan was declared ready, and a status of each goal at the follow-ups that have been held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from django.conf import settings

from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.procedures import procedure
from sagsgang.documents.models import Document, Version
from sagsgang.documents.storage import keep
from sagsgang.plans.models import Filing, Part, Plan, Revision
from sagsgang.plans.paper import Setting, plan_pdf
from sagsgang.plans.queries import before_event
from sagsgang.procedure.language import JointPlan, Side

READY, FOLLOWED, AGREED = "fase3.faelles_handleplan", "fase4.faelles_plan_foelges_op", "fase3.faglig_enighed"
SOF, SCHOOL = ("sagsbehandler", "sof_leder"), ("skoleleder", "rc_plc")
PAPERS = 4
TEXTS = {
    "barnets_ord": "»Jeg kan godt lide at være i skole, når jeg først er der. Det er morgenen, der er svær.« Fortalt "
    "på en gåtur med rådgiveren, mens barnet tegnede.",
    "familiens_ord": "Forældrene vil gerne have én at ringe til. De har prøvet med en fast sengetid, og det hjælper i "
    "hverdagene. De er i tvivl om, hvad de skal gøre, når barnet ikke vil op.",
    "skolen_goer": "Klassen har fast skema på tavlen og ro i første time. RC er med i klassen to timer om ugen for "
    "flere børn.",
    "det_nye": "En fast voksen tager imod hver morgen og følger barnet ind. To gange om ugen er der et hold på fire "
    "børn i værkstedet. RC, psykologen og lærerteamet planlægger det sammen.",
    "sof_del": "En fast kontaktperson i ti timer om ugen, også i hjemmet om morgenen de første seks uger. Familien får "
    "råd om hverdagen hver anden uge.",
    "buf_del": "Støtte i dansk og matematik hver dag og en plan for frikvartererne. Lærerteamet mødes om barnet hver "
    "torsdag.",
    "samarbejde": "Sagsbehandleren og RC taler sammen hver fredag. Forældrene ringer til RC i skoletiden og til "
    "kontaktpersonen ellers. Går noget ikke som aftalt, mødes alle inden for en uge.",
    "graenser": "Der er en voksen i nærheden, men ikke en, der kun er der for barnet. Støtten gælder skoledagen og de "
    "aftalte timer hjemme, ikke ferier.",
}  # fmt: skip
GOALS = (
    ("Barnet kommer i skole hver morgen", "Barnet trives, når det først er der, og mister meget, når det er væk.",
     "Fraværet er under fem procent i tre måneder.", "faelles",
     (("En fast voksen tager imod ved døren", "RC", "Hver morgen", "buf"),
      ("Kontaktpersonen er med hjemme, når dagen begynder", "Kontaktpersonen", "Hver morgen i seks uger", "sof"))),
    ("Barnet har en at være sammen med i frikvarteret", "Barnet siger selv, at frikvartererne er det værste.",
     "Barnet fortæller om mindst én god ting fra frikvarteret hver uge.", "buf",
     (("Værksted med fire børn", "RC og klasselæreren", "Tirsdag og torsdag", "buf"),)),
)  # fmt: skip
HALFWAY = ("barnets_ord", "skolen_goer")
STATUSES = (("paa_vej", "Det går bedre de fleste morgener. Mandag er stadig svær."),
            ("naaet", "Fraværet har været under fem procent i tre måneder."))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote, and in which role."""

    user: int
    role: str


@dataclass(frozen=True, slots=True)
class _Case:
    """What a case has come to: who its two sides are, and the events that the plan hangs on."""

    case: Case
    sof: Author
    school: Author
    ready: LedgerEvent | None
    agreed: LedgerEvent
    followed: tuple[LedgerEvent, ...]


def write_plans() -> None:
    """Write the plans of the town's cases: some twenty queries and a few papers, whatever the number of cases."""
    declared = procedure().plan
    if declared is None:
        return
    found = list(_cases())
    plans = Plan.objects.bulk_create(Plan(case=each.case, course=_course(each.agreed)) for each in found)
    parts: list[Part] = []
    said: list[Revision] = []
    for each, plan in zip(found, plans, strict=True):
        for part, revision in _written(each, plan, declared):
            parts.append(part)
            said.append(revision)
    Part.objects.bulk_create(part for part in parts if part.under is None)
    Part.objects.bulk_create(part for part in parts if part.under is not None)
    Revision.objects.bulk_create(said)
    for each, plan in list(zip(found, plans, strict=True))[:PAPERS]:
        if each.ready is not None:
            _file(each, plan, each.ready)


def _cases() -> Iterator[_Case]:
    """The open cases in which the professionals have agreed, oldest first."""
    steps = LedgerEvent.objects.filter(case__summary__is_open=True).exclude(kind="annulled").order_by("case", "number")
    by_case: dict[int, list[LedgerEvent]] = {}
    for event in steps.select_related("case__child"):
        by_case.setdefault(event.case_id, []).append(event)
    for events in by_case.values():
        agreed = next((event for event in reversed(events) if event.step == AGREED), None)
        sof, school = _author(events, SOF), _author(events, SCHOOL)
        if agreed is None or sof is None or school is None:
            continue
        ready = next((event for event in events if event.step == READY), None)
        followed = tuple(event for event in events if event.step == FOLLOWED)
        yield _Case(events[0].case, sof, school, ready, agreed, followed)


def _author(events: Iterable[LedgerEvent], roles: tuple[str, ...]) -> Author | None:
    found = [event for event in events if event.actor_role in roles and event.actor_id is not None]
    return Author(found[-1].actor_id or 0, found[-1].actor_role) if found else None


def _course(agreed: LedgerEvent) -> str:
    """The course in which they agreed: the occurrence of that step."""
    return agreed.occurrence


def _written(each: _Case, plan: Plan, declared: JointPlan) -> Iterator[tuple[Part, Revision]]:
    before = each.ready or each.agreed
    moments = (before.recorded_at - timedelta(hours=4) + timedelta(minutes=7 * number) for number in count())
    after = before.number - 1 if each.ready is not None else before.number
    numbers = count(1)
    for section in declared.sections:
        if section.key in (TEXTS if each.ready is not None else HALFWAY):
            part = Part(plan=plan, kind=Part.Kind.SECTION, number=next(numbers), key=section.key)
            author = each.school if section.side is Side.BUF else each.sof
            yield part, _revision(part, author, next(moments), after, body=TEXTS[section.key])
    activities = count(1)
    statuses = count(1)
    for place, (title, why, seen, side, below) in enumerate(GOALS if each.ready is not None else GOALS[:1], start=1):
        goal = Part(plan=plan, kind=Part.Kind.GOAL, number=place)
        yield (
            goal,
            _revision(
                goal, each.sof, next(moments), after, title=title, body=why, seen=seen, side=side, position=place
            ),
        )
        for at, (what, who, rhythm, whose) in enumerate(below, start=1):
            part = Part(plan=plan, kind=Part.Kind.ACTIVITY, number=next(activities), under=goal)
            yield (
                part,
                _revision(
                    part, each.school, next(moments), after, title=what, who=who, rhythm=rhythm, side=whose, position=at
                ),
            )
        for turn, event in enumerate(each.followed):
            status, words = STATUSES[min(turn, 1)] if place == 1 else STATUSES[0]
            part = Part(plan=plan, kind=Part.Kind.STATUS, number=next(statuses), key=event.occurrence, under=goal)
            moment = event.recorded_at - timedelta(minutes=20)
            yield part, _revision(part, each.sof, moment, event.number - 1, status=status, body=words)


def _revision(part: Part, author: Author, at: datetime, after: int, **said: object) -> Revision:
    return Revision(
        part=part, number=1, author_id=author.user, author_role=author.role, at=at, after_event=after, **said
    )


def _file(each: _Case, plan: Plan, event: LedgerEvent) -> None:
    """The plan as it was declared ready lies among the case's documents."""
    state = before_event(each.case, event.number, plan.course)
    content = plan_pdf(each.case, state, Setting(settings.MUNICIPALITY, "", dict(procedure().role_by_key)))
    highest = Document.objects.filter(case=each.case).order_by("-number").values_list("number", flat=True).first() or 0
    document = Document.objects.create(
        case=each.case, number=highest + 1, kind=state.declared.document.key, half=Half.JOINT,
        origin=Document.Origin.MADE, on=event.on, added_by_id=each.sof.user, added_as=each.sof.role,
        added_at=event.recorded_at,
    )  # fmt: skip
    Version.objects.create(
        document=document, number=1, sha256=keep(content), size=len(content), content_type="application/pdf",
        scan=Version.Scan.OWN, added_by_id=each.sof.user, added_at=event.recorded_at,
    )  # fmt: skip
    Filing.objects.create(
        plan=plan, document=document, step=event.step, occurrence=event.occurrence, event=event.number,
        at=event.recorded_at,
    )  # fmt: skip
