"""Phase 5, endings: an offer ends with its letters and notices, and the joint course when one need is gone (T3)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import ER_FLEX, FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_OPHOER
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.fase3_flex_bevilget import KMD_DATO
from sagsgang.procedure.faelles_sagsforloeb.faser import UDSLUSNINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import BREV
from sagsgang.procedure.faelles_sagsforloeb.kilder import FORVALTNINGSLOVEN, LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.papirer import KMD, OPHOERSBREV
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    FAC,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import AFTALEFORUM_OM_AFSLUTNING, SKAL_AFSLUTTES
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import KLAGEVEJLEDNING, SLUT_GRUND, VEJ_VIDERE
from sagsgang.procedure.language import (
    Duty,
    Journal,
    Lane,
    Option,
    Step,
    acted,
    all_of,
    choice,
    day_of,
    days,
    expect,
    is_,
    known,
    narrowed,
    none_running,
    optional,
    recorded,
    taken,
    text,
    weeks,
)

SLUT_SVAR = text("tilbud.slut_svar", "Hvad siger familien til, at tilbuddet slutter?", "familiens svar om slut", TILBUD)
SLUT_AFGJORT = choice(
    "tilbud.slut_afgjort",
    "Hvor er det afgjort?",
    "hvor det er afgjort, at tilbuddet slutter",
    TILBUD,
    Option("efter_aftaleforum", "Efter et møde i Aftaleforum", "Det er afgjort efter et møde i Aftaleforum"),
    Option("beku", "I BEKU", "Det er afgjort i BEKU"),
    Option("familien", "Familien har ønsket det", "Familien har ønsket det"),
)
KMD_OPHOERT = day_of("tilbud.kmd_ophoert", "Hvornår blev KMD ændret?", "ændringen i KMD", TILBUD)
SKOLEN_VED_DET = text("tilbud.skolen_ved_det", "Hvad har skolen fået at vide?", "beskeden til skolen", TILBUD)
HVEM_FORTSAETTER = choice(
    "forloeb.hvem_fortsaetter",
    "Hvem går videre alene?",
    "den side, der går videre",
    FORLOEB,
    Option("ingen", "Ingen: begge behov er væk", "Ingen af siderne går videre"),
    Option("sof", "SOF: det sociale behov består", "SOF går videre alene"),
    Option("buf", "Skolen: behovet for støtte består", "Skolen går videre alene"),
    Option(
        "andet", "Barnet får et tilbud uden for det fælles forløb", "Barnet får et tilbud uden for det fælles forløb"
    ),
    assessed=True,
)
AFSLUTNING = text("forloeb.afslutning", "Hvad er aftalt med familien?", "aftalen ved afslutningen", FORLOEB)
SOF_VIDERE = text("forloeb.sof_videre", "Hvad gør SOF nu?", "SOF's videre arbejde", FORLOEB)
BUF_VIDERE = text("forloeb.buf_videre", "Hvad gør skolen nu?", "skolens videre arbejde", FORLOEB)
FAMILIEN_VED_DET = text("forloeb.familien_ved_det", "Hvad har familien fået at vide?", "beskeden ved slut", FORLOEB)

DEN_DAG_TILBUDDET_SLUTTEDE = acted("fase5.tilbud_slutter", "den dag, tilbuddet sluttede")
DEN_DAG_FORLOEBET_SLUTTEDE = acted("fase5.afslut_forloeb", "den dag, det fælles forløb sluttede")

HOER_OM_SLUT = Step(
    key="fase5.hoer_om_slut",
    title="Familien høres om, at tilbuddet skal slutte",
    done="Familien er hørt om, at tilbuddet skal slutte",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAMILIE,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER, PSYKOLOG),
    duty=Duty.MAY,
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SLUT_SVAR,),
    citations=(LAESNING.at("X13"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
SLUT_TILBUDDET = Step(
    key="fase5.tilbud_slutter",
    title="Tilbuddet slutter",
    done="Tilbuddet er sluttet",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER, DAGBEHANDLINGSTILBUD, RC_PLC),
    duty=Duty.MAY,
    expects=(
        expect(AFTALEFORUM_OM_AFSLUTNING, VEJLEDNING.at("P5.1"), VEJLEDNING.at("P4.8")),
        expect(taken("fase5.hoer_om_slut"), LAESNING.at("X13")),
    ),
    records=(SLUT_GRUND, SLUT_AFGJORT, VEJ_VIDERE),
    ends=TILBUD,
    follows="Familien får et fælles ophørsbrev, og KMD rettes, hvis flex slutter før tid.",
    citations=(VEJLEDNING.at("P4.8"), VEJLEDNING.at("P5.6"), LAESNING.at("X2")),
)
SKRIV_OPHOER = Step(
    key="fase5.ophoersbrev_skrives",
    title="Sagsbehandleren skriver det fælles ophørsbrev med klagevejledning",
    done="Sagsbehandleren har skrevet det fælles ophørsbrev",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=known(SLUT_GRUND),
    again=True,
    records=(narrowed(KLAGEVEJLEDNING, "begge"),),
    deadline=weeks(1).after(DEN_DAG_TILBUDDET_SLUTTEDE, LAESNING.at("G6")),
    produces=(OPHOERSBREV,),
    writes=BREV_OPHOER,
    signs=BREV_OPHOER,
    outlives=True,
    citations=(
        VEJLEDNING.at("P4.8"),
        VEJLEDNING.at("P3D.9"),
        VEJLEDNING.at("P5.6"),
        VEJLEDNING.at("R11"),
        FORVALTNINGSLOVEN.at("§ 25"),
    ),
)
UNDERSKRIV_OPHOER = Step(
    key="fase5.ophoersbrev_underskrives",
    title="BUF underskriver det fælles ophørsbrev",
    done="BUF har underskrevet det fælles ophørsbrev",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(TSF_TEAMLEDER, SAGSBEHANDLER),
    when=known(SLUT_GRUND),
    requires=taken("fase5.ophoersbrev_skrives"),
    again=True,
    deadline=weeks(1).after(acted("fase5.ophoersbrev_skrives", "den dag, ophørsbrevet var skrevet"), LAESNING.at("G6")),
    signs=BREV_OPHOER,
    outlives=True,
    citations=(VEJLEDNING.at("P4.8"), LAESNING.at("X10")),
)
SEND_OPHOER = Step(
    key="fase5.ophoersbrev_sendes",
    title="Det fælles ophørsbrev sendes til forældrene",
    done="Det fælles ophørsbrev er sendt til forældrene",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=known(SLUT_GRUND),
    requires=all_of(taken("fase5.ophoersbrev_underskrives"), FAMILIEN_MAA_INDDRAGES),
    acts=(BREV,),
    again=True,
    deadline=days(3).after(acted("fase5.ophoersbrev_underskrives", "den dag, BUF underskrev"), LAESNING.at("G6")),
    sends=BREV_OPHOER,
    outlives=True,
    citations=(VEJLEDNING.at("P4.8"), VEJLEDNING.at("P5.6"), LAESNING.at("X8")),
)
RET_KMD = Step(
    key="fase5.kmd_aendres",
    title="Flex er sluttet før tid: KMD ændres, og Fagligt Center får besked",
    done="KMD er ændret, og Fagligt Center har fået besked om, at flex er sluttet",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC, FAC),
    when=all_of(
        ER_FLEX, known(KMD_DATO), is_(SLUT_GRUND, "foer_tid", "tilbage", "andet_tilbud", "behov", "ikke_startet")
    ),
    records=(KMD_OPHOERT,),
    journal=Journal(KMD, day=KMD_OPHOERT),
    deadline=days(1).after(DEN_DAG_TILBUDDET_SLUTTEDE, RAMME.at("P3F.15")),
    outlives=True,
    citations=(RAMME.at("P3F.15"),),
)
GIV_SKOLEN_BESKED = Step(
    key="fase5.skolen_faar_besked",
    title="Skolen får besked om, at den sociale foranstaltning er sluttet eller fortsætter alene",
    done="Skolen har fået besked om den sociale foranstaltning",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=all_of(ER_FLEX, known(SLUT_GRUND)),
    records=(optional(SKOLEN_VED_DET),),
    deadline=weeks(1).after(DEN_DAG_TILBUDDET_SLUTTEDE, LAESNING.at("G6")),
    outlives=True,
    citations=(VEJLEDNING.at("P3F.9"), VEJLEDNING.at("P4.7")),
)
HOLD_AFSLUTNING = Step(
    key="fase5.afslutningsmoede",
    title="Aftaleforum mødes om afslutningen",
    done="Aftaleforum har mødtes om afslutningen",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    duty=Duty.SHOULD,
    when=SKAL_AFSLUTTES,
    done_when=all_of(SKAL_AFSLUTTES, AFTALEFORUM_OM_AFSLUTNING),
    deadline=weeks(3).after(recorded(VEJ_VIDERE), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P5.1"), VEJLEDNING.at("M6")),
)
SKAL_SLUTTE = Step(
    key="fase5.forloeb_skal_slutte",
    title="Det fælles forløb skal slutte, som det er aftalt",
    done="Det fælles forløb er afsluttet som aftalt",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=SKAL_AFSLUTTES,
    done_when=all_of(SKAL_AFSLUTTES, taken("fase5.afslut_forloeb")),
    deadline=weeks(4).after(recorded(VEJ_VIDERE), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P5.6"), VEJLEDNING.at("T3"), LAESNING.at("G6")),
)
AFSLUT_FORLOEB = Step(
    key="fase5.afslut_forloeb",
    title="Det fælles forløb afsluttes med familien",
    done="Det fælles forløb er afsluttet med familien",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    requires=none_running(TILBUD),
    expects=(
        expect(AFTALEFORUM_OM_AFSLUTNING, VEJLEDNING.at("P5.1"), VEJLEDNING.at("M6")),
        expect(FAMILIEN_MAA_INDDRAGES, VEJLEDNING.at("P5.6"), LAESNING.at("X8")),
    ),
    records=(HVEM_FORTSAETTER, AFSLUTNING),
    ends=FORLOEB,
    follows="Den side, hvis behov består, går videre alene. Sagen kan åbnes igen.",
    citations=(VEJLEDNING.at("P5.6"), VEJLEDNING.at("T3"), LAESNING.at("X2")),
)
FORTAEL_FAMILIEN = Step(
    key="fase5.familien_faar_besked",
    title="Familien får besked om, at det fælles forløb er slut, og hvem der fortsætter",
    done="Familien har fået besked om, at det fælles forløb er slut",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER,),
    when=known(HVEM_FORTSAETTER),
    requires=FAMILIEN_MAA_INDDRAGES,
    records=(FAMILIEN_VED_DET,),
    deadline=weeks(1).after(DEN_DAG_FORLOEBET_SLUTTEDE, LAESNING.at("G6")),
    outlives=True,
    citations=(VEJLEDNING.at("P5.6"), VEJLEDNING.at("F4")),
)
SOF_GAAR_VIDERE = Step(
    key="fase5.sof_fortsaetter",
    title="SOF går videre alene",
    done="SOF er gået videre alene",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=is_(HVEM_FORTSAETTER, "sof"),
    records=(SOF_VIDERE,),
    deadline=weeks(4).after(DEN_DAG_FORLOEBET_SLUTTEDE, LAESNING.at("G6")),
    outlives=True,
    citations=(VEJLEDNING.at("T3"), VEJLEDNING.at("P5.6")),
)
BUF_GAAR_VIDERE = Step(
    key="fase5.buf_fortsaetter",
    title="Skolen går videre alene",
    done="Skolen er gået videre alene",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(RC_PLC, PSYKOLOG),
    when=is_(HVEM_FORTSAETTER, "buf"),
    records=(BUF_VIDERE,),
    deadline=weeks(4).after(DEN_DAG_FORLOEBET_SLUTTEDE, LAESNING.at("G6")),
    outlives=True,
    citations=(VEJLEDNING.at("T3"), VEJLEDNING.at("P5.6")),
)

TRIN = (
    HOER_OM_SLUT, SLUT_TILBUDDET, SKRIV_OPHOER, UNDERSKRIV_OPHOER, SEND_OPHOER, RET_KMD, GIV_SKOLEN_BESKED,
    HOLD_AFSLUTNING, SKAL_SLUTTE, AFSLUT_FORLOEB, FORTAEL_FAMILIEN, SOF_GAAR_VIDERE, BUF_GAAR_VIDERE,
)  # fmt: skip
