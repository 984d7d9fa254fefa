"""Facts that steps of several phases share."""

from sagsgang.procedure.faelles_sagsforloeb.emner import (
    AFTALEFORUM_MOEDE,
    FORLOEB,
    INDSTILLING,
    PPV_EMNE,
    SAG,
    TILBUD,
    UNDERRETNING,
    UNDERSOEGELSE,
)
from sagsgang.procedure.faelles_sagsforloeb.lovgrundlag import LOVGRUNDLAG
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.language import (
    Option,
    When,
    basis_of,
    choice,
    choices,
    day_of,
    line,
    moment_of,
    number,
    unit_of,
    yes_no,
)

# Where the case lives --------------------------------------------------------------------------------------------
SKOLE = unit_of("sag.skole", "Hvilken skole går barnet på?", "barnets skole", SAG, "skole")
SOF_ENHED = unit_of("sag.sof_enhed", "Hvilket borgercenter har sagen?", "borgercentret", SAG, "bbu", "bch")
KLASSETRIN = number(
    "sag.klassetrin",
    "Hvilken klasse går barnet i?",
    "klassetrinnet",
    SAG,
    least=0,
    most=10,
    help="0 er børnehaveklassen.",
)

# What stops talk with the family (X8) ----------------------------------------------------------------------------
HENSYN = choices(
    "forloeb.hensyn",
    "Er der noget, der gør, at forældrene ikke må inddrages endnu?",
    "hensynet til barnets sikkerhed",
    FORLOEB,
    Option("nej", "Nej", alone=True),
    Option("overgreb", "Mistanke om vold eller overgreb fra forældre"),
    Option("aere", "Tegn på æresrelateret konflikt eller negativ social kontrol"),
    help="Er der mistanke, holdes samtaler, breve og høring tilbage, til en navngiven person frigiver dem.",
)
HENSYN_FRIGIVET = yes_no(
    "forloeb.hensyn_frigivet",
    "Må forældrene inddrages nu?",
    "frigivelsen af kontakten med forældrene",
    FORLOEB,
    yes="Forældrene må inddrages",
    no="Kontakten med forældrene holdes fortsat tilbage",
    assessed=True,
)
AKUT = yes_no(
    "forloeb.akut",
    "Er sagen akut?",
    "om sagen er akut",
    FORLOEB,
    yes="Sagen er akut",
    no="Sagen er ikke akut",
    help="I akutte sager sendes underretningen straks, og de tidlige trin afventes ikke.",
)

# Underretning ----------------------------------------------------------------------------------------------------
UNDERRETNING_MODTAGET = moment_of(
    "underretning.modtaget",
    "Hvornår modtog borgercentret underretningen?",
    "modtagelsen af underretningen",
    UNDERRETNING,
    help="Dag og klokkeslæt: vurderingen skal være lavet inden 24 timer.",
)
UNDERSOEGELSE_BESLUTNING = choice(
    "underretning.undersoegelse",
    "Hvad bliver der besluttet?",
    "beslutningen om en undersøgelse",
    UNDERRETNING,
    Option("ja", "Der åbnes en børnefaglig undersøgelse", "Der åbnes en børnefaglig undersøgelse"),
    Option(
        "koerende",
        "Underretningen indgår i en undersøgelse, der allerede er i gang",
        "Underretningen indgår i den undersøgelse, der er i gang",
    ),
    Option("nej", "Der åbnes ikke en undersøgelse", "Der åbnes ikke en undersøgelse"),
    assessed=True,
)

# Where SOF knows the child from, when SOF opens the case (G1) ----------------------------------------------------
SOF_KENDSKAB = choice(
    "forloeb.sof_kendskab",
    "Hvad kender SOF barnet fra?",
    "det, SOF kender barnet fra",
    FORLOEB,
    Option("undersoegelse", "En børnefaglig undersøgelse", "SOF kender barnet fra en undersøgelse"),
    Option("indsats", "En social foranstaltning", "SOF kender barnet fra en social foranstaltning"),
    Option("dagbehandling", "Dagbehandling", "SOF kender barnet fra dagbehandling"),
    Option("andet", "Andet", "SOF kender barnet i forvejen"),
)

