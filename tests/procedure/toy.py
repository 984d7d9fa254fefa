"""A made-up procedure: an association lends garden houses. Small, but with every kind of thing the language has."""

from datetime import UTC, date, datetime
from typing import Any

from sagsgang.procedure.engine import Assessment, Event, EventKind, assess
from sagsgang.procedure.language import (
    Act,
    Board,
    Calendar,
    Consent,
    Document,
    Duty,
    Force,
    Lane,
    Option,
    Parameter,
    Parameters,
    Period,
    Phase,
    Procedure,
    Role,
    Rule,
    Seat,
    Side,
    Source,
    Step,
    Subject,
    When,
    all_of,
    available,
    choice,
    day_of,
    days,
    expect,
    fresh,
    given,
    hours,
    is_,
    known,
    moment_of,
    money,
    months,
    none_running,
    number,
    on,
    on_schedule,
    opened,
    optional,
    reached,
    runs_out,
    since,
    text,
    the_day,
    working_days,
    year_day,
    yes,
    yes_no,
)
from sagsgang.procedure.language.parameters import DatedValue

STEDER = {"T1": ("V1–2",), "P1.1": ("V3",), "P1.2": ("V4–5", "RB6"), "R1": ("V7",), "D1": ("V8",), "F1": ("V9",)}
VEDTAEGT = Source(
    "vedtaegt",
    "Vedtægten",
    Force.GUIDANCE,
    since("2020-01-01"),
    {"T1": ("1–2",), "P1.1": ("3",), "P1.2": ("4–5",), "R1": ("7",), "D1": ("8",)},
)
HAVELOV = Source("havelov", "Haveloven", Force.LAW, since("2020-01-01"))
EGEN = Source("egen", "Foreningens læsning", Force.OURS, since("2020-01-01"))
CITED = (VEDTAEGT.at("P1.1"),)

GARTNER = Role("gartner", "gartner", "gartneren", Side.SOF, Seat.SOF, citations=CITED)
KASSERER = Role("kasserer", "kasserer", "kassereren", Side.BUF, Seat.SCHOOL, citations=CITED)
FORMAND = Role("formand", "formand", "formanden", Side.JOINT, Seat.BEKU, leads=True, citations=CITED)
LAANER = Role("laaner", "låner", "låneren", Side.FAMILY, Seat.FAMILY, logs_in=False, citations=CITED)

SAG = Subject("sag", "sagen")
FORLOEB = Subject("forloeb", "forløbet", SAG)
ANSOEGNING = Subject("ansoegning", "ansøgningen", FORLOEB)
LAAN = Subject("laan", "lånet", FORLOEB)
PERIODE = Subject("periode", "låneperioden", LAAN)

START = day_of("laan.start", "Hvornår starter lånet?", "lånets start", LAAN, first_wins=True, when=When.ANY)
PERIODE_START = day_of("periode.start", "Hvornår begynder perioden?", "periodens start", PERIODE, when=When.ANY)
PERIODE_MAANEDER = number("periode.maaneder", "Hvor mange måneder?", "periodens længde", PERIODE, least=1)
SYN = Subject("syn", "synet", LAAN, Calendar(months(3).limit, months(6).limit, the_day(START)))
TJEK = Subject(
    "tjek",
    "tjekket",
    FORLOEB,
    Calendar(months(1).limit, months(1).limit, opened(FORLOEB, "forløbets begyndelse"), piles_up=False),
)

OENSKE = text("forloeb.oenske", "Hvad ønskes?", "ønsket", FORLOEB)
MODTAGET = moment_of("forloeb.modtaget", "Hvornår kom ønsket?", "modtagelsen af ønsket", FORLOEB)
SVAR = yes_no("forloeb.svar", "Er der samtykke?", "samtykket", FORLOEB)
MOEDE = day_of("ansoegning.moede", "Hvilket møde?", "mødet i bestyrelsen", ANSOEGNING, when=When.ANY)
UDFALD = choice(
    "ansoegning.udfald",
    "Hvad blev det til?",
    "bestyrelsens beslutning",
    ANSOEGNING,
    Option("ja", "Ja", "Bestyrelsen har sagt ja"),
    Option("nej", "Nej", "Bestyrelsen har sagt nej"),
    assessed=True,
)
EGNET = yes_no("forloeb.egnet", "Er huset egnet?", "husets stand", FORLOEB, yes="Huset er egnet", no="Huset er uegnet")
MAALT = day_of("forloeb.maalt", "Hvornår er huset målt op?", "opmålingen", FORLOEB)
AREAL = number("forloeb.areal", "Hvor mange kvadratmeter?", "husets areal", FORLOEB)
TILSTAND = text("syn.tilstand", "Hvordan står det til?", "tilstanden", SYN)
LEJE = money("laan.leje", "Hvad er lejen?", "lejen", LAAN)

