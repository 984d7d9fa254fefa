"""What may happen to a case in any phase: reviews, moves, disagreement, talks with the family (G4–G6, T4)."""

from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import FORAELDRE_FORM, FRITAGET, TOLK
from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    FAMILIEN_MAA_INDDRAGES,
    SKOLEN_HAR_SAGEN,
    SOF_HAR_SAGEN,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, GENNEMGANG
from sagsgang.procedure.faelles_sagsforloeb.faser import HELE_VEJEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.indgange import TALT_MED_FAMILIEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import BARNETS_LOV, LAESNING, SERVICELOVEN, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import KLASSETRIN, SKOLE, SOF_ENHED, UENIGHED
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BUF_LEDER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
    TSF,
)
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    When,
    choice,
    day_of,
    depending_on,
    is_,
    known,
    line,
    narrowed,
    no,
    none_running,
    on,
    on_schedule,
    optional,
    reached,
    recorded,
    since,
    text,
    weeks,
    year_day,
    yes_no,
)
from sagsgang.procedure.language.joining import revised

GENNEMGANG_UDFALD = choice(
    "gennemgang.udfald",
    "Hvordan står sagen?",
    "hvordan sagen står",
    GENNEMGANG,
    Option("paa_vej", "Den er på vej, og de næste skridt er aftalt", "Sagen er på vej"),
    Option("stoppet_sof", "Den er gået i stå hos SOF", "Sagen er gået i stå, og lederen i borgercentret tager den op"),
    Option("stoppet_skole", "Den er gået i stå på skolen", "Sagen er gået i stå, og skolelederen tager den op"),
    Option("slut", "Det fælles forløb skal slutte", "Det fælles forløb skal slutte"),
    assessed=True,
)
NAESTE_SKRIDT = text("gennemgang.naeste_skridt", "Hvad er de næste skridt?", "de næste skridt", GENNEMGANG)
LEDERENS_PLAN = text("gennemgang.lederens_plan", "Hvordan kommer sagen videre?", "lederens plan", GENNEMGANG)
SKIFTEDATO = day_of(
    "forloeb.skiftedato", "Hvornår skifter barnet skole?", "dagen for skoleskiftet", FORLOEB, when=When.ANY
)
SKOLE_SAT_IND = yes_no(
    "forloeb.skole_sat_ind",
    "Er den nye skole sat ind i sagen?",
    "overdragelsen til den nye skole",
    FORLOEB,
    yes="Den nye skole er sat ind i sagen",
    no="Den nye skole er ikke sat ind i sagen endnu",
)
OVERTAGET = yes_no(
    "forloeb.overtaget",
    "Har den nye enhed en sagsbehandler på sagen?",
    "overdragelsen til den nye enhed",
    FORLOEB,
    yes="Den nye enhed har overtaget sagen",
    no="Den nye enhed har ikke overtaget sagen endnu",
)
SKIFTEGRUND = text("forloeb.skiftegrund", "Hvorfor overdrages sagen?", "grunden til overdragelsen", FORLOEB)
FRAFLYTTET = day_of(
    "forloeb.fraflyttet", "Hvornår flytter familien?", "dagen for fraflytningen", FORLOEB, when=When.ANY
)
NY_KOMMUNE = line("forloeb.ny_kommune", "Hvilken kommune flytter familien til?", "den nye kommune", FORLOEB)
OVERSENDT = text("forloeb.oversendt", "Hvad har den nye kommune fået at vide?", "beskeden til kommunen", FORLOEB)
UENIGHED_OM = text("forloeb.uenighed_om", "Hvad er hver sides syn på sagen?", "siderne i uenigheden", FORLOEB)
AFKLARING = text("forloeb.uenighed_afklaring", "Hvad er lederne kommet frem til?", "ledernes afklaring", FORLOEB)
SAMTALE = text("forloeb.samtale", "Hvad blev der talt om?", "samtalen", FORLOEB)
BARNETS_SYN = text("forloeb.barnets_syn", "Hvad siger barnet selv?", "barnets eget syn", FORLOEB)

