"""Phase 3, day treatment: target group, matching, the place and the joint letter (P3D.1–P3D.5, P3D.11)."""

from sagsgang.procedure.faelles_sagsforloeb import fase3_dagbehandling_start
from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    FAMILIEN_MAA_INDDRAGES,
    INDSTILLES_TIL_DAGBEHANDLING,
)
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_OPTAGELSE_DAG
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    INDSTILLING,
    TILBUD,
)
from sagsgang.procedure.faelles_sagsforloeb.fase3_dagbehandling_start import (
    BEVILGET_DEN_DAG,
    SKAL_ETABLERES,
    TILBUDSEJER,
)
from sagsgang.procedure.faelles_sagsforloeb.fase3_flex import I_MAALGRUPPEN
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import BREV
from sagsgang.procedure.faelles_sagsforloeb.kilder import FORVALTNINGSLOVEN, LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import BEKU_MOEDE, MATCH_HJEMMEL, MATCH_HJEMMEL_TIL, TILBUDSSTED
from sagsgang.procedure.faelles_sagsforloeb.papirer import (
    BOERNEFAGLIG_UNDERSOEGELSE,
    ELEVPLAN,
    HANDLEPLAN,
    OPTAGEBREV,
    PPV,
)
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    MATCHNINGSUDVALG,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import (
    GIVER_MATCHNING,
    SAMTYKKE_MATCHNING,
    SVAR_MATCHNING,
    SVARENE_MATCHNING,
    VARER_MATCHNING,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import BEGGE_HALVDELE, ER_FOERSTE, UAFGJORT_I_BEKU
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import KLAGEVEJLEDNING
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    When,
    acted,
    all_of,
    any_of,
    available,
    choice,
    day_of,
    days,
    expect,
    given,
    grounded,
    known,
    line,
    narrowed,
    no_consent,
    optional,
    taken,
    text,
    weeks,
    working_days,
)
from sagsgang.procedure.language.joining import joined

