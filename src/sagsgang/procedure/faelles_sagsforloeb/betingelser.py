"""Conditions that several steps share, each under the name the trade gives it."""

from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, PPV_EMNE, TILBUD, UNDERRETNING, UNDERSOEGELSE
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEVILGET_ART,
    DAGBEHANDLING,
    ENIG_PSYKOLOG,
    ENIG_SAGSBEHANDLER,
    ENIG_SKOLELEDER,
    HENSYN,
    HENSYN_FRIGIVET,
    LEKTIONER_GRAENSE,
    PPV_DATO,
    PPV_GYLDIG,
    PPV_LEKTIONER,
    SKOLEFLEX,
    SOCIALT_BEHOV,
    SOF_KENDSKAB,
    TILBAGESLUSNINGSFLEX,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import INDSTILLING_TIL_PPV
from sagsgang.procedure.language import (
    all_of,
    any_of,
    at_least,
    available,
    fresh,
    is_,
    known,
    none_running,
    not_,
    on,
    opened,
    phrased,
    running,
    some,
    unrecorded,
    yes,
)

# The life of the course that a condition is asked in: what an earlier life found does not count by itself.
FORLOEBETS_START = opened(FORLOEB, "den dag, det fælles forløb begyndte")
I_FORLOEBET = on(FORLOEBETS_START, LAESNING.at("G1"))

# X8: talk with, letters to and views of the parents wait until a named person releases them.
FAMILIEN_MAA_INDDRAGES = phrased(
    "forældrene må inddrages", any_of(unrecorded(HENSYN), is_(HENSYN, "nej"), yes(HENSYN_FRIGIVET))
)

# T1, T3: both needs.
PPV_PEGER_PAA_STOETTE = at_least(PPV_LEKTIONER, LEKTIONER_GRAENSE)
SOCIALT_BEHOV_I_FORLOEBET = some(
    UNDERSOEGELSE, yes(SOCIALT_BEHOV), "undersøgelsen viser et behov for en social foranstaltning", since=I_FORLOEBET
)
BEGGE_BEHOV = all_of(SOCIALT_BEHOV_I_FORLOEBET, PPV_PEGER_PAA_STOETTE)

# The kind of the running offer, and of the one applied for.
ER_FLEX = is_(BEVILGET_ART, SKOLEFLEX, TILBAGESLUSNINGSFLEX)
ER_TILBAGESLUSNINGSFLEX = is_(BEVILGET_ART, TILBAGESLUSNINGSFLEX)
ER_DAGBEHANDLING = is_(BEVILGET_ART, DAGBEHANDLING)
INDSTILLES_TIL_FLEX = is_(TILBUDSART, SKOLEFLEX, TILBAGESLUSNINGSFLEX)
INDSTILLES_TIL_DAGBEHANDLING = is_(TILBUDSART, DAGBEHANDLING)

# T2, M1: the two ways in to the joint course.
UNDERSOEGELSE_I_FORLOEBET = some(UNDERSOEGELSE, all_of(), "der er åbnet en børnefaglig undersøgelse", since=I_FORLOEBET)
PPV_MANGLER = any_of(unrecorded(PPV_DATO), not_(fresh(PPV_DATO, PPV_GYLDIG)))
PPV_I_GANG = any_of(
    fresh(PPV_DATO, PPV_GYLDIG),
    some(
        PPV_EMNE,
        any_of(available(INDSTILLING_TIL_PPV), known(PPV_DATO)),
        "der er indstillet til PPV",
        since=I_FORLOEBET,
    ),
)

# G1: whether SOF has the case by now, or the school alone.
SOF_HAR_SAGEN = any_of(running(UNDERRETNING), known(SOF_KENDSKAB), running(TILBUD))
SKOLEN_HAR_SAGEN = all_of(none_running(UNDERRETNING), unrecorded(SOF_KENDSKAB), none_running(TILBUD))

# M8, X22: the expectation lock opens.
FORVENTNINGER_AFSTEMT = all_of(yes(ENIG_SAGSBEHANDLER), yes(ENIG_PSYKOLOG), yes(ENIG_SKOLELEDER))
