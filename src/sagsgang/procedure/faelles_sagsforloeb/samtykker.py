"""The consents of the course: what, from whom, to whom, for what (R8, R9, X9, X18), and the answers to them."""

from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING, SAG, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.kilder import BARNETS_LOV, LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEKU_MOEDE,
    MATCH_HJEMMEL,
    MATCH_HJEMMEL_TIL,
    UDVEKSLING_HJEMMEL,
    UDVEKSLING_HJEMMEL_TIL,
)
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.language import (
    Consent,
    Option,
    Seat,
    Side,
    When,
    Young,
    choice,
    choices,
    day_of,
    due_day,
    giver,
    latest_of,
    line,
    load_consent_texts,
    replies,
    text,
    withdrawal,
    working_days,
)

TEKSTER = load_consent_texts("sagsgang.procedure.faelles_sagsforloeb", "samtykketekster.toml")
GYLDIG = PARAMETRE["samtykke_gyldig"]
VARSEL = PARAMETRE["samtykke_varsel"]

DEN_UNGE = Young(
    PARAMETRE["samtykke_unge"],
    "Den unge høres: svaret noteres, men det er forældremyndigheden, der afgør samtykket.",
    LAESNING.at("G5", unsure=True),
)
DEN_UNGE_UNDERSOEGES = Young(
    PARAMETRE["samtykke_unge"],
    "Undersøgelsen laves så vidt muligt sammen med den unge. Svaret noteres og stopper den ikke.",
    BARNETS_LOV.at("§ 22, stk. 2"),
)

SAMTYKKE_PPV = Consent(
    "samtykke_ppv",
    "en pædagogisk-psykologisk vurdering",
    SAG,
    "at PPV'en kan laves",
    "skolen",
    "psykologen",
    (VEJLEDNING.at("P1.6"),),
    what="oplysninger om læring, trivsel, fravær og støtte i skolen og psykologens egne iagttagelser",
    covers=((Side.BUF, Side.BUF),),
    life=GYLDIG,
    texts=TEKSTER["samtykke_ppv"],
    young=DEN_UNGE,
)
SAMTYKKE_UNDERSOEGELSE = Consent(
    "samtykke_undersoegelse",
    "den børnefaglige undersøgelse",
    SAG,
    "at undersøgelsen kan laves i samarbejde med familien",
    "familien",
    "borgercentret",
    (VEJLEDNING.at("P1.11"), LAESNING.at("X9")),
    what="oplysninger om barnets og familiens forhold, som undersøgelsen har brug for",
    covers=((Side.FAMILY, Side.SOF),),
    life=GYLDIG,
    texts=TEKSTER["samtykke_undersoegelse"],
    young=DEN_UNGE_UNDERSOEGES,
    bars=False,
)
SAMTYKKE_UDVEKSLING = Consent(
    "samtykke_udveksling",
    "udveksling af oplysninger mellem forvaltningerne",
    SAG,
    "at SOF og BUF kan tale sammen om barnet i Aftaleforum",
    "SOF og BUF",
    "SOF og BUF",
    (VEJLEDNING.at("R9"),),
    what="oplysninger om barnets trivsel, skolegang, udvikling, familie og støtte, også helbred",
    covers=(
        (Side.SOF, Side.BUF),
        (Side.BUF, Side.SOF),
        (Side.SOF, Side.JOINT),
        (Side.BUF, Side.JOINT),
    ),
    life=GYLDIG,
    texts=TEKSTER["samtykke_udveksling"],
    young=DEN_UNGE,
    ground=UDVEKSLING_HJEMMEL,
    ground_until=UDVEKSLING_HJEMMEL_TIL,
)
SAMTYKKE_BEKU = Consent(
    "samtykke_beku",
    "drøftelse og bevilling i BEKU",
    INDSTILLING,
    "at BEKU kan drøfte sagen og bevilge et tilbud",
    "SOF og BUF",
    "BEKU",
    (VEJLEDNING.at("R8"),),
    what="indstillingen med PPV, undersøgelse, handleplan, elevplan og andre papirer, der hører til",
    covers=((Side.SOF, Seat.BEKU), (Side.BUF, Seat.BEKU), (Side.JOINT, Seat.BEKU)),
    life=GYLDIG,
    texts=TEKSTER["samtykke_beku"],
    young=DEN_UNGE,
)
SAMTYKKE_MATCHNING = Consent(
    "samtykke_matchning",
    "at sagens papirer sendes til Matchningsudvalget og mulige tilbud",
    TILBUD,
    "at udvalget kan foreslå konkrete tilbud",
    "SOF",
    "Matchningsudvalget",
    (LAESNING.at("X18"),),
    what="undersøgelsen, handleplanen, PPV'en, elevplanen og BEKU's beslutning",
    covers=(
        (Side.SOF, Seat.MATCHING),
        (Side.BUF, Seat.MATCHING),
        (Side.JOINT, Seat.MATCHING),
        (Side.SOF, Seat.PROVIDER),
        (Side.BUF, Seat.PROVIDER),
        (Side.JOINT, Seat.PROVIDER),
    ),
    life=GYLDIG,
    texts=TEKSTER["samtykke_matchning"],
    young=DEN_UNGE,
    ground=MATCH_HJEMMEL,
    ground_until=MATCH_HJEMMEL_TIL,
)
SAMTYKKE_TILBUDSPLANER = Consent(
    "samtykke_tilbudsplaner",
    "at tilbuddet sender elevplan og behandlingsplan",
    TILBUD,
    "at sagsbehandler og psykolog kan forberede revurderingen",
    "dagbehandlingstilbuddet",
    "sagsbehandler og psykolog",
    (VEJLEDNING.at("P4.4"),),
    what="elevplan og behandlingsplan",
    covers=((Side.PROVIDER, Side.SOF), (Side.PROVIDER, Side.BUF), (Side.PROVIDER, Side.JOINT)),
    life=GYLDIG,
    texts=TEKSTER["samtykke_tilbudsplaner"],
    young=DEN_UNGE,
)

