"""The bodies that meet: Aftaleforum, BEKU, Matchningsudvalget; what each may and may not do (M3–M11, O10, D3, D4)."""

from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BEKU_FORMAND,
    BEKU_MEDLEM,
    BEKU_SEKRETAER,
    BUF_LEDER,
    DAGBEHANDLINGSTILBUD,
    FAMILIEN,
    FRITIDSTILBUD,
    LAERER,
    MATCHNINGSUDVALG,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
    TSF,
    UU_VEJLEDER,
)
from sagsgang.procedure.language import Board

AFTALEFORUM = Board(
    "aftaleforum",
    "Aftaleforum",
    "Familien og de to forvaltninger taler om barnet, udveksler viden og aftaler, hvem der gør hvad.",
    SAGSBEHANDLER,
    members=(
        SAGSBEHANDLER,
        SKOLESOCIALRAADGIVER,
        SKOLELEDER,
        PSYKOLOG,
        RC_PLC,
        TSF,
        LAERER,
        UU_VEJLEDER,
        FRITIDSTILBUD,
        DAGBEHANDLINGSTILBUD,
        FAMILIEN,
    ),
    may=(
        "blive enige om at indstille en sag til BEKU",
        "aftale, hvad hver part gør på sit eget område",
        "udveksle oplysninger, når der er samtykke eller et andet lovgrundlag",
    ),
    may_not=(
        "træffe afgørelser eller bevilge noget",
        "stille familien et bestemt tilbud i udsigt, før fagpersonerne er enige",
    ),
    citations=(VEJLEDNING.at("M3"), VEJLEDNING.at("M4"), VEJLEDNING.at("M7"), VEJLEDNING.at("M11"), LAESNING.at("X17")),
)
BEKU = Board(
    "beku",
    "BEKU",
    "Områdets fælles beslutnings- og koordinationsudvalg afgør, hvilket fælles tilbud et barn får. Det mødes mindst "
    "én gang om måneden.",
    BEKU_SEKRETAER,
    members=(BUF_LEDER, TSF, SKOLELEDER, SOF_LEDER, BEKU_SEKRETAER, BEKU_MEDLEM, BEKU_FORMAND, SAGSBEHANDLER),
    may=(
        "bevilge Skoleflex, Tilbageslusningsflex og dagbehandling",
        "finde en anden tværfaglig løsning eller aftale en ny indsats på skolen",
        "give afslag, drøfte en sag, udsætte den eller sende den tilbage, når papirer mangler",
        "bevilge flex pr. mail, når sagen først kun er drøftet",
        "tage en sag op efter fristen, når formanden begrunder det",
    ),
    may_not=(
        "drøfte eller bevilge uden forældrenes samtykke",
        "afgøre SOF's del af flex: den afgør SOF efter sin egen procedure",
        "bevilge specialpædagogisk bistand uden en PPV, der peger på den",
    ),
    citations=(
        VEJLEDNING.at("M9"),
        VEJLEDNING.at("O10"),
        VEJLEDNING.at("D3"),
        VEJLEDNING.at("P3.8"),
        VEJLEDNING.at("P3F.14"),
        RAMME.at("P3.11"),
        LAESNING.at("X23"),
    ),
)
MATCHNING = Board(
    "matchningsudvalg",
    "Matchningsudvalget",
    "Udvalget foreslår konkrete dagbehandlingstilbud, der passer til barnet, og rådgiver om dem.",
    MATCHNINGSUDVALG,
    members=(MATCHNINGSUDVALG,),
    may=(
        "foreslå konkrete kommunale og private tilbud inden fristen",
        "rådgive sagsbehandleren om tilbuddene",
    ),
    may_not=(
        "bevilge et tilbud eller vælge det for familien",
        "få sagens papirer uden samtykke eller et andet grundlag",
    ),
    citations=(VEJLEDNING.at("O11"), VEJLEDNING.at("P3D.2"), VEJLEDNING.at("D4"), LAESNING.at("X18")),
)

ORGANER = (AFTALEFORUM, BEKU, MATCHNING)
