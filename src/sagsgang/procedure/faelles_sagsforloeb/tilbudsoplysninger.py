"""Facts of the way to an offer, of the offer and of its periods that steps of phases 3–5 share."""

from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, INDSTILLING, PERIODE, TILBUD
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    ANDET,
    DAGBEHANDLING,
    SKOLEFLEX,
    TILBAGESLUSNINGSFLEX,
)
from sagsgang.procedure.language import Option, choice, day_of, line, text, yes_no

# What the case needs next (G6): every outcome says it, and somebody owns it ---------------------------------------
TILBUDSTYPE = choice(
    "forloeb.tilbudstype",
    "Hvilken type tilbud peger vurderingen på?",
    "typen af tilbud",
    FORLOEB,
    Option(SKOLEFLEX, "Skoleflex", "Vurderingen peger på Skoleflex"),
    Option(TILBAGESLUSNINGSFLEX, "Tilbageslusningsflex", "Vurderingen peger på Tilbageslusningsflex"),
    Option(DAGBEHANDLING, "Dagbehandling", "Vurderingen peger på dagbehandling"),
    Option(ANDET, "En anden tværfaglig løsning", "Vurderingen peger på en anden tværfaglig løsning"),
    Option("ingen", "Intet fælles tilbud", "Vurderingen peger ikke på et fælles tilbud"),
    assessed=True,
)
VEJ_VIDERE = choice(
    "forloeb.vej_videre",
    "Hvad skal der ske nu?",
    "vejen videre",
    FORLOEB,
    Option("beku", "Sagen skal indstilles til BEKU", "Sagen skal indstilles til BEKU"),
    Option(
        "egen",
        "SOF og skolen hjælper hver for sig, og sagen gennemgås igen",
        "SOF og skolen hjælper videre uden et fælles tilbud",
    ),
    Option("tilbud", "Der er allerede bevilget et andet tilbud", "Der er bevilget et andet tilbud"),
    Option("afslut", "Det fælles forløb skal slutte", "Det fælles forløb skal slutte"),
)

# Letters (R11) ----------------------------------------------------------------------------------------------------
KLAGEVEJLEDNING = choice(
    "forloeb.klagevejledning",
    "Hvilken klagevejledning står der i brevet?",
    "klagevejledningen i brevet",
    FORLOEB,
    Option("begge", "Både for SOF's og for BUF's afgørelse", "Brevet har klagevejledning for begge afgørelser"),
    Option("sof", "For SOF's afgørelse", "Brevet har klagevejledning for SOF's afgørelse"),
    Option("buf", "For BUF's afgørelse", "Brevet har klagevejledning for BUF's afgørelse"),
    help="Intet brev bliver færdigt uden klagevejledning, og et fælles brev har én for hver afgørelse.",
)

# The two halves: who decided, with what competence, under what (X10) ----------------------------------------------
BUF_BESLUTTER = line(
    "indstilling.buf_beslutter", "Hvem afgjorde BUF's del?", "den, der afgjorde BUF's del", INDSTILLING
)
BUF_KOMPETENCE = choice(
    "indstilling.buf_kompetence",
    "Med hvilken kompetence?",
    "kompetencen til BUF's afgørelse",
    INDSTILLING,
    Option("beku", "BUF's ledelse i BEKU", "BUF's del er afgjort af BUF's ledelse i BEKU"),
    Option("skoleleder", "Skolelederen", "BUF's del er afgjort af skolelederen"),
    Option("kommune", "Området eller Fagligt Center", "BUF's del er afgjort af området eller Fagligt Center"),
)
BUF_GRUNDLAG = line(
    "indstilling.buf_grundlag", "Efter hvilken bestemmelse?", "grundlaget for BUF's afgørelse", INDSTILLING
)
SOF_INDSATS = line(
    "indstilling.sof_indsats",
    "Hvilken social foranstaltning?",
    "den sociale foranstaltning",
    INDSTILLING,
    help="Skriv den, som den skal stå i brevet til familien, fx »en fast kontaktperson«.",
)
SOF_FORMAAL = text(
    "indstilling.sof_formaal",
    "Hvad er formålet, og hvor længe ventes foranstaltningen at vare?",
    "formålet med foranstaltningen og dens varighed",
    INDSTILLING,
    help="Skriv hele sætninger: de kommer med i brevet til familien.",
)
SOF_BARNETS_SYN = text(
    "indstilling.sof_barnets_syn",
    "Hvad siger barnet eller den unge selv, og hvad har det betydet?",
    "barnets syn på foranstaltningen",
    INDSTILLING,
    help="Er barnet ikke spurgt, så skriv hvorfor, og hvordan barnets syn ellers er kendt.",
)
SOF_BESLUTTER = line(
    "indstilling.sof_beslutter", "Hvem afgjorde SOF's del?", "den, der afgjorde SOF's del", INDSTILLING
)
SOF_KOMPETENCE = choice(
    "indstilling.sof_kompetence",
    "Med hvilken kompetence i SOF?",
    "kompetencen til SOF's afgørelse",
    INDSTILLING,
    Option("sagsbehandler", "Sagsbehandleren", "SOF's del er afgjort af sagsbehandleren"),
    Option("leder", "Lederen i borgercentret", "SOF's del er afgjort af lederen"),
    Option("beku", "SOF's ledelse i BEKU", "SOF's del er afgjort af SOF's ledelse i BEKU"),
)
SOF_GRUNDLAG = line(
    "indstilling.sof_grundlag", "Efter hvilken bestemmelse i SOF?", "grundlaget for SOF's afgørelse", INDSTILLING
)

