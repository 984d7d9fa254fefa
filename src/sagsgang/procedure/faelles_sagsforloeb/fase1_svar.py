"""Phase 1: what SOF answers, the work that goes on in the school, and the PPV that begins (P1.9, P1.11–P1.13)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.breve import BREV_BESKED_FORAELDRE, BREV_BESKED_PARTER
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, PPV_EMNE, UNDERRETNING
from sagsgang.procedure.faelles_sagsforloeb.faser import BEKYMRINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.indgange import (
    NOTERET_PPV,
    PPV_SKAL_FINDES,
    SKOLENS_VURDERING,
    UNDERRETTER,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    AKUT,
    PPV_DATO,
    PPV_GYLDIG,
    PPV_LEKTIONER,
    UNDERSOEGELSE_BESLUTNING,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import INDSTILLING_TIL_PPV
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import SAMTYKKE_PPV
from sagsgang.procedure.language import (
    Lane,
    Option,
    Step,
    acted,
    all_of,
    any_of,
    available,
    choice,
    day_of,
    earliest_of,
    expect,
    fresh,
    given,
    is_,
    known,
    not_,
    on,
    only_if,
    opened,
    recorded,
    running,
    some,
    text,
    unrecorded,
    weeks,
)

BESKED_TIL_PARTER = text(
    "underretning.besked_til_parter",
    "Hvem har fået besked, og hvordan?",
    "beskeden til samarbejdsparterne",
    UNDERRETNING,
)
BESKED_TIL_FORAELDRE = text(
    "underretning.besked_til_foraeldre", "Hvordan har forældrene fået besked?", "beskeden til forældrene", UNDERRETNING
)
PASSIVERING = choice(
    "underretning.passivering",
    "Hvad sker der så med den fælles sag?",
    "den fælles sag efter underretningen",
    UNDERRETNING,
    Option("slut", "Den slutter", "Det fælles forløb slutter"),
    Option("skole", "Skolen arbejder videre", "Skolen arbejder videre"),
    Option("afventer", "Den holdes åben for en anden underretning", "Sagen holdes åben for en anden underretning"),
)
FORTSAT_ARBEJDE = choice(
    "forloeb.fortsat_arbejde",
    "Hvordan går arbejdet i skolen?",
    "det fortsatte arbejde i skolen",
    FORLOEB,
    Option("fortsaetter", "Det fortsætter", "Arbejdet i skolen fortsætter"),
    Option("slut", "Bekymringen er væk", "Bekymringen er væk, og forløbet slutter"),
    Option("ny_underretning", "Bekymringen vokser", "Bekymringen vokser, og der underrettes igen"),
    assessed=True,
)
PPV_BEGYNDT = day_of("ppv.begyndt", "Hvornår begyndte PPV'en?", "PPV'ens begyndelse", PPV_EMNE)

SVAR_GIVET = acted("fase1.vurder_undersoegelse", "den dag, SOF tog stilling til en undersøgelse")

INFORMER_PARTER = Step(
    key="fase1.informer_parter",
    title="Skolen og andre samarbejdsparter får besked, om der åbnes en undersøgelse",
    done="Skolen og andre samarbejdsparter har fået besked om undersøgelsen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    when=all_of(
        known(UNDERSOEGELSE_BESLUTNING), any_of(known(AKUT), is_(UNDERRETTER, "skole", "sundhed", "politi", "kommune"))
    ),
    again=True,
    records=(BESKED_TIL_PARTER,),
    deadline=weeks(1).after(SVAR_GIVET, LAESNING.at("G6")),
    writes=BREV_BESKED_PARTER,
    signs=BREV_BESKED_PARTER,
    sends=BREV_BESKED_PARTER,
    citations=(VEJLEDNING.at("P1.11"), VEJLEDNING.at("P1.12")),
)
INFORMER_FORAELDRE = Step(
    key="fase1.informer_foraeldre",
    title="Forældrene får besked, om der åbnes en undersøgelse",
    done="Forældrene har fået besked, om der åbnes en undersøgelse",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=known(UNDERSOEGELSE_BESLUTNING),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(BESKED_TIL_FORAELDRE,),
    deadline=weeks(1).after(SVAR_GIVET, LAESNING.at("G6")),
    writes=BREV_BESKED_FORAELDRE,
    signs=BREV_BESKED_FORAELDRE,
    sends=BREV_BESKED_FORAELDRE,
    citations=(VEJLEDNING.at("P1.11"), VEJLEDNING.at("F4"), LAESNING.at("X8")),
)
PASSIVER_SAGEN = Step(
    key="fase1.passiver_sagen",
    title="Sagen passiveres i borgercentret",
    done="Sagen er passiveret i borgercentret",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=is_(UNDERSOEGELSE_BESLUTNING, "nej"),
    records=(only_if(unrecorded(AKUT), PASSIVERING),),
    deadline=weeks(2).after(SVAR_GIVET, LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=all_of(unrecorded(AKUT), is_(PASSIVERING, "slut")),
    follows="Er det skolen, der tog bekymringen op, arbejder den videre i eget regi.",
    citations=(VEJLEDNING.at("P1.12"), LAESNING.at("G1"), LAESNING.at("G6")),
)
PASSIVERING_GOERES_OP = Step(
    key="fase1.passivering_goeres_op",
    title="Der tages igen stilling til den passiverede sag",
    done="Der er igen taget stilling til den passiverede sag",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=is_(PASSIVERING, "afventer"),
    repeatable=True,
    records=(PASSIVERING,),
    deadline=weeks(4).after(recorded(PASSIVERING), LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(PASSIVERING, "slut"),
    citations=(VEJLEDNING.at("P1.12"), LAESNING.at("G6")),
)
ARBEJDET_FORTSAETTER = Step(
    key="fase1.arbejdet_fortsaetter",
    title="Arbejdet med barn og familie fortsætter i skolen",
    done="Arbejdet i skolen er gjort op",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=UNDERRETNING,
    responsible=RC_PLC,
    together_with=(SKOLESOCIALRAADGIVER,),
    recorded_by=(SKOLELEDER, SKOLESOCIALRAADGIVER),
    when=all_of(is_(UNDERSOEGELSE_BESLUTNING, "nej"), any_of(known(AKUT), is_(PASSIVERING, "skole"))),
    expects=(expect(FAMILIEN_MAA_INDDRAGES, LAESNING.at("X8")),),
    records=(FORTSAT_ARBEJDE,),
    deadline=weeks(8).after(
        acted("fase1.vurder_undersoegelse", "den dag, SOF besluttede ikke at undersøge"), LAESNING.at("G6")
    ),
    ends=FORLOEB,
    ends_when=is_(FORTSAT_ARBEJDE, "slut"),
    citations=(VEJLEDNING.at("P1.13"), LAESNING.at("G6")),
)
ARBEJDET_GOERES_OP = Step(
    key="fase1.arbejdet_goeres_op",
    title="Det fortsatte arbejde i skolen gøres op igen",
    done="Det fortsatte arbejde i skolen er gjort op igen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLESOCIALRAADGIVER,),
    recorded_by=(SKOLELEDER, SKOLESOCIALRAADGIVER),
    when=is_(FORTSAT_ARBEJDE, "fortsaetter"),
    repeatable=True,
    records=(FORTSAT_ARBEJDE,),
    deadline=weeks(8).after(recorded(FORTSAT_ARBEJDE), LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(FORTSAT_ARBEJDE, "slut"),
    citations=(VEJLEDNING.at("P1.13"), LAESNING.at("G6")),
)
NY_UNDERRETNING_SKAL_SENDES = Step(
    key="fase1.ny_underretning_skal_sendes",
    title="Skolen underretter igen, fordi bekymringen vokser",
    done="Skolen har underrettet igen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    when=is_(FORTSAT_ARBEJDE, "ny_underretning"),
    done_when=some(
        UNDERRETNING,
        known(UNDERRETTER),
        "der er underrettet igen",
        since=on(recorded(FORTSAT_ARBEJDE), LAESNING.at("G6")),
    ),
    deadline=weeks(1).after(recorded(FORTSAT_ARBEJDE), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.7"), LAESNING.at("G6")),
)

PPV_BEGYNDER = Step(
    key="fase1.ppv_begynder",
    title="PPV'en begyndes",
    done="PPV'en er begyndt",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=PPV_EMNE,
    responsible=PSYKOLOG,
    recorded_by=(RC_PLC, SKOLELEDER),
    when=all_of(available(INDSTILLING_TIL_PPV), unrecorded(PPV_DATO), running(FORLOEB)),
    requires=given(SAMTYKKE_PPV),
    records=(PPV_BEGYNDT,),
    deadline=weeks(3).after(opened(PPV_EMNE, "den dag, barnet blev indstillet til PPV"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.9"),),
)
PPV_OPDATERES = Step(
    key="fase1.ppv_opdateres",
    title="Den ældre PPV opdateres med en status",
    done="Den ældre PPV er opdateret med en status",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=PSYKOLOG,
    together_with=(RC_PLC,),
    recorded_by=(RC_PLC,),
    when=all_of(PPV_SKAL_FINDES, not_(fresh(PPV_DATO, PPV_GYLDIG))),
    again=True,
    records=(PPV_DATO, PPV_LEKTIONER),
    deadline=weeks(6).after(
        earliest_of(
            "den dag, skolen oplyste, at der findes en PPV", recorded(NOTERET_PPV), recorded(SKOLENS_VURDERING)
        ),
        LAESNING.at("X16"),
    ),
    citations=(VEJLEDNING.at("P1.9"), LAESNING.at("X16")),
)

TRIN = (
    INFORMER_PARTER, INFORMER_FORAELDRE, PASSIVER_SAGEN, PASSIVERING_GOERES_OP, ARBEJDET_FORTSAETTER,
    ARBEJDET_GOERES_OP, NY_UNDERRETNING_SKAL_SENDES, PPV_BEGYNDER, PPV_OPDATERES,
)  # fmt: skip
