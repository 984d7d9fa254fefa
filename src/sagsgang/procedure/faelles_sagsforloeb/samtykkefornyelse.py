"""When a consent runs out: the family is asked again before the day, and after it until somebody has (G6).

That a consent lasts a year is local practice; the steps follow from what each consent declares of its life.
"""

from functools import partial

from sagsgang.procedure.faelles_sagsforloeb.betingelser import ER_DAGBEHANDLING, FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.emner import (
    FORLOEB,
    INDSTILLING,
    TILBUD,
    TILBUD_START,
    UNDERSOEGELSE,
)
from sagsgang.procedure.faelles_sagsforloeb.fase1 import PPV_SKAL_INDSTILLES
from sagsgang.procedure.faelles_sagsforloeb.fase3_beku import INDSENDER
from sagsgang.procedure.faelles_sagsforloeb.faser import (
    BEKYMRINGSFASEN,
    HANDLEPLANSFASEN,
    OPFOELGNINGSFASEN,
    UNDERSOEGELSESFASEN,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import PPV_DATO, UNDERSOEGELSE_FAERDIG
from sagsgang.procedure.faelles_sagsforloeb.papirer import INDSTILLING_TIL_PPV
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import (
    SAMTYKKE_BEKU,
    SAMTYKKE_MATCHNING,
    SAMTYKKE_PPV,
    SAMTYKKE_TILBUDSPLANER,
    SAMTYKKE_UDVEKSLING,
    SAMTYKKE_UNDERSOEGELSE,
    SVAR_BEKU,
    SVAR_MATCHNING,
    SVAR_PPV,
    SVAR_TILBUDSPLANER,
    SVAR_UDVEKSLING,
    SVAR_UNDERSOEGELSE,
    SVARENE_BEKU,
    SVARENE_MATCHNING,
    SVARENE_PPV,
    SVARENE_TILBUDSPLANER,
    SVARENE_UDVEKSLING,
    SVARENE_UNDERSOEGELSE,
    VARER_BEKU,
    VARER_MATCHNING,
    VARER_PPV,
    VARER_TILBUDSPLANER,
    VARER_UDVEKSLING,
    VARER_UNDERSOEGELSE,
    VARSEL,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import UAFGJORT_I_BEKU
from sagsgang.procedure.language import (
    Lane,
    Step,
    all_of,
    any_of,
    available,
    expiring,
    expiry,
    known,
    optional,
    running,
    unrecorded,
    weeks,
)

FORNYELSE = partial(
    Step,
    lane=Lane.FAMILIE,
    requires=FAMILIEN_MAA_INDDRAGES,
    repeatable=True,
    follows="Indtil alle har svaret, gælder det gamle samtykke til den dag, det udløber.",
)

FORNY_PPV = FORNYELSE(
    key="samtykke.forny_ppv",
    title="Samtykket til PPV udløber: forældrene spørges igen",
    done="Forældrene har svaret igen på samtykke til PPV",
    phase=BEKYMRINGSFASEN,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(SKOLELEDER, PSYKOLOG),
    when=all_of(
        expiring(SAMTYKKE_PPV, VARSEL),
        running(FORLOEB),
        any_of(PPV_SKAL_INDSTILLES, all_of(available(INDSTILLING_TIL_PPV), unrecorded(PPV_DATO))),
    ),
    records=(SVARENE_PPV, optional(VARER_PPV)),
    gives=SAMTYKKE_PPV,
    answer=SVAR_PPV,
    lasts=VARER_PPV,
    deadline=weeks(2).before(expiry(SAMTYKKE_PPV, "den dag, samtykket til PPV udløber"), LAESNING.at("G6")),
    citations=(LAESNING.at("G6"), VEJLEDNING.at("P1.6")),
)
FORNY_UNDERSOEGELSE = FORNYELSE(
    key="samtykke.forny_undersoegelse",
    title="Samtykket til undersøgelsen udløber: forældrene spørges igen",
    done="Forældrene har svaret igen på samtykke til undersøgelsen",
    phase=UNDERSOEGELSESFASEN,
    per=UNDERSOEGELSE,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=all_of(
        expiring(SAMTYKKE_UNDERSOEGELSE, VARSEL),
        unrecorded(UNDERSOEGELSE_FAERDIG),
        running(FORLOEB),
    ),
    records=(SVARENE_UNDERSOEGELSE, optional(VARER_UNDERSOEGELSE)),
    gives=SAMTYKKE_UNDERSOEGELSE,
    answer=SVAR_UNDERSOEGELSE,
    lasts=VARER_UNDERSOEGELSE,
    deadline=weeks(2).before(
        expiry(SAMTYKKE_UNDERSOEGELSE, "den dag, samtykket til undersøgelsen udløber"), LAESNING.at("G6")
    ),
    citations=(LAESNING.at("G6"), LAESNING.at("X9")),
)
FORNY_UDVEKSLING = FORNYELSE(
    key="samtykke.forny_udveksling",
    title="Samtykket til udveksling udløber: forældrene spørges igen",
    done="Forældrene har svaret igen på samtykke til udveksling",
    phase=UNDERSOEGELSESFASEN,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    when=all_of(expiring(SAMTYKKE_UDVEKSLING, VARSEL), running(FORLOEB)),
    records=(SVARENE_UDVEKSLING, optional(VARER_UDVEKSLING)),
    gives=SAMTYKKE_UDVEKSLING,
    answer=SVAR_UDVEKSLING,
    lasts=VARER_UDVEKSLING,
    deadline=weeks(2).before(
        expiry(SAMTYKKE_UDVEKSLING, "den dag, samtykket til udveksling udløber"), LAESNING.at("G6")
    ),
    citations=(LAESNING.at("G6"), VEJLEDNING.at("R9")),
)
FORNY_BEKU = FORNYELSE(
    key="samtykke.forny_beku",
    title="Samtykket til BEKU udløber: forældrene spørges igen",
    done="Forældrene har svaret igen på samtykke til BEKU",
    phase=HANDLEPLANSFASEN,
    per=INDSTILLING,
    responsible=INDSENDER,
    together_with=(SAGSBEHANDLER, SKOLELEDER),
    recorded_by=(RC_PLC, SOF_LEDER),
    when=all_of(expiring(SAMTYKKE_BEKU, VARSEL), UAFGJORT_I_BEKU),
    records=(SVARENE_BEKU, optional(VARER_BEKU)),
    gives=SAMTYKKE_BEKU,
    answer=SVAR_BEKU,
    lasts=VARER_BEKU,
    deadline=weeks(2).before(expiry(SAMTYKKE_BEKU, "den dag, samtykket til BEKU udløber"), LAESNING.at("G6")),
    citations=(LAESNING.at("G6"), VEJLEDNING.at("R8")),
)
FORNY_MATCHNING = FORNYELSE(
    key="samtykke.forny_matchning",
    title="Samtykket til Matchningsudvalget udløber: forældrene spørges igen",
    done="Forældrene har svaret igen på samtykke til Matchningsudvalget",
    phase=HANDLEPLANSFASEN,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=all_of(expiring(SAMTYKKE_MATCHNING, VARSEL), ER_DAGBEHANDLING, unrecorded(TILBUD_START)),
    records=(SVARENE_MATCHNING, optional(VARER_MATCHNING)),
    gives=SAMTYKKE_MATCHNING,
    answer=SVAR_MATCHNING,
    lasts=VARER_MATCHNING,
    deadline=weeks(2).before(
        expiry(SAMTYKKE_MATCHNING, "den dag, samtykket til Matchningsudvalget udløber"), LAESNING.at("G6")
    ),
    citations=(LAESNING.at("G6"), LAESNING.at("X18")),
)
FORNY_TILBUDSPLANER = FORNYELSE(
    key="samtykke.forny_tilbudsplaner",
    title="Samtykket til tilbuddets planer udløber: forældrene spørges igen",
    done="Forældrene har svaret igen på samtykke til tilbuddets planer",
    phase=OPFOELGNINGSFASEN,
    per=TILBUD,
    responsible=DAGBEHANDLINGSTILBUD,
    together_with=(SAGSBEHANDLER,),
    recorded_by=(PSYKOLOG,),
    when=all_of(expiring(SAMTYKKE_TILBUDSPLANER, VARSEL), ER_DAGBEHANDLING, known(TILBUD_START)),
    records=(SVARENE_TILBUDSPLANER, optional(VARER_TILBUDSPLANER)),
    gives=SAMTYKKE_TILBUDSPLANER,
    answer=SVAR_TILBUDSPLANER,
    lasts=VARER_TILBUDSPLANER,
    deadline=weeks(2).before(
        expiry(SAMTYKKE_TILBUDSPLANER, "den dag, samtykket til tilbuddets planer udløber"), LAESNING.at("G6")
    ),
    citations=(LAESNING.at("G6"), VEJLEDNING.at("P4.4")),
)

TRIN = (FORNY_PPV, FORNY_UNDERSOEGELSE, FORNY_UDVEKSLING, FORNY_BEKU, FORNY_MATCHNING, FORNY_TILBUDSPLANER)
