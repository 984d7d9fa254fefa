"""Phase 3, day treatment from the chosen place to the start: contract, payment, timetable (P3D.6–P3D.8, P3D.10)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    ER_DAGBEHANDLING,
)
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_BESKED_FAC_KOMMUNAL, BREV_BETALINGSTILSAGN
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    PERIODE,
    PERIODE_MAANEDER,
    PERIODE_START,
    TILBUD,
    TILBUD_START,
)
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import TILBUD_START_HANDLING
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import TILBUDSSTED
from sagsgang.procedure.faelles_sagsforloeb.papirer import (
    BETALINGSTILSAGN,
    INDSKRIVNINGSKONTRAKT,
    TILBAGESLUSNINGSPLAN,
)
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    FAC,
    PSYKOLOG,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import BEGGE_HALVDELE
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    acted,
    all_of,
    any_of,
    available,
    choice,
    expect,
    is_,
    known,
    opened,
    optional,
    taken,
    text,
    unrecorded,
    weeks,
    yes_no,
)

BEVILGET_DEN_DAG = opened(TILBUD, "den dag, BEKU bevilgede dagbehandlingen")
SKAL_ETABLERES = all_of(ER_DAGBEHANDLING, any_of(unrecorded(TILBUD_START), taken("fase3.dagbehandling_starter")))


TILBUDSEJER = choice(
    "tilbud.ejer",
    "Er tilbuddet kommunalt eller privat?",
    "tilbuddets ejer",
    TILBUD,
    Option("kommunal", "Kommunalt", "Tilbuddet er kommunalt"),
    Option("privat", "Privat", "Tilbuddet er privat"),
)
TIDSPLAN = text("tilbud.tidsplan", "Hvad er tidsplanen for at komme tilbage?", "tidsplanen for tilbageslusning", TILBUD)
FRITID = yes_no(
    "tilbud.fritid",
    "Går barnet i et almindeligt fritidstilbud?",
    "barnets fritidstilbud",
    TILBUD,
    yes="Barnet går i et almindeligt fritidstilbud, som er med i Aftaleforum",
    no="Barnet går ikke i et almindeligt fritidstilbud",
)
STOETTEKORPS = yes_no(
    "tilbud.stoettekorps",
    "Skal der søges støtte fra støttekorpset?",
    "støtten i fritidstilbuddet",
    TILBUD,
    yes="Der søges støtte fra støttekorpset",
    no="Der søges ikke støtte fra støttekorpset",
)


KONTRAKT = Step(
    key="fase3.kontrakt",
    title="Indskrivningskontrakten indhentes, underskrives og sendes til Fagligt Center",
    done="Indskrivningskontrakten er underskrevet og sendt til Fagligt Center",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, FAC),
    when=SKAL_ETABLERES,
    requires=known(TILBUDSSTED),
    deadline=weeks(2).after(acted("fase3.tilbud_valgt", "den dag, tilbuddet blev valgt"), LAESNING.at("G6")),
    produces=(INDSKRIVNINGSKONTRAKT,),
    work="dagbehandling.kontrakt",
    follows="Er tilbuddet kommunalt, er en besked nok. Er det privat, underskriver Fagligt Center og giver tilsagn.",
    citations=(VEJLEDNING.at("P3D.7"),),
)
FAC_FAAR_BESKED = Step(
    key="fase3.fac_faar_besked_kommunalt",
    title="Fagligt Center får besked om det kommunale dagbehandlingstilbud",
    done="Fagligt Center har fået besked om det kommunale dagbehandlingstilbud",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, FAC),
    when=all_of(SKAL_ETABLERES, is_(TILBUDSEJER, "kommunal")),
    again=True,
    deadline=weeks(1).after(acted("fase3.tilbud_valgt", "den dag, tilbuddet blev valgt"), LAESNING.at("G6")),
    writes=BREV_BESKED_FAC_KOMMUNAL,
    signs=BREV_BESKED_FAC_KOMMUNAL,
    sends=BREV_BESKED_FAC_KOMMUNAL,
    work="dagbehandling.besked_fac",
    citations=(VEJLEDNING.at("P3D.7"), LAESNING.at("X18")),
)
BETALING = Step(
    key="fase3.betalingstilsagn",
    title="Fagligt Center underskriver kontrakten og giver betalingstilsagn",
    done="Fagligt Center har underskrevet kontrakten og givet betalingstilsagn",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=FAC,
    recorded_by=(SAGSBEHANDLER,),
    when=all_of(SKAL_ETABLERES, is_(TILBUDSEJER, "privat")),
    requires=available(INDSKRIVNINGSKONTRAKT),
    again=True,
    deadline=weeks(2).after(acted("fase3.kontrakt", "den dag, kontrakten blev sendt"), LAESNING.at("G6")),
    produces=(BETALINGSTILSAGN,),
    writes=BREV_BETALINGSTILSAGN,
    signs=BREV_BETALINGSTILSAGN,
    sends=BREV_BETALINGSTILSAGN,
    work="dagbehandling.betaling",
    follows="Sagsbehandler og tilbud får tilsagnet.",
    citations=(VEJLEDNING.at("P3D.7"),),
)
AFTAL_TIDSPLAN = Step(
    key="fase3.tidsplan",
    title="Tidsplanen for at komme tilbage aftales ved indskrivningen",
    done="Tidsplanen for at komme tilbage er aftalt",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER, DAGBEHANDLINGSTILBUD),
    when=ER_DAGBEHANDLING,
    requires=known(TILBUDSSTED),
    again=True,
    records=(TIDSPLAN,),
    deadline=weeks(4).after(acted("fase3.tilbud_valgt", "den dag, tilbuddet blev valgt"), LAESNING.at("G6")),
    produces=(TILBAGESLUSNINGSPLAN,),
    work="dagbehandling.tidsplan",
    citations=(VEJLEDNING.at("P3D.8"),),
)
FRITIDSTILBUDDET = Step(
    key="fase3.fritid",
    title="Fritidstilbuddet og støtte i det overvejes",
    done="Fritidstilbuddet og støtte i det er overvejet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    duty=Duty.SHOULD,
    when=ER_DAGBEHANDLING,
    again=True,
    records=(FRITID, optional(STOETTEKORPS)),
    deadline=weeks(6).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    work="dagbehandling.fritid",
    citations=(VEJLEDNING.at("P3D.10"), VEJLEDNING.at("O13")),
)
DAGBEHANDLING_STARTER = Step(
    key="fase3.dagbehandling_starter",
    title="Barnet starter i dagbehandling",
    done="Barnet er startet i dagbehandling",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(DAGBEHANDLINGSTILBUD, SOF_LEDER),
    when=SKAL_ETABLERES,
    requires=all_of(BEGGE_HALVDELE, known(TILBUDSSTED)),
    expects=(
        expect(taken("fase3.optagebrev_dag_sendes"), VEJLEDNING.at("P3D.5")),
        expect(available(INDSKRIVNINGSKONTRAKT), VEJLEDNING.at("P3D.7")),
        expect(any_of(is_(TILBUDSEJER, "kommunal"), available(BETALINGSTILSAGN)), VEJLEDNING.at("P3D.7")),
    ),
    acts=(TILBUD_START_HANDLING,),
    records=(TILBUD_START, PERIODE_MAANEDER),
    carries=((PERIODE_START, TILBUD_START),),
    deadline=weeks(10).after(BEVILGET_DEN_DAG, LAESNING.at("G6")),
    opens=PERIODE,
    work="dagbehandling.start",
    follows="Opfølgning og revurdering regnes fra starten.",
    citations=(VEJLEDNING.at("P3D.6"), VEJLEDNING.at("P3D.7"), LAESNING.at("X14"), LAESNING.at("G6")),
)

TRIN = (
    KONTRAKT, FAC_FAAR_BESKED, BETALING, AFTAL_TIDSPLAN, FRITIDSTILBUDDET, DAGBEHANDLING_STARTER,
)  # fmt: skip