RAPPORT = Document("rapport", "rapport om huset", FORLOEB, Side.SOF, "ARKIV", CITED)
BREV = Document("brev", "brev til låneren", LAAN, Side.JOINT, "", CITED)
SAMTYKKE = Consent("samtykke", "opslag i registret", FORLOEB, "at kende huset", "gartneren", "kassereren", CITED)
DELING = Act("deling", "at dele oplysninger om huset")

AREAL_MINDST = Parameter(
    "areal",
    "Det mindste areal",
    "kvadratmeter",
    (
        DatedValue(Period(date(2020, 1, 1), date(2024, 1, 1)), 20, "P1.2"),
        DatedValue(Period(date(2024, 1, 1)), 30, "P1.2"),
    ),
)
FRISK = Parameter(
    "frisk", "Så længe er en opmåling frisk", "måneder", (DatedValue(Period(date(2020, 1, 1)), 12, "P1.2"),)
)

FASE = Phase("fase1", 1, "Udlånsfasen", "Et hus bliver lånt ud.", key_points=("Spørg først.",), citations=CITED)
BESTYRELSEN = Board("bestyrelse", "bestyrelsen", "beslutter udlån", FORMAND, (GARTNER, KASSERER), citations=CITED)


def step(key: str, title: str, done: str, per: Subject, responsible: Role = GARTNER, **more: Any) -> Step:
    """A step with what all steps of this procedure share."""
    rest = {"phase": FASE, "lane": Lane.SOF, "citations": CITED} | more
    return Step(key=key, title=title, done=done, per=per, responsible=responsible, **rest)


