"""Conditions on the way to an offer, on its two halves and on its end that steps and rules of phases 3–5 share."""

from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import FREMMOEDTE
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALEFORUM_MOEDE, INDSTILLING, TILBUD, TILBUD_START
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    ANLEDNING,
    BEKU_UDFALD,
    BEVILGET_ART,
    DAGBEHANDLING,
    MOEDE_AFHOLDT,
    MOEDE_FORMAAL,
    SKOLEFLEX,
    SOF_AFGOERELSE,
    TILBAGESLUSNINGSFLEX,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import SOF_INDSATS, VEJ_VIDERE
from sagsgang.procedure.language import (
    all_of,
    any_of,
    is_,
    known,
    latest_of,
    no,
    not_,
    on,
    phrased,
    recorded,
    running,
    some,
    unrecorded,
    yes,
)

# BEKU (X23) -------------------------------------------------------------------------------------------------------
UAFGJORT_I_BEKU = phrased(
    "BEKU har ikke afgjort sagen",
    any_of(unrecorded(BEKU_UDFALD), is_(BEKU_UDFALD, "udsat", "papirer", "droeftet")),
)
BUF_HAR_BEVILGET = is_(BEKU_UDFALD, "bevilget", "afventer_sof")
INDSTILLES_TIL_TILBUD = is_(TILBUDSART, SKOLEFLEX, TILBAGESLUSNINGSFLEX, DAGBEHANDLING)
ER_INDSTILLET = some(INDSTILLING, INDSTILLES_TIL_TILBUD, "der er forberedt en indstilling til et fælles tilbud")
ER_FOERSTE = is_(ANLEDNING, "foerste")
ER_FORLAENGELSE = is_(ANLEDNING, "forlaengelse")
NOGET_AT_FORLAENGE = phrased(
    "der søges første gang, eller et fælles tilbud kører og kan forlænges", any_of(ER_FOERSTE, running(TILBUD))
)

# The two halves (R3, X11) -----------------------------------------------------------------------------------------
BEGGE_HALVDELE = all_of(BUF_HAR_BEVILGET, yes(SOF_AFGOERELSE))
KUN_BUF_HAR_BEVILGET = all_of(BUF_HAR_BEVILGET, no(SOF_AFGOERELSE))
BEGGE_ER_AFGJORT = latest_of(
    "den dag, den sidste af de to halvdele blev afgjort", recorded(BEKU_UDFALD), recorded(SOF_AFGOERELSE)
)
# What SOF decided before its form asked for the measure was told otherwise: no letter of its own is owed for it.
FORANSTALTNINGEN_ER_SKREVET = phrased("SOF's afgørelse siger, hvilken foranstaltning det er", known(SOF_INDSATS))
# P4F.6: the joint letter on a new period brings SOF's decision.
SOF_SKRIVER_SELV = all_of(
    FORANSTALTNINGEN_ER_SKREVET,
    phrased("afgørelsen ikke står i et fælles brev om en ny periode", any_of(ER_FOERSTE, not_(BUF_HAR_BEVILGET))),
)

# Aftaleforum: held, and for what ----------------------------------------------------------------------------------
# M3: who came counts, not who was invited.
BEGGE_FORVALTNINGER_KOM = all_of(is_(FREMMOEDTE, "sof"), is_(FREMMOEDTE, "buf"))
AFTALEFORUM_HOLDT = some(
    AFTALEFORUM_MOEDE,
    all_of(known(MOEDE_AFHOLDT), BEGGE_FORVALTNINGER_KOM),
    "sagen har været i Aftaleforum, og begge forvaltninger kom",
)
AFTALEFORUM_OM_HANDLEPLAN = some(
    AFTALEFORUM_MOEDE,
    all_of(known(MOEDE_AFHOLDT), is_(MOEDE_FORMAAL, "handleplan", "faelles_handleplan")),
    "Aftaleforum har mødtes om handleplanen",
)
AFTALEFORUM_OM_FAELLES_PLAN = some(
    AFTALEFORUM_MOEDE,
    all_of(
        known(MOEDE_AFHOLDT), is_(MOEDE_FORMAAL, "faelles_handleplan", "handleplan", "genansoegning", "revurdering")
    ),
    "Aftaleforum har mødtes om den fælles handleplan",
)
AFTALEFORUM_OM_AFSLUTNING = some(
    AFTALEFORUM_MOEDE,
    all_of(known(MOEDE_AFHOLDT), is_(MOEDE_FORMAAL, "afslutning", "revurdering", "genansoegning")),
    "Aftaleforum har mødtes om afslutningen",
)

# Day treatment behind the child (R7) ------------------------------------------------------------------------------
HAR_HAFT_TILBUD = some(TILBUD, known(BEVILGET_ART), "barnet har eller har haft et fælles tilbud")
HAR_VAERET_I_DAGBEHANDLING = some(
    TILBUD, all_of(is_(BEVILGET_ART, DAGBEHANDLING), known(TILBUD_START)), "barnet har været i dagbehandling"
)

# The way onward (G6) ----------------------------------------------------------------------------------------------
SKAL_TIL_BEKU = is_(VEJ_VIDERE, "beku")
SKAL_AFSLUTTES = is_(VEJ_VIDERE, "afslut")
DEN_DAG_VEJEN_BLEV_VALGT = on(recorded(VEJ_VIDERE), LAESNING.at("G6"))