GENNEMGAA_I_SOF = Step(
    key="sagen.gennemgang_sof",
    title="Sagsbehandleren gennemgår sagen",
    done="Sagsbehandleren har gennemgået sagen",
    phase=HELE_VEJEN,
    lane=Lane.SOF,
    per=GENNEMGANG,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    recorded_by=(SOF_LEDER,),
    when=SOF_HAR_SAGEN,
    records=(GENNEMGANG_UDFALD, NAESTE_SKRIDT),
    deadline=on_schedule(LAESNING.at("G6")),
    citations=(LAESNING.at("G6"), VEJLEDNING.at("F3")),
)
GENNEMGAA_I_SKOLEN = Step(
    key="sagen.gennemgang_skole",
    title="Skolens RC/PLC gennemgår sagen",
    done="Skolens RC/PLC har gennemgået sagen",
    phase=HELE_VEJEN,
    lane=Lane.BUF,
    per=GENNEMGANG,
    responsible=RC_PLC,
    together_with=(TSF, SKOLESOCIALRAADGIVER),
    recorded_by=(SKOLELEDER, TSF),
    when=SKOLEN_HAR_SAGEN,
    records=(GENNEMGANG_UDFALD, NAESTE_SKRIDT),
    deadline=on_schedule(LAESNING.at("G6")),
    citations=(LAESNING.at("G6"), VEJLEDNING.at("F3")),
)
FAA_SAGEN_VIDERE = Step(
    key="sagen.faa_videre",
    title="Lederen får sagen, der er gået i stå, videre",
    done="Lederen har fået sagen videre",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=GENNEMGANG,
    responsible=depending_on(GENNEMGANG_UDFALD, ("stoppet_skole", SKOLELEDER), otherwise=SOF_LEDER),
    recorded_by=(SAGSBEHANDLER, RC_PLC),
    when=is_(GENNEMGANG_UDFALD, "stoppet_sof", "stoppet_skole"),
    records=(LEDERENS_PLAN,),
    deadline=weeks(2).after(recorded(GENNEMGANG_UDFALD), LAESNING.at("G6")),
    citations=(LAESNING.at("G6"),),
)
SKAL_AFSLUTTES = Step(
    key="sagen.skal_afsluttes",
    title="Forløbet afsluttes, som gennemgangen viste",
    done="Det fælles forløb er afsluttet efter gennemgangen",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=GENNEMGANG,
    responsible=SAGSBEHANDLER,
    together_with=(RC_PLC,),
    when=is_(GENNEMGANG_UDFALD, "slut"),
    done_when=none_running(FORLOEB),
    deadline=weeks(4).after(recorded(GENNEMGANG_UDFALD), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("T3"), LAESNING.at("G6")),
)
SKIFT_SKOLE = Step(
    key="sagen.skoleskift",
    title="Barnet skifter skole",
    done="Barnet har skiftet skole",
    phase=HELE_VEJEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(SAGSBEHANDLER, RC_PLC),
    recorded_by=(RC_PLC, SAGSBEHANDLER, SKOLESOCIALRAADGIVER, PSYKOLOG),
    duty=Duty.MAY,
    repeatable=True,
    records=(SKOLE, KLASSETRIN, SKIFTEDATO, SKOLE_SAT_IND),
    follows="Opgaverne går til den nye skole, dens område og dens BEKU. Samtykkerne ses efter.",
    citations=(LAESNING.at("G4"),),
)
SAET_SKOLEN_IND = Step(
    key="sagen.ny_skole_saettes_ind",
    title="Den nye skole sættes ind i sagen",
    done="Den nye skole er blevet sat ind i sagen",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(PSYKOLOG, SAGSBEHANDLER),
    recorded_by=(RC_PLC, PSYKOLOG, SAGSBEHANDLER, SKOLESOCIALRAADGIVER),
    when=no(SKOLE_SAT_IND),
    acts=(UDVEKSLING,),
    repeatable=True,
    records=(SKOLE_SAT_IND,),
    deadline=weeks(2).after(recorded(SKOLE_SAT_IND), LAESNING.at("G6")),
    citations=(LAESNING.at("G4"), LAESNING.at("G6")),
)
SKIFT_BORGERCENTER = Step(
    key="sagen.nyt_borgercenter",
    title="Sagen overdrages til en anden enhed i SOF",
    done="Sagen er overdraget til en anden enhed i SOF",
    phase=HELE_VEJEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=SOF_HAR_SAGEN,
    repeatable=True,
    records=(SOF_ENHED, SKIFTEGRUND, OVERTAGET),
    follows="Intet af forløbet går tabt: den nye enhed overtager opgaver, frister og papirer.",
    citations=(VEJLEDNING.at("T4"), LAESNING.at("G4")),
)
TIL_BCH = Step(
    key="sagen.til_bch",
    title="BBU overdrager sagen til Borgercenter Handicap",
    done="BBU har overdraget sagen til Borgercenter Handicap",
    phase=HELE_VEJEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=SOF_HAR_SAGEN,
    repeatable=True,
    records=(SOF_ENHED, SKIFTEGRUND, OVERTAGET),
    follows="Borgercenter Handicap ejer fra nu af SOF's side af forløbet.",
    citations=(VEJLEDNING.at("T4"),),
)
OVERTAG_SAGEN = Step(
    key="sagen.overtages",
    title="Den nye enhed i SOF overtager sagen",
    done="Den nye enhed i SOF har overtaget sagen",
    phase=HELE_VEJEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SOF_LEDER,
    together_with=(SAGSBEHANDLER,),
    recorded_by=(SAGSBEHANDLER,),
    when=no(OVERTAGET),
    repeatable=True,
    records=(OVERTAGET,),
    deadline=weeks(2).after(recorded(OVERTAGET), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("T4"), LAESNING.at("G4"), LAESNING.at("G6")),
)
FLYT_FRA_KOMMUNEN = Step(
    key="sagen.fraflytning",
    title="Familien flytter til en anden kommune",
    done="Familien er flyttet, og det fælles forløb er slut",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    recorded_by=(SOF_LEDER, RC_PLC, SKOLELEDER),
    duty=Duty.MAY,
    records=(NY_KOMMUNE, FRAFLYTTET),
    ends=FORLOEB,
    follows="Den nye kommune får besked om den støtte, barnet har brug for.",
    citations=(LAESNING.at("G4"),),
)
UNDERRET_KOMMUNEN = Step(
    key="sagen.mellemkommunal_underretning",
    title="Den nye kommune underrettes",
    done="Den nye kommune er underrettet",
    phase=HELE_VEJEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=known(NY_KOMMUNE),
    records=(OVERSENDT,),
    deadline=weeks(1).after(recorded(NY_KOMMUNE), LAESNING.at("G4")),
    outlives=True,
    citations=(SERVICELOVEN.at("§ 152"), LAESNING.at("G4")),
    valid=since("2013-08-01", "2024-01-01"),
)
UNDERRET_KOMMUNEN_BARNETS_LOV = revised(
    UNDERRET_KOMMUNEN,
    citations=(BARNETS_LOV.at("§ 132", unsure=True), LAESNING.at("G4")),
    valid=since("2024-01-01"),
)
SKOLEAARETS_START = year_day(8, 1, "skoleårets første dag", on_or_after=recorded(KLASSETRIN))
NYT_KLASSETRIN = Step(
    key="sagen.klassetrin",
    title="Barnets klassetrin føres ajour til skoleåret",
    done="Barnets klassetrin er ført ajour",
    phase=HELE_VEJEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(SKOLELEDER, SAGSBEHANDLER, PSYKOLOG, SKOLESOCIALRAADGIVER),
    duty=Duty.SHOULD,
    when=reached(on(SKOLEAARETS_START, LAESNING.at("G6")), "der er begyndt et nyt skoleår, siden det blev skrevet"),
    repeatable=True,
    records=(KLASSETRIN,),
    deadline=weeks(2).after(SKOLEAARETS_START, LAESNING.at("G6")),
    citations=(LAESNING.at("G4"), VEJLEDNING.at("O7")),
)
REJS_UENIGHED = Step(
    key="sagen.uenighed",
    title="En uenighed mellem fagpersonerne sendes til lederne",
    done="En uenighed mellem fagpersonerne er sendt til lederne",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    recorded_by=(PSYKOLOG, SKOLELEDER, RC_PLC, SKOLESOCIALRAADGIVER),
    duty=Duty.MAY,
    repeatable=True,
    records=(narrowed(UENIGHED, "behov", "tilbud", "genansoegning", "samarbejde"), UENIGHED_OM),
    citations=(VEJLEDNING.at("P4F.4"), VEJLEDNING.at("F1"), LAESNING.at("G6")),
)
LEDERNE_AFKLARER = Step(
    key="sagen.lederne_afklarer",
    title="Lederne afklarer uenigheden mellem fagpersonerne",
    done="Lederne har taget uenigheden mellem fagpersonerne op",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SOF_LEDER,
    together_with=(BUF_LEDER, SKOLELEDER),
    recorded_by=(BUF_LEDER, SKOLELEDER),
    when=is_(UENIGHED, "behov", "tilbud", "genansoegning", "samarbejde"),
    repeatable=True,
    records=(UENIGHED, AFKLARING),
    deadline=weeks(2).after(recorded(UENIGHED), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4F.4"), LAESNING.at("G6")),
)
TAL_MED_FAMILIEN = Step(
    key="sagen.samtale_med_familien",
    title="Der tales med familien",
    done="Der er talt med familien",
    phase=HELE_VEJEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(RC_PLC, PSYKOLOG),
    recorded_by=(RC_PLC, SKOLELEDER, PSYKOLOG, SKOLESOCIALRAADGIVER, TSF, SOF_LEDER),
    duty=Duty.MAY,
    requires=FAMILIEN_MAA_INDDRAGES,
    repeatable=True,
    records=(SAMTALE, optional(TALT_MED_FAMILIEN)),
    citations=(VEJLEDNING.at("F4"), VEJLEDNING.at("P1.1"), VEJLEDNING.at("T10"), LAESNING.at("X8")),
)
HOER_BARNET = Step(
    key="sagen.barnets_syn",
    title="Barnets eget syn skrives ned",
    done="Barnets eget syn er skrevet ned",
    phase=HELE_VEJEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(RC_PLC, SKOLELEDER, PSYKOLOG, SKOLESOCIALRAADGIVER, TSF, SOF_LEDER),
    duty=Duty.MAY,
    repeatable=True,
    records=(BARNETS_SYN,),
    citations=(VEJLEDNING.at("O14"), VEJLEDNING.at("F4")),
)
NOTER_FAMILIENS_FORHOLD = Step(
    key="sagen.familiens_forhold",
    title="Det noteres, hvordan familien skal mødes og have brev",
    done="Det er noteret, hvordan familien skal mødes og have brev",
    phase=HELE_VEJEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(RC_PLC, SKOLELEDER, PSYKOLOG, SKOLESOCIALRAADGIVER, SOF_LEDER),
    duty=Duty.MAY,
    repeatable=True,
    records=(TOLK, FORAELDRE_FORM, FRITAGET),
    citations=(LAESNING.at("G5"),),
)

TRIN = (
    GENNEMGAA_I_SOF, GENNEMGAA_I_SKOLEN, FAA_SAGEN_VIDERE, SKAL_AFSLUTTES, SKIFT_SKOLE, SAET_SKOLEN_IND,
    SKIFT_BORGERCENTER, TIL_BCH, OVERTAG_SAGEN, FLYT_FRA_KOMMUNEN, UNDERRET_KOMMUNEN, UNDERRET_KOMMUNEN_BARNETS_LOV,
    NYT_KLASSETRIN, REJS_UENIGHED, LEDERNE_AFKLARER, TAL_MED_FAMILIEN, HOER_BARNET, NOTER_FAMILIENS_FORHOLD,
)  # fmt: skip