SAMTYKKER = (
    SAMTYKKE_PPV,
    SAMTYKKE_UNDERSOEGELSE,
    SAMTYKKE_UDVEKSLING,
    SAMTYKKE_BEKU,
    SAMTYKKE_MATCHNING,
    SAMTYKKE_TILBUDSPLANER,
)

# When the family is asked about BEKU: in good time before the meeting, and at once when it has taken its yes back.
SPOERG_OM_BEKU = latest_of(
    "den sjette hverdag før mødet i BEKU eller, når samtykket er trukket senere, den dag, det blev trukket",
    due_day(working_days(6).before(BEKU_MOEDE, LAESNING.at("G6")), "den sjette hverdag før mødet i BEKU"),
    withdrawal(SAMTYKKE_BEKU, "den dag, samtykket blev trukket"),
)

# What the answers come to. It follows from the persons' answers; older events hold it as it was said.
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

# What each person answered, and until when it was agreed.
_HVER = "Hver af dem, der har forældremyndigheden, svarer for sig. Den, der ikke er spurgt endnu, kan svare senere."
_VARER = "Lad feltet stå tomt, når samtykket varer så længe, som det plejer."

SVARENE_PPV = replies(
    "samtykke_ppv.personer", "Hvad svarer de hver især?", "svarene på samtykket til PPV", SAG, help=_HVER
)
SVARENE_UNDERSOEGELSE = replies(
    "samtykke_undersoegelse.personer",
    "Hvad svarer de hver især?",
    "svarene på samtykket til undersøgelsen",
    SAG,
    help=_HVER,
)
SVARENE_UDVEKSLING = replies(
    "samtykke_udveksling.personer", "Hvad svarer de hver især?", "svarene på samtykket til udveksling", SAG, help=_HVER
)
SVARENE_BEKU = replies(
    "samtykke_beku.personer", "Hvad svarer de hver især?", "svarene på samtykket til BEKU", INDSTILLING, help=_HVER
)
SVARENE_MATCHNING = replies(
    "samtykke_matchning.personer",
    "Hvad svarer de hver især?",
    "svarene på samtykket til Matchningsudvalget",
    TILBUD,
    help=_HVER,
)
SVARENE_TILBUDSPLANER = replies(
    "samtykke_tilbudsplaner.personer",
    "Hvad svarer de hver især?",
    "svarene på samtykket til tilbuddets planer",
    TILBUD,
    help=_HVER,
)

VARER_PPV = day_of(
    "samtykke_ppv.udloeber",
    "Er der aftalt en dag, hvor samtykket udløber?",
    "den aftalte udløbsdag for samtykket til PPV",
    SAG,
    when=When.FUTURE,
    help=_VARER,
)
VARER_UNDERSOEGELSE = day_of(
    "samtykke_undersoegelse.udloeber",
    "Er der aftalt en dag, hvor samtykket udløber?",
    "den aftalte udløbsdag for samtykket til undersøgelsen",
    SAG,
    when=When.FUTURE,
    help=_VARER,
)
VARER_UDVEKSLING = day_of(
    "samtykke_udveksling.udloeber",
    "Er der aftalt en dag, hvor samtykket udløber?",
    "den aftalte udløbsdag for samtykket til udveksling",
    SAG,
    when=When.FUTURE,
    help=_VARER,
)
VARER_BEKU = day_of(
    "samtykke_beku.udloeber",
    "Er der aftalt en dag, hvor samtykket udløber?",
    "den aftalte udløbsdag for samtykket til BEKU",
    INDSTILLING,
    when=When.FUTURE,
    help=_VARER,
)
VARER_MATCHNING = day_of(
    "samtykke_matchning.udloeber",
    "Er der aftalt en dag, hvor samtykket udløber?",
    "den aftalte udløbsdag for samtykket til Matchningsudvalget",
    TILBUD,
    when=When.FUTURE,
    help=_VARER,
)
VARER_TILBUDSPLANER = day_of(
    "samtykke_tilbudsplaner.udloeber",
    "Er der aftalt en dag, hvor samtykket udløber?",
    "den aftalte udløbsdag for samtykket til tilbuddets planer",
    TILBUD,
    when=When.FUTURE,
    help=_VARER,
)