# The offer --------------------------------------------------------------------------------------------------------
VEJ_TILBAGE = choice(
    "tilbud.vej_tilbage",
    "Hvilken vej ud af dagbehandlingen?",
    "vejen ud af dagbehandlingen",
    TILBUD,
    Option("egne", "Almenskolen med skolens egne ressourcer", "Barnet skal tilbage med skolens egne ressourcer"),
    Option(SKOLEFLEX, "Almenskolen med Skoleflex", "Barnet skal tilbage med Skoleflex"),
    Option(
        TILBAGESLUSNINGSFLEX, "Almenskolen med Tilbageslusningsflex", "Barnet skal tilbage med Tilbageslusningsflex"
    ),
    Option("specialskole", "Specialskole", "Barnet skal videre til en specialskole"),
    Option("efterskole", "Efterskole", "Barnet skal videre til en efterskole"),
    Option("ungdomsuddannelse", "STU eller anden ungdomsuddannelse", "Den unge skal videre til en ungdomsuddannelse"),
)
METODER = text(
    "tilbud.metoder",
    "Hvilke metoder fra dagbehandlingen kan skolen bruge?",
    "metoderne fra dagbehandlingen",
    TILBUD,
)
SLUT_GRUND = choice(
    "tilbud.slut_grund",
    "Hvorfor slutter tilbuddet?",
    "grunden til, at tilbuddet slutter",
    TILBUD,
    Option("udloebet", "Bevillingen er løbet ud og forlænges ikke", "Bevillingen er løbet ud"),
    Option("foer_tid", "Det slutter før tid", "Tilbuddet slutter før tid"),
    Option("tilbage", "Barnet er tilbage i skolen", "Barnet er tilbage i skolen"),
    Option("andet_tilbud", "Barnet får et andet tilbud", "Barnet får et andet tilbud"),
    Option("behov", "Et af de to behov er væk", "Et af de to behov er væk"),
    Option("ikke_startet", "Det kom aldrig i gang", "Tilbuddet kom aldrig i gang"),
)
PLANER_DATO = day_of(
    "tilbud.planer_dato", "Hvornår kom tilbuddets elevplan og behandlingsplan?", "datoen for tilbuddets planer", TILBUD
)

# The period (X13) -------------------------------------------------------------------------------------------------
FORTSAT_SOCIALT_BEHOV = yes_no(
    "periode.fortsat_socialt_behov",
    "Er der fortsat behov for en social foranstaltning?",
    "det fortsatte behov for en social foranstaltning",
    PERIODE,
    yes="Der er fortsat behov for en social foranstaltning",
    no="Der er ikke længere behov for en social foranstaltning",
    assessed=True,
)
STILLING = choice(
    "periode.stilling",
    "Skal flex fortsætte, ændres eller slutte, når perioden er gået?",
    "stillingen til perioden",
    PERIODE,
    Option("fortsaetter", "Fortsætte: der søges forlængelse", "Flex skal søges forlænget"),
    Option("aendres", "Ændres: der søges et andet tilbud", "Der skal søges et andet tilbud"),
    Option("slutter", "Slutte", "Flex slutter med perioden"),
    Option("uenige", "Sagsbehandler og psykolog er uenige", "Sagsbehandler og psykolog er uenige"),
    assessed=True,
)
GENBEVILGET = day_of("periode.genbevilget", "Hvornår blev forlængelsen bevilget?", "datoen for forlængelsen", PERIODE)
