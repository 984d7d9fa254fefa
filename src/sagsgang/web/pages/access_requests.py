"""The pages of access: the form for a request, its items with what is decided, and one item with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sagsgang.archive import asking
from sagsgang.archive.grounds import UNVERIFIED, due, grounds
from sagsgang.archive.items import Item, items_of
from sagsgang.archive.models import AccessRequest, Given, ItemDecision
from sagsgang.archive.proposing import Known, Proposal, known_of, proposals
from sagsgang.archive.redaction import holds, redacted
from sagsgang.casework.access import Relation, Viewer
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.people.models import Relation as FamilyRelation
from sagsgang.procedure.engine import assess
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import HENSYN, HENSYN_FRIGIVET
from sagsgang.procedure.workdays import in_digits
from sagsgang.web import addresses
from sagsgang.web.forms.builder import date_field, line_field, text_field
from sagsgang.web.forms.fields import Field, Form, ShownWhen, Typed, Widget, choices_of, choose_one, first
from sagsgang.web.forms.tail import USER
from sagsgang.web.pages.looks import told

Verdict = ItemDecision.Verdict
YES, NO = "ja", "nej"


def address_of(number: str, asked: int | None = None) -> str:
    """Return the address of the requests for access in a case, or of one of them."""
    if asked is None:
        return reverse("web:aktindsigt", args=[number])
    return reverse("web:anmodning", args=[number, asked])


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in the list."""

    row: AccessRequest
    due: date
    state: str
    late: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its running number, what is decided, and how much in it may be somebody else's."""

    number: int
    item: Item
    verdict: str
    ground: str
    found: int
    forced: int


def request_rows(case: Case, today: date) -> list[RequestRow]:
    """Return the requests of the case, newest first: two queries."""
    answered = set(Given.objects.filter(request__case=case).values_list("request", flat=True))
    return [
        _request_row(row, row.pk in answered, today)
        for row in AccessRequest.objects.filter(case=case).order_by("-number")
    ]


def _request_row(row: AccessRequest, answered: bool, today: date) -> RequestRow:
    last, _ = due(row.right, row.received_on)
    state = str(row.get_ending_display()) if row.ending else "Besvaret" if answered else "Venter på svar"
    return RequestRow(row, last, state, not row.ending and not answered and today > last)


def request_form(request: HttpRequest, case: Case, typed: Typed, today: date) -> Form:
    """Return the form that registers a request."""
    related = FamilyRelation.objects.filter(child=case.child_id).select_related("adult").order_by("pk")
    people = {case.child_id: f"{case.child.name} (barnet)"} | {each.adult_id: each.adult.name for each in related}
    chosen = first(typed, "person")
    somebody = [(str(pk), name, "") for pk, name in people.items()]
    rights = [(value, str(label), "") for value, label in AccessRequest.Right.choices]
    roles = [(value, str(label), "") for value, label in AccessRequest.By.choices]
    fields = (
        choose_one("right", "Hvad bedes der om?", rights, first(typed, "right") or rights[0][0]),
        choose_one("by", "Hvem beder om det?", roles, first(typed, "by")),
        Field(
            "person", "Personen i sagen", Widget.SELECT, required=False, value=chosen,
            choices=choices_of("person", somebody, (chosen,)),
        ),
        line_field("name", "Eller navnet, hvis personen ikke står på sagen", typed, required=False, width="bred"),
        line_field(
            "power_of_attorney", "Fuldmagt", typed, required=False, width="bred",
            hint="Skrives, når en repræsentant beder: hvem den er fra, og hvor den ligger.",
        ),
        date_field("received_on", "Hvornår er anmodningen modtaget?", typed or {"received_on": [in_digits(today)]}),
        text_field("scope", "Hvad vil personen se?", typed, required=False, rows=2, hint="Tomt betyder hele sagen."),
    )  # fmt: skip
    return Form(fields, hidden=((USER, str(request.user.pk)),))