# The board sees the case from the day the papers are sent, and what it does rests on what they were sent on (X18).
MAA_DELES_MED_UDVALGET = any_of(given(SAMTYKKE_MATCHNING), grounded(MATCH_HJEMMEL, MATCH_HJEMMEL_TIL))
ER_SENDT_TIL_UDVALGET = all_of(SKAL_ETABLERES, taken("fase3.til_matchningsudvalg"))
MATCH_GRUNDLAG = line(
    "tilbud.match_grundlag",
    "Efter hvilken bestemmelse sendes papirerne uden samtykke?",
    "grundlaget for at sende papirer uden samtykke",
    TILBUD,
)
KATEGORI = choice(
    "tilbud.kategori",
    "Kategori 1 eller 2?",
    "kategorien",
    TILBUD,
    Option("1", "Kategori 1", "Sagen er kategori 1"),
    Option("2", "Kategori 2", "Sagen er kategori 2"),
    help="Fastsættes lokalt.",
)
UDVALG_AFGOERELSER = text(
    "tilbud.udvalg_afgoerelser",
    "Er der afgørelser fra Børne- og Ungeudvalget?",
    "afgørelserne fra Børne- og Ungeudvalget",
    TILBUD,
)
FORSLAG = text("tilbud.forslag", "Hvilke tilbud foreslås, og hvorfor?", "forslagene til dagbehandlingstilbud", TILBUD)
BESOEG = text(
    "tilbud.besoeg", "Hvad siger familie, skole og tilbud?", "familiens og skolens svar på forslagene", TILBUD
)
OENSKET_START = day_of(
    "tilbud.oensket_start", "Hvornår kan barnet starte?", "den mulige startdato", TILBUD, when=When.ANY
)
UDEN_GODKENDELSE = text(
    "tilbud.uden_godkendelse",
    "Passer tilbuddet ikke til barnet, eller er det ikke godkendt: hvorfor vælges det alligevel?",
    "grunden til at vælge et tilbud, der ikke passer til barnet eller ikke er godkendt",
    TILBUD,
    help="Skrives kun i de tilfælde. Et dagbehandlingstilbud skal være godkendt af den "
    "kommune, det ligger i, og have en kvalitetsaftale.",
)
MAALGRUPPE = Step(
    key="fase3.maalgruppe_dagbehandling",
    title="Målgruppen for dagbehandling vurderes",
    done="Målgruppen for dagbehandling er vurderet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG,),
    when=all_of(UAFGJORT_I_BEKU, ER_FOERSTE, INDSTILLES_TIL_DAGBEHANDLING),
    again=True,
    records=(I_MAALGRUPPEN,),
    deadline=working_days(8).before(BEKU_MOEDE, LAESNING.at("G6")),
    guidance=(
        "PPV'en peger på specialpædagogisk bistand, undersøgelse og handleplan på et samlet skole- og "
        "behandlingstilbud, og Aftaleforum er enigt.",
    ),
    citations=(VEJLEDNING.at("P3D.11"),),
)
SAMTYKKE_TIL_MATCHNING = Step(
    key="fase3.samtykke_matchning",
    title="Forældrenes samtykke til at sende papirer til Matchningsudvalget indhentes",
    done="Forældrene har svaret på samtykke til Matchningsudvalget",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAMILIE,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=SKAL_ETABLERES,
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SVARENE_MATCHNING, optional(VARER_MATCHNING)),
    gives=SAMTYKKE_MATCHNING,
    answer=SVAR_MATCHNING,
    lasts=VARER_MATCHNING,
    formerly=(SVAR_MATCHNING, GIVER_MATCHNING),
    deadline=weeks(1).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    work="dagbehandling.samtykke",
    citations=(LAESNING.at("X18"), LAESNING.at("X8")),
)
NOTER_GRUNDLAG = Step(
    key="fase3.match_grundlag",
    title="Et andet grundlag end samtykke noteres for papirerne til Matchningsudvalget",
    done="Der er noteret et andet grundlag end samtykke for papirerne til Matchningsudvalget",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    duty=Duty.MAY,
    when=all_of(SKAL_ETABLERES, no_consent(SAMTYKKE_MATCHNING)),
    again=True,
    records=(MATCH_HJEMMEL, optional(MATCH_HJEMMEL_TIL)),
    formerly=(MATCH_GRUNDLAG,),
    citations=(LAESNING.at("X18"), LAESNING.at("X7")),
)
SEND_TIL_MATCHNING = Step(
    key="fase3.til_matchningsudvalg",
    title="Papirerne sendes til Matchningsudvalget",
    done="Papirerne er sendt til Matchningsudvalget",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=SKAL_ETABLERES,
    requires=MAA_DELES_MED_UDVALGET,
    expects=(
        expect(available(BOERNEFAGLIG_UNDERSOEGELSE), VEJLEDNING.at("P3D.1")),
        expect(available(HANDLEPLAN), VEJLEDNING.at("P3D.1")),
        expect(available(PPV), VEJLEDNING.at("P3D.1")),
        expect(available(ELEVPLAN), VEJLEDNING.at("P3D.1")),
    ),
    records=(KATEGORI, optional(UDVALG_AFGOERELSER)),
    deadline=weeks(2).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    work="dagbehandling.anmod",
    citations=(VEJLEDNING.at("P3D.1"), LAESNING.at("X18"), LAESNING.at("X20")),
)
FORESLAA = Step(
    key="fase3.matchning_forslag",
    title="Matchningsudvalget foreslår konkrete tilbud",
    done="Matchningsudvalget har foreslået konkrete tilbud",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=MATCHNINGSUDVALG,
    recorded_by=(SAGSBEHANDLER,),
    when=ER_SENDT_TIL_UDVALGET,
    requires=MAA_DELES_MED_UDVALGET,
    again=True,
    records=(FORSLAG,),
    deadline=working_days(7).after(
        acted("fase3.til_matchningsudvalg", "den dag, papirerne blev sendt"), VEJLEDNING.at("D4")
    ),
    work="dagbehandling.forslag",
    guidance=("Kommunale og private tilbud vejes ens, efter køn, alder, sted og funktionsniveau.",),
    citations=(VEJLEDNING.at("P3D.2"), VEJLEDNING.at("D4")),
)
DROEFT_FORSLAG = Step(
    key="fase3.forslag_droeftes",
    title="Forslagene drøftes med familie og skole, og tilbuddet besøges",
    done="Forslagene er drøftet med familie og skole",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=SKAL_ETABLERES,
    requires=all_of(taken("fase3.matchning_forslag"), FAMILIEN_MAA_INDDRAGES),
    again=True,
    records=(BESOEG, optional(OENSKET_START)),
    deadline=weeks(3).after(acted("fase3.matchning_forslag", "den dag, forslagene kom"), LAESNING.at("G6")),
    work="dagbehandling.droeft",
    citations=(VEJLEDNING.at("P3D.3"),),
)
VAELG_STED = Step(
    key="fase3.tilbud_valgt",
    title="Tilbuddet vælges, og Matchningsudvalget får besked",
    done="Tilbuddet er valgt, og Matchningsudvalget har fået besked",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=SKAL_ETABLERES,
    requires=taken("fase3.matchning_forslag"),
    expects=(expect(taken("fase3.forslag_droeftes"), VEJLEDNING.at("P3D.3")),),
    again=True,
    records=(TILBUDSSTED, TILBUDSEJER, optional(UDEN_GODKENDELSE)),
    deadline=weeks(4).after(acted("fase3.matchning_forslag", "den dag, forslagene kom"), LAESNING.at("G6")),
    work="dagbehandling.vaelg",
    follows="Matchningsudvalget får en opgave om at notere det.",
    citations=(VEJLEDNING.at("P3D.4"),),
)
NOTER_VALGET = Step(
    key="fase3.matchning_noterer",
    title="Matchningsudvalget noterer, hvilket tilbud der er valgt",
    done="Matchningsudvalget har noteret, hvilket tilbud der er valgt",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=MATCHNINGSUDVALG,
    recorded_by=(SAGSBEHANDLER,),
    when=ER_SENDT_TIL_UDVALGET,
    requires=taken("fase3.tilbud_valgt"),
    deadline=weeks(2).after(acted("fase3.tilbud_valgt", "den dag, tilbuddet blev valgt"), LAESNING.at("G6")),
    work="dagbehandling.noter",
    guidance=("Udvalget ser sagen, indtil det er gjort, og tæller de ledige pladser efter, når barnet starter.",),
    citations=(VEJLEDNING.at("P3D.4"), LAESNING.at("X18")),
)
SKRIV_BREV = Step(
    key="fase3.optagebrev_dag_skrives",
    title="Sagsbehandleren skriver og underskriver det fælles optagebrev",
    done="Sagsbehandleren har underskrevet det fælles optagebrev",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=SKAL_ETABLERES,
    requires=all_of(BEGGE_HALVDELE, known(TILBUDSSTED)),
    again=True,
    records=(narrowed(KLAGEVEJLEDNING, "begge"),),
    deadline=weeks(1).after(acted("fase3.tilbud_valgt", "den dag, tilbuddet blev valgt"), LAESNING.at("G6")),
    produces=(OPTAGEBREV,),
    writes=BREV_OPTAGELSE_DAG,
    signs=BREV_OPTAGELSE_DAG,
    work="dagbehandling.brev",
    citations=(VEJLEDNING.at("P3D.5"), VEJLEDNING.at("R11"), FORVALTNINGSLOVEN.at("§ 25")),
)
UNDERSKRIV_BREV = Step(
    key="fase3.optagebrev_dag_underskrives",
    title="BUF underskriver det fælles optagebrev",
    done="BUF har underskrevet det fælles optagebrev",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(TSF_TEAMLEDER, SAGSBEHANDLER),
    when=SKAL_ETABLERES,
    requires=taken("fase3.optagebrev_dag_skrives"),
    again=True,
    deadline=weeks(1).after(
        acted("fase3.optagebrev_dag_skrives", "den dag, sagsbehandleren underskrev"), LAESNING.at("G6")
    ),
    signs=BREV_OPTAGELSE_DAG,
    work="dagbehandling.underskriv",
    citations=(VEJLEDNING.at("P3D.5"), LAESNING.at("X10")),
)
SEND_BREV = Step(
    key="fase3.optagebrev_dag_sendes",
    title="Det fælles optagebrev sendes til forældrene",
    done="Det fælles optagebrev er sendt til forældrene",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=SKAL_ETABLERES,
    requires=all_of(taken("fase3.optagebrev_dag_underskrives"), FAMILIEN_MAA_INDDRAGES),
    acts=(BREV,),
    again=True,
    deadline=days(3).after(acted("fase3.optagebrev_dag_underskrives", "den dag, BUF underskrev"), LAESNING.at("G6")),
    sends=BREV_OPTAGELSE_DAG,
    work="dagbehandling.send_brev",
    citations=(VEJLEDNING.at("P3D.5"), LAESNING.at("X8")),
)
TRIN = joined(
    (
        MAALGRUPPE, SAMTYKKE_TIL_MATCHNING, NOTER_GRUNDLAG, SEND_TIL_MATCHNING, FORESLAA, DROEFT_FORSLAG, VAELG_STED,
        NOTER_VALGET, SKRIV_BREV, UNDERSKRIV_BREV, SEND_BREV,
    ),
    fase3_dagbehandling_start.TRIN,
)  # fmt: skip
