"""Facts of a complaint, and the conditions on it that both halves share (P3F.20, R11)."""

from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING, KLAGE, UNDERRETNING
from sagsgang.procedure.faelles_sagsforloeb.fase3 import EGEN_FORANSTALTNING
from sagsgang.procedure.faelles_sagsforloeb.kilder import FOLKESKOLELOVEN, RETSSIKKERHEDSLOVEN
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEKU_UDFALD,
    PPV_DATO,
    SOF_AFGOERELSE,
    UNDERSOEGELSE_BESLUTNING,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import HAR_HAFT_TILBUD
from sagsgang.procedure.language import (
    Option,
    When,
    any_of,
    choice,
    citizens_weeks,
    day_of,
    is_,
    known,
    line,
    not_,
    on,
    paper,
    passed,
    phrased,
    some,
    text,
    yes_no,
)

# What is complained of, by whom and in which form -----------------------------------------------------------------
KLAGE_OVER = choice(
    "klage.over",
    "Hvad klages der over?",
    "det, der klages over",
    KLAGE,
    Option("social", "SOF's afgørelse om den sociale støtte", "Der er klaget over SOF's afgørelse"),
    Option(
        "buu",
        "En afgørelse fra Børne- og Ungeudvalget",
        "Der er klaget over en afgørelse fra Børne- og Ungeudvalget",
        "Den genvurderes ikke, men sendes direkte til Ankestyrelsen.",
    ),
    Option("special", "Afgørelsen om specialundervisning", "Der er klaget over afgørelsen om specialundervisning"),
    help="En klage gælder én afgørelse. Klages der over begge halvdele, er det to klager.",
)
KLAGE_BREV = choice(
    "klage.brev",
    "Hvilket brev står afgørelsen i?",
    "brevet med afgørelsen",
    KLAGE,
    Option("optagelse", "Optagebrevet"),
    Option("afslag", "Afslagsbrevet"),
    Option("forlaengelse", "Brevet om forlængelse"),
    Option("ophoer", "Ophørsbrevet"),
    Option("andet", "En anden afgørelse"),
)
AFGOERELSENS_PLADS = paper(
    "klage.afgoerelse",
    "Hvor ligger den afgørelse, der klages over?",
    "den afgørelse, der klages over",
    KLAGE,
    help="Vælg dokumentet i sagen, så kommer det med, når klagen sendes videre.",
)
KLAGER = choice(
    "klage.klager",
    "Hvem klager?",
    "klageren",
    KLAGE,
    Option("foraelder", "En, der har forældremyndigheden"),
    Option("unge", "Barnet eller den unge selv"),
    Option("repraesentant", "En, der klager for dem"),
    Option("anden", "En anden", help="Vi afgør ikke, om den pågældende må klage: det gør klageinstansen."),
)
FORAELDER_KLAGER = is_(KLAGER, "foraelder")
ANDEN_KLAGER = phrased("det er en anden end forældrene, der klager", is_(KLAGER, "unge", "repraesentant", "anden"))
KLAGERS_NAVN = line("klage.navn", "Hvad hedder den, der klager?", "klagerens navn", KLAGE)
KLAGER_FAAR_BESKED = line(
    "klage.faar_besked",
    "Hvordan får klageren besked?",
    "hvordan klageren får besked",
    KLAGE,
    help="Fx i Digital Post, på telefon eller ved et møde. Skriv ingen adresse her.",
)
KLAGE_FORM = choice(
    "klage.form",
    "Hvordan kom klagen?",
    "måden, klagen kom på",
    KLAGE,
    Option("brev", "Brev eller Digital Post"),
    Option("mail", "Mail"),
    Option("telefon", "Telefon"),
    Option("mundtlig", "Mundtligt"),
    Option("side", "Familiens side"),
    help="En klage behøver hverken form eller begrundelse. Er den mundtlig, skrives den ned her.",
)
KLAGE_TEKST = text("klage.tekst", "Hvad siger klageren?", "klagen, som den blev sagt", KLAGE)
KLAGE_PAPIR = paper("klage.papir", "Hvor ligger klagen, hvis den er skriftlig?", "klagens plads", KLAGE)
KLAGE_MODTAGET = day_of("klage.modtaget", "Hvilken dag kom klagen?", "klagens modtagelse", KLAGE)

