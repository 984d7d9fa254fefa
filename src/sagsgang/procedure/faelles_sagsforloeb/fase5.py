"""Phase 5, ways out, the end of an offer, and the end of the joint course (P5.1–P5.6, P4.8, P3F.15); derived (X2)."""

from sagsgang.procedure.faelles_sagsforloeb import fase5_ophoer
from sagsgang.procedure.faelles_sagsforloeb.betingelser import ER_DAGBEHANDLING, FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.emner import AARSSTATUS, INDSTILLING, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.fase4_revurdering import (
    AARETS_DAG,
    ER_STARTET,
    REVURDERING,
    TILBUDDET_ER_SLUTTET,
)
from sagsgang.procedure.faelles_sagsforloeb.faser import UDSLUSNINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import SKOLEFLEX, TILBAGESLUSNINGSFLEX, TILBUDSART
from sagsgang.procedure.faelles_sagsforloeb.papirer import FAELLES_HANDLEPLAN
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import METODER, PLANER_DATO, VEJ_TILBAGE
from sagsgang.procedure.language import (
    Lane,
    Option,
    Step,
    all_of,
    choice,
    expect,
    fresh,
    is_,
    known,
    months,
    optional,
    paper,
    recorded,
    some,
    text,
    weeks,
)
from sagsgang.procedure.language.joining import joined

PARATHED = choice(
    "aarsstatus.parathed",
    "Er barnet parat til at komme tilbage?",
    "parathedsvurderingen",
    AARSSTATUS,
    Option("ikke_endnu", "Ikke endnu", "Barnet er ikke parat endnu"),
    Option("almen", "Ja, til almenområdet", "Barnet er parat til almenområdet"),
    Option("special", "Ja, til specialområdet", "Barnet er parat til specialområdet"),
    assessed=True,
)
MODTAGELSE = text("tilbud.modtagelse", "Hvordan tager skolen imod barnet?", "modtagelsen på skolen", TILBUD)
METODER_PAPIR = paper("tilbud.metoder_papir", "Hvor står det i den fælles handleplan?", "planens plads", TILBUD)

SKAL_TILBAGE = is_(VEJ_TILBAGE, "egne", SKOLEFLEX, TILBAGESLUSNINGSFLEX)
SKAL_I_BEKU_FOERST = is_(
    VEJ_TILBAGE, SKOLEFLEX, TILBAGESLUSNINGSFLEX, "specialskole", "efterskole", "ungdomsuddannelse"
)

VURDER_PARATHED = Step(
    key="fase5.parathed",
    title="Barnets parathed til at komme tilbage vurderes",
    done="Barnets parathed til at komme tilbage er vurderet",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=AARSSTATUS,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG,),
    recorded_by=(SOF_LEDER,),
    when=ER_DAGBEHANDLING,
    expects=(
        expect(fresh(PLANER_DATO, PARAMETRE["tilbudsplaner_gyldige"]), VEJLEDNING.at("P5.2"), RAMME.at("P5.2")),
        expect(FAMILIEN_MAA_INDDRAGES, VEJLEDNING.at("P5.2"), LAESNING.at("X8")),
    ),
    again=True,
    ahead=True,
    records=(PARATHED,),
    deadline=weeks(4).before(AARETS_DAG, LAESNING.at("G6")),
    follows="Vurderingen bygger på tilbuddets planer og sker sammen med barn og familie.",
    citations=(VEJLEDNING.at("P5.2"), RAMME.at("P5.2"), LAESNING.at("X2")),
)
VAELG_VEJ = Step(
    key="fase5.vej_ud",
    title="Vejen ud af dagbehandlingen vælges i Aftaleforum",
    done="Vejen ud af dagbehandlingen er valgt",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=AARSSTATUS,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER, DAGBEHANDLINGSTILBUD),
    recorded_by=(SOF_LEDER,),
    when=all_of(ER_DAGBEHANDLING, is_(REVURDERING, "ud")),
    again=True,
    records=(VEJ_TILBAGE,),
    deadline=weeks(4).after(recorded(REVURDERING), LAESNING.at("G6")),
    follows="Flex og andre tilbud skal i BEKU. Skolens egne ressourcer skal ikke.",
    citations=(VEJLEDNING.at("P5.3"), LAESNING.at("X2")),
)
BESKRIV_METODER = Step(
    key="fase5.metoder",
    title="Metoderne fra dagbehandlingen beskrives i den fælles handleplan",
    done="Metoderne fra dagbehandlingen er beskrevet i den fælles handleplan",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=DAGBEHANDLINGSTILBUD,
    together_with=(SKOLELEDER,),
    recorded_by=(SAGSBEHANDLER, RC_PLC),
    when=all_of(ER_DAGBEHANDLING, SKAL_TILBAGE),
    again=True,
    records=(METODER, optional(METODER_PAPIR)),
    deadline=weeks(6).after(recorded(VEJ_TILBAGE), LAESNING.at("G6")),
    produces=(FAELLES_HANDLEPLAN,),
    citations=(VEJLEDNING.at("P5.5"), LAESNING.at("X21")),
)
MODTAG_BARNET = Step(
    key="fase5.modtagelse",
    title="Distriktsskolen gør klar til at tage imod barnet",
    done="Distriktsskolen er klar til at tage imod barnet",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.BUF,
    per=TILBUD,
    responsible=SKOLELEDER,
    together_with=(RC_PLC, PSYKOLOG),
    when=all_of(ER_DAGBEHANDLING, SKAL_TILBAGE),
    again=True,
    records=(MODTAGELSE,),
    deadline=weeks(8).after(recorded(VEJ_TILBAGE), LAESNING.at("G6")),
    guidance=("Distriktsskolen skal tage imod et barn i Tilbageslusningsflex.",),
    citations=(VEJLEDNING.at("P5.4"), LAESNING.at("G4")),
)
INDSTIL_VEJEN = Step(
    key="fase5.vejen_skal_i_beku",
    title="Vejen ud skal indstilles til BEKU",
    done="Vejen ud er indstillet til BEKU",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=all_of(ER_DAGBEHANDLING, SKAL_I_BEKU_FOERST),
    done_when=all_of(
        ER_DAGBEHANDLING,
        SKAL_I_BEKU_FOERST,
        some(
            INDSTILLING,
            known(TILBUDSART),
            "vejen ud er under indstilling",
            since=weeks(4).before(recorded(VEJ_TILBAGE), LAESNING.at("G6")),
        ),
    ),
    deadline=weeks(6).after(recorded(VEJ_TILBAGE), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P5.3"), VEJLEDNING.at("P3.10")),
)
DAGBEHANDLING_SKAL_SLUTTE = Step(
    key="fase5.dagbehandling_skal_slutte",
    title="Dagbehandlingen slutter, når barnet er på plads",
    done="Dagbehandlingen er sluttet, da barnet var på plads",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.FAELLES,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, DAGBEHANDLINGSTILBUD),
    when=all_of(ER_DAGBEHANDLING, ER_STARTET, known(VEJ_TILBAGE)),
    done_when=all_of(ER_DAGBEHANDLING, known(VEJ_TILBAGE), TILBUDDET_ER_SLUTTET),
    deadline=months(6).after(recorded(VEJ_TILBAGE), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P5.3"), VEJLEDNING.at("P4.8"), LAESNING.at("G6")),
)

TRIN = joined(
    (VURDER_PARATHED, VAELG_VEJ, BESKRIV_METODER, MODTAG_BARNET, INDSTIL_VEJEN, DAGBEHANDLING_SKAL_SLUTTE),
    fase5_ophoer.TRIN,
)
