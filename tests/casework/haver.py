"""The garden houses of tests/procedure/toy.py, with places in a municipality, so that casework has something to do."""

from dataclasses import replace

from sagsgang.procedure.language import (
    Act,
    Duty,
    Option,
    Role,
    Rule,
    Seat,
    Side,
    Sight,
    choice,
    choices,
    given,
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
    AFGOER,
    CITED,
    FORLOEB,
    KASSERER,
    LAAN,
    MODTAGET,
    OENSKE,
    SAG,
    SAMTYKKE,
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
ART = choice("laan.art", "Hvilket lån?", "lånets art", LAAN, Option("kort", "Kort"), Option("langt", "Langt"))
MAALING = Act("maaling", "at måle grunden op")
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
    acts=(MAALING,),
    records=(UENIGE, only_if(yes(UENIGE), SKAEL)),
)

AFGOER_HER = replace(AFGOER, records=(*AFGOER.records, optional(ART)))

R2 = Rule(
    key="R2",
    text="Ingen grund måles op uden samtykke",
    binds=(MAALING,),
    requires=given(SAMTYKKE),
    citations=CITED,
)

_HERE = {"aabn": AABN_HER, "afgoer": AFGOER_HER}
HAVER = replace(
    TOY,
    key="faelles_sagsforloeb",
    roles=(*TOY.roles, UDVALG, KREDSLEDER),
    steps=(*(_HERE.get(each.key, each) for each in STEPS), FLYT, OPMAAL),
    rules=(*TOY.rules, R2),
    offer=ART,
    placement=((Seat.SOF, KREDS), (Seat.SCHOOL, HUS)),
)
