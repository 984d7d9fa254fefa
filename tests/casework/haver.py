"""The garden houses of tests/procedure/toy.py, with places in a municipality, so that casework has something to do."""

from dataclasses import replace

from sagsgang.procedure.language import (
    Duty,
    Option,
    Role,
    Seat,
    Side,
    Sight,
    choices,
    only_if,
    optional,
    paper,
    text,
    unit_of,
    yes,
    yes_no,
)
from tests.procedure.toy import (
    AABN,
    CITED,
    FORLOEB,
    KASSERER,
    MODTAGET,
    OENSKE,
    SAG,
    STEPS,
    TOY,
    step,
)

UDVALG = Role("udvalg", "medlem af udvalget", "udvalget", Side.BUF, Seat.SCHOOL, Sight.UNIT, citations=CITED)
KREDSLEDER = Role(
    "kredsleder", "leder af kredsen", "kredslederen", Side.SOF, Seat.SOF, Sight.UNIT, leads=True, citations=CITED
)

HUS = unit_of("sag.hus", "Hvilket hus?", "huset", SAG, "skole")
KREDS = unit_of("sag.kreds", "Hvilken kreds?", "kredsen", SAG, "bbu", "bch")
REDSKABER = choices(
    "forloeb.redskaber", "Hvilke redskaber?", "redskaberne", FORLOEB, Option("spade", "Spade"), Option("rive", "Rive")
)
BILAG = paper("forloeb.bilag", "Hvor ligger bilaget?", "bilaget", FORLOEB)
UENIGE = yes_no("forloeb.uenige", "Er naboerne uenige?", "naboernes uenighed", FORLOEB)
SKAEL = text("forloeb.skael", "Hvad siger skellet?", "skellet", FORLOEB)

AABN_HER = replace(
    AABN,
    together_with=(KASSERER, UDVALG),
    records=(HUS, KREDS, OENSKE, optional(MODTAGET), optional(REDSKABER), optional(BILAG)),
)
FLYT = step(
    "flyt",
    "Huset eller kredsen skifter",
    "Huset eller kredsen er skiftet",
    FORLOEB,
    together_with=(UDVALG,),
    duty=Duty.MAY,
    repeatable=True,
    records=(optional(HUS), optional(KREDS)),
)
OPMAAL = step(
    "opmaal",
    "Grunden måles op",
    "Grunden er målt op",
    FORLOEB,
    duty=Duty.MAY,
    repeatable=True,
    records=(UENIGE, only_if(yes(UENIGE), SKAEL)),
)

HAVER = replace(
    TOY,
    key="faelles_sagsforloeb",
    roles=(*TOY.roles, UDVALG, KREDSLEDER),
    steps=(*(AABN_HER if each is AABN else each for each in STEPS), FLYT, OPMAAL),
    placement=((Seat.SOF, KREDS), (Seat.SCHOOL, HUS)),
)
