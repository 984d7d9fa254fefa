"""Conditions that several steps share, each under the name the trade gives it."""

from sagsgang.procedure.faelles_sagsforloeb.emner import UNDERSOEGELSE
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEVILGET_ART,
    DAGBEHANDLING,
    HENSYN,
    HENSYN_FRIGIVET,
    LEKTIONER_GRAENSE,
    PPV_LEKTIONER,
    SKOLEFLEX,
    SOCIALT_BEHOV,
    TILBAGESLUSNINGSFLEX,
    TILBUDSART,
)
from sagsgang.procedure.language import all_of, any_of, at_least, is_, running, unrecorded, yes

# X8: talk with, letters to and views of the parents wait until a named person releases them.
FAMILIEN_MAA_INDDRAGES = any_of(unrecorded(HENSYN), is_(HENSYN, "nej"), yes(HENSYN_FRIGIVET))

# T1, T3: both needs.
PPV_PEGER_PAA_STOETTE = at_least(PPV_LEKTIONER, LEKTIONER_GRAENSE)
BEGGE_BEHOV = all_of(yes(SOCIALT_BEHOV), PPV_PEGER_PAA_STOETTE)

# The kind of the running offer, and of the one applied for.
ER_FLEX = is_(BEVILGET_ART, SKOLEFLEX, TILBAGESLUSNINGSFLEX)
ER_TILBAGESLUSNINGSFLEX = is_(BEVILGET_ART, TILBAGESLUSNINGSFLEX)
ER_DAGBEHANDLING = is_(BEVILGET_ART, DAGBEHANDLING)
INDSTILLES_TIL_FLEX = is_(TILBUDSART, SKOLEFLEX, TILBAGESLUSNINGSFLEX)
INDSTILLES_TIL_DAGBEHANDLING = is_(TILBUDSART, DAGBEHANDLING)

UNDERSOEGELSE_AABNET = running(UNDERSOEGELSE)
