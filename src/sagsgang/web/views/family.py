"""Who the case is about: the child, those who have custody, and others around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from sagsgang.casework.access import Relation as CaseRelation
from sagsgang.casework.access import visible_case, visible_related
from sagsgang.casework.commands import add_party, end_party
from sagsgang.casework.commands.parties import check_keeps_the_parties, keeps_the_parties
from sagsgang.casework.models import Case
from sagsgang.casework.protection import (
    may_ask,
    people_around,
    protect_address,
    protected_people,
    sees_contacts,
    show_address,
)
from sagsgang.casework.refusals import AnswersInvalid, ReasonMissing, UnknownParty
from sagsgang.letters.queries import CopyRow, sent_to
from sagsgang.people.models import CprNumber, Person, Relation
from sagsgang.people.queries import relations_of
from sagsgang.people.refusals import Refusal
from sagsgang.procedure.language.replies import YES
from sagsgang.procedure.workdays import in_digits
from sagsgang.record.acts import Act
from sagsgang.web import addresses, clock
from sagsgang.web.forms.builder import date_field, line_field
from sagsgang.web.forms.fields import Form, Typed, choose_one, first, typed_in
from sagsgang.web.forms.posted import posted_day, sentences_of
from sagsgang.web.forms.tail import USER
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

WHOSE, WHY = "person", "grund"
PROTECTED, PROTECT = "beskyt_hvem", "beskyt"
NOT_IN_TEXT = "Skriv aldrig en beskyttet adresse i et notat eller et svar. Der bliver den ikke skjult."


@dataclass(frozen=True, slots=True)
class Around:
    """A person around the child, as the page shows it."""

    relation: Relation
    name: str
    what: str
    custody: bool
    home: str
    interpreter: str
    exempt: bool


@sensitive_post_parameters()
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def parter(request: HttpRequest, number: str) -> HttpResponse:
    """Return the child and the people around it with a form for one more; POST adds that person."""
    case, relation = visible_related(viewer_of_request(request), number)
    typed = typed_in(request.POST)
    form, status = _form(request, typed, clock.today(request)), 200
    if request.method == "POST":
        check_keeps_the_parties(relation)
        try:
            adult = _add(request, case, typed)
        except Refusal as refusal:
            note(refusal, "parter")
            status, form = status_of(refusal), form.refused(_at_fields(refusal), refusal.sentence)
        else:
            request.scope.noted(Act.AENDRET, case.pk)  # type: ignore[attr-defined]
            messages.success(request, _added(adult, typed))
            return redirect("web:parter", number)
    return render(request, "web/parter.html", _page(request, case, relation, form), status=status)


@sensitive_post_parameters("grund")
@require_http_methods(["GET", "POST"])
def beskyttet_adresse(request: HttpRequest, number: str) -> HttpResponse:
    """Show a protected address, in the answer to a POST that says whose and why and nowhere else; a GET shows none."""
    case, relation = visible_related(viewer_of_request(request), number)
    if request.method == "GET":
        return redirect("web:parter", number)
    today, typed = clock.today(request), typed_in(request.POST)
    page, status = _page(request, case, relation, _form(request, {}, today)), 200
    try:
        page["shown"] = show_address(
            case=case,
            relation=relation,
            person_id=_number(first(typed, WHOSE)),
            reason=first(typed, WHY),
            day=today,
        )
    except ReasonMissing as refusal:
        note(refusal, "beskyttet_adresse")
        asking = _asking(case, relation, typed, today)
        status, page["asking"] = status_of(refusal), asking and asking.refused(sentences_of(refusal))
    return render(request, "web/parter.html", page, status=status)


@require_POST
def beskyttelse(request: HttpRequest, number: str) -> HttpResponse:
    """Protect the address of somebody on the case from now on, or lift it."""
    viewer = viewer_of_request(request)
    case, relation = visible_related(viewer, number)
    typed = typed_in(request.POST)
    protected = first(typed, PROTECT) == YES
    try:
        person = protect_address(
            case=case,
            relation=relation,
            person_id=_number(first(typed, PROTECTED)),
            protected=protected,
            actor=viewer,
            at=clock.now(request),
        )
    except UnknownParty as refusal:
        note(refusal, "beskyttelse")
        messages.error(request, f"Intet er ændret. {refusal.sentence}")
    else:
        now = "er nu beskyttet" if protected else "er ikke længere beskyttet"
        messages.success(request, f"Adressen for {person.name} {now}.")
    return redirect("web:parter", number)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _page(request: HttpRequest, case: Case, relation: CaseRelation, form: Form) -> dict[str, Any]:
    """What the page of the parties shows."""
    today, number = clock.today(request), case.number
    contacts = sees_contacts(relation)
    cpr = CprNumber.objects.filter(person=case.child).first() if contacts else None
    return {
        "case": case,
        "child": case.child,
        "age": case.child.age_on(today),
        "cpr": str(cpr) if cpr else "",
        "around": [_around(each, contacts=contacts) for each in relations_of(case.child, today)],
        "contacts": contacts,
        "may": keeps_the_parties(relation),
        "form": form,
        "asking": _asking(case, relation, {}, today),
        "protecting": _protecting(case, relation, today),
        "letters": _letters(case, relation),
        "tab": "parter",
        "crumbs": addresses.case_crumbs(number, ("Parter", "")),
        "today": today,
    }


def _letters(case: Case, relation: CaseRelation) -> list[tuple[str, tuple[tuple[CopyRow, str], ...]]]:
    """The letters that were sent to each, his own copies alone, by name."""
    found = sent_to(case, relation)
    return [(rows[0][0].copy.name, rows) for rows in found.values()]


def _asking(case: Case, relation: CaseRelation, typed: Typed, today: date) -> Form | None:
    """The form that asks for a protected address; none where there is no such, or his role has no need of it."""
    protected = protected_people(case, today) if may_ask(relation) else []
    if not protected:
        return None
    people = [(str(person.pk), person.name, "") for person in protected]
    chosen = first(typed, WHOSE) or (people[0][0] if len(people) == 1 else "")
    hint = "Det bliver noteret, at du har set adressen, og hvorfor."
    return Form((
        choose_one(WHOSE, "Hvis adresse?", people, chosen),
        line_field(WHY, "Hvad skal du bruge adressen til?", typed, hint=hint, width="bred"),
    ))  # fmt: skip


def _protecting(case: Case, relation: CaseRelation, today: date) -> Form | None:
    """The form that protects an address; for SOF's and BUF's people who act in the case."""
    if relation.administration is None:
        return None
    people = [(str(person.pk), person.name, "") for person in people_around(case, today)]
    marks = [(YES, "Ja", "")] + ([("nej", "Nej", "Beskyttelsen er ophørt.")] if may_ask(relation) else [])
    hint = "De, der bor sammen med en beskyttet, bliver også beskyttet."
    return Form((
        choose_one(PROTECTED, "Hvem?", people, people[0][0] if len(people) == 1 else ""),
        choose_one(PROTECT, "Skal adressen være beskyttet?", marks, YES, hint=hint),
    ))  # fmt: skip


@require_POST
def afslut_relation(request: HttpRequest, number: str, relation: int) -> HttpResponse:
    """End what a person is to the child; the day typed is the last day it held."""
    viewer = viewer_of_request(request)
    case = visible_case(viewer, number)
    try:
        last = posted_day(typed_in(request.POST), "sidste_dag")
        end_party(case=case, relation=relation, last_day=last, actor=viewer, at=clock.now(request))
    except UnknownParty:
        raise
    except Refusal as refusal:
        note(refusal, "afslut_relation")
        messages.error(request, f"Relationen er ikke afsluttet. {refusal.sentence}")
    else:
        messages.success(request, "Relationen er afsluttet.")
    return redirect("web:parter", number)


def _added(adult: Person, typed: Typed) -> str:
    """What is told when the person stands on the case."""
    if not adult.already_known:
        return "Personen er skrevet på sagen."
    said = "Personen er skrevet på sagen. Personen var kendt i forvejen, og adresse og andre oplysninger er beholdt."
    forgotten = first(typed, "protected_address") == YES and not adult.protected_address
    return f"{said} Adressen er ikke beskyttet. Skal den være det, så skriv det nedenfor." if forgotten else said


@sensitive_variables()
def _add(request: HttpRequest, case: Case, typed: Typed) -> Person:
    """Return the person who was written on the case; that a number was looked up is on record, in vain as well."""
    unsaid = {} if first(typed, "kind") else {"kind": "Vælg, hvad personen er for barnet."}
    try:
        since = posted_day(typed, "since")
    except AnswersInvalid as wrong:
        raise AnswersInvalid({**unsaid, **wrong.fields}) from wrong
    if unsaid:
        raise AnswersInvalid(unsaid)
    cpr = first(typed, "cpr").strip()
    if cpr:
        request.scope.searched("CPR-nummer", cpr[:20])  # type: ignore[attr-defined]
    relation = add_party(
        case=case,
        kind=first(typed, "kind"),
        since=since,
        family_word=first(typed, "family_word"),
        actor=viewer_of_request(request),
        at=clock.now(request),
        given_name=first(typed, "given_name"),
        family_name=first(typed, "family_name"),
        cpr=cpr,
        address=first(typed, "address").strip(),
        protected_address=first(typed, "protected_address") == YES,
        interpreter_language=first(typed, "interpreter_language").strip(),
        digital_post_exempt=first(typed, "digital_post_exempt") == YES,
    )
    return relation.adult


def _at_fields(refusal: Refusal) -> dict[str, str]:
    """The refusals of the register name its own fields; one of them goes by another name here."""
    return {("cpr" if name == "birth_date" else name): text for name, text in sentences_of(refusal).items()}


def _form(request: HttpRequest, typed: Typed, today: date) -> Form:
    kinds = [(kind.value, str(kind.label), "") for kind in Relation.Kind]
    yes_no = [("", "Nej", ""), (YES, "Ja", "")]
    protected, exempt = first(typed, "protected_address"), first(typed, "digital_post_exempt")
    return Form(
        (
            line_field("given_name", "Fornavn", typed),
            line_field("family_name", "Efternavn", typed),
            choose_one("kind", "Hvad er personen for barnet?", kinds, first(typed, "kind")),
            line_field("family_word", "Familiens eget ord", typed, hint="Fx mor, far, mormor.", required=False),
            date_field("since", "Fra hvilken dag?", typed or {"since": [in_digits(today)]}),
            line_field("cpr", "CPR-nummer", typed, required=False, width="dato"),
            line_field("address", "Adresse", typed, required=False, width="bred"),
            choose_one("protected_address", "Navne- og adressebeskyttelse?", yes_no, protected, hint=NOT_IN_TEXT),
            line_field("interpreter_language", "Tolk på sproget", typed, required=False),
            choose_one("digital_post_exempt", "Fritaget for Digital Post?", yes_no, exempt),
        ),
        hidden=((USER, str(request.user.pk)),),
    )


def _around(relation: Relation, *, contacts: bool) -> Around:
    adult = relation.adult
    kind = str(relation.get_kind_display())
    what = f"{relation.family_word.capitalize()}, {kind.lower()}" if relation.family_word else kind
    return Around(
        relation,
        adult.name,
        what,
        relation.gives_custody,
        adult.shown_address if contacts else "",
        adult.interpreter_language,
        contacts and adult.digital_post_exempt,
    )
