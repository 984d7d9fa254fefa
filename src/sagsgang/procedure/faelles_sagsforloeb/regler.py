"""The rules R1–R11 of the course as they bind acts, with the force that X7 gives them by date.

R6 is an expectation and stands at the steps it speaks of. R7's "one year at a time" is the most that may be asked for.
"""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import INDSTILLES_TIL_FLEX, PPV_PEGER_PAA_STOETTE
from sagsgang.procedure.faelles_sagsforloeb.emner import PERIODE, PERIODE_MAANEDER, PERIODE_START
from sagsgang.procedure.faelles_sagsforloeb.handlinger import (
    BEKU_BEHANDLING,
    BEKU_BEVILLING,
    BREV,
    FLEX_START,
    FORLAENGELSE,
    SOCIAL_AFGOERELSE,
    SOCIAL_AFGOERELSE_I_TILBUD,
    SPECIALPAEDAGOGISK_AFGOERELSE,
    STILLINGTAGEN,
    TILBUD_START_HANDLING,
    UDVEKSLING,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    ANSOEGTE_MAANEDER,
    BEVILGET_ART,
    DAGBEHANDLING,
    SOF_AFGOERELSE,
    TILBAGESLUSNINGSFLEX,
    TILBUDSART,
    UDVEKSLING_HJEMMEL,
    UDVEKSLING_HJEMMEL_TIL,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import BOERNEFAGLIG_UNDERSOEGELSE, HANDLEPLAN, PPV
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.roller import BUF_LEDER, SOF_LEDER
from sagsgang.procedure.faelles_sagsforloeb.samtykker import SAMTYKKE_BEKU, SAMTYKKE_UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    BUF_HAR_BEVILGET,
    ER_FORLAENGELSE,
    HAR_VAERET_I_DAGBEHANDLING,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import FORTSAT_SOCIALT_BEHOV, KLAGEVEJLEDNING
from sagsgang.procedure.language import (
    Rule,
    TimeLeft,
    all_of,
    any_of,
    available,
    given,
    grounded,
    is_,
    known,
    since,
    yes,
)

BEGGE_UNDERSOEGELSER = all_of(available(BOERNEFAGLIG_UNDERSOEGELSE), available(PPV))

R1_2013 = Rule(
    key="R1",
    text="Ingen afgørelse om en social foranstaltning uden en handleplan",
    binds=(SOCIAL_AFGOERELSE, SOCIAL_AFGOERELSE_I_TILBUD),
    requires=available(HANDLEPLAN),
    citations=(VEJLEDNING.at("R1"), LAESNING.at("X7")),
    valid=since("2013-08-01", "2024-01-01"),
)
R1 = Rule(
    key="R1",
    text="Ingen afgørelse om den sociale halvdel af flex eller dagbehandling uden en handleplan",
    binds=(SOCIAL_AFGOERELSE_I_TILBUD,),
    requires=available(HANDLEPLAN),
    departure=(SOF_LEDER,),
    citations=(VEJLEDNING.at("R1"), LAESNING.at("X7")),
    valid=since("2024-01-01"),
)
R2 = Rule(
    key="R2",
    text="Ingen afgørelse om specialpædagogisk bistand uden en PPV, der peger på den",
    binds=(SPECIALPAEDAGOGISK_AFGOERELSE,),
    requires=all_of(available(PPV), PPV_PEGER_PAA_STOETTE),
    citations=(VEJLEDNING.at("R2"), LAESNING.at("X15")),
)
R3 = Rule(
    key="R3",
    text="Ingen flex uden en social foranstaltning",
    binds=(FLEX_START, FORLAENGELSE),
    requires=yes(SOF_AFGOERELSE),
    citations=(VEJLEDNING.at("R3"), LAESNING.at("X11")),
)
R4 = Rule(
    key="R4",
    text="Ingen Skoleflex, Tilbageslusningsflex eller dagbehandling uden om BEKU",
    binds=(TILBUD_START_HANDLING, FORLAENGELSE),
    requires=BUF_HAR_BEVILGET,
    citations=(VEJLEDNING.at("R4"),),
)
R5_2013 = Rule(
    key="R5",
    text="Ingen stillingtagen til behandlings- eller undervisningsbehov, før undersøgelse og PPV er lavet",
    binds=(STILLINGTAGEN,),
    requires=BEGGE_UNDERSOEGELSER,
    citations=(VEJLEDNING.at("R5"), LAESNING.at("X7")),
    valid=since("2013-08-01", "2024-01-01"),
)
R5 = Rule(
    key="R5",
    text="Ingen stillingtagen til et fælles tilbud, før undersøgelse og PPV er lavet",
    binds=(STILLINGTAGEN,),
    requires=BEGGE_UNDERSOEGELSER,
    departure=(SOF_LEDER, BUF_LEDER),
    citations=(VEJLEDNING.at("R5"), LAESNING.at("X7")),
    valid=since("2024-01-01"),
)
R7 = Rule(
    key="R7",
    text="Tilbageslusningsflex gives kun efter dagbehandling, ét år ad gangen og højst to år i alt",
    binds=(BEKU_BEVILLING,),
    when=is_(TILBUDSART, TILBAGESLUSNINGSFLEX),
    requires=all_of(
        HAR_VAERET_I_DAGBEHANDLING,
        TimeLeft(
            PERIODE,
            PERIODE_START,
            PERIODE_MAANEDER,
            is_(BEVILGET_ART, TILBAGESLUSNINGSFLEX),
            is_(BEVILGET_ART, DAGBEHANDLING),
            ANSOEGTE_MAANEDER,
            PARAMETRE["tilbageslusningsflex_hoejst"],
            "der er tid tilbage af de to år med Tilbageslusningsflex",
        ),
    ),
    citations=(VEJLEDNING.at("R7"), RAMME.at("R7"), LAESNING.at("X14")),
)
R8 = Rule(
    key="R8",
    text="Ingen drøftelse eller bevilling i BEKU uden forældrenes samtykke",
    binds=(BEKU_BEHANDLING,),
    requires=given(SAMTYKKE_BEKU),
    citations=(VEJLEDNING.at("R8"),),
)
R9_2013 = Rule(
    key="R9",
    text="Ingen udveksling af oplysninger mellem forvaltningerne uden forældrenes samtykke",
    binds=(UDVEKSLING,),
    requires=given(SAMTYKKE_UDVEKSLING),
    citations=(VEJLEDNING.at("R9"), LAESNING.at("X7")),
    valid=since("2013-08-01", "2024-01-01"),
)
R9 = Rule(
    key="R9",
    text="Ingen udveksling af oplysninger mellem forvaltningerne uden samtykke eller et andet lovgrundlag",
    binds=(UDVEKSLING,),
    requires=any_of(given(SAMTYKKE_UDVEKSLING), grounded(UDVEKSLING_HJEMMEL, UDVEKSLING_HJEMMEL_TIL)),
    citations=(VEJLEDNING.at("R9"), LAESNING.at("X7")),
    valid=since("2024-01-01"),
)
R10 = Rule(
    key="R10",
    text="Flex forlænges kun, når der fortsat er behov for en social foranstaltning",
    binds=(BEKU_BEVILLING, FORLAENGELSE),
    when=all_of(ER_FORLAENGELSE, INDSTILLES_TIL_FLEX),
    requires=yes(FORTSAT_SOCIALT_BEHOV),
    citations=(VEJLEDNING.at("R10"),),
)
R11 = Rule(
    key="R11",
    text="Ethvert optage-, afslags- og ophørsbrev har klagevejledning",
    binds=(BREV,),
    requires=known(KLAGEVEJLEDNING),
    citations=(VEJLEDNING.at("R11"),),
)

REGLER = (R1_2013, R1, R2, R3, R4, R5_2013, R5, R7, R8, R9_2013, R9, R10, R11)
