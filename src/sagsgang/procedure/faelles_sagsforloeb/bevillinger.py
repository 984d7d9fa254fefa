"""What the joint offers cost: for which offer, whose half, how much, and by what it moves (P3F.10, P3F.15, P4F.6)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import ER_TILBAGESLUSNINGSFLEX
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    INDSTILLING,
    PERIODE,
    PERIODE_MAANEDER,
    PERIODE_START,
    TILBUD,
)
from sagsgang.procedure.faelles_sagsforloeb.fase3_flex_bevilget import (
    FORANSTALTNING_START,
    KMD_DATO,
    RESSOURCE_SKOLEFLEX,
    RESSOURCE_SOCIAL,
    RESSOURCE_TILBAGESLUSNINGSFLEX,
)
from sagsgang.procedure.faelles_sagsforloeb.fase4_forlaengelse import (
    KMD_FORLAENGET,
    RESSOURCE_SKOLEFLEX_IGEN,
    RESSOURCE_SOCIAL_IGEN,
    RESSOURCE_TILBAGESLUSNINGSFLEX_IGEN,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEKU_UDFALD,
    BEVILGET_ART,
    SKOLEFLEX,
    SOF_AFGOERELSE,
)
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    BEGGE_HALVDELE,
    BUF_HAR_BEVILGET,
    ER_FORLAENGELSE,
    INDSTILLES_TIL_TILBUD,
)
from sagsgang.procedure.language import Ressource, Side, all_of, is_, no
from sagsgang.procedure.language.joining import revised

FORLAENGET_I_BEKU = all_of(ER_FORLAENGELSE, BUF_HAR_BEVILGET, INDSTILLES_TIL_TILBUD)

SKOLEFLEX_TIL_SKOLEN = Ressource(
    key="skoleflex_skole",
    title="Skoleflex: til skolen",
    side=Side.BUF,
    offer=TILBUD,
    period=PERIODE,
    when=is_(BEVILGET_ART, SKOLEFLEX),
    amount=PARAMETRE["skoleflex_til_skolen"],
    decided=(BEKU_UDFALD, SOF_AFGOERELSE),
    granted=BEGGE_HALVDELE,
    refused=no(SOF_AFGOERELSE),
    renewal=INDSTILLING,
    renewed=FORLAENGET_I_BEKU,
    start=PERIODE_START,
    months=PERIODE_MAANEDER,
    told_first=RESSOURCE_SKOLEFLEX,
    told_later=RESSOURCE_SKOLEFLEX_IGEN,
    registered_first=KMD_DATO,
    registered_later=KMD_FORLAENGET,
    citations=(VEJLEDNING.at("P3F.10"), VEJLEDNING.at("P4F.6"), LAESNING.at("X6"), LAESNING.at("X14")),
)
TILBAGESLUSNINGSFLEX_TIL_SKOLEN = revised(
    SKOLEFLEX_TIL_SKOLEN,
    key="tilbageslusningsflex_skole",
    title="Tilbageslusningsflex: til skolen",
    when=ER_TILBAGESLUSNINGSFLEX,
    amount=PARAMETRE["tilbageslusningsflex_til_skolen"],
    told_first=RESSOURCE_TILBAGESLUSNINGSFLEX,
    told_later=RESSOURCE_TILBAGESLUSNINGSFLEX_IGEN,
    citations=(
        VEJLEDNING.at("P3F.10"),
        RAMME.at("P3F.10"),
        RAMME.at("P3F.15"),
        LAESNING.at("X6"),
        LAESNING.at("X14"),
    ),
)
TILBAGESLUSNINGSFLEX_SOCIAL = revised(
    TILBAGESLUSNINGSFLEX_TIL_SKOLEN,
    key="tilbageslusningsflex_social",
    title="Tilbageslusningsflex: SOF's egen indsats",
    side=Side.SOF,
    amount=PARAMETRE["tilbageslusningsflex_social"],
    told_first=RESSOURCE_SOCIAL,
    told_later=RESSOURCE_SOCIAL_IGEN,
    registered_first=FORANSTALTNING_START,
    registered_later=None,
    told="sat af",
    citations=(VEJLEDNING.at("P3F.10"), RAMME.at("P3F.10"), LAESNING.at("X6"), LAESNING.at("X14")),
)

BEVILLINGER = (SKOLEFLEX_TIL_SKOLEN, TILBAGESLUSNINGSFLEX_TIL_SKOLEN, TILBAGESLUSNINGSFLEX_SOCIAL)
