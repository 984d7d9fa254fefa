"""What steps are about: the case, one life of the course, one underretning, one offer and its periods."""

from sagsgang.procedure.language import Calendar, Subject, When, day_of, months, number, opened, the_day, year_day

SAG = Subject("sag", "sagen")
FORLOEB = Subject("forloeb", "det fælles sagsforløb", SAG)
UNDERRETNING = Subject("underretning", "underretningen", FORLOEB)
UNDERSOEGELSE = Subject("undersoegelse", "den børnefaglige undersøgelse", SAG)
PPV_EMNE = Subject("ppv", "PPV'en", SAG)
AFTALEFORUM_MOEDE = Subject("aftaleforum", "mødet i Aftaleforum", FORLOEB)
AFTALE = Subject("aftale", "aftalen fra Aftaleforum", AFTALEFORUM_MOEDE)
INDSTILLING = Subject("indstilling", "indstillingen til BEKU", FORLOEB)
KLAGE = Subject("klage", "klagen", SAG)
TILBUD = Subject("tilbud", "tilbuddet", FORLOEB)
PERIODE = Subject("periode", "perioden i tilbuddet", TILBUD)

TILBUD_START = day_of("tilbud.start", "Hvornår starter tilbuddet?", "tilbuddets start", TILBUD, first_wins=True)
PERIODE_START = day_of("periode.start", "Hvornår begynder perioden?", "periodens første dag", PERIODE, when=When.ANY)
PERIODE_MAANEDER = number(
    "periode.maaneder",
    "Hvor mange måneder gælder bevillingen?",
    "periodens længde i måneder",
    PERIODE,
    least=1,
    most=12,
)

OPFOELGNING = Subject(
    "opfoelgning",
    "opfølgningen",
    TILBUD,
    Calendar(first=months(3).limit, then=months(6).limit, counted_from=the_day(TILBUD_START)),
)
AARSSTATUS = Subject(
    "aarsstatus",
    "årets revurdering",
    TILBUD,
    Calendar(first=months(12).limit, then=months(12).limit, counted_from=the_day(TILBUD_START)),
)
SKOLEAAR = Subject(
    "skoleaar",
    "skoleåret i tilbuddet",
    TILBUD,
    Calendar(
        first=months(0).limit,
        then=months(12).limit,
        counted_from=year_day(11, 15, "den første 15. november efter starten", on_or_after=TILBUD_START),
    ),
)
GENNEMGANG = Subject(
    "gennemgang",
    "gennemgangen af sagen",
    FORLOEB,
    Calendar(
        first=months(3).limit,
        then=months(3).limit,
        counted_from=opened(FORLOEB, "den dag, forløbet begyndte"),
        piles_up=False,
    ),
)

EMNER = (
    SAG, FORLOEB, UNDERRETNING, UNDERSOEGELSE, PPV_EMNE, AFTALEFORUM_MOEDE, AFTALE, INDSTILLING, TILBUD, PERIODE,
    OPFOELGNING, AARSSTATUS, SKOLEAAR, GENNEMGANG, KLAGE,
)  # fmt: skip
