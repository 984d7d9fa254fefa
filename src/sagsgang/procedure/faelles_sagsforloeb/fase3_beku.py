"""Phase 3, the way through BEKU: indstilling, consent, the grant (P3.7–P3.11, P3F.5, X23)."""

from sagsgang.procedure.faelles_sagsforloeb import fase3_dagsorden, fase3_sof, fase3_udfald
from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    BEGGE_BEHOV,
    FAMILIEN_MAA_INDDRAGES,
    INDSTILLES_TIL_DAGBEHANDLING,
    INDSTILLES_TIL_FLEX,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, INDSTILLING, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.fase3_dagsorden import (
    KOM_I_TIDE,
    PAPIRFRIST,
    PAPIRFRIST_DAGE,
    SENT_OPTAGET,
    SKOLEFLEX_OVERVEJET,
    paa_moedet,
)
from sagsgang.procedure.faelles_sagsforloeb.fase3_flex import I_MAALGRUPPEN, SKOLEN_KAN_LOEFTE
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import (
    BEKU_BEHANDLING,
    BEKU_BEVILLING,
    SPECIALPAEDAGOGISK_AFGOERELSE,
    STILLINGTAGEN,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    FOLKESKOLELOVEN,
    LAESNING,
    RAMME,
    VEJLEDNING,
)
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    ANLEDNING,
    ANSOEGTE_MAANEDER,
    BEKU_MOEDE,
    BEKU_UDFALD,
    BEVILGET_ART,
    SAGSFREMSTILLER,
    SKOLEFLEX,
    SOF_AFGOERELSE,
    TILBAGESLUSNINGSFLEX,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import (
    ELEVPLAN,
    FORSIDE_BEKU,
    HANDLEPLAN,
)
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BEKU_MEDLEM,
    BEKU_SEKRETAER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import (
    GIVER_BEKU,
    SAMTYKKE_BEKU,
    SPOERG_OM_BEKU,
    SVAR_BEKU,
    SVARENE_BEKU,
    VARER_BEKU,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    AFTALEFORUM_HOLDT,
    ER_FOERSTE,
    HAR_HAFT_TILBUD,
    INDSTILLES_TIL_TILBUD,
    NOGET_AT_FORLAENGE,
    SKAL_TIL_BEKU,
    UAFGJORT_I_BEKU,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import (
    METODER,
    VEJ_VIDERE,
)
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    all_of,
    any_of,
    available,
    choice,
    depending_on,
    expect,
    is_,
    known,
    narrowed,
    not_,
    offered_if,
    on,
    only_if,
    optional,
    phrased,
    recorded,
    taken,
    text,
    unrecorded,
    weeks,
    working_days,
    yes,
    yes_no,
)
from sagsgang.procedure.language.joining import joined

INDSTILLING_BEGRUNDELSE = text(
    "indstilling.begrundelse", "Hvorfor indstilles der til dette?", "begrundelsen for indstillingen", INDSTILLING
)
UNDERVISNING_GODKENDT = yes_no(
    "indstilling.undervisning_godkendt",
    "Er undervisningsdelen godkendt?",
    "godkendelsen af undervisningsdelen",
    INDSTILLING,
    yes="BUF har godkendt undervisningsdelen",
    no="BUF har ikke godkendt undervisningsdelen",
)
UDEN_SAMTYKKE = choice(
    "indstilling.uden_samtykke",
    "Hvad gør I uden samtykke?",
    "vejen uden samtykke",
    INDSTILLING,
    Option("spoerg", "Familien spørges igen", "Familien spørges igen om samtykke"),
    Option("traek", "Indstillingen trækkes tilbage", "Indstillingen er trukket, fordi samtykket mangler"),
    assessed=True,
)
TRUKKET = text(
    "indstilling.trukket", "Hvorfor trækkes indstillingen?", "grunden til at trække indstillingen", INDSTILLING
)

# Who has been judged outside the target group, or beyond what the school can lift, is put forward with a reason only.
ER_I_MAALGRUPPEN = phrased("barnet er i målgruppen", any_of(unrecorded(I_MAALGRUPPEN), yes(I_MAALGRUPPEN)))
SKOLEN_LOEFTER = phrased("skolen kan løfte opgaven", any_of(unrecorded(SKOLEN_KAN_LOEFTE), yes(SKOLEN_KAN_LOEFTE)))
# X10, X11, P3F.5: in flex BUF's half awaits SOF's until SOF has decided it.
BEKUS_JA = offered_if(
    phrased("SOF har afgjort sin halvdel, når det er flex", any_of(not_(INDSTILLES_TIL_FLEX), known(SOF_AFGOERELSE))),
    "bevilget",
    offered_if(
        phrased("SOF ikke har afgjort sin halvdel", unrecorded(SOF_AFGOERELSE)),
        "afventer_sof",
        narrowed(BEKU_UDFALD, "bevilget", "afventer_sof"),
    ),
)
INDSENDER = depending_on(
    TILBUDSART, (SKOLEFLEX, SKOLELEDER), (TILBAGESLUSNINGSFLEX, SKOLELEDER), otherwise=SAGSBEHANDLER
)

