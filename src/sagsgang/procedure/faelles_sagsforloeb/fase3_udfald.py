"""Phase 3, when BEKU does not grant, or one half says no: each outcome leads to an owned, dated task (X11, X23)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES, INDSTILLES_TIL_DAGBEHANDLING
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_AFSLAG
from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.fase3_dagsorden import KOM_I_TIDE, UDSAT_HVORFOR, paa_moedet
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import BEKU_BEHANDLING, BREV
from sagsgang.procedure.faelles_sagsforloeb.kilder import FORVALTNINGSLOVEN, LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEKU_MOEDE,
    BEKU_UDFALD,
    DAGBEHANDLING,
    SOF_AFGOERELSE,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import AFSLAGSBREV, BESLUTNINGSREFERAT
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BEKU_MEDLEM,
    BEKU_SEKRETAER,
    FAC,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    BEGGE_ER_AFGJORT,
    BUF_HAR_BEVILGET,
    ER_FOERSTE,
    INDSTILLES_TIL_TILBUD,
    KUN_BUF_HAR_BEVILGET,
    UAFGJORT_I_BEKU,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import (
    BUF_BESLUTTER,
    BUF_GRUNDLAG,
    BUF_KOMPETENCE,
    KLAGEVEJLEDNING,
    SOF_BARNETS_SYN,
    VEJ_VIDERE,
)
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
    depending_on,
    expect,
    is_,
    known,
    months,
    narrowed,
    not_,
    not_taken,
    offered_if,
    only_if,
    phrased,
    recorded,
    taken,
    text,
    unrecorded,
    weeks,
)

BEKU_BEGRUNDELSE = text(
    "indstilling.beku_begrundelse", "Hvad er begrundelsen fra BEKU?", "begrundelsen fra BEKU", INDSTILLING
)
DROEFTELSE = text("indstilling.droeftelse", "Hvad blev drøftet?", "drøftelsen i BEKU", INDSTILLING)
ANDEN_LOESNING = choice(
    "indstilling.anden_loesning",
    "Hvilken anden løsning?",
    "den anden løsning",
    INDSTILLING,
    Option("tvaerfaglig", "En tværfaglig indsats i almenområdet", "Der aftales en tværfaglig indsats"),
    Option("efterskole", "Ansøgning til en efterskole", "Der søges en efterskole"),
    Option("specialskole", "Videre indstilling til specialskole", "Sagen indstilles videre til en specialskole"),
    Option("stu", "Videre indstilling til STU", "Sagen indstilles videre til STU"),
)
NY_INDSATS = text("indstilling.ny_indsats", "Hvem gør hvad på skolen?", "den nye indsats på skolen", INDSTILLING)
VIDERE_INDSTILLET = text(
    "indstilling.videre_indstillet", "Hvor er sagen indstillet videre til?", "den videre indstilling", INDSTILLING
)
LOESNING_VIRKER = text(
    "indstilling.loesning_virker", "Hvordan går det med løsningen?", "hvordan det går med løsningen", INDSTILLING
)
PPV_BEHOV_DAEKKES = text(
    "indstilling.ppv_behov_daekkes",
    "Hvordan dækkes det behov, PPV'en peger på?",
    "hvordan behovet i PPV'en dækkes",
    INDSTILLING,
)
EFTER_AFSLAG_AFTALT = text(
    "indstilling.efter_afslag", "Hvad er aftalt med familien?", "aftalen efter afslaget", INDSTILLING
)
KLAGEHJAELP = text(
    "indstilling.klagehjaelp", "Hvad har Fagligt Center bidraget med?", "hjælpen til klagen", INDSTILLING
)

# X10: whatever BEKU says, BUF's half has its decider. The school leader decides at the own school only.
BUF_AFGOER = (
    BUF_BESLUTTER,
    offered_if(phrased("det ikke er dagbehandling", not_(INDSTILLES_TIL_DAGBEHANDLING)), "skoleleder", BUF_KOMPETENCE),
    BUF_GRUNDLAG,
)
# What was applied for and not granted is refused, whatever was agreed on instead: the family can appeal it.
SKAL_HAVE_AFSLAG = phrased(
    "det, der blev søgt om, er ikke bevilget",
    any_of(
        is_(BEKU_UDFALD, "afslag"),
        all_of(INDSTILLES_TIL_TILBUD, is_(BEKU_UDFALD, "anden_loesning", "ny_indsats")),
        KUN_BUF_HAR_BEVILGET,
    ),
)
# P3D.6, P3D.9: day treatment is refused in one letter of two decisions.
SOF_HAR_SAGT_SIT_OM_DAGBEHANDLING = phrased(
    "SOF har afgjort sin halvdel, når det er dagbehandling",
    any_of(not_(INDSTILLES_TIL_DAGBEHANDLING), known(SOF_AFGOERELSE)),
)
# Before both signed, BEKU's no had no decider, and SOF's no did not say what the child says: what was sent then counts.
AFSLAAET_FOER_BUF_UNDERSKREV = phrased(
    "afslaget er fra før, BUF skulle underskrive det",
    any_of(unrecorded(BUF_BESLUTTER), all_of(KUN_BUF_HAR_BEVILGET, unrecorded(SOF_BARNETS_SYN))),
)
ANDET_UDFALD = any_of(
    is_(BEKU_UDFALD, "anden_loesning", "ny_indsats"), all_of(BUF_HAR_BEVILGET, not_(INDSTILLES_TIL_TILBUD))
)

UDSAET = Step(
    key="fase3.beku_udsaetter",
    title="BEKU udsætter sagen",
    done="BEKU har sat sagen på et senere møde",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=BEKU_SEKRETAER,
    together_with=(BEKU_MEDLEM,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=UAFGJORT_I_BEKU,
    repeatable=True,
    records=(narrowed(BEKU_UDFALD, "udsat", "papirer"), UDSAT_HVORFOR, BEKU_MOEDE),
    follows="Sagen behandles på det nye møde, og fristen for papirer regnes fra det.",
    citations=(LAESNING.at("X23"), LAESNING.at("G6")),
)
DROEFT = Step(
    key="fase3.beku_droefter",
    title="BEKU drøfter sagen uden at afgøre den",
    done="BEKU har drøftet sagen uden at afgøre den",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=BEKU_SEKRETAER,
    together_with=(BEKU_MEDLEM,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=UAFGJORT_I_BEKU,
    requires=KOM_I_TIDE,
    acts=(BEKU_BEHANDLING,),
    repeatable=True,
    records=(paa_moedet(narrowed(BEKU_UDFALD, "droeftet")), DROEFTELSE, BEKU_MOEDE),
    produces=(BESLUTNINGSREFERAT,),
    follows="Flex kan bevilges pr. mail. Ellers afgøres sagen senest på det næste møde.",
    citations=(VEJLEDNING.at("P3F.14"), VEJLEDNING.at("D2"), LAESNING.at("X23")),
)
BEVILGER_IKKE = Step(
    key="fase3.beku_bevilger_ikke",
    title="BEKU giver afslag eller finder en anden løsning",
    done="BEKU har afgjort sagen uden at bevilge tilbuddet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=BEKU_SEKRETAER,
    together_with=(BEKU_MEDLEM,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=UAFGJORT_I_BEKU,
    requires=KOM_I_TIDE,
    expects=(expect(SOF_HAR_SAGT_SIT_OM_DAGBEHANDLING, VEJLEDNING.at("P3D.6"), LAESNING.at("X10")),),
    acts=(BEKU_BEHANDLING,),
    records=(
        paa_moedet(narrowed(BEKU_UDFALD, "afslag", "anden_loesning", "ny_indsats")),
        *BUF_AFGOER,
        BEKU_BEGRUNDELSE,
        only_if(is_(BEKU_UDFALD, "anden_loesning"), ANDEN_LOESNING),
        only_if(is_(BEKU_UDFALD, "ny_indsats"), NY_INDSATS),
    ),
    follows="Familien får et brev med klagevejledning. En anden løsning får også en ansvarlig og en dato.",
    citations=(
        VEJLEDNING.at("P3.8"),
        VEJLEDNING.at("P3.10"),
        VEJLEDNING.at("D2"),
        LAESNING.at("X10"),
        LAESNING.at("X23"),
    ),
)
EFTER_AFSLAG = Step(
    key="fase3.efter_afslag",
    title="Der findes en vej videre efter afslaget",
    done="Der er fundet en vej videre efter afslaget",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    recorded_by=(SOF_LEDER,),
    when=is_(BEKU_UDFALD, "afslag"),
    again=True,
    records=(EFTER_AFSLAG_AFTALT, VEJ_VIDERE),
    deadline=weeks(4).after(recorded(BEKU_UDFALD), LAESNING.at("G6")),
    follows="Skolens arbejde fortsætter imens. SOF kan stadig bevilge sin egen foranstaltning.",
    citations=(LAESNING.at("G6"), LAESNING.at("X11"), VEJLEDNING.at("P3.4")),
)
FOELG_LOESNING = Step(
    key="fase3.foelg_op_paa_loesning",
    title="Der følges op på den løsning, BEKU aftalte",
    done="Der er fulgt op på den løsning, BEKU aftalte",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, RC_PLC),
    recorded_by=(SOF_LEDER, PSYKOLOG),
    when=ANDET_UDFALD,
    again=True,
    records=(LOESNING_VIRKER, VEJ_VIDERE),
    deadline=months(3).after(recorded(BEKU_UDFALD), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.8"), LAESNING.at("G6")),
)
VIDERE_TIL_ANDRE = Step(
    key="fase3.videre_indstilling",
    title="Sagen indstilles videre til et andet skoletilbud",
    done="Sagen er indstillet videre til et andet skoletilbud",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=INDSTILLING,
    responsible=depending_on(ANDEN_LOESNING, ("efterskole", SAGSBEHANDLER), otherwise=FAC),
    together_with=(SKOLELEDER, PSYKOLOG),
    recorded_by=(SAGSBEHANDLER,),
    when=is_(ANDEN_LOESNING, "efterskole", "specialskole", "stu"),
    records=(VIDERE_INDSTILLET,),
    deadline=weeks(4).after(recorded(ANDEN_LOESNING), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P3.10"), VEJLEDNING.at("D9")),
)
EN_HALVDEL = Step(
    key="fase3.kun_den_ene_halvdel",
    title="BUF har sagt ja og SOF nej: PPV'ens behov skal dækkes på en anden måde",
    done="Der er fundet en anden måde at dække PPV'ens behov på",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=INDSTILLING,
    responsible=SKOLELEDER,
    together_with=(PSYKOLOG, SAGSBEHANDLER),
    recorded_by=(TSF_TEAMLEDER,),
    when=KUN_BUF_HAR_BEVILGET,
    again=True,
    records=(PPV_BEHOV_DAEKKES, VEJ_VIDERE),
    deadline=weeks(4).after(recorded(SOF_AFGOERELSE), LAESNING.at("X11")),
    ends=TILBUD,
    ends_when=ER_FOERSTE,
    follows="Det tilbud, der ikke kan starte, slutter, og familien får brev om begge afgørelser.",
    citations=(LAESNING.at("X11"), VEJLEDNING.at("R3")),
)
SKRIV_AFSLAG = Step(
    key="fase3.afslagsbrev_skrives",
    title="Afslagsbrevet skrives med klagevejledning",
    done="Afslagsbrevet er skrevet med klagevejledning",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=depending_on(TILBUDSART, (DAGBEHANDLING, SAGSBEHANDLER), otherwise=TSF_TEAMLEDER),
    together_with=(FAC, RC_PLC),
    recorded_by=(SAGSBEHANDLER, BEKU_SEKRETAER),
    when=SKAL_HAVE_AFSLAG,
    again=True,
    records=(KLAGEVEJLEDNING,),
    deadline=weeks(2).after(BEGGE_ER_AFGJORT, LAESNING.at("G6")),
    produces=(AFSLAGSBREV,),
    writes=BREV_AFSLAG,
    outlives=True,
    follows="Fagligt Center hjælper med brevet. I flex er det BUF's; SOF skriver selv om sin del.",
    guidance=(
        "Også en anden løsning eller en ny indsats er et nej til det, der blev søgt om. Vi læser det sådan, at "
        "familien så skal have en afgørelse med klagevejledning (ikke verificeret af jurist).",
    ),
    citations=(
        VEJLEDNING.at("P3F.13"),
        VEJLEDNING.at("P3F.20"),
        VEJLEDNING.at("P3D.9"),
        VEJLEDNING.at("R11"),
        FORVALTNINGSLOVEN.at("§ 25"),
        LAESNING.at("X23", unsure=True),
    ),
)
UNDERSKRIV_AFSLAG = Step(
    key="fase3.afslagsbrev_underskrives",
    title="BUF underskriver det fælles afslag på dagbehandling",
    done="BUF har underskrevet det fælles afslag på dagbehandling",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=INDSTILLING,
    responsible=RC_PLC,
    together_with=(SKOLELEDER, TSF_TEAMLEDER),
    owed_when=not_taken("fase3.afslagsbrev_sendes"),
    when=all_of(SKAL_HAVE_AFSLAG, INDSTILLES_TIL_DAGBEHANDLING),
    requires=taken("fase3.afslagsbrev_skrives"),
    again=True,
    deadline=weeks(1).after(acted("fase3.afslagsbrev_skrives", "den dag, afslaget var skrevet"), LAESNING.at("G6")),
    signs=BREV_AFSLAG,
    outlives=True,
    follows="SOF underskriver til sidst og sender brevet.",
    citations=(VEJLEDNING.at("P3D.9"), LAESNING.at("X10")),
)
SEND_AFSLAG = Step(
    key="fase3.afslagsbrev_sendes",
    title="Afslagsbrevet sendes til forældrene",
    done="Afslagsbrevet er sendt til forældrene",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=depending_on(TILBUDSART, (DAGBEHANDLING, SAGSBEHANDLER), otherwise=TSF_TEAMLEDER),
    together_with=(RC_PLC,),
    recorded_by=(SAGSBEHANDLER, SKOLELEDER),
    when=SKAL_HAVE_AFSLAG,
    requires=all_of(
        available(AFSLAGSBREV),
        any_of(
            not_(INDSTILLES_TIL_DAGBEHANDLING),
            taken("fase3.afslagsbrev_underskrives"),
            AFSLAAET_FOER_BUF_UNDERSKREV,
        ),
        FAMILIEN_MAA_INDDRAGES,
    ),
    acts=(BREV,),
    again=True,
    deadline=weeks(3).after(BEGGE_ER_AFGJORT, LAESNING.at("G6")),
    signs=BREV_AFSLAG,
    sends=BREV_AFSLAG,
    outlives=True,
    citations=(VEJLEDNING.at("P3F.13"), VEJLEDNING.at("P3D.9"), LAESNING.at("X8"), LAESNING.at("X10")),
)
HJAELP_TIL_KLAGE = Step(
    key="fase3.klagehjaelp",
    title="Fagligt Center hjælper BEKU med en klage",
    done="Fagligt Center har hjulpet BEKU med en klage",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=INDSTILLING,
    responsible=FAC,
    recorded_by=(BEKU_SEKRETAER, TSF_TEAMLEDER),
    duty=Duty.MAY,
    when=all_of(SKAL_HAVE_AFSLAG, taken("fase3.afslagsbrev_sendes")),
    repeatable=True,
    records=(KLAGEHJAELP,),
    outlives=True,
    citations=(VEJLEDNING.at("P3F.20"),),
)

TRIN = (
    UDSAET, DROEFT, BEVILGER_IKKE, EFTER_AFSLAG, FOELG_LOESNING, VIDERE_TIL_ANDRE, EN_HALVDEL, SKRIV_AFSLAG,
    UNDERSKRIV_AFSLAG, SEND_AFSLAG, HJAELP_TIL_KLAGE,
)  # fmt: skip
