"""Reading what each person answered to a consent, and who takes it back: by id, each at a field of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sagsgang.procedure.engine import Consented, Occurrence, World, record_of
from sagsgang.procedure.language import Consent, Fact, Reply, Step
from sagsgang.procedure.language.replies import FORMS, GIVERS, NO, PENDING, YES

KEEP = "uaendret"
"""The answer that stands: nobody was asked again."""

OF_ONE, FORM = "__", "__form"
"""Tails of field names: `<fact>__<id of the person>`, and after that the form in which it was answered."""

NO_GIVERS = (
    "Der står ingen med forældremyndighed på sagen den dag, så ingen kan give samtykket. Skriv dem på under Parter."
)
ANSWERS = (YES, NO, PENDING, KEEP)
"""What may be said for one person."""


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who is asked for a consent on the day. `id` is a person's; `what` tells what he is to the child."""

    id: str
    kind: str
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What a round of answers is read against: the consent, its wording on the day, who is asked, what stands."""

    consent: Consent
    day: date
    givers: tuple[Giver, ...]
    before: Consented | None

    @property
    def version(self) -> str:
        """The version of the wording that is answered."""
        text = self.consent.text(self.day)
        return text.version if text is not None else ""

    def kept(self, giver: str) -> Reply | None:
        """The answer of that person which stands and may be left unchanged; None when there is none."""
        record = self.before
        if record is None or (record.withdrawn is not None and record.withdrawn.by == giver):
            return None
        rounds = (record, record.before) if record.before is not None else (record,)
        for each in rounds:
            for reply in each.replies:
                if reply.giver == giver and reply.answer != PENDING and not self._outlived(each):
                    return reply
        return None

    def _outlived(self, record: Consented) -> bool:
        until = record.own_until
        return record.answer == YES and until is not None and self.day >= until


def asking(step: Step, world: World, place: Occurrence, givers: tuple[Giver, ...]) -> Asking:
    """What a step that asks for a consent is read against; raises ValueError for another step."""
    if step.gives is None:
        raise ValueError(step.key)
    return Asking(step.gives, world.day, givers, record_of(world, place, step.gives))


def field_of(fact: Fact, giver: str) -> str:
    """The name of the field for one person's answer."""
    return f"{fact.key}{OF_ONE}{giver}"


Said = dict[str, tuple[str, str]]


def read_replies(fact: Fact, raw: Mapping[str, Any], asked: Asking) -> tuple[tuple[Reply, ...], dict[str, str]]:
    """The answers, and a sentence for each field that is wrong: everybody is told of, and somebody has answered."""
    if not asked.givers:
        return (), {fact.key: NO_GIVERS}
    given = raw.get(fact.key)
    said = _from_rows(given) if given else _from_form(fact, raw, asked.givers)
    unknown = set(said) - {giver.id for giver in asked.givers}
    if unknown:
        return (), {fact.key: "Kun de, der har forældremyndighed den dag, kan svare, og den unge, hvor den spørges."}
    wrong: dict[str, str] = {}
    read = tuple(_reply(fact, giver, said.get(giver.id, ("", "")), asked, wrong) for giver in asked.givers)
    silent = (PENDING,) if asked.before is not None and asked.before.withdrawn is not None else (PENDING, KEEP)
    if not wrong and all(said.get(giver.id, ("", ""))[0] in silent for giver in asked.givers):
        wrong[field_of(fact, asked.givers[0].id)] = "Mindst én skal have svaret nu. Ellers er der intet nyt at indføre."
    return read, wrong


def _from_form(fact: Fact, raw: Mapping[str, Any], givers: Iterable[Giver]) -> Said:
    said = {}
    for giver in givers:
        name = field_of(fact, giver.id)
        said[giver.id] = (_one(raw.get(name)), _one(raw.get(name + FORM)))
    return said


def _from_rows(given: Any) -> Said:
    """The same from rows that a machine hands over; whom it leaves out has not answered."""
    rows = given if isinstance(given, list | tuple) else [given]
    said: Said = {}
    for row in rows:
        if isinstance(row, Reply):
            said[row.giver] = (row.answer, row.form)
        elif isinstance(row, Mapping):
            said[_one(row.get("giver"))] = (_one(row.get("svar")), _one(row.get("form")))
        else:
            said[""] = ("", "")
    return _LeftOut(said)


class _LeftOut(dict[str, tuple[str, str]]):
    """Rows in which somebody may be left out."""

    def get(self, key: str, default: Any = None) -> Any:
        return super().get(key, (PENDING, ""))


def _reply(fact: Fact, giver: Giver, said: tuple[str, str], asked: Asking, wrong: dict[str, str]) -> Reply:
    name = field_of(fact, giver.id)
    answer, form = said
    pending = Reply(giver.id, giver.kind, PENDING)
    if answer not in ANSWERS:
        wrong[name] = "Vælg et svar." if not answer else "Vælg et af svarene på listen."
        return pending
    if answer == PENDING:
        return pending
    if answer == KEEP:
        kept = asked.kept(giver.id)
        if kept is None:
            wrong[name] = "Der er intet svar, der gælder endnu. Vælg, hvad der svares nu."
        return kept or pending
    if form not in FORMS:
        wrong[name + FORM] = "Vælg, om svaret er mundtligt, skriftligt eller digitalt."
        return pending
    return Reply(giver.id, giver.kind, answer, form, asked.version, asked.day)


def who_may_withdraw(record: Consented | None, givers: tuple[Giver, ...]) -> tuple[str, ...]:
    """The ids of those who can take the consent back; of one recorded as a whole, whoever has custody on the day."""
    if record is None or record.withdrawn is not None:
        return ()
    return record.givers() if record.replies else tuple(giver.id for giver in givers)


def read_giver(raw: Any, may: tuple[str, ...]) -> str:
    """The id of the one who withdraws; raises ValueError with the Danish sentence when it cannot be that one."""
    chosen = _one(raw)
    if not chosen:
        raise ValueError("Vælg, hvem der trækker samtykket." if may else NO_GIVERS)
    if chosen not in may:
        raise ValueError("Vælg en af dem, der har givet samtykket.")
    return chosen


def kind_word(kind: str) -> str:
    """What such a giver is to the child, mid-sentence."""
    return GIVERS.get(kind, kind)


def _one(given: Any) -> str:
    if isinstance(given, list | tuple):
        given = given[0] if given else ""
    return str(given if given is not None else "").strip()