FORBERED = Step(
    key="fase3.forbered_beku",
    title="En indstilling til BEKU forberedes",
    done="En indstilling til BEKU er forberedt",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, RC_PLC),
    recorded_by=(PSYKOLOG, SOF_LEDER),
    duty=Duty.MAY,
    when=any_of(BEGGE_BEHOV, AFTALEFORUM_HOLDT, HAR_HAFT_TILBUD, SKAL_TIL_BEKU),
    repeatable=True,
    records=(
        TILBUDSART,
        ANLEDNING,
        ANSOEGTE_MAANEDER,
        BEKU_MOEDE,
        optional(PAPIRFRIST_DAGE),
        SAGSFREMSTILLER,
    ),
    opens=INDSTILLING,
    follows="Sagsfremstilleren svarer for, at forside og papirer når BEKU i tide.",
    citations=(
        VEJLEDNING.at("T9"),
        VEJLEDNING.at("P3.9"),
        VEJLEDNING.at("P3.11"),
        VEJLEDNING.at("P3F.0"),
        VEJLEDNING.at("P4F.7"),
        VEJLEDNING.at("P4.6"),
        LAESNING.at("X12"),
    ),
)
SAMTYKKE_TIL_BEKU = Step(
    key="fase3.samtykke_beku",
    title="Forældrenes samtykke til BEKU indhentes",
    done="Forældrene har svaret på samtykke til BEKU",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAMILIE,
    per=INDSTILLING,
    responsible=INDSENDER,
    together_with=(SAGSBEHANDLER, SKOLELEDER),
    recorded_by=(RC_PLC, SOF_LEDER),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SVARENE_BEKU, optional(VARER_BEKU)),
    gives=SAMTYKKE_BEKU,
    answer=SVAR_BEKU,
    lasts=VARER_BEKU,
    formerly=(SVAR_BEKU, GIVER_BEKU),
    deadline=on(SPOERG_OM_BEKU, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.7"), VEJLEDNING.at("R8"), LAESNING.at("X8")),
)
UDEN_SAMTYKKE_TIL_BEKU = Step(
    key="fase3.uden_samtykke_beku",
    title="Det afklares, hvad der sker uden samtykke til BEKU",
    done="Det er afklaret, hvad der sker uden samtykke til BEKU",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER,),
    when=all_of(UAFGJORT_I_BEKU, is_(SVAR_BEKU, "nej", "delt")),
    again=True,
    records=(
        UDEN_SAMTYKKE,
        only_if(is_(UDEN_SAMTYKKE, "traek"), narrowed(VEJ_VIDERE, "beku", "egen", "afslut")),
    ),
    deadline=weeks(2).after(recorded(SVAR_BEKU), LAESNING.at("G6")),
    ends=INDSTILLING,
    ends_when=is_(UDEN_SAMTYKKE, "traek"),
    citations=(LAESNING.at("G5"), LAESNING.at("G6"), VEJLEDNING.at("R8")),
)
TRAEK_INDSTILLING = Step(
    key="fase3.traek_indstilling",
    title="Indstillingen trækkes tilbage",
    done="Indstillingen er trukket tilbage",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=INDSENDER,
    together_with=(SAGSBEHANDLER, SKOLELEDER),
    recorded_by=(SOF_LEDER, BEKU_SEKRETAER),
    duty=Duty.MAY,
    when=UAFGJORT_I_BEKU,
    records=(TRUKKET, narrowed(VEJ_VIDERE, "beku", "egen", "tilbud", "afslut")),
    ends=INDSTILLING,
    citations=(LAESNING.at("G6"),),
)
INDSTIL_TIL_BEKU = Step(
    key="fase3.indstil_til_beku",
    title="Sagen indstilles til BEKU",
    done="Sagen er indstillet til BEKU",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=INDSENDER,
    together_with=(SAGSBEHANDLER, SKOLELEDER, RC_PLC),
    recorded_by=(SOF_LEDER, BEKU_SEKRETAER),
    when=UAFGJORT_I_BEKU,
    requires=all_of(
        NOGET_AT_FORLAENGE,
        AFTALEFORUM_HOLDT,
        any_of(not_(INDSTILLES_TIL_FLEX), taken("fase3.faelles_handleplan")),
    ),
    expects=(
        expect(available(HANDLEPLAN), VEJLEDNING.at("P3.7")),
        expect(available(ELEVPLAN), VEJLEDNING.at("P3.7")),
        expect(any_of(not_(INDSTILLES_TIL_DAGBEHANDLING), yes(SKOLEFLEX_OVERVEJET)), VEJLEDNING.at("R6")),
        expect(ER_I_MAALGRUPPEN, VEJLEDNING.at("P3F.17"), VEJLEDNING.at("P3F.18"), VEJLEDNING.at("P3D.11")),
        expect(SKOLEN_LOEFTER, VEJLEDNING.at("P3F.2"), VEJLEDNING.at("P3F.17")),
        expect(
            any_of(not_(is_(TILBUDSART, TILBAGESLUSNINGSFLEX)), known(METODER), not_(ER_FOERSTE)),
            VEJLEDNING.at("P5.5"),
            LAESNING.at("X21"),
        ),
    ),
    acts=(BEKU_BEHANDLING, STILLINGTAGEN),
    again=True,
    records=(INDSTILLING_BEGRUNDELSE,),
    deadline=PAPIRFRIST,
    produces=(FORSIDE_BEKU,),
    follows="BEKU's sekretær ser, om papirerne er der, og sætter sagen på dagsordenen.",
    guidance=(
        "Med forsiden følger undersøgelsen, handleplanen, PPV'en, elevplanen eller det pædagogiske notat og måske en "
        "psykiatrisk erklæring. Til flex og til enhver tilbageslusning hører også den fælles handleplan.",
    ),
    citations=(
        VEJLEDNING.at("P3.7"),
        RAMME.at("P3.11"),
        VEJLEDNING.at("D2"),
        LAESNING.at("X12"),
        LAESNING.at("X18"),
        LAESNING.at("X21"),
    ),
)
OVERVEJ_SKOLEFLEX = Step(
    key="fase3.skoleflex_overvejes",
    title="Skoleflex overvejes, før der indstilles til dagbehandling",
    done="Skoleflex er vurderet op imod dagbehandling",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    duty=Duty.SHOULD,
    when=all_of(UAFGJORT_I_BEKU, INDSTILLES_TIL_DAGBEHANDLING, ER_FOERSTE),
    again=True,
    records=(SKOLEFLEX_OVERVEJET,),
    deadline=working_days(6).before(BEKU_MOEDE, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("R6"),),
)
BEKU_BEVILGER = Step(
    key="fase3.beku_beslutter",
    title="BEKU bevilger",
    done="BEKU har taget stilling og bevilget",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=BEKU_SEKRETAER,
    together_with=(BEKU_MEDLEM,),
    recorded_by=(SOF_LEDER,),
    when=UAFGJORT_I_BEKU,
    requires=all_of(taken("fase3.indstil_til_beku"), KOM_I_TIDE),
    acts=(BEKU_BEHANDLING, BEKU_BEVILLING, SPECIALPAEDAGOGISK_AFGOERELSE),
    records=(
        paa_moedet(BEKUS_JA),
        *fase3_udfald.BUF_AFGOER,
        only_if(INDSTILLES_TIL_DAGBEHANDLING, UNDERVISNING_GODKENDT),
        optional(fase3_udfald.BEKU_BEGRUNDELSE),
    ),
    formerly=(SENT_OPTAGET,),
    carries=((BEVILGET_ART, TILBUDSART),),
    deadline=on(BEKU_MOEDE, VEJLEDNING.at("D3")),
    opens=TILBUD,
    opens_when=all_of(ER_FOERSTE, INDSTILLES_TIL_TILBUD),
    follows="Tilbuddet starter, når begge halvdele er bevilget. Andre udfald har hver deres trin.",
    citations=(
        VEJLEDNING.at("P3.8"),
        VEJLEDNING.at("P3F.5"),
        VEJLEDNING.at("P3D.6"),
        VEJLEDNING.at("D2"),
        FOLKESKOLELOVEN.at("§ 12, stk. 2"),
        LAESNING.at("X10"),
        LAESNING.at("X23"),
    ),
)
BEVILLING_PR_MAIL = Step(
    key="fase3.bevilling_pr_mail",
    title="BEKU bevilger flex pr. mail efter en drøftelse",
    done="BEKU har bevilget flex pr. mail",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=BEKU_SEKRETAER,
    together_with=(BEKU_MEDLEM,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=all_of(INDSTILLES_TIL_FLEX, is_(BEKU_UDFALD, "droeftet")),
    requires=taken("fase3.indstil_til_beku"),
    acts=(BEKU_BEHANDLING, BEKU_BEVILLING, SPECIALPAEDAGOGISK_AFGOERELSE),
    records=(
        BEKUS_JA,
        *fase3_udfald.BUF_AFGOER,
        optional(fase3_udfald.BEKU_BEGRUNDELSE),
    ),
    carries=((BEVILGET_ART, TILBUDSART),),
    opens=TILBUD,
    opens_when=ER_FOERSTE,
    citations=(VEJLEDNING.at("P3F.14"), LAESNING.at("X18")),
)

TRIN = joined(
    (
        FORBERED, SAMTYKKE_TIL_BEKU, UDEN_SAMTYKKE_TIL_BEKU, TRAEK_INDSTILLING, OVERVEJ_SKOLEFLEX, INDSTIL_TIL_BEKU,
    ),
    fase3_sof.TRIN,
    (BEKU_BEVILGER, BEVILLING_PR_MAIL),
    fase3_dagsorden.TRIN,
    fase3_udfald.TRIN,
)  # fmt: skip
