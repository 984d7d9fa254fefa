"""The consents of the course: what, from whom, to whom, for what (R8, R9, X9, X18), and the answers to them."""

from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING, SAG, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.language import Consent, Option, choice, choices

SAMTYKKE_PPV = Consent(
    "samtykke_ppv",
    "en pædagogisk-psykologisk vurdering",
    SAG,
    "at PPV'en kan laves",
    "skolen",
    "psykologen",
    (VEJLEDNING.at("P1.6"),),
)
SAMTYKKE_UNDERSOEGELSE = Consent(
    "samtykke_undersoegelse",
    "den børnefaglige undersøgelse",
    SAG,
    "at undersøgelsen kan laves i samarbejde med familien",
    "familien",
    "borgercentret",
    (VEJLEDNING.at("P1.11"),),
)
SAMTYKKE_UDVEKSLING = Consent(
    "samtykke_udveksling",
    "udveksling af oplysninger mellem forvaltningerne",
    SAG,
    "at SOF og BUF kan tale sammen om barnet i Aftaleforum",
    "SOF og BUF",
    "SOF og BUF",
    (VEJLEDNING.at("R9"),),
)
SAMTYKKE_BEKU = Consent(
    "samtykke_beku",
    "drøftelse og bevilling i BEKU",
    INDSTILLING,
    "at BEKU kan drøfte sagen og bevilge et tilbud",
    "SOF og BUF",
    "BEKU",
    (VEJLEDNING.at("R8"),),
)
SAMTYKKE_MATCHNING = Consent(
    "samtykke_matchning",
    "at sagens papirer sendes til Matchningsudvalget og mulige tilbud",
    TILBUD,
    "at udvalget kan foreslå konkrete tilbud",
    "SOF",
    "Matchningsudvalget",
    (LAESNING.at("X18"),),
)
SAMTYKKE_TILBUDSPLANER = Consent(
    "samtykke_tilbudsplaner",
    "at tilbuddet sender elevplan og behandlingsplan",
    TILBUD,
    "at sagsbehandler og psykolog kan forberede revurderingen",
    "dagbehandlingstilbuddet",
    "sagsbehandler og psykolog",
    (VEJLEDNING.at("P4.4"),),
)

SAMTYKKER = (
    SAMTYKKE_PPV,
    SAMTYKKE_UNDERSOEGELSE,
    SAMTYKKE_UDVEKSLING,
    SAMTYKKE_BEKU,
    SAMTYKKE_MATCHNING,
    SAMTYKKE_TILBUDSPLANER,
)

_JA = Option("ja", "Ja, alle, der skal, har givet samtykke")
_NEJ = Option("nej", "Nej, der er sagt nej")
_DELT = Option("delt", "Den ene forældremyndighedsindehaver siger ja, den anden nej")

SVAR_PPV = choice("samtykke_ppv.svar", "Er samtykket givet?", "samtykket til PPV", SAG, _JA, _NEJ, _DELT)
SVAR_UNDERSOEGELSE = choice(
    "samtykke_undersoegelse.svar", "Er samtykket givet?", "samtykket til undersøgelsen", SAG, _JA, _NEJ, _DELT
)
SVAR_UDVEKSLING = choice(
    "samtykke_udveksling.svar", "Er samtykket givet?", "samtykket til udveksling", SAG, _JA, _NEJ, _DELT
)
SVAR_BEKU = choice("samtykke_beku.svar", "Er samtykket givet?", "samtykket til BEKU", INDSTILLING, _JA, _NEJ, _DELT)
SVAR_MATCHNING = choice(
    "samtykke_matchning.svar", "Er samtykket givet?", "samtykket til Matchningsudvalget", TILBUD, _JA, _NEJ, _DELT
)
SVAR_TILBUDSPLANER = choice(
    "samtykke_tilbudsplaner.svar", "Er samtykket givet?", "samtykket til tilbuddets planer", TILBUD, _JA, _NEJ, _DELT
)

_GIVERE = (
    Option("begge", "Begge forældremyndighedsindehavere"),
    Option("den_ene", "Den forældremyndighedsindehaver, barnet bor hos"),
    Option("den_anden", "Den anden forældremyndighedsindehaver"),
    Option("ene", "Forældremyndighedsindehaveren alene"),
    Option("unge", "Den unge selv"),
)
GIVER_PPV = choices("samtykke_ppv.giver", "Hvem har svaret?", "hvem der svarede", SAG, *_GIVERE)
GIVER_UNDERSOEGELSE = choices("samtykke_undersoegelse.giver", "Hvem har svaret?", "hvem der svarede", SAG, *_GIVERE)
GIVER_UDVEKSLING = choices("samtykke_udveksling.giver", "Hvem har svaret?", "hvem der svarede", SAG, *_GIVERE)
GIVER_BEKU = choices("samtykke_beku.giver", "Hvem har svaret?", "hvem der svarede", INDSTILLING, *_GIVERE)
GIVER_MATCHNING = choices("samtykke_matchning.giver", "Hvem har svaret?", "hvem der svarede", TILBUD, *_GIVERE)
GIVER_TILBUDSPLANER = choices("samtykke_tilbudsplaner.giver", "Hvem har svaret?", "hvem der svarede", TILBUD, *_GIVERE)
