"""Phase 4, an offer prolonged: the new period, registration, letter in its order of signatures, and money (P4F.6)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    ER_DAGBEHANDLING,
    ER_FLEX,
    ER_TILBAGESLUSNINGSFLEX,
    FAMILIEN_MAA_INDDRAGES,
)
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_OPTAGELSE_FORLAENGET, BREV_RESSOURCE_FORLAENGET
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    INDSTILLING,
    PERIODE,
    PERIODE_MAANEDER,
    PERIODE_START,
    TILBUD,
)
from sagsgang.procedure.faelles_sagsforloeb.fase4_revurdering import TILBUDDET_ER_SLUTTET
from sagsgang.procedure.faelles_sagsforloeb.faser import OPFOELGNINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import BREV, FORLAENGELSE
from sagsgang.procedure.faelles_sagsforloeb.kilder import FORVALTNINGSLOVEN, LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import BEKU_UDFALD, BEVILGET_ART, SKOLEFLEX
from sagsgang.procedure.faelles_sagsforloeb.papirer import KMD, OPTAGEBREV
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    FAC,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    BEGGE_HALVDELE,
    BUF_HAR_BEVILGET,
    ER_FORLAENGELSE,
    INDSTILLES_TIL_TILBUD,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import GENBEVILGET, KLAGEVEJLEDNING, STILLING
from sagsgang.procedure.language import (
    Journal,
    Lane,
    Step,
    acted,
    all_of,
    any_of,
    calendar_months,
    day_of,
    days,
    is_,
    known,
    money,
    narrowed,
    on,
    only_if,
    opened,
    recorded,
    running,
    runs_out,
    some,
    taken,
    weeks,
)

ER_FORLAENGET_FLEX = all_of(ER_FLEX, known(GENBEVILGET))
NYE_PERIODE = acted("fase4.ny_periode", "den dag, forlængelsen blev bevilget")

KMD_FORLAENGET = day_of("periode.kmd", "Hvornår blev forlængelsen registreret i KMD?", "registreringen i KMD", PERIODE)
RESSOURCE_SKOLEFLEX_IGEN = money(
    "periode.ressource_skoleflex",
    "Hvor meget får skolen til endnu en periode i Skoleflex?",
    "beløbet til endnu en periode i Skoleflex",
    PERIODE,
    default=PARAMETRE["skoleflex_til_skolen"],
    exact=True,
)
RESSOURCE_TILBAGESLUSNINGSFLEX_IGEN = money(
    "periode.ressource_tilbageslusningsflex",
    "Hvor meget får skolen til endnu en periode i Tilbageslusningsflex?",
    "beløbet til endnu en periode i Tilbageslusningsflex",
    PERIODE,
    default=PARAMETRE["tilbageslusningsflex_til_skolen"],
    exact=True,
)
RESSOURCE_SOCIAL_IGEN = money(
    "periode.ressource_social",
    "Hvor meget er der til den sociale indsats i den nye periode?",
    "beløbet til den sociale indsats i den nye periode",
    PERIODE,
    default=PARAMETRE["tilbageslusningsflex_social"],
    exact=True,
)

NY_PERIODE = Step(
    key="fase4.ny_periode",
    title="Tilbuddet fortsætter i en ny periode",
    done="Tilbuddet fortsætter i en ny periode",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(RC_PLC, SOF_LEDER),
    when=all_of(ER_FORLAENGELSE, BUF_HAR_BEVILGET, INDSTILLES_TIL_TILBUD, running(TILBUD)),
    requires=BEGGE_HALVDELE,
    acts=(FORLAENGELSE,),
    records=(PERIODE_START, PERIODE_MAANEDER, GENBEVILGET, only_if(ER_TILBAGESLUSNINGSFLEX, RESSOURCE_SOCIAL_IGEN)),
    deadline=weeks(2).after(recorded(BEKU_UDFALD), LAESNING.at("G6")),
    opens=PERIODE,
    follows="Skolen registrerer i KMD, og brevet underskrives først af SOF og så af skolen.",
    citations=(VEJLEDNING.at("P4F.6"), VEJLEDNING.at("P4F.1"), VEJLEDNING.at("P4.6"), VEJLEDNING.at("P3F.10")),
)
PERIODEN_ER_GAAET = Step(
    key="fase4.perioden_er_gaaet",
    title="Inden perioden er gået, er tilbuddet forlænget eller sluttet",
    done="Tilbuddet er forlænget eller sluttet, da perioden var gået",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=PERIODE,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=any_of(ER_DAGBEHANDLING, is_(STILLING, "fortsaetter", "aendres")),
    done_when=all_of(
        any_of(ER_DAGBEHANDLING, is_(STILLING, "fortsaetter", "aendres")),
        any_of(
            TILBUDDET_ER_SLUTTET,
            some(
                PERIODE,
                known(GENBEVILGET),
                "der er bevilget en ny periode",
                since=calendar_months(1).after(opened(PERIODE, "den dag, perioden blev bevilget"), LAESNING.at("X13")),
            ),
        ),
    ),
    deadline=on(runs_out(PERIODE_START, PERIODE_MAANEDER, "den dag, perioden løber ud"), VEJLEDNING.at("D10")),
    citations=(VEJLEDNING.at("D10"), VEJLEDNING.at("P4.6"), LAESNING.at("X13"), LAESNING.at("G6")),
)
REGISTRER_FORLAENGELSE = Step(
    key="fase4.kmd_forlaengelse",
    title="Forlængelsen registreres i KMD, og Fagligt Center får besked",
    done="Forlængelsen er registreret i KMD, og Fagligt Center har fået besked",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.BUF,
    per=PERIODE,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC, FAC),
    when=ER_FORLAENGET_FLEX,
    records=(KMD_FORLAENGET,),
    journal=Journal(KMD, day=KMD_FORLAENGET),
    deadline=weeks(1).after(NYE_PERIODE, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4F.6"), LAESNING.at("X1")),
)
SKRIV_FORLAENGELSE = Step(
    key="fase4.forlaengelsesbrev_skrives",
    title="Fagligt Center skriver det fælles optagebrev til den nye periode",
    done="Fagligt Center har skrevet det fælles optagebrev til den nye periode",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.BUF,
    per=PERIODE,
    responsible=FAC,
    recorded_by=(SKOLELEDER,),
    when=ER_FORLAENGET_FLEX,
    requires=known(KMD_FORLAENGET),
    again=True,
    records=(narrowed(KLAGEVEJLEDNING, "begge"),),
    deadline=weeks(2).after(NYE_PERIODE, LAESNING.at("G6")),
    produces=(OPTAGEBREV,),
    writes=BREV_OPTAGELSE_FORLAENGET,
    citations=(VEJLEDNING.at("P4F.6"), VEJLEDNING.at("R11"), FORVALTNINGSLOVEN.at("§ 25")),
)
SOF_UNDERSKRIVER = Step(
    key="fase4.forlaengelsesbrev_sof",
    title="SOF underskriver brevet om den nye periode og sender det tilbage",
    done="SOF har underskrevet brevet om den nye periode",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.SOF,
    per=PERIODE,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=ER_FORLAENGET_FLEX,
    requires=taken("fase4.forlaengelsesbrev_skrives"),
    again=True,
    deadline=weeks(1).after(
        acted("fase4.forlaengelsesbrev_skrives", "den dag, Fagligt Center skrev brevet"), LAESNING.at("G6")
    ),
    signs=BREV_OPTAGELSE_FORLAENGET,
    citations=(VEJLEDNING.at("P4F.6"), LAESNING.at("X10")),
)
SKOLEN_SENDER = Step(
    key="fase4.forlaengelsesbrev_sendes",
    title="Skolelederen underskriver og sender brevet om den nye periode",
    done="Skolelederen har sendt brevet om den nye periode",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.BUF,
    per=PERIODE,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC,),
    when=ER_FORLAENGET_FLEX,
    requires=all_of(taken("fase4.forlaengelsesbrev_sof"), FAMILIEN_MAA_INDDRAGES),
    acts=(BREV,),
    again=True,
    deadline=days(3).after(acted("fase4.forlaengelsesbrev_sof", "den dag, SOF underskrev"), LAESNING.at("G6")),
    signs=BREV_OPTAGELSE_FORLAENGET,
    sends=BREV_OPTAGELSE_FORLAENGET,
    citations=(VEJLEDNING.at("P4F.6"), LAESNING.at("X10"), LAESNING.at("X8")),
)
UDMELD_IGEN = Step(
    key="fase4.ressource_forlaengelse",
    title="Fagligt Center udmelder ressourcen til den nye periode",
    done="Fagligt Center har udmeldt ressourcen til den nye periode",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.BUF,
    per=PERIODE,
    responsible=FAC,
    recorded_by=(SKOLELEDER, TSF_TEAMLEDER),
    when=ER_FORLAENGET_FLEX,
    requires=known(KMD_FORLAENGET),
    again=True,
    records=(
        only_if(is_(BEVILGET_ART, SKOLEFLEX), RESSOURCE_SKOLEFLEX_IGEN),
        only_if(ER_TILBAGESLUSNINGSFLEX, RESSOURCE_TILBAGESLUSNINGSFLEX_IGEN),
    ),
    deadline=weeks(2).after(NYE_PERIODE, LAESNING.at("G6")),
    writes=BREV_RESSOURCE_FORLAENGET,
    signs=BREV_RESSOURCE_FORLAENGET,
    sends=BREV_RESSOURCE_FORLAENGET,
    follows="Skoleleder, Tværfaglig Støttefunktion og sagsbehandler får besked.",
    citations=(VEJLEDNING.at("P4F.6"), VEJLEDNING.at("P3F.10"), LAESNING.at("X6")),
)

TRIN = (
    NY_PERIODE, PERIODEN_ER_GAAET, REGISTRER_FORLAENGELSE, SKRIV_FORLAENGELSE, SOF_UNDERSKRIVER, SKOLEN_SENDER,
    UDMELD_IGEN,
)  # fmt: skip
