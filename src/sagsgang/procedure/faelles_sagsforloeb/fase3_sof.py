"""Phase 3, SOF's half: its own decision, and how the family is told of it (P3F.4, P3F.9, X10)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES, INDSTILLES_TIL_FLEX
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_SOCIAL_AFGOERELSE, BREV_SOCIALT_AFSLAG
from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING
from sagsgang.procedure.faelles_sagsforloeb.fase3_dagsorden import AFGJORT_I_BEKU
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import SOCIAL_AFGOERELSE, SOCIAL_AFGOERELSE_I_TILBUD
from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    BARNETS_LOV,
    FORVALTNINGSLOVEN,
    LAESNING,
    SERVICELOVEN,
    VEJLEDNING,
)
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import BEKU_MOEDE, BEKU_UDFALD, SOF_AFGOERELSE
from sagsgang.procedure.faelles_sagsforloeb.papirer import SOCIAL_AFGOERELSE_BREV, SOCIALT_AFSLAG
from sagsgang.procedure.faelles_sagsforloeb.roller import BEKU_SEKRETAER, SAGSBEHANDLER, SOF_LEDER
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    BEGGE_ER_AFGJORT,
    FORANSTALTNINGEN_ER_SKREVET,
    INDSTILLES_TIL_TILBUD,
    SOF_SKRIVER_SELV,
    UAFGJORT_I_BEKU,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import (
    KLAGEVEJLEDNING,
    SOF_BARNETS_SYN,
    SOF_BESLUTTER,
    SOF_FORMAAL,
    SOF_GRUNDLAG,
    SOF_INDSATS,
    SOF_KOMPETENCE,
)
from sagsgang.procedure.language import (
    Lane,
    Step,
    all_of,
    any_of,
    is_,
    narrowed,
    no,
    not_,
    offered_if,
    only_if,
    phrased,
    recorded,
    since,
    weeks,
    yes,
)
from sagsgang.procedure.language.joining import revised

SOF_AFGOER_2013 = Step(
    key="fase3.sof_afgoerelse",
    title="SOF afgør sin halvdel: den sociale foranstaltning",
    done="SOF har afgjort sin halvdel",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    recorded_by=(BEKU_SEKRETAER,),
    when=all_of(INDSTILLES_TIL_TILBUD, any_of(UAFGJORT_I_BEKU, is_(BEKU_UDFALD, "bevilget", "afventer_sof"))),
    acts=(SOCIAL_AFGOERELSE, SOCIAL_AFGOERELSE_I_TILBUD),
    records=(
        SOF_AFGOERELSE,
        SOF_INDSATS,
        only_if(yes(SOF_AFGOERELSE), SOF_FORMAAL),
        SOF_BARNETS_SYN,
        SOF_BESLUTTER,
        offered_if(phrased("det ikke er flex", not_(INDSTILLES_TIL_FLEX)), "beku", SOF_KOMPETENCE),
        SOF_GRUNDLAG,
    ),
    deadline=weeks(2).after(BEKU_MOEDE, LAESNING.at("G6")),
    follows="Skolen og BEKU får besked. I flex skriver SOF til familien. Uden SOF's del kan tilbuddet ikke starte.",
    citations=(VEJLEDNING.at("P3F.4"), VEJLEDNING.at("P3D.6"), SERVICELOVEN.at("§ 52"), LAESNING.at("X10")),
    valid=since("2013-08-01", "2024-01-01"),
)
SOF_AFGOER = revised(
    SOF_AFGOER_2013,
    guidance=(
        "Støtten kræver samtykke fra dem, der har forældremyndigheden, og afgørelsen siger formål og varighed (barnets "
        "lov § 32, stk. 2 og 3). I flex afgør SOF sin del selv; i dagbehandling sidder SOF i BEKU.",
    ),
    citations=(
        VEJLEDNING.at("P3F.4"),
        VEJLEDNING.at("P3D.6"),
        BARNETS_LOV.at("§ 5"),
        BARNETS_LOV.at("§ 32, stk. 1–3"),
        LAESNING.at("X10"),
    ),
    valid=since("2024-01-01"),
)
SEND_SOCIAL_AFGOERELSE = Step(
    key="fase3.social_afgoerelse_sendes",
    title="Familien får brev om den sociale afgørelse",
    done="Familien har fået brev om den sociale afgørelse",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    owed_when=SOF_SKRIVER_SELV,
    when=all_of(INDSTILLES_TIL_FLEX, yes(SOF_AFGOERELSE), AFGJORT_I_BEKU),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    deadline=weeks(2).after(BEGGE_ER_AFGJORT, LAESNING.at("G6")),
    produces=(SOCIAL_AFGOERELSE_BREV,),
    writes=BREV_SOCIAL_AFGOERELSE,
    signs=BREV_SOCIAL_AFGOERELSE,
    sends=BREV_SOCIAL_AFGOERELSE,
    outlives=True,
    follows="Brevet har sin egen klagevejledning til Ankestyrelsen. Et afslag får sit eget brev.",
    guidance=(
        "SOF afgør sin del uden om BEKU og skriver selv til familien. Vi læser det sådan, at brevet sendes, når også "
        "BEKU har afgjort sagen, og at foranstaltningen gælder, selv om BUF's del er afslået (ikke verificeret af "
        "jurist). I en ny periode står SOF's del i det fælles optagebrev.",
    ),
    citations=(
        VEJLEDNING.at("P3F.4"), VEJLEDNING.at("P3F.9"), FORVALTNINGSLOVEN.at("§§ 22–25"), VEJLEDNING.at("M8"),
        LAESNING.at("X8"), LAESNING.at("X10"), LAESNING.at("X11", unsure=True),
    ),
)  # fmt: skip
SEND_SOCIALT_AFSLAG = Step(
    key="fase3.socialt_afslag_sendes",
    title="Familien får SOF's afslag på den sociale foranstaltning",
    done="Familien har fået SOF's afslag på den sociale foranstaltning",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    when=all_of(INDSTILLES_TIL_FLEX, no(SOF_AFGOERELSE), FORANSTALTNINGEN_ER_SKREVET),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(narrowed(KLAGEVEJLEDNING, "sof"),),
    deadline=weeks(2).after(recorded(SOF_AFGOERELSE), LAESNING.at("G6")),
    produces=(SOCIALT_AFSLAG,),
    writes=BREV_SOCIALT_AFSLAG,
    signs=BREV_SOCIALT_AFSLAG,
    sends=BREV_SOCIALT_AFSLAG,
    outlives=True,
    follows="Brevet har klagevejledning til Ankestyrelsen. BUF skriver selv om sin del.",
    guidance=(
        "I flex afgør SOF sin del uden om BEKU. Derfor skriver og underskriver SOF sit eget afslag, og BUF sit. "
        "Kilderne nævner kun BUF's brev; det andet er vores læsning (ikke verificeret af jurist).",
    ),
    citations=(
        VEJLEDNING.at("P3F.4"),
        VEJLEDNING.at("R11"),
        FORVALTNINGSLOVEN.at("§§ 22–25"),
        LAESNING.at("X8"),
        LAESNING.at("X10", unsure=True),
        LAESNING.at("X11"),
    ),
)

TRIN = (SOF_AFGOER_2013, SOF_AFGOER, SEND_SOCIAL_AFGOERELSE, SEND_SOCIALT_AFSLAG)