# By whom it was taken back, and why, where they say so.
_GRUND = (
    "Ingen skal give en grund. Skriv den kun, når familien selv siger den, og de ved, at både SOF og skolen læser den."
)

TRAEKKER_PPV = giver("samtykke_ppv.trukket_af", "Hvem trækker samtykket til PPV?", "hvem der trækker det", SAG)
TRAEKKER_UNDERSOEGELSE = giver(
    "samtykke_undersoegelse.trukket_af", "Hvem trækker samtykket til undersøgelsen?", "hvem der trækker det", SAG
)
TRAEKKER_UDVEKSLING = giver(
    "samtykke_udveksling.trukket_af", "Hvem trækker samtykket til udveksling?", "hvem der trækker det", SAG
)
TRAEKKER_BEKU = giver(
    "samtykke_beku.trukket_af", "Hvem trækker samtykket til BEKU?", "hvem der trækker det", INDSTILLING
)
TRAEKKER_MATCHNING = giver(
    "samtykke_matchning.trukket_af", "Hvem trækker samtykket til Matchningsudvalget?", "hvem der trækker det", TILBUD
)
TRAEKKER_TILBUDSPLANER = giver(
    "samtykke_tilbudsplaner.trukket_af", "Hvem trækker samtykket til tilbuddets planer?", "hvem der trækker det", TILBUD
)

TRUKKET_FORDI_PPV = text(
    "samtykke_ppv.trukket_fordi", "Siger de hvorfor?", "grunden til at trække samtykket til PPV", SAG, help=_GRUND
)
TRUKKET_FORDI_UNDERSOEGELSE = text(
    "samtykke_undersoegelse.trukket_fordi",
    "Siger de hvorfor?",
    "grunden til at trække samtykket til undersøgelsen",
    SAG,
    help=_GRUND,
)
TRUKKET_FORDI_UDVEKSLING = text(
    "samtykke_udveksling.trukket_fordi",
    "Siger de hvorfor?",
    "grunden til at trække samtykket til udveksling",
    SAG,
    help=_GRUND,
)
TRUKKET_FORDI_BEKU = text(
    "samtykke_beku.trukket_fordi",
    "Siger de hvorfor?",
    "grunden til at trække samtykket til BEKU",
    INDSTILLING,
    help=_GRUND,
)
TRUKKET_FORDI_MATCHNING = text(
    "samtykke_matchning.trukket_fordi",
    "Siger de hvorfor?",
    "grunden til at trække samtykket til Matchningsudvalget",
    TILBUD,
    help=_GRUND,
)
TRUKKET_FORDI_TILBUDSPLANER = text(
    "samtykke_tilbudsplaner.trukket_fordi",
    "Siger de hvorfor?",
    "grunden til at trække samtykket til tilbuddets planer",
    TILBUD,
    help=_GRUND,
)

# What older events hold: who answered as a choice, and who took it back as a line. No form asks for it any more.
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

TRUKKET_PPV = line("samtykke_ppv.trukket", "Hvem trækker samtykket til PPV?", "hvem der trak det", SAG)
TRUKKET_UNDERSOEGELSE = line(
    "samtykke_undersoegelse.trukket", "Hvem trækker samtykket til undersøgelsen?", "hvem der trak det", SAG
)
TRUKKET_UDVEKSLING = line(
    "samtykke_udveksling.trukket", "Hvem trækker samtykket til udveksling?", "hvem der trak det", SAG
)
TRUKKET_BEKU = line("samtykke_beku.trukket", "Hvem trækker samtykket til BEKU?", "hvem der trak det", INDSTILLING)
TRUKKET_MATCHNING = line(
    "samtykke_matchning.trukket", "Hvem trækker samtykket til Matchningsudvalget?", "hvem der trak det", TILBUD
)
TRUKKET_TILBUDSPLANER = line(
    "samtykke_tilbudsplaner.trukket", "Hvem trækker samtykket til tilbuddets planer?", "hvem der trak det", TILBUD
)