# In time or late --------------------------------------------------------------------------------------------------
DAGEN_KENDES = yes_no(
    "klage.dagen_kendes",
    "Ved vi, hvilken dag klageren fik afgørelsen?",
    "om vi kender dagen, klageren fik afgørelsen",
    KLAGE,
    yes="Vi ved, hvornår klageren fik afgørelsen",
    no="Vi ved ikke, hvornår klageren fik afgørelsen",
    help="Digital Post er modtaget den dag, den ligger i postkassen. For et brev på papir er dagen et skøn: svar kun "
    "ja, når klageren eller et bevis siger den.",
)
AFGOERELSE_NAAEDE_FREM = day_of(
    "klage.naaede_frem", "Hvilken dag fik klageren afgørelsen?", "den dag, klageren fik afgørelsen", KLAGE
)
KLAGE_TID = choice(
    "klage.tid",
    "Kom klagen inden 4 uger?",
    "om klagen kom i tide",
    KLAGE,
    Option("i_tide", "Ja, så vidt vi kan se", "Klagen er regnet for at være kommet i tide"),
    Option("for_sent", "Nej, den er efter alt at dømme for sen", "Klagen er regnet for at være kommet for sent"),
    assessed=True,
)
KLAGEN_KOM_SENERE = phrased(
    "klagen ikke er ældre end den dag, klageren fik afgørelsen",
    not_(
        passed(on(KLAGE_MODTAGET, FOLKESKOLELOVEN.at("§ 51")), "afgørelsen kom efter klagen", by=AFGOERELSE_NAAEDE_FREM)
    ),
)
EFTER_FRISTEN_SOF = passed(
    citizens_weeks(4).after(AFGOERELSE_NAAEDE_FREM, RETSSIKKERHEDSLOVEN.at("§ 67", unsure=True)),
    "klagen er kommet efter de 4 uger",
    by=KLAGE_MODTAGET,
)
EFTER_FRISTEN_BUF = passed(
    citizens_weeks(4).after(AFGOERELSE_NAAEDE_FREM, FOLKESKOLELOVEN.at("§ 51")),
    "klagen er kommet efter de 4 uger",
    by=KLAGE_MODTAGET,
)
FOR_SEN_SOF = phrased("klagen er kommet for sent", any_of(EFTER_FRISTEN_SOF, is_(KLAGE_TID, "for_sent")))
FOR_SEN_BUF = phrased("klagen er kommet for sent", any_of(EFTER_FRISTEN_BUF, is_(KLAGE_TID, "for_sent")))
I_TIDE_SOF = phrased("klagen er kommet i tide", any_of(not_(EFTER_FRISTEN_SOF), is_(KLAGE_TID, "i_tide")))
I_TIDE_BUF = phrased("klagen er kommet i tide", any_of(not_(EFTER_FRISTEN_BUF), is_(KLAGE_TID, "i_tide")))