AABN = step(
    "aabn",
    "Et ønske om et hus tages op",
    "Et ønske om et hus er taget op",
    SAG,
    duty=Duty.MAY,
    requires=none_running(FORLOEB),
    repeatable=True,
    records=(OENSKE, optional(MODTAGET)),
    opens=FORLOEB,
    entry=True,
)
BEKRAEFT = step(
    "bekraeft",
    "Ønsket bekræftes",
    "Ønsket er bekræftet",
    FORLOEB,
    when=known(MODTAGET),
    deadline=hours(24).after(MODTAGET, HAVELOV.at("§ 1")),
)
SPOERG = step(
    "spoerg",
    "Låneren bliver spurgt om samtykke",
    "Låneren er spurgt om samtykke",
    FORLOEB,
    records=(SVAR,),
    gives=SAMTYKKE,
    answer=SVAR,
    again=True,
    deadline=days(14).after(opened(FORLOEB, "forløbets begyndelse"), VEDTAEGT.at("D1")),
)
TRAEK = step(
    "traek",
    "Låneren trækker sit samtykke",
    "Låneren har trukket sit samtykke",
    FORLOEB,
    LAANER,
    recorded_by=(GARTNER,),
    lane=Lane.FAMILIE,
    duty=Duty.MAY,
    when=given(SAMTYKKE),
    withdraws=SAMTYKKE,
    repeatable=True,
)
RAPPORT_GAMMEL = step(
    "rapport",
    "Rapporten skrives",
    "Rapporten er skrevet",
    FORLOEB,
    records=(EGNET, MAALT, AREAL),
    produces=(RAPPORT,),
    valid=since("2020-01-01", "2024-01-01"),
)
RAPPORT_NY = step(
    "rapport",
    "Rapporten skrives efter den nye skabelon",
    "Rapporten er skrevet",
    FORLOEB,
    KASSERER,
    lane=Lane.BUF,
    records=(EGNET, MAALT, AREAL),
    produces=(RAPPORT,),
    valid=since("2024-01-01"),
)
KLAR = step(
    "klar",
    "Grundlaget er klar",
    "Grundlaget er klar",
    FORLOEB,
    FORMAND,
    lane=Lane.FAELLES,
    done_when=all_of(available(RAPPORT), given(SAMTYKKE)),
)
INDSEND = step(
    "indsend",
    "Ansøgningen sættes på et møde",
    "Ansøgningen er sat på et møde",
    FORLOEB,
    requires=all_of(available(RAPPORT), yes(EGNET)),
    expects=(expect(fresh(MAALT, FRISK), VEDTAEGT.at("P1.2")),),
    acts=(DELING,),
    when=none_running(ANSOEGNING),
    repeatable=True,
    records=(MOEDE,),
    opens=ANSOEGNING,
)
PAPIRER = step(
    "papirer",
    "Papirerne sendes til bestyrelsen",
    "Papirerne er sendt til bestyrelsen",
    ANSOEGNING,
    KASSERER,
    deadline=working_days(5).before(MOEDE, VEDTAEGT.at("D1")),
)
AFGOER = step(
    "afgoer",
    "Bestyrelsen beslutter",
    "Bestyrelsen har behandlet ansøgningen",
    ANSOEGNING,
    FORMAND,
    lane=Lane.FAELLES,
    acts=(DELING,),
    records=(UDFALD, optional(START), optional(LEJE)),
    deadline=on(MOEDE, VEDTAEGT.at("D1")),
    opens=LAAN,
    opens_when=is_(UDFALD, "ja"),
    ends=ANSOEGNING,
)
TAL_OM_AFSLAG = step(
    "tal_om_afslag",
    "Afslaget tales igennem med låneren",
    "Afslaget er talt igennem med låneren",
    ANSOEGNING,
    outlives=True,
    when=is_(UDFALD, "nej"),
)
FORLAENG = step(
    "forlaeng",
    "En periode aftales",
    "En periode er aftalt",
    LAAN,
    duty=Duty.MAY,
    records=(PERIODE_START, PERIODE_MAANEDER, START),
    opens=PERIODE,
    repeatable=True,
)
PERIODE_SLUT = step(
    "periode_slut",
    "Det besluttes, hvad der sker efter perioden",
    "Det er besluttet, hvad der sker efter perioden",
    PERIODE,
    FORMAND,
    when=reached(
        on(runs_out(PERIODE_START, PERIODE_MAANEDER, "periodens udløb"), VEDTAEGT.at("D1")), "perioden er udløbet"
    ),
    deadline=on(
        year_day(11, 15, "den 15. november", on_or_after=the_day(PERIODE_START)),
        VEDTAEGT.at("D1"),
    ),
    ends=PERIODE,
)
SE_EFTER = step(
    "se_efter",
    "Huset synes",
    "Huset er synet",
    SYN,
    records=(TILSTAND,),
    deadline=on_schedule(VEDTAEGT.at("D1")),
)
TJEK_SAGEN = step("tjek", "Sagen tjekkes", "Sagen er tjekket", TJEK, deadline=on_schedule(EGEN.at("G6")))
NY_PLIGT = step(
    "ny_pligt",
    "Brandtilsynet får besked",
    "Brandtilsynet har fået besked",
    LAAN,
    citations=(HAVELOV.at("§ 9"),),
    valid=since("2024-01-01"),
)
SLUT = step("slut", "Lånet slutter", "Lånet er sluttet", LAAN, duty=Duty.MAY, ends=LAAN)
SEND_BREV = step(
    "brev",
    "Låneren får brev",
    "Låneren har fået brev",
    LAAN,
    KASSERER,
    lane=Lane.BUF,
    outlives=True,
    produces=(BREV,),
)
LUK = step(
    "luk",
    "Forløbet lukkes",
    "Forløbet er lukket",
    FORLOEB,
    FORMAND,
    requires=none_running(LAAN),
    ends=FORLOEB,
)