def request_page(case: Case, viewer: Viewer, relation: Relation, row: AccessRequest, today: date) -> dict[str, Any]:
    """Return what the page of one request shows."""
    items = items_of(case, viewer, relation)
    decisions = {each.item: each for each in ItemDecision.objects.filter(request=row)}
    known = known_of(case, row)
    rows = [_item_row(number, item, decisions, known) for number, item in enumerate(items, 1)]
    left = asking.undecided(items, decisions)
    last, account = due(row.right, row.received_on)
    given = list(Given.objects.filter(request=row).select_related("given_by").order_by("number"))
    mine = set(asking.sides_of(relation))
    return {
        "case": case,
        "asked": row,
        "due": last,
        "account": account,
        "late": today > last and not given and not row.ending,
        "items": rows,
        "left": len(left),
        "first_left": left[0].key if left else "",
        "plain": sum(_is_plain(each, known) for each in left),
        "given": [(each, set(each.sides.split(",")) <= mine) for each in given],
        "warnings": warnings(case, today, known),
        "hows": Given.How.choices,
        "endings": AccessRequest.Ending.choices,
        "unverified": UNVERIFIED,
        "today": today,
    }


def _item_row(number: int, item: Item, decisions: dict[str, ItemDecision], known: Known) -> ItemRow:
    decision = decisions.get(item.key)
    text = item.text if item.readable else ""
    return ItemRow(
        number,
        item,
        str(decision.get_verdict_display()) if decision and item.readable else "",
        asking.ground_words(decision.ground) if decision and decision.ground and item.readable else "",
        len(proposals(text, known)),
        sum(1 for words in known.protected if text and holds(text, words)),
    )


def plain_items(case: Case, viewer: Viewer, relation: Relation, row: AccessRequest) -> list[str]:
    """Return the undecided items in which nobody else's words are found; a file is never among them."""
    known = known_of(case, row)
    done = set(ItemDecision.objects.filter(request=row).values_list("item", flat=True))
    readable = asking.undecided(items_of(case, viewer, relation), done)
    return [item.key for item in readable if _is_plain(item, known)]


def _is_plain(item: Item, known: Known) -> bool:
    """Whether nobody else is found in it; what stands in a file nobody knows before it has been opened and read."""
    return not proposals(item.text, known) and not (item.paper and item.paper.sha256)


def warnings(case: Case, today: date, known: Known) -> list[str]:
    """Return what the one who decides must have in mind: suspicion that holds the parents off (X8), protection."""
    told_now = []
    world = assess(procedure_of(case), load(case), today).world
    for course in world.by_subject.get(world.procedure.course.key, ()):
        hensyn, released = course.facts.get(HENSYN.key), course.facts.get(HENSYN_FRIGIVET.key)
        values = hensyn.value if hensyn else ()
        if values and set(values if isinstance(values, tuple) else (values,)) != {NO}:
            free = released is not None and released.value == YES
            told_now.append(
                "Der har været mistanke om vold, overgreb eller æresrelaterede forhold. Hensynet er frigivet, men "
                "vurder stadig hver akt."
                if free
                else "Der er mistanke om vold, overgreb eller æresrelaterede forhold, og hensynet er ikke frigivet. "
                "Vurder for hver akt, om barnet eller andre kommer i fare, hvis den udleveres."
            )
    if known.protected:
        told_now.append("Nogen i sagen har beskyttet adresse. Adressen streges altid over for andre end personen selv.")
    return list(dict.fromkeys(told_now))


def item_form(
    request: HttpRequest,
    row: AccessRequest,
    item: Item,
    items: Sequence[Item],
    typed: Typed,
    proposed: Iterable[Proposal],
) -> Form:
    """Return the form that decides on one item, with what was decided before or what was typed."""
    before = ItemDecision.objects.filter(request=row, item=item.key).first()
    proposed = tuple(proposed)
    if not typed and before is not None:
        words = {each.words for each in proposed}
        typed = {
            "verdict": [before.verdict],
            "ground": [before.ground],
            "reason": [before.reason],
            "proposed": [each for each in before.passages if each in words],
            "passages": ["\n".join(each for each in before.passages if each not in words)],
            "instead": [str(before.instead or "")],
        }
    elif not typed:
        typed = {"verdict": [Verdict.OVERSTREGES if proposed else ""], "proposed": [each.words for each in proposed]}
    return Form(tuple(_item_fields(row, item, items, typed, proposed)), hidden=((USER, str(request.user.pk)),))


