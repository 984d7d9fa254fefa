"""The five phases, what each is for, and how long it is expected to last (T5, T6, T11, X3)."""

from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.language import Phase

BEKYMRINGSFASEN = Phase(
    "fase1",
    1,
    "Bekymringsfasen",
    "Bekymringen undersøges tidligt og samlet, og det afklares, om skolen selv kan løse den.",
    key_points=(
        "Skolen prøver først det, RC/PLC kan, og taler med skolesocialrådgiveren – undtagen i akutte sager.",
        "Underretningen er en personlig pligt og venter på ingen.",
        "Underretning og indstilling til PPV sendes så vidt muligt samtidig.",
    ),
    links=("Underretningsskabelon", "Indstilling til PPV", "Samtykkeerklæring", "Vejledning om bekymrende fravær"),
    citations=(VEJLEDNING.at("T5"), VEJLEDNING.at("T11")),
)
UNDERSOEGELSESFASEN = Phase(
    "fase2",
    2,
    "Undersøgelsesfasen",
    "Barnets behov for social foranstaltning og for specialpædagogisk bistand afdækkes sideløbende.",
    key_points=(
        "Mindst ét møde i Aftaleforum, senest 4 uger efter at underretningen er modtaget.",
        "Ingen stiller familien et tilbud i udsigt, før undersøgelse og PPV er færdige.",
    ),
    expected="højst 4 måneder",
    links=("Samtykkeerklæring", "Dagsorden til Aftaleforum"),
    citations=(VEJLEDNING.at("T5"), VEJLEDNING.at("T6"), VEJLEDNING.at("D11"), VEJLEDNING.at("T11")),
)
HANDLEPLANSFASEN = Phase(
    "fase3",
    3,
    "Handleplan og etablering af tilbud",
    "Forvaltningerne finder sammen med familien det tilbud, der dækker begge behov, og sætter det i gang.",
    key_points=(
        "Det er BEKU, der bevilger. Det ved familien.",
        "Fagpersonerne er enige indbyrdes, før et tilbud drøftes med familien.",
        "Skoleflex overvejes altid før dagbehandling.",
    ),
    links=(
        "Forside til BEKU",
        "Fælles BUF-SOF Handleplan",
        "Afgørelsesbreve med klagevejledning",
        "Arbejdsgange i BEKU",
        "Vejledning om registrering i KMD",
    ),
    citations=(VEJLEDNING.at("T5"), VEJLEDNING.at("T6"), VEJLEDNING.at("T11"), LAESNING.at("X3")),
)
OPFOELGNINGSFASEN = Phase(
    "fase4",
    4,
    "Opfølgning og revurdering",
    "Indsatsen følges op, og det vurderes mindst én gang om året, om barnet er det rette sted.",
    key_points=(
        "Handleplanen følges op efter 3 måneder og derefter mindst hvert halve år, regnet fra starten.",
        "Revurderingen ligger så tidligt, at andre skoletilbud kan søges i tide.",
        "Inden en periode i flex løber ud, tager nogen stilling: fortsætte, ændre eller slutte.",
    ),
    expected="opfølgning hvert halve år, revurdering én gang om året",
    links=("Opfølgning på handleplan", "Status på PPV", "Uddannelsesplan", "Fælles afgørelsesbreve"),
    citations=(VEJLEDNING.at("T5"), VEJLEDNING.at("T6"), VEJLEDNING.at("T11")),
)
UDSLUSNINGSFASEN = Phase(
    "fase5",
    5,
    "Udslusning og tilbageslusning",
    "Barnet kommer tilbage til sin skole eller videre til et andet tilbud, og forløbet afsluttes ordentligt.",
    key_points=(
        "Der er tre veje tilbage: skolens egne ressourcer, Skoleflex og Tilbageslusningsflex.",
        "Distriktsskolen skal tage imod et barn i Tilbageslusningsflex.",
        "Når ét af de to behov er væk, slutter det fælles forløb, og den anden side går videre alene.",
    ),
    links=("Fælles ophørsbrev", "Rammebeskrivelse for Tilbageslusningsflex"),
    citations=(VEJLEDNING.at("T5"), LAESNING.at("X2")),
    derived=True,
)

HELE_VEJEN = Phase(
    "hele_vejen",
    0,
    "Hele vejen igennem",
    "Det, der kan ske i enhver fase: sagen gennemgås, barnet skifter skole, sagen skifter hænder.",
    citations=(LAESNING.at("G4"), LAESNING.at("G6")),
)

FASER = (
    BEKYMRINGSFASEN,
    UNDERSOEGELSESFASEN,
    HANDLEPLANSFASEN,
    OPFOELGNINGSFASEN,
    UDSLUSNINGSFASEN,
    HELE_VEJEN,
)
