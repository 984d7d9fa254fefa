"""Phase 3, Skoleflex and Tilbageslusningsflex after the grant, until they have started (P3F.5–P3F.12)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    ER_FLEX,
    ER_TILBAGESLUSNINGSFLEX,
    FAMILIEN_MAA_INDDRAGES,
)
from sagsgang.procedure.faelles_sagsforloeb.breve import (
    BREV_BESKED_FAC,
    BREV_OPTAGELSE_FLEX,
    BREV_RESSOURCE,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    PERIODE,
    PERIODE_MAANEDER,
    PERIODE_START,
    TILBUD,
    TILBUD_START,
)
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import BREV, FLEX_START, TILBUD_START_HANDLING
from sagsgang.procedure.faelles_sagsforloeb.kilder import FORVALTNINGSLOVEN, LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEVILGET_ART,
    SKOLEFLEX,
    SOF_AFGOERELSE,
    TILBAGESLUSNINGSFLEX,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import CSC, FAELLES_HANDLEPLAN, KINGO, KMD, OPTAGEBREV
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BEKU_SEKRETAER,
    FAC,
    LAERER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    BEGGE_HALVDELE,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import KLAGEVEJLEDNING, SOF_INDSATS
from sagsgang.procedure.language import (
    Journal,
    Lane,
    Step,
    acted,
    all_of,
    any_of,
    available,
    day_of,
    days,
    depending_on,
    expect,
    is_,
    known,
    line,
    money,
    narrowed,
    only_if,
    opened,
    optional,
    paper,
    phrased,
    taken,
    text,
    unrecorded,
    weeks,
    yes,
)

FLEX_ER_IKKE_AFVIST = all_of(ER_FLEX, any_of(unrecorded(SOF_AFGOERELSE), yes(SOF_AFGOERELSE)))
FAMILIEN_HAR_AFGOERELSEN = phrased(
    "familien har fået brev om den sociale afgørelse",
    any_of(unrecorded(SOF_INDSATS), taken("fase3.social_afgoerelse_sendes")),
)
BEVILGET_DEN_DAG = opened(TILBUD, "den dag, BEKU bevilgede")

PSYKOLOGENS_NAVN = line("tilbud.psykolog", "Hvem er barnets psykolog?", "barnets psykolog", TILBUD)
FORANSTALTNING_START = day_of(
    "tilbud.foranstaltning_start",
    "Hvornår starter den sociale foranstaltning?",
    "den sociale foranstaltnings start",
    TILBUD,
)
KMD_DATO = day_of("tilbud.kmd", "Hvornår blev barnet registreret i KMD?", "registreringen i KMD", TILBUD)
KMD_NUMMER = paper("tilbud.kmd_nummer", "Har registreringen et nummer?", "registreringens nummer", TILBUD)
RESSOURCE_SKOLEFLEX = money(
    "tilbud.ressource_skoleflex",
    "Hvor meget får skolen til Skoleflex?",
    "beløbet til skolen for Skoleflex",
    TILBUD,
    default=PARAMETRE["skoleflex_til_skolen"],
    exact=True,
    help="Oven i den almindelige skoletakst, for 12 måneder.",
)
RESSOURCE_TILBAGESLUSNINGSFLEX = money(
    "tilbud.ressource_tilbageslusningsflex",
    "Hvor meget får skolen til Tilbageslusningsflex?",
    "beløbet til skolen for Tilbageslusningsflex",
    TILBUD,
    default=PARAMETRE["tilbageslusningsflex_til_skolen"],
    exact=True,
    help="Oven i den almindelige skoletakst, for 12 måneder.",
)
RESSOURCE_SOCIAL = money(
    "tilbud.ressource_social",
    "Hvor meget er der til den sociale indsats?",
    "beløbet til den sociale indsats",
    TILBUD,
    default=PARAMETRE["tilbageslusningsflex_social"],
    exact=True,
)
JOURNAL_KINGO = paper("tilbud.journal_kingo", "Hvilket nummer har planen i KINGO?", "planens nummer i KINGO", TILBUD)
JOURNAL_CSC = paper("tilbud.journal_csc", "Hvilket nummer har planen i CSC?", "planens nummer i CSC", TILBUD)
PLAN_KVALIFICERET = text(
    "tilbud.plan_kvalificeret", "Hvad er ændret i planen efter bevillingen?", "ændringerne i planen", TILBUD
)

GIV_FAC_BESKED = Step(
    key="fase3.fac_faar_besked",
    title="Fagligt Center får besked om bevillingen",
    done="Fagligt Center har fået besked om bevillingen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=BEKU_SEKRETAER,
    recorded_by=(FAC, SKOLELEDER),
    when=ER_FLEX,
    again=True,
    records=(optional(PSYKOLOGENS_NAVN),),
    deadline=days(3).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    writes=BREV_BESKED_FAC,
    signs=BREV_BESKED_FAC,
    sends=BREV_BESKED_FAC,
    follows="Navn, skole, skoleleder, sagsbehandler og psykolog står i sagen. Mailen siger kun, at noget venter.",
    citations=(VEJLEDNING.at("P3F.6"), RAMME.at("P3F.6"), LAESNING.at("X18")),
)
SKRIV_OPTAGEBREV = Step(
    key="fase3.optagebrev_flex_skrives",
    title="Optagebrevet til flex skrives med klagevejledning",
    done="Optagebrevet til flex er skrevet og sendt til skolelederen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=FAC,
    recorded_by=(SKOLELEDER,),
    when=FLEX_ER_IKKE_AFVIST,
    requires=BEGGE_HALVDELE,
    expects=(expect(taken("fase3.fac_faar_besked"), VEJLEDNING.at("P3F.6")),),
    again=True,
    records=(narrowed(KLAGEVEJLEDNING, "begge", "buf"),),
    deadline=weeks(2).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    produces=(OPTAGEBREV,),
    writes=BREV_OPTAGELSE_FLEX,
    citations=(VEJLEDNING.at("P3F.7"), RAMME.at("P3F.7"), VEJLEDNING.at("R11"), FORVALTNINGSLOVEN.at("§ 25")),
)
SEND_OPTAGEBREV = Step(
    key="fase3.optagebrev_flex_sendes",
    title="Skolelederen underskriver og sender optagebrevet til flex",
    done="Skolelederen har sendt optagebrevet til flex",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC,),
    when=FLEX_ER_IKKE_AFVIST,
    requires=all_of(available(OPTAGEBREV), FAMILIEN_MAA_INDDRAGES),
    acts=(BREV,),
    again=True,
    deadline=weeks(1).after(
        acted("fase3.optagebrev_flex_skrives", "den dag, brevet kom fra Fagligt Center"), LAESNING.at("G6")
    ),
    signs=BREV_OPTAGELSE_FLEX,
    sends=BREV_OPTAGELSE_FLEX,
    follows="Psykologen får en kopi.",
    citations=(VEJLEDNING.at("P3F.8"), RAMME.at("P3F.8"), LAESNING.at("X10")),
)
START_FORANSTALTNING = Step(
    key="fase3.foranstaltning_starter",
    title="Familie og skole får besked, og den sociale foranstaltning starter",
    done="Den sociale foranstaltning er startet, og familie og skole har fået besked",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=FLEX_ER_IKKE_AFVIST,
    requires=BEGGE_HALVDELE,
    expects=(
        expect(FAMILIEN_MAA_INDDRAGES, VEJLEDNING.at("P3F.9"), LAESNING.at("X8")),
        expect(FAMILIEN_HAR_AFGOERELSEN, VEJLEDNING.at("P3F.9"), FORVALTNINGSLOVEN.at("§ 25")),
    ),
    records=(FORANSTALTNING_START, only_if(ER_TILBAGESLUSNINGSFLEX, RESSOURCE_SOCIAL)),
    deadline=weeks(4).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    follows="Skolen får også besked, når foranstaltningen ændres eller slutter.",
    citations=(VEJLEDNING.at("P3F.9"), RAMME.at("P3F.10")),
)
REGISTRER_KMD = Step(
    key="fase3.kmd_registrering",
    title="Barnet registreres i KMD",
    done="Barnet er registreret i KMD",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=depending_on(BEVILGET_ART, (TILBAGESLUSNINGSFLEX, FAC), otherwise=SKOLELEDER),
    recorded_by=(SKOLELEDER, RC_PLC, FAC),
    when=FLEX_ER_IKKE_AFVIST,
    requires=BEGGE_HALVDELE,
    records=(KMD_DATO, optional(KMD_NUMMER)),
    journal=Journal(KMD, number=KMD_NUMMER, day=KMD_DATO),
    deadline=weeks(3).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    guidance=("Tilbageslusningsflex har KMD-koden »supplerende undervisning«. Koden skrives ikke i breve.",),
    citations=(VEJLEDNING.at("P3F.10"), RAMME.at("P3F.10"), LAESNING.at("X1")),
)
UDMELD_RESSOURCE = Step(
    key="fase3.ressource_udmeldes",
    title="Fagligt Center udmelder ressourcen til skolen",
    done="Fagligt Center har udmeldt ressourcen til skolen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=FAC,
    recorded_by=(SKOLELEDER,),
    when=FLEX_ER_IKKE_AFVIST,
    requires=known(KMD_DATO),
    again=True,
    records=(
        only_if(is_(BEVILGET_ART, SKOLEFLEX), RESSOURCE_SKOLEFLEX),
        only_if(ER_TILBAGESLUSNINGSFLEX, RESSOURCE_TILBAGESLUSNINGSFLEX),
    ),
    deadline=weeks(4).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    writes=BREV_RESSOURCE,
    signs=BREV_RESSOURCE,
    sends=BREV_RESSOURCE,
    follows="Skoleleder, Tværfaglig Støttefunktion og sagsbehandler får besked.",
    citations=(VEJLEDNING.at("P3F.10"), RAMME.at("P3F.10"), LAESNING.at("X6")),
)
JOURNALISER_KINGO = Step(
    key="fase3.journaliser_kingo",
    title="Den fælles handleplan journaliseres i KINGO",
    done="Den fælles handleplan er journaliseret i KINGO",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC,),
    when=ER_FLEX,
    requires=available(FAELLES_HANDLEPLAN),
    records=(JOURNAL_KINGO,),
    journal=Journal(KINGO, FAELLES_HANDLEPLAN, JOURNAL_KINGO),
    deadline=weeks(2).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    outlives=True,
    citations=(VEJLEDNING.at("P3F.11"), RAMME.at("P3F.11")),
)
JOURNALISER_CSC = Step(
    key="fase3.journaliser_csc",
    title="Den fælles handleplan journaliseres i CSC",
    done="Den fælles handleplan er journaliseret i CSC",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=ER_FLEX,
    requires=available(FAELLES_HANDLEPLAN),
    records=(JOURNAL_CSC,),
    journal=Journal(CSC, FAELLES_HANDLEPLAN, JOURNAL_CSC),
    deadline=weeks(2).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    outlives=True,
    citations=(VEJLEDNING.at("P3F.11"), RAMME.at("P3F.11")),
)
KVALIFICER_PLAN = Step(
    key="fase3.plan_kvalificeres",
    title="Den fælles handleplan gøres færdig efter bevillingen",
    done="Den fælles handleplan er gjort færdig efter bevillingen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, RC_PLC),
    recorded_by=(PSYKOLOG,),
    when=FLEX_ER_IKKE_AFVIST,
    requires=BEGGE_HALVDELE,
    again=True,
    records=(PLAN_KVALIFICERET,),
    deadline=weeks(4).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    produces=(FAELLES_HANDLEPLAN,),
    citations=(VEJLEDNING.at("P3F.1"), VEJLEDNING.at("P3F.12")),
)
FLEX_STARTER = Step(
    key="fase3.flex_starter",
    title="Flex starter på skolen",
    done="Flex er startet på skolen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=SKOLELEDER,
    together_with=(RC_PLC, LAERER),
    recorded_by=(RC_PLC, TSF_TEAMLEDER),
    when=ER_FLEX,
    expects=(
        expect(known(FORANSTALTNING_START), VEJLEDNING.at("P3F.9")),
        expect(taken("fase3.optagebrev_flex_sendes"), VEJLEDNING.at("P3F.8")),
    ),
    acts=(FLEX_START, TILBUD_START_HANDLING),
    records=(TILBUD_START, PERIODE_MAANEDER),
    carries=((PERIODE_START, TILBUD_START),),
    deadline=weeks(6).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    opens=PERIODE,
    follows="Opfølgning regnes fra starten: efter 3, 9, 15 … måneder.",
    citations=(VEJLEDNING.at("P3F.12"), VEJLEDNING.at("P4F.1"), LAESNING.at("X14"), LAESNING.at("G6")),
)

TRIN = (
    GIV_FAC_BESKED, SKRIV_OPTAGEBREV, SEND_OPTAGEBREV, START_FORANSTALTNING, REGISTRER_KMD,
    UDMELD_RESSOURCE, JOURNALISER_KINGO, JOURNALISER_CSC, KVALIFICER_PLAN, FLEX_STARTER,
)  # fmt: skip