R1 = Rule(
    key="R1",
    text="Ingen oplysninger deles uden samtykke",
    binds=(DELING,),
    requires=given(SAMTYKKE),
    departure=(FORMAND,),
    citations=(VEDTAEGT.at("R1"),),
)

STEPS = (
    AABN, BEKRAEFT, SPOERG, TRAEK, RAPPORT_GAMMEL, RAPPORT_NY, KLAR, INDSEND, PAPIRER, AFGOER, TAL_OM_AFSLAG, FORLAENG,
    PERIODE_SLUT, SE_EFTER, TJEK_SAGEN, NY_PLIGT, SLUT, SEND_BREV, LUK,
)  # fmt: skip

TOY = Procedure(
    key="toy",
    title="Udlån af havehuse",
    edition="2020",
    covers=since("2020-01-01"),
    root=SAG,
    course=FORLOEB,
    phases=(FASE,),
    roles=(GARTNER, KASSERER, FORMAND, LAANER),
    subjects=(SAG, FORLOEB, ANSOEGNING, LAAN, PERIODE, SYN, TJEK),
    documents=(RAPPORT, BREV),
    consents=(SAMTYKKE,),
    boards=(BESTYRELSEN,),
    steps=STEPS,
    rules=(R1,),
    parameters=Parameters({"areal": AREAL_MINDST, "frisk": FRISK}),
    sources=(VEDTAEGT, HAVELOV, EGEN),
    aliases={"gammelt_brev": "brev"},
    fact_aliases={"laan.husleje": "laan.leje"},
    requirements=STEDER,
    elsewhere={"T1": "foreningens hjemmeside", "F1": "foreningens hjemmeside"},
)


class Case:
    """A history that is written as it is told; each telling is recorded on its own day unless it says otherwise."""

    def __init__(self, procedure: Procedure = TOY) -> None:
        self.procedure = procedure
        self.history: list[Event] = []

    def take(
        self,
        step: str,
        on: str,
        occurrence: str = "forloeb-1",
        recorded: str = "",
        kind: EventKind = EventKind.TAKEN,
        target: int = 0,
        **facts: Any,
    ) -> int:
        """Take the step; facts are named without their subject and with _ for the dot. Gives the event's number."""
        number = len(self.history) + 1
        when = datetime.fromisoformat(recorded or on).replace(tzinfo=UTC)
        named = {name.replace("__", "."): value for name, value in facts.items()}
        event = Event(number, kind, step, occurrence, date.fromisoformat(on), when, named, target)
        self.history.append(event)
        return number

    def open(self, on: str = "2026-01-05", **facts: Any) -> int:
        """Begin the case."""
        return self.take("aabn", on, "sag", forloeb__oenske="ref:1", **facts)

    def annul(self, target: int, on: str) -> int:
        """The event never counted."""
        return self.take("", on, "", kind=EventKind.ANNULLED, target=target)

    def correct(self, target: int, on: str, *, recorded: str = "", **facts: Any) -> int:
        """The event had these facts, and happened on that day."""
        return self.take("", on, "", recorded=recorded, kind=EventKind.CORRECTED, target=target, **facts)

    def ready(self, on: str = "2026-01-06", egnet: str = "ja", svar: str = "ja") -> None:
        """Consent and report, so that an application can be handed in."""
        self.take("spoerg", on, forloeb__svar=svar)
        self.take(
            "rapport", on, forloeb__egnet=egnet, forloeb__maalt=date.fromisoformat("2026-01-06"), forloeb__areal=25
        )

    def lent(self, on: str = "2026-02-02", start: str = "2026-02-02") -> str:
        """Opened, ready, handed in and granted; gives the id of the loan."""
        self.open()
        self.ready()
        handed_in = self.take("indsend", "2026-01-10", ansoegning__moede=date(2026, 2, 2))
        start_day = date.fromisoformat(start)
        number = self.take(
            "afgoer", on, f"ansoegning-{handed_in}", ansoegning__udfald="ja", laan__start=start_day, laan__leje=1200
        )
        return f"laan-{number}"

    def on(self, day: str, known: str = "") -> Assessment:
        """The assessment on that day."""
        return assess(
            self.procedure, self.history, date.fromisoformat(day), date.fromisoformat(known) if known else None
        )
