"""Phase 1: the underretning at SOF, from receipt to the decision on an examination (P1.8, P1.10, P1.12, X8)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_HOERING, BREV_KVITTERING
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, TILBUD, UNDERRETNING, UNDERSOEGELSE
from sagsgang.procedure.faelles_sagsforloeb.faser import BEKYMRINGSFASEN, UDSLUSNINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.indgange import UNDERRETTER
from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    BARNETS_LOV,
    FORVALTNINGSLOVEN,
    LAESNING,
    SERVICELOVEN,
    VEJLEDNING,
)
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEVILGET_ART,
    HENSYN,
    HENSYN_FRIGIVET,
    SOF_KENDSKAB,
    UNDERRETNING_MODTAGET,
    UNDERSOEGELSE_BESLUTNING,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import KVITTERING
from sagsgang.procedure.faelles_sagsforloeb.roller import (
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
    all_of,
    any_of,
    choice,
    expect,
    hours,
    is_,
    known,
    narrowed,
    no,
    not_,
    on,
    only_if,
    opened,
    over,
    recorded,
    running,
    since,
    some,
    taken,
    text,
    weekdays,
    weeks,
)
from sagsgang.procedure.language.joining import revised

AKUT_HJAELP = choice(
    "underretning.akut_hjaelp",
    "Er barnets sundhed eller udvikling i fare nu?",
    "vurderingen af den akutte fare",
    UNDERRETNING,
    Option("ja", "Ja, der sættes hjælp i gang straks", "Der sættes hjælp i gang straks"),
    Option("nej", "Nej, underretningen behandles i almindelig gang", "Der er ikke brug for hjælp straks"),
    assessed=True,
)
HOERING = choice(
    "underretning.hoering",
    "Hvad svarede forældrene?",
    "forældrenes svar på underretningen",
    UNDERRETNING,
    Option("enige", "De har ingen bemærkninger", "Forældrene har ingen bemærkninger til underretningen"),
    Option("bemaerkninger", "De har bemærkninger", "Forældrene har bemærkninger til underretningen"),
    Option("intet_svar", "De har ikke svaret", "Forældrene har ikke svaret på høringen"),
)
HOERINGSSVAR = text(
    "underretning.hoeringssvar",
    "Hvad er deres bemærkninger?",
    "forældrenes bemærkninger til underretningen",
    UNDERRETNING,
)
REVURDERING = choice(
    "underretning.revurdering",
    "Giver underretningen anledning til at ændre den hjælp, barnet har?",
    "revurderingen af den hjælp, barnet har",
    UNDERRETNING,
    Option("uaendret", "Nej", "Den hjælp, barnet har, fortsætter uændret"),
    Option("aendres", "Ja, hjælpen skal ændres", "Den hjælp, barnet har, skal ændres"),
    assessed=True,
)

MODTAG_UNDERRETNING = Step(
    key="fase1.modtag_underretning",
    title="Borgercentret registrerer, hvornår underretningen blev modtaget",
    done="Borgercentret har registreret, hvornår underretningen blev modtaget",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    when=is_(UNDERRETTER, "skole"),
    records=(UNDERRETNING_MODTAGET,),
    deadline=on(opened(UNDERRETNING, "den dag, underretningen blev sendt"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.8"), LAESNING.at("G6")),
)
VURDER_24_TIMER = Step(
    key="fase1.vurder_24_timer",
    title="Underretningen vurderes inden 24 timer",
    done="Det er vurderet, om barnet har brug for hjælp straks",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=known(UNDERRETNING_MODTAGET),
    records=(AKUT_HJAELP,),
    deadline=hours(24).after(UNDERRETNING_MODTAGET, SERVICELOVEN.at("§ 155, stk. 2", unsure=True)),
    follows="Hjælp, der haster, sættes i gang med det samme og venter ikke på det fælles forløb.",
    citations=(SERVICELOVEN.at("§ 155, stk. 2", unsure=True), LAESNING.at("X5")),
    valid=since("2013-08-01", "2024-01-01"),
)
VURDER_24_TIMER_BARNETS_LOV = revised(
    VURDER_24_TIMER,
    deadline=hours(24).after(UNDERRETNING_MODTAGET, BARNETS_LOV.at("§ 136")),
    citations=(BARNETS_LOV.at("§ 136"), LAESNING.at("X5")),
    valid=since("2024-01-01"),
)
SEND_KVITTERING = Step(
    key="fase1.send_kvittering",
    title="Der sendes kvittering for underretningen",
    done="Der er sendt kvittering for underretningen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=all_of(known(UNDERRETNING_MODTAGET), not_(is_(UNDERRETTER, "anonym"))),
    again=True,
    deadline=weekdays(6).after(UNDERRETNING_MODTAGET, SERVICELOVEN.at("§ 155 b")),
    produces=(KVITTERING,),
    writes=BREV_KVITTERING,
    signs=BREV_KVITTERING,
    sends=BREV_KVITTERING,
    citations=(VEJLEDNING.at("P1.8"), SERVICELOVEN.at("§ 155 b"), LAESNING.at("X4")),
    valid=since("2013-08-01", "2024-01-01"),
)
SEND_KVITTERING_BARNETS_LOV = revised(
    SEND_KVITTERING,
    deadline=weekdays(6).after(UNDERRETNING_MODTAGET, BARNETS_LOV.at("§ 138", unsure=True)),
    citations=(VEJLEDNING.at("P1.8"), BARNETS_LOV.at("§ 138", unsure=True), LAESNING.at("X4")),
    valid=since("2024-01-01"),
)
PARTSHOER_FORAELDRE = Step(
    key="fase1.partshoer_foraeldre",
    title="Forældrene høres om underretningen",
    done="Forældrene er hørt om underretningen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    when=known(UNDERRETNING_MODTAGET),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(HOERING, only_if(is_(HOERING, "bemaerkninger"), HOERINGSSVAR)),
    deadline=weeks(2).after(UNDERRETNING_MODTAGET, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.8"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
SEND_HOERINGSBREV = Step(
    key="fase1.hoeringsbrev",
    title="Underretningen sendes i høring hos forældrene",
    done="Underretningen er sendt i høring hos forældrene",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    duty=Duty.MAY,
    when=known(UNDERRETNING_MODTAGET),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    writes=BREV_HOERING,
    signs=BREV_HOERING,
    sends=BREV_HOERING,
    follows="Deres svar indføres, når det kommer.",
    citations=(VEJLEDNING.at("P1.8"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
VURDER_UNDERSOEGELSE = Step(
    key="fase1.vurder_undersoegelse",
    title="SOF tager stilling til en børnefaglig undersøgelse",
    done="SOF har taget stilling til en børnefaglig undersøgelse",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    recorded_by=(SOF_LEDER,),
    when=known(UNDERRETNING_MODTAGET),
    expects=(
        expect(taken("fase1.vurder_24_timer"), LAESNING.at("X5")),
        expect(
            any_of(taken("fase1.partshoer_foraeldre"), is_(HENSYN, "overgreb", "aere")),
            VEJLEDNING.at("P1.8"),
            LAESNING.at("X8"),
        ),
    ),
    records=(UNDERSOEGELSE_BESLUTNING,),
    deadline=weeks(2).after(UNDERRETNING_MODTAGET, LAESNING.at("D1")),
    opens=UNDERSOEGELSE,
    opens_when=is_(UNDERSOEGELSE_BESLUTNING, "ja"),
    follows="Åbnes der en undersøgelse, skal det første Aftaleforum holdes senest 4 uger efter modtagelsen.",
    citations=(VEJLEDNING.at("P1.10"), VEJLEDNING.at("P1.12"), VEJLEDNING.at("F3"), LAESNING.at("X9")),
)
FIK_HJAELP_DA = some(
    TILBUD,
    known(BEVILGET_ART),
    "barnet havde et tilbud, da underretningen kom",
    until=on(opened(UNDERRETNING, "den dag, der blev underrettet"), LAESNING.at("G1")),
)
REVURDER_HJAELPEN = Step(
    key="fase1.revurder_hjaelpen",
    title="En anden end barnets sagsbehandler revurderer den hjælp, barnet har",
    done="En anden end barnets sagsbehandler har revurderet hjælpen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SOF_LEDER,
    when=all_of(
        known(UNDERRETNING_MODTAGET),
        any_of(all_of(running(TILBUD), FIK_HJAELP_DA), is_(SOF_KENDSKAB, "indsats", "dagbehandling")),
    ),
    records=(REVURDERING,),
    deadline=weeks(2).after(UNDERRETNING_MODTAGET, LAESNING.at("G6")),
    citations=(SERVICELOVEN.at("§ 155 a", unsure=True), LAESNING.at("G1")),
    valid=since("2013-08-01", "2024-01-01"),
)
REVURDER_HJAELPEN_BARNETS_LOV = revised(
    REVURDER_HJAELPEN,
    citations=(BARNETS_LOV.at("§ 137", unsure=True), LAESNING.at("G1")),
    valid=since("2024-01-01"),
)
NYT_HENSYN = Step(
    key="fase1.nyt_hensyn",
    title="En mistanke gør, at forældrene ikke må inddrages endnu",
    done="En mistanke er registreret, og forældrene inddrages ikke endnu",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER, SKOLELEDER, RC_PLC, TSF, PSYKOLOG),
    duty=Duty.MAY,
    repeatable=True,
    records=(narrowed(HENSYN, "overgreb", "aere"), narrowed(HENSYN_FRIGIVET, "nej")),
    follows="Samtaler, breve og høring holdes tilbage, til lederen i borgercentret frigiver dem.",
    citations=(LAESNING.at("X8"),),
)
FRIGIV_KONTAKT = Step(
    key="fase1.frigiv_kontakt",
    title="Det afgøres, om forældrene må inddrages",
    done="Det er afgjort, om forældrene må inddrages",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SOF_LEDER,
    together_with=(SAGSBEHANDLER,),
    when=is_(HENSYN, "overgreb", "aere"),
    records=(HENSYN_FRIGIVET,),
    deadline=weeks(1).after(recorded(HENSYN), LAESNING.at("X8")),
    citations=(LAESNING.at("X8"),),
    valid=since("2013-08-01", "2024-01-01"),
)
FRIGIV_KONTAKT_BARNETS_LOV = revised(
    FRIGIV_KONTAKT,
    citations=(LAESNING.at("X8"), BARNETS_LOV.at("§ 18, stk. 3")),
    valid=since("2024-01-01"),
)
FRIGIV_KONTAKT_IGEN = Step(
    key="fase1.frigiv_kontakt_igen",
    title="Det vurderes igen, om forældrene må inddrages",
    done="Det er vurderet igen, om forældrene må inddrages",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SOF_LEDER,
    together_with=(SAGSBEHANDLER,),
    when=all_of(is_(HENSYN, "overgreb", "aere"), taken("fase1.frigiv_kontakt"), no(HENSYN_FRIGIVET)),
    repeatable=True,
    records=(HENSYN_FRIGIVET,),
    deadline=weeks(2).after(recorded(HENSYN_FRIGIVET), LAESNING.at("X8")),
    citations=(LAESNING.at("X8"), LAESNING.at("G6")),
)
FRIGIV_EFTER_SLUT = Step(
    key="fase1.frigiv_efter_slut",
    title="Det afgøres efter forløbet, om forældrene må få besked",
    done="Det er afgjort efter forløbet, om forældrene må få besked",
    phase=UDSLUSNINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SOF_LEDER,
    together_with=(SAGSBEHANDLER,),
    duty=Duty.MAY,
    when=all_of(over(FORLOEB), is_(HENSYN, "overgreb", "aere")),
    repeatable=True,
    records=(HENSYN_FRIGIVET,),
    outlives=True,
    follows="De breve og beskeder, der blev holdt tilbage, kan sendes.",
    citations=(LAESNING.at("X8"), LAESNING.at("G6")),
)

TRIN = (
    MODTAG_UNDERRETNING, VURDER_24_TIMER, VURDER_24_TIMER_BARNETS_LOV, SEND_KVITTERING, SEND_KVITTERING_BARNETS_LOV,
    SEND_HOERINGSBREV, PARTSHOER_FORAELDRE, VURDER_UNDERSOEGELSE, REVURDER_HJAELPEN, REVURDER_HJAELPEN_BARNETS_LOV,
    NYT_HENSYN, FRIGIV_KONTAKT, FRIGIV_KONTAKT_BARNETS_LOV, FRIGIV_KONTAKT_IGEN, FRIGIV_EFTER_SLUT,
)  # fmt: skip