def _item_fields(
    row: AccessRequest, item: Item, items: Sequence[Item], typed: Typed, proposed: tuple[Proposal, ...]
) -> Iterable[Field]:
    verdicts = [(value, str(label), "") for value, label in Verdict.choices]
    yield choose_one("verdict", "Hvad skal der ske med akten?", verdicts, first(typed, "verdict"))
    if proposed:
        options = [(each.words, each.words, each.why) for each in proposed]
        yield Field(
            "proposed", "Fundet i akten: streges over", Widget.CHECKBOXES, required=False,
            choices=choices_of("proposed", options, tuple(typed.get("proposed", ()))),
        )  # fmt: skip
    yield text_field(
        "passages", "Andre ord, der streges over", typed, required=False, rows=3,
        hint="Ét sted på hver linje, skrevet som i akten. Hele ordet streges over, hver gang det står der.",
    )  # fmt: skip
    others = [(str(each.paper.number), each.title, "") for each in items if each.paper and each.key != item.key]
    if item.paper and others:
        chosen = first(typed, "instead")
        yield Field(
            "instead", "Overstreget udgave af filen", Widget.SELECT, required=False, value=chosen,
            hint="En fil kan ikke streges over her. Læg en overstreget udgave i sagen, og vælg den.",
            choices=choices_of("instead", others, (chosen,)),
        )  # fmt: skip
    options = [(each.key, each.label, "") for each in grounds(row.right, row.received_on)]
    chosen = first(typed, "ground")
    ground = Field(
        "ground", "Hjemmel", Widget.SELECT, value=chosen, hint=f"Listen er {UNVERIFIED}.",
        choices=choices_of("ground", options, (chosen,)),
    )  # fmt: skip
    yield _when_kept_back(ground)
    yield _when_kept_back(text_field("reason", "Begrundelse", typed, rows=3, hint="Står i svaret til den, der beder."))


def _when_kept_back(field: Field) -> Field:
    """The field as one that is demanded as soon as something is kept back, which is said in words as well."""
    only = ShownWhen("verdict", (Verdict.UDLEVERES.value,), unless=True)
    return replace(field, shown_when=only, asked_if="noget holdes tilbage")


def chosen_passages(typed: Typed, row: AccessRequest, item: Item, proposed: Iterable[Proposal]) -> tuple[str, ...]:
    """Return the words that are to go: as typed, else as decided before, else as proposed."""
    if typed:
        lines = [line.strip() for line in first(typed, "passages").splitlines()]
        return tuple(each for each in [*typed.get("proposed", ()), *lines] if each)
    before = ItemDecision.objects.filter(request=row, item=item.key).first()
    return tuple(before.passages) if before else tuple(each.words for each in proposed)


def item_page(case: Case, row: AccessRequest, item: Item, passages: Iterable[str], known: Known) -> dict[str, Any]:
    """Return what the page of one item shows, with how it reads once the words are gone."""
    gone = (*passages, *known.protected)
    number = case.number
    return {
        "case": case,
        "asked": row,
        "item": item,
        "preview": [(word, redacted(body, gone)) for word, body in item.rows] if any(gone) else [],
        "protected": bool(known.protected),
        "tab": "aktindsigt",
        "crumbs": addresses.case_crumbs(
            number,
            ("Aktindsigt", address_of(number)),
            (f"Anmodning {row.number}", address_of(number, row.number)),
            ("En akt", ""),
        ),
    }


def looks_of(viewer: Viewer, number: str, asked: int) -> tuple[tuple[str, str, str], ...]:
    """Return who-looked lines for article 15: the day, what for and the unit, nobody's name (DBF art. 15)."""
    case, _ = asking.handled(number, viewer)
    if asking.request_of(case, asked).right != AccessRequest.Right.INDSIGT:
        return ()
    return tuple((in_digits(each.on), each.purpose, each.unit) for each in told(case.pk))
