"""Aftaleforum: called, prepared, held and summed up; it agrees and recommends, and decides nothing (M1–M11, P2.4)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    BEGGE_BEHOV,
    ER_DAGBEHANDLING,
    FAMILIEN_MAA_INDDRAGES,
    PPV_I_GANG,
    UNDERSOEGELSE_I_FORLOEBET,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    AFTALEFORUM_MOEDE,
    FORLOEB,
    SAG,
    TILBUD,
    UNDERRETNING,
    UNDERSOEGELSE,
)
from sagsgang.procedure.faelles_sagsforloeb.fase1 import UDEN_PPV
from sagsgang.procedure.faelles_sagsforloeb.faser import UNDERSOEGELSESFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.indgange import SKOLENS_VURDERING
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    HENSYN,
    KLASSETRIN,
    MOEDE_AFHOLDT,
    MOEDE_DATO,
    MOEDE_FORMAAL,
    SOF_KENDSKAB,
    UNDERRETNING_MODTAGET,
    UNDERSOEGELSE_BESLUTNING,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import OPSAMLING
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    FRITIDSTILBUD,
    LAERER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
    UU_VEJLEDER,
)
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    all_of,
    any_of,
    at_least,
    choice,
    choices,
    days,
    depending_on,
    expect,
    is_,
    known,
    none_running,
    not_,
    on,
    only_if,
    opened,
    optional,
    paper,
    phrased,
    running,
    some,
    taken,
    text,
    unrecorded,
    weeks,
    yes_no,
)

MOEDE_RAEKKE = choice(
    "aftaleforum.raekke",
    "Er det det første møde i en ny sag?",
    "om mødet er det første",
    AFTALEFORUM_MOEDE,
    Option("foerste", "Ja", "Det er det første møde i en ny sag"),
    Option("senere", "Nej", "Det er et senere møde"),
    help="Det første møde i en ny sag ledes af skolesocialrådgiveren, de følgende af sagsbehandleren.",
)
DAGSORDEN = text("aftaleforum.dagsorden", "Hvad er dagsordenen?", "dagsordenen", AFTALEFORUM_MOEDE)
INDBUDTE = choices(
    "aftaleforum.indbudte",
    "Hvem deltager fra SOF og familien?",
    "deltagerne fra SOF og familien",
    AFTALEFORUM_MOEDE,
    Option("sagsbehandler", "Sagsbehandleren"),
    Option("skolesocialraadgiver", "Skolesocialrådgiveren"),
    Option("sof_leder", "Lederen i borgercentret"),
    Option("foraeldre", "Forældrene"),
    Option("barnet", "Barnet eller den unge"),
    Option("netvaerk", "Personer fra familiens netværk"),
    Option("tilbud", "Dagbehandlingstilbuddet"),
)
DELTAGERE_BUF = choices(
    "aftaleforum.deltagere_buf",
    "Hvem deltager fra skolen, området og fritiden?",
    "deltagerne fra skolen, området og fritiden",
    AFTALEFORUM_MOEDE,
    Option("skoleleder", "Skolelederen"),
    Option("psykolog", "Psykologen"),
    Option("rc_plc", "RC/PLC"),
    Option("laerer", "Klasselæreren"),
    Option("tsf", "Tværfaglig Støttefunktion"),
    Option("uu", "UU-vejlederen"),
    Option("fritid", "Fritidstilbuddet, eller den klub eller pædagogiske konsulent, der hører til skolen"),
)
FORSAMTALE = text("aftaleforum.forsamtale", "Hvad er I enige om at tage op?", "samtalen før mødet", AFTALEFORUM_MOEDE)
TOLK = yes_no(
    "sag.tolk",
    "Er der brug for tolk?",
    "behovet for tolk",
    SAG,
    yes="Der er brug for tolk",
    no="Der er ikke brug for tolk",
)
FORAELDRE_FORM = choice(
    "sag.foraeldre_form",
    "Hvordan mødes forældrene?",
    "hvordan forældrene mødes",
    SAG,
    Option("sammen", "Sammen", "Forældrene deltager sammen"),
    Option("hver_for_sig", "Hver for sig, med hver sin opsamling", "Forældrene deltager hver for sig"),
    Option("en", "Kun den ene har forældremyndighed", "Kun den ene forælder har forældremyndighed"),
)
FRITAGET = yes_no(
    "sag.fritaget_digital_post",
    "Er familien fritaget for Digital Post?",
    "fritagelsen for Digital Post",
    SAG,
    yes="Familien er fritaget for Digital Post",
    no="Familien er ikke fritaget for Digital Post",
)
FREMMOEDTE = choices(
    "aftaleforum.fremmoedte",
    "Hvem var med?",
    "dem, der var med",
    AFTALEFORUM_MOEDE,
    Option("sof", "SOF"),
    Option("buf", "Skolen eller området"),
    Option("foraeldre", "Forældrene"),
    Option("barnet", "Barnet eller den unge"),
    Option("andre", "Andre"),
)
AFTALER = text("aftaleforum.aftaler", "Hvad blev aftalt, og hvem gør hvad?", "aftalerne på mødet", AFTALEFORUM_MOEDE)
FAMILIENS_SYN = text("aftaleforum.familiens_syn", "Hvad siger barn og forældre?", "familiens syn", AFTALEFORUM_MOEDE)
ANBEFALING = choice(
    "aftaleforum.anbefaling",
    "Er der enighed om at indstille til BEKU?",
    "enigheden om at indstille til BEKU",
    AFTALEFORUM_MOEDE,
    Option("ja", "Ja", "Der er enighed om at indstille til BEKU"),
    Option("nej", "Nej", "Der er ikke enighed om at indstille til BEKU"),
    Option("ikke_droeftet", "Det blev ikke drøftet", "Det blev ikke drøftet at indstille til BEKU"),
    help="Aftaleforum træffer ingen afgørelser. Det er BEKU, der bevilger.",
)
OPSAMLING_PAPIR = paper("aftaleforum.opsamling", "Hvor ligger opsamlingen?", "opsamlingens plads", AFTALEFORUM_MOEDE)
AFLYST = text("aftaleforum.aflyst", "Hvorfor aflyses mødet?", "grunden til aflysningen", AFTALEFORUM_MOEDE)

UU_FRA = PARAMETRE["uu_flex_fra_klasse"]
HAR_MOEDTES = some(AFTALEFORUM_MOEDE, known(MOEDE_AFHOLDT), "Aftaleforum har mødtes")
MOEDELEDER = depending_on(MOEDE_RAEKKE, ("foerste", SKOLESOCIALRAADGIVER), otherwise=SAGSBEHANDLER)
IKKE_HOLDT = unrecorded(MOEDE_AFHOLDT)
# Without a PPV on its way there is no Aftaleforum (M1), and the date of the first one falls away.
PPV_ER_PAA_VEJ = all_of(
    any_of(unrecorded(UDEN_PPV), is_(UDEN_PPV, "spoerg_igen")),
    any_of(unrecorded(SKOLENS_VURDERING), is_(SKOLENS_VURDERING, "ppv", "findes")),
)

INDKALD = Step(
    key="aftaleforum.indkald",
    title="Der indkaldes til Aftaleforum",
    done="Der er indkaldt til Aftaleforum",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, PSYKOLOG),
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    duty=Duty.MAY,
    requires=all_of(any_of(UNDERSOEGELSE_I_FORLOEBET, running(TILBUD)), any_of(PPV_I_GANG, running(TILBUD))),
    repeatable=True,
    records=(MOEDE_RAEKKE, MOEDE_FORMAAL, MOEDE_DATO, INDBUDTE, DAGSORDEN),
    opens=AFTALEFORUM_MOEDE,
    follows="Skolelederen finder deltagerne fra BUF, og familien får indkaldelse og dagsorden.",
    citations=(VEJLEDNING.at("M1"), VEJLEDNING.at("M5"), VEJLEDNING.at("M6"), VEJLEDNING.at("P2.1")),
)
FIND_DELTAGERE = Step(
    key="aftaleforum.deltagere",
    title="Skolelederen afgør, hvem der deltager fra BUF",
    done="Det er afgjort, hvem der deltager fra BUF",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=AFTALEFORUM_MOEDE,
    responsible=SKOLELEDER,
    together_with=(PSYKOLOG, SAGSBEHANDLER),
    recorded_by=(RC_PLC, PSYKOLOG, SAGSBEHANDLER, SKOLESOCIALRAADGIVER),
    when=IKKE_HOLDT,
    again=True,
    records=(DELTAGERE_BUF,),
    deadline=weeks(1).before(MOEDE_DATO, LAESNING.at("G6")),
    follows="Deltagerne skal kunne indgå aftaler for deres del.",
    citations=(VEJLEDNING.at("M4"), VEJLEDNING.at("M10"), VEJLEDNING.at("O13"), LAESNING.at("X17")),
)
INDKALD_FAMILIEN = Step(
    key="aftaleforum.indkald_familien",
    title="Familien får at vide, hvad Aftaleforum er, og indkaldes",
    done="Familien er indkaldt til Aftaleforum",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAMILIE,
    per=AFTALEFORUM_MOEDE,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    when=IKKE_HOLDT,
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(TOLK, FORAELDRE_FORM, FRITAGET),
    deadline=weeks(1).before(MOEDE_DATO, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P2.2"), VEJLEDNING.at("O14"), LAESNING.at("G5"), LAESNING.at("X8")),
)
TAL_SAMMEN_FOERST = Step(
    key="aftaleforum.samtale_forud",
    title="Sagsbehandler og psykolog taler sammen før mødet",
    done="Sagsbehandler og psykolog har talt sammen før mødet",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=AFTALEFORUM_MOEDE,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG,),
    recorded_by=(PSYKOLOG, SOF_LEDER),
    duty=Duty.SHOULD,
    when=IKKE_HOLDT,
    acts=(UDVEKSLING,),
    records=(FORSAMTALE,),
    deadline=days(2).before(MOEDE_DATO, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("M2"), VEJLEDNING.at("F1")),
)
AENDR_MOEDET = Step(
    key="aftaleforum.aendr",
    title="Mødet flyttes eller ændres",
    done="Mødet er flyttet eller ændret",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=AFTALEFORUM_MOEDE,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    duty=Duty.MAY,
    when=IKKE_HOLDT,
    repeatable=True,
    records=(MOEDE_DATO, INDBUDTE, optional(DAGSORDEN)),
    citations=(VEJLEDNING.at("M5"),),
)
AFLYS_MOEDET = Step(
    key="aftaleforum.aflys",
    title="Mødet aflyses",
    done="Mødet er aflyst",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=AFTALEFORUM_MOEDE,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    duty=Duty.MAY,
    when=IKKE_HOLDT,
    records=(AFLYST,),
    ends=AFTALEFORUM_MOEDE,
    citations=(VEJLEDNING.at("M5"),),
)
HOLD_MOEDET = Step(
    key="aftaleforum.afhold",
    title="Aftaleforum mødes",
    done="Aftaleforum har holdt sit møde",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=AFTALEFORUM_MOEDE,
    responsible=MOEDELEDER,
    together_with=(SAGSBEHANDLER, PSYKOLOG, SKOLELEDER, LAERER, FRITIDSTILBUD, UU_VEJLEDER),
    recorded_by=(SAGSBEHANDLER, SKOLESOCIALRAADGIVER, SOF_LEDER),
    requires=all_of(
        is_(INDBUDTE, "sagsbehandler", "skolesocialraadgiver", "sof_leder"),
        is_(DELTAGERE_BUF, "skoleleder", "psykolog", "rc_plc", "laerer", "tsf"),
    ),
    expects=(
        expect(taken("aftaleforum.samtale_forud"), VEJLEDNING.at("M2")),
        expect(
            phrased(
                "familien er indkaldt til Aftaleforum, når den må inddrages",
                any_of(taken("aftaleforum.indkald_familien"), is_(HENSYN, "overgreb", "aere")),
            ),
            VEJLEDNING.at("P2.2"),
            LAESNING.at("X8"),
        ),
        expect(any_of(is_(MOEDE_RAEKKE, "senere"), is_(INDBUDTE, "skolesocialraadgiver")), VEJLEDNING.at("O3")),
        expect(is_(DELTAGERE_BUF, "fritid"), VEJLEDNING.at("O13")),
        expect(any_of(not_(at_least(KLASSETRIN, UU_FRA)), is_(DELTAGERE_BUF, "uu")), RAMME.at("O7")),
        expect(any_of(none_running(TILBUD), not_(ER_DAGBEHANDLING), is_(INDBUDTE, "tilbud")), VEJLEDNING.at("P4.3")),
    ),
    acts=(UDVEKSLING,),
    records=(MOEDE_AFHOLDT, FREMMOEDTE, AFTALER, optional(FAMILIENS_SYN), only_if(BEGGE_BEHOV, ANBEFALING)),
    deadline=on(MOEDE_DATO, VEJLEDNING.at("M5")),
    follows="Lederen af mødet sender opsamlingen. Familien ved, at Aftaleforum ikke afgør noget.",
    citations=(VEJLEDNING.at("M3"), VEJLEDNING.at("M7"), VEJLEDNING.at("M11"), VEJLEDNING.at("M8")),
)
SEND_OPSAMLING = Step(
    key="aftaleforum.opsamling",
    title="Opsamlingen fra Aftaleforum sendes",
    done="Opsamlingen fra Aftaleforum er sendt",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=AFTALEFORUM_MOEDE,
    responsible=MOEDELEDER,
    recorded_by=(SAGSBEHANDLER, SKOLESOCIALRAADGIVER, SOF_LEDER),
    when=known(MOEDE_AFHOLDT),
    expects=(expect(FAMILIEN_MAA_INDDRAGES, LAESNING.at("X8")),),
    acts=(UDVEKSLING,),
    records=(optional(OPSAMLING_PAPIR),),
    deadline=weeks(1).after(MOEDE_AFHOLDT, LAESNING.at("G6")),
    produces=(OPSAMLING,),
    follows="Forældre, der bor hver for sig, får hver sin opsamling.",
    citations=(VEJLEDNING.at("M5"), VEJLEDNING.at("P2.4"), LAESNING.at("G5")),
)
FOERSTE_MOEDE = Step(
    key="aftaleforum.foerste",
    title="Det første Aftaleforum holdes inden 4 uger",
    done="Det første Aftaleforum er holdt",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLESOCIALRAADGIVER,),
    when=all_of(
        known(UNDERRETNING_MODTAGET),
        any_of(unrecorded(UNDERSOEGELSE_BESLUTNING), is_(UNDERSOEGELSE_BESLUTNING, "ja")),
        PPV_ER_PAA_VEJ,
    ),
    done_when=HAR_MOEDTES,
    deadline=weeks(4).after(UNDERRETNING_MODTAGET, VEJLEDNING.at("D1")),
    citations=(VEJLEDNING.at("P2.4"), VEJLEDNING.at("D1"), LAESNING.at("X4")),
)
FOERSTE_MOEDE_KENDT = Step(
    key="aftaleforum.foerste_kendt",
    title="Det første Aftaleforum holdes for et barn, SOF kendte i forvejen",
    done="Det første Aftaleforum er holdt for et barn, SOF kendte i forvejen",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLESOCIALRAADGIVER,),
    when=all_of(known(SOF_KENDSKAB), UNDERSOEGELSE_I_FORLOEBET, none_running(TILBUD), PPV_ER_PAA_VEJ),
    done_when=HAR_MOEDTES,
    deadline=weeks(6).after(opened(UNDERSOEGELSE, "den dag, undersøgelsen kom ind i sagen"), LAESNING.at("G1")),
    citations=(VEJLEDNING.at("P2.4"), VEJLEDNING.at("M6"), LAESNING.at("G1")),
)

TRIN = (
    INDKALD, FIND_DELTAGERE, INDKALD_FAMILIEN, TAL_SAMMEN_FOERST, AENDR_MOEDET, AFLYS_MOEDET, HOLD_MOEDET,
    SEND_OPSAMLING, FOERSTE_MOEDE, FOERSTE_MOEDE_KENDT,
)  # fmt: skip