# Another ground than consent for an exchange (R9, X7) ------------------------------------------------------------
_HJEMMEL_HJAELP = "Bruges, når der ikke er samtykke. Begrundelsen skal kunne læses af familien."
_HJEMMEL_TIL_HJAELP = "Lad feltet stå tomt, når der ikke er sat en dag."
UDVEKSLING_HJEMMEL = basis_of(
    "forloeb.udveksling_hjemmel",
    "Hvilket lovgrundlag udveksles oplysningerne på?",
    "lovgrundlaget for at udveksle oplysninger",
    FORLOEB,
    "Oplysninger udveksles efter",
    *LOVGRUNDLAG,
    help=_HJEMMEL_HJAELP,
)
UDVEKSLING_HJEMMEL_TIL = day_of(
    "forloeb.udveksling_hjemmel_til",
    "Til hvilken dag bærer lovgrundlaget?",
    "dagen, hvor lovgrundlaget for at udveksle ikke længere bærer",
    FORLOEB,
    when=When.FUTURE,
    help=_HJEMMEL_TIL_HJAELP,
)
MATCH_HJEMMEL = basis_of(
    "tilbud.match_hjemmel",
    "Hvilket lovgrundlag sendes papirerne på?",
    "lovgrundlaget for at sende papirerne uden samtykke",
    TILBUD,
    "Papirerne sendes efter",
    *LOVGRUNDLAG,
    help=_HJEMMEL_HJAELP,
)
MATCH_HJEMMEL_TIL = day_of(
    "tilbud.match_hjemmel_til",
    "Til hvilken dag bærer lovgrundlaget for at sende papirerne?",
    "dagen, hvor lovgrundlaget for at sende papirerne ikke længere bærer",
    TILBUD,
    when=When.FUTURE,
    help=_HJEMMEL_TIL_HJAELP,
)

# The professionals' agreement before the family hears of an offer (M8, X22) --------------------------------------
ENIG_SAGSBEHANDLER = yes_no(
    "forloeb.enig_sagsbehandler",
    "Er sagsbehandleren enig?",
    "sagsbehandlerens enighed",
    FORLOEB,
    yes="Sagsbehandleren er enig",
    no="Sagsbehandleren er ikke enig",
)
ENIG_PSYKOLOG = yes_no(
    "forloeb.enig_psykolog",
    "Er psykologen enig?",
    "psykologens enighed",
    FORLOEB,
    yes="Psykologen er enig",
    no="Psykologen er ikke enig",
)
ENIG_SKOLELEDER = yes_no(
    "forloeb.enig_skoleleder",
    "Er skolelederen enig?",
    "skolelederens enighed",
    FORLOEB,
    yes="Skolelederen er enig",
    no="Skolelederen er ikke enig",
)
UENIGHED = choice(
    "forloeb.uenighed",
    "Hvad er uenigheden om?",
    "uenigheden mellem fagpersonerne",
    FORLOEB,
    Option("behov", "Barnets behov", "Fagpersonerne er uenige om barnets behov"),
    Option("tilbud", "Hvilket tilbud der skal søges", "Fagpersonerne er uenige om, hvilket tilbud der skal søges"),
    Option("genansoegning", "Om flex skal søges igen", "Fagpersonerne er uenige om, om flex skal søges igen"),
    Option("samarbejde", "Samarbejdet", "Fagpersonerne er uenige om samarbejdet"),
    Option("afklaret", "Den er afklaret", "Uenigheden er afklaret"),
)

# Undersøgelse and PPV --------------------------------------------------------------------------------------------
UNDERSOEGELSE_FAERDIG = day_of(
    "undersoegelse.faerdig", "Hvornår blev undersøgelsen færdig?", "undersøgelsens afslutning", UNDERSOEGELSE
)
SOCIALT_BEHOV = yes_no(
    "undersoegelse.socialt_behov",
    "Er der behov for en social foranstaltning?",
    "behovet for en social foranstaltning",
    UNDERSOEGELSE,
    yes="Der er behov for en social foranstaltning",
    no="Der er ikke behov for en social foranstaltning",
    assessed=True,
)
PPV_DATO = day_of(
    "ppv.dato",
    "Hvilken dato er PPV'en (eller den seneste status på den) fra?",
    "datoen for PPV'en",
    PPV_EMNE,
)
PPV_LEKTIONER = number(
    "ppv.lektioner",
    "Hvor mange lektioners støtte om ugen peger PPV'en på?",
    "støtten efter PPV'en",
    PPV_EMNE,
    most=40,
    help="12 lektioner (9 timer) eller mere er specialpædagogisk bistand.",
)