# What becomes of it -----------------------------------------------------------------------------------------------
GENVURDERING = choice(
    "klage.genvurdering",
    "Hvad er resultatet af genvurderingen?",
    "resultatet af genvurderingen",
    KLAGE,
    Option("fastholdt", "Afgørelsen fastholdes", "Afgørelsen er fastholdt"),
    Option("medhold", "Klageren får helt medhold", "Klageren har fået helt medhold"),
    Option("delvist", "Klageren får delvist medhold", "Klageren har fået delvist medhold"),
    assessed=True,
)
GENVURDERET_AF = line("klage.genvurderet_af", "Hvem har genvurderet?", "den, der genvurderede", KLAGE)
NY_AFGOERELSE = text(
    "klage.ny_afgoerelse",
    "Hvad er der afgjort nu?",
    "den nye afgørelse",
    KLAGE,
    help="Skriv det, som familien skal læse det: det kommer med i brevet.",
)
# Complaints re-assessed before the re-assessment asked for it lack it; a correction of the re-assessment supplies it.
NY_AFGOERELSE_KENDES = phrased(
    "det står i genvurderingen, hvad der nu er afgjort (mangler det, så ret genvurderingen)", known(NY_AFGOERELSE)
)
NY_AFGOERELSE_NAAEDE_FREM = day_of(
    "klage.ny_afgoerelse_naaede_frem",
    "Hvilken dag regnes den nye afgørelse for modtaget?",
    "den dag, den nye afgørelse regnes for modtaget",
    KLAGE,
    when=When.ANY,
    help="Digital Post samme dag; et brev på papir 6 hverdage efter, det er sendt (skønnet). Fik forældrene det hver "
    "sin dag, er det den seneste.",
)
KLAGE_OPRETHOLDES = choice(
    "klage.opretholdes",
    "Vil forældrene stadig have resten prøvet?",
    "forældrenes svar på, om klagen står ved magt",
    KLAGE,
    Option("ja", "Ja, klagen opretholdes", "Forældrene opretholder klagen"),
    Option("nej", "Nej, de er tilfredse med den nye afgørelse", "Forældrene opretholder ikke klagen"),
    Option("intet_svar", "De har ikke svaret inden 4 uger", "Forældrene har ikke svaret på, om klagen opretholdes"),
)
VIDERESENDT_NUMMER = paper("klage.videresendt", "Har forsendelsen et nummer?", "forsendelsens nummer", KLAGE)
FOR_SEN_HVORFOR = text(
    "klage.for_sen_hvorfor", "Hvad ved vi om, hvorfor klagen er for sen?", "det, vi ved om forsinkelsen", KLAGE
)
NAEVN_UDFALD = choice(
    "klage.naevn_udfald",
    "Hvad blev udfaldet?",
    "klageinstansens afgørelse",
    KLAGE,
    Option("stadfaestet", "Afgørelsen står ved magt", "Klageinstansen har stadfæstet afgørelsen"),
    Option("aendret", "Afgørelsen er ændret", "Klageinstansen har ændret afgørelsen"),
    Option("hjemvist", "Sagen skal behandles igen", "Klageinstansen har sendt sagen tilbage"),
    Option("afvist", "Klagen er ikke behandlet", "Klageinstansen har ikke behandlet klagen"),
)
NAEVN_SVAR = text("klage.naevn_svar", "Hvad siger klageinstansen?", "klageinstansens begrundelse", KLAGE)
NAEVN_PAPIR = paper("klage.naevn_papir", "Hvor ligger klageinstansens afgørelse?", "afgørelsens plads", KLAGE)
KLAGE_FULGT = text("klage.fulgt", "Hvad gøres der nu?", "det, klageinstansens afgørelse fører til", KLAGE)
KLAGE_TRUKKET = text("klage.trukket", "Hvordan er klagen trukket tilbage?", "måden, klagen blev trukket på", KLAGE)

# There is something to complain of --------------------------------------------------------------------------------
SOF_HAR_AFGJORT = phrased(
    "SOF har truffet en afgørelse i sagen",
    any_of(
        some(UNDERRETNING, known(UNDERSOEGELSE_BESLUTNING), "SOF har taget stilling til en undersøgelse"),
        some(INDSTILLING, known(SOF_AFGOERELSE), "SOF har afgjort sin halvdel"),
        known(EGEN_FORANSTALTNING),
        HAR_HAFT_TILBUD,
    ),
)
BUF_HAR_AFGJORT = phrased(
    "der er truffet en afgørelse om specialundervisning",
    any_of(
        known(PPV_DATO),
        some(INDSTILLING, known(BEKU_UDFALD), "BEKU har behandlet sagen"),
        HAR_HAFT_TILBUD,
    ),
)