# Aftaleforum -----------------------------------------------------------------------------------------------------
MOEDE_FORMAAL = choices(
    "aftaleforum.formaal",
    "Hvad handler mødet om?",
    "mødets formål",
    AFTALEFORUM_MOEDE,
    Option("undersoegelse", "Undersøgelse og PPV"),
    Option("handleplan", "Handleplanen"),
    Option("faelles_handleplan", "Fælles BUF-SOF Handleplan"),
    Option("opfoelgning", "Opfølgning"),
    Option("revurdering", "Den årlige revurdering"),
    Option("genansoegning", "Om flex skal søges igen"),
    Option("afslutning", "Afslutning af forløbet"),
)
MOEDE_DATO = day_of(
    "aftaleforum.dato", "Hvornår er mødet?", "datoen for mødet i Aftaleforum", AFTALEFORUM_MOEDE, when=When.ANY
)
MOEDE_AFHOLDT = day_of("aftaleforum.afholdt", "Hvornår blev mødet holdt?", "dagen, mødet blev holdt", AFTALEFORUM_MOEDE)

# Indstilling and BEKU --------------------------------------------------------------------------------------------
SKOLEFLEX, TILBAGESLUSNINGSFLEX, DAGBEHANDLING, ANDET = "skoleflex", "tilbageslusningsflex", "dagbehandling", "andet"
TILBUDSART = choice(
    "indstilling.tilbudsart",
    "Hvad indstilles der til?",
    "det, der indstilles til",
    INDSTILLING,
    Option(SKOLEFLEX, "Skoleflex", "Der indstilles til Skoleflex"),
    Option(TILBAGESLUSNINGSFLEX, "Tilbageslusningsflex", "Der indstilles til Tilbageslusningsflex"),
    Option(DAGBEHANDLING, "Dagbehandling", "Der indstilles til dagbehandling"),
    Option(ANDET, "En anden tværfaglig løsning", "Der indstilles til en anden tværfaglig løsning"),
)
ANLEDNING = choice(
    "indstilling.anledning",
    "Er det første gang, eller skal et tilbud forlænges?",
    "anledningen",
    INDSTILLING,
    Option("foerste", "Første gang eller et nyt tilbud"),
    Option("forlaengelse", "Forlængelse af et tilbud, der kører"),
)
ANSOEGTE_MAANEDER = number(
    "indstilling.maaneder",
    "For hvor mange måneder?",
    "antal måneder, der søges om",
    INDSTILLING,
    least=1,
    most=12,
    help="Flex gives for op til 12 måneder ad gangen.",
)
SAGSFREMSTILLER = line("indstilling.sagsfremstiller", "Hvem fremlægger sagen?", "sagsfremstilleren", INDSTILLING)
BEKU_MOEDE = day_of("indstilling.beku_moede", "Hvilket møde i BEKU?", "mødet i BEKU", INDSTILLING, when=When.ANY)
BEKU_UDFALD = choice(
    "indstilling.udfald",
    "Hvad endte det med?",
    "BEKU's beslutning",
    INDSTILLING,
    Option("bevilget", "Bevilget", "BEKU har bevilget"),
    Option("afventer_sof", "Bevilget, afventer SOF", "BEKU har bevilget BUF's del og afventer SOF"),
    Option("afslag", "Afslag", "BEKU har givet afslag"),
    Option("anden_loesning", "En anden tværfaglig løsning", "BEKU har aftalt en anden løsning"),
    Option("ny_indsats", "En ny indsats på skolen", "BEKU har aftalt en ny indsats på skolen"),
    Option("droeftet", "Kun drøftet", "BEKU har drøftet sagen uden at bevilge"),
    Option("udsat", "Udsat til et senere møde", "BEKU har udsat sagen"),
    Option("papirer", "Papirer mangler", "BEKU har sendt sagen tilbage, fordi papirer mangler"),
)
SOF_AFGOERELSE = yes_no(
    "indstilling.sof_afgoerelse",
    "Bevilges den sociale foranstaltning?",
    "SOF's afgørelse",
    INDSTILLING,
    yes="SOF har bevilget den sociale foranstaltning",
    no="SOF har ikke bevilget den sociale foranstaltning",
    assessed=True,
)

# Tilbud ----------------------------------------------------------------------------------------------------------
BEVILGET_ART = choice(
    "tilbud.art",
    "Hvilket tilbud?",
    "tilbuddet",
    TILBUD,
    Option(SKOLEFLEX, "Skoleflex", "Tilbuddet er Skoleflex"),
    Option(TILBAGESLUSNINGSFLEX, "Tilbageslusningsflex", "Tilbuddet er Tilbageslusningsflex"),
    Option(DAGBEHANDLING, "Dagbehandling", "Tilbuddet er dagbehandling"),
    first_wins=True,
)
TILBUDSSTED = unit_of("tilbud.sted", "Hvilket dagbehandlingstilbud?", "dagbehandlingstilbuddet", TILBUD, "tilbud")

LEKTIONER_GRAENSE = PARAMETRE["lektioner_graense"]
PPV_GYLDIG = PARAMETRE["ppv_gyldig"]
