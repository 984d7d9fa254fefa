"""Phase 1, the concern: the work in the school, and the way to an underretning and a PPV (P1.2–P1.7, P1.14)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    FAMILIEN_MAA_INDDRAGES,
    FORLOEBETS_START,
    PPV_I_GANG,
    PPV_MANGLER,
    UNDERSOEGELSE_I_FORLOEBET,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, PPV_EMNE, TILBUD, UNDERRETNING
from sagsgang.procedure.faelles_sagsforloeb.faser import BEKYMRINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.indgange import (
    NOTERET_PPV,
    SKOLENS_VURDERING,
    TALT_MED_FAMILIEN,
    UNDERRETTER,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import AKUT, HENSYN, SOF_ENHED, UNDERSOEGELSE_BESLUTNING
from sagsgang.procedure.faelles_sagsforloeb.papirer import ELEVPLAN, INDSTILLING_TIL_PPV, UNDERRETNINGEN
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    LAERER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    TSF,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import GIVER_PPV, SAMTYKKE_PPV, SVAR_PPV
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    all_of,
    any_of,
    choice,
    earliest_of,
    expect,
    given,
    is_,
    known,
    narrowed,
    no,
    none_running,
    on,
    opened,
    optional,
    paper,
    recorded,
    running,
    some,
    taken,
    text,
    unrecorded,
    weeks,
    yes,
    yes_no,
)

INDSATS = text("forloeb.indsats", "Hvilken indsats laves der i skolens eget regi?", "indsatsen i skolen", FORLOEB)
FRITID_INDDRAGET = yes_no(
    "forloeb.fritid_inddraget",
    "Er fritidstilbuddet inddraget?",
    "inddragelsen af fritidstilbuddet",
    FORLOEB,
    yes="Fritidstilbuddet er inddraget",
    no="Fritidstilbuddet er ikke inddraget",
)
ELEVPLAN_PAPIR = paper("forloeb.elevplan", "Hvor ligger elevplanen eller det pædagogiske notat?", "elevplanen", FORLOEB)
RAAD = text("forloeb.raad", "Hvilken rådgivning er givet?", "rådgivningen", FORLOEB)
BEHOV_VURDERING = choice(
    "forloeb.behov_vurdering",
    "Hvad er vurderingen nu?",
    "vurderingen af bekymringen",
    FORLOEB,
    Option("loest", "Bekymringen er væk", "Bekymringen er væk, og forløbet slutter"),
    Option("fortsaet", "Indsatsen i skolen fortsætter", "Indsatsen i skolen fortsætter"),
    Option("videre", "Der er brug for underretning og PPV", "Der er brug for underretning og PPV"),
    Option("underretning", "Der er brug for underretning; PPV findes", "Der er brug for en underretning"),
    assessed=True,
)
SPARRING = text("forloeb.sparring", "Hvad kom der ud af sparringen?", "sparringen på underretningen", FORLOEB)
UNDERRETNING_PAPIR = paper("underretning.papir", "Hvor ligger underretningen?", "underretningen", UNDERRETNING)
UDEN_PPV = choice(
    "forloeb.uden_ppv",
    "Hvad skal der ske, når der ikke er samtykke til PPV?",
    "vejen uden PPV",
    FORLOEB,
    Option("spoerg_igen", "Forældrene spørges igen", "Forældrene spørges igen om PPV"),
    Option("fortsaet", "Skolen arbejder videre i eget regi", "Skolen arbejder videre i eget regi uden PPV"),
    Option("slut", "Forløbet kan ikke være fælles og slutter", "Forløbet slutter, fordi der ikke kan laves PPV"),
    assessed=True,
)

UNDERRETTET = some(UNDERRETNING, known(UNDERRETTER), "underretningen er sendt")
# A PPV is missing, nobody has said that there is one, and the course has come so far that it is needed.
PPV_SKAL_INDSTILLES = all_of(
    PPV_MANGLER,
    none_running(TILBUD),
    any_of(unrecorded(NOTERET_PPV), is_(NOTERET_PPV, "indstillet", "ingen")),
    any_of(
        is_(BEHOV_VURDERING, "videre"),
        all_of(
            known(AKUT),
            running(UNDERRETNING),
            any_of(
                UNDERSOEGELSE_I_FORLOEBET,
                unrecorded(UNDERSOEGELSE_BESLUTNING),
                is_(UNDERSOEGELSE_BESLUTNING, "ja", "koerende"),
            ),
        ),
        is_(SKOLENS_VURDERING, "ppv"),
    ),
)

BRUG_FOR_PPV = earliest_of(
    "den dag, det stod klart, at der er brug for en PPV",
    recorded(BEHOV_VURDERING),
    opened(UNDERRETNING, "den dag, der blev underrettet"),
    recorded(SKOLENS_VURDERING),
)

INDSATS_I_SKOLEN = Step(
    key="fase1.indsats_i_skolen",
    title="Skolen laver en indsats i eget regi",
    done="Skolen har sat en indsats i gang i eget regi",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(TSF, LAERER),
    recorded_by=(SKOLELEDER, TSF),
    when=no(AKUT),
    again=True,
    records=(INDSATS, FRITID_INDDRAGET, optional(ELEVPLAN_PAPIR)),
    deadline=weeks(4).after(FORLOEBETS_START, LAESNING.at("G6")),
    produces=(ELEVPLAN,),
    citations=(VEJLEDNING.at("P1.2"),),
)
RAADGIVNING = Step(
    key="fase1.raadgivning",
    title="Skolesocialrådgiveren rådgiver om bekymringen",
    done="Skolesocialrådgiveren har rådgivet om bekymringen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SKOLESOCIALRAADGIVER,
    together_with=(SAGSBEHANDLER,),
    recorded_by=(RC_PLC, SAGSBEHANDLER),
    duty=Duty.SHOULD,
    when=all_of(no(AKUT), none_running(UNDERRETNING)),
    again=True,
    records=(RAAD,),
    deadline=weeks(4).after(FORLOEBETS_START, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.3"),),
)
VURDER_BEHOV = Step(
    key="fase1.vurder_behov",
    title="Behovet for underretning og PPV vurderes",
    done="Behovet for underretning og PPV er vurderet",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=TSF,
    together_with=(RC_PLC, SKOLESOCIALRAADGIVER),
    recorded_by=(RC_PLC, SKOLELEDER, TSF_TEAMLEDER),
    when=all_of(no(AKUT), none_running(UNDERRETNING)),
    requires=taken("fase1.indsats_i_skolen"),
    expects=(expect(taken("fase1.raadgivning"), VEJLEDNING.at("P1.1")),),
    again=True,
    records=(BEHOV_VURDERING,),
    deadline=weeks(12).after(FORLOEBETS_START, LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(BEHOV_VURDERING, "loest"),
    citations=(VEJLEDNING.at("P1.4"), LAESNING.at("G6")),
)
VURDER_BEHOV_IGEN = Step(
    key="fase1.vurder_behov_igen",
    title="Bekymringen vurderes igen, mens skolens indsats fortsætter",
    done="Bekymringen er vurderet igen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=TSF,
    together_with=(RC_PLC, SKOLESOCIALRAADGIVER),
    recorded_by=(RC_PLC, SKOLELEDER, TSF_TEAMLEDER),
    when=all_of(is_(BEHOV_VURDERING, "fortsaet"), none_running(UNDERRETNING)),
    repeatable=True,
    records=(BEHOV_VURDERING,),
    deadline=weeks(8).after(recorded(BEHOV_VURDERING), LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(BEHOV_VURDERING, "loest"),
    citations=(VEJLEDNING.at("P1.4"), LAESNING.at("G6")),
)
SPARRING_PAA_UNDERRETNING = Step(
    key="fase1.sparring",
    title="Skolesocialrådgiveren giver sparring på underretningen",
    done="Skolesocialrådgiveren har givet sparring på underretningen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SKOLESOCIALRAADGIVER,
    recorded_by=(RC_PLC,),
    duty=Duty.SHOULD,
    when=all_of(is_(BEHOV_VURDERING, "videre", "underretning"), none_running(UNDERRETNING)),
    records=(SPARRING, optional(TALT_MED_FAMILIEN)),
    deadline=weeks(1).after(recorded(BEHOV_VURDERING), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.5"), LAESNING.at("X8")),
)
BLIVER_AKUT = Step(
    key="fase1.bliver_akut",
    title="Sagen bliver akut",
    done="Sagen er blevet akut",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(SKOLELEDER, SKOLESOCIALRAADGIVER, TSF, PSYKOLOG),
    duty=Duty.MAY,
    when=all_of(no(AKUT), none_running(UNDERRETNING)),
    records=(narrowed(AKUT, "ja"),),
    follows="Underretningen sendes straks, og de tidlige trin afventes ikke.",
    citations=(VEJLEDNING.at("P1.14"), LAESNING.at("X8")),
)
SAMTYKKE_TIL_PPV = Step(
    key="fase1.samtykke_ppv",
    title="Forældrenes samtykke til PPV indhentes",
    done="Forældrene har svaret på samtykke til PPV",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(SKOLELEDER, PSYKOLOG),
    when=PPV_SKAL_INDSTILLES,
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SVAR_PPV, GIVER_PPV),
    gives=SAMTYKKE_PPV,
    answer=SVAR_PPV,
    deadline=weeks(2).after(BRUG_FOR_PPV, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.6"), LAESNING.at("X8"), LAESNING.at("G5")),
)
INDSTIL_TIL_PPV = Step(
    key="fase1.indstil_til_ppv",
    title="Barnet indstilles til PPV",
    done="Barnet er indstillet til PPV",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(SKOLELEDER, PSYKOLOG),
    when=all_of(PPV_SKAL_INDSTILLES, any_of(unrecorded(SVAR_PPV), is_(SVAR_PPV, "ja"))),
    requires=given(SAMTYKKE_PPV),
    expects=(expect(UNDERRETTET, VEJLEDNING.at("P1.7")),),
    deadline=weeks(3).after(BRUG_FOR_PPV, LAESNING.at("G6")),
    produces=(INDSTILLING_TIL_PPV,),
    opens=PPV_EMNE,
    follows="Psykologen begynder PPV'en.",
    citations=(VEJLEDNING.at("P1.7"), VEJLEDNING.at("T2")),
)
UDEN_SAMTYKKE_TIL_PPV = Step(
    key="fase1.uden_ppv",
    title="Der tages stilling til vejen uden samtykke til PPV",
    done="Der er taget stilling til vejen uden samtykke til PPV",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    together_with=(RC_PLC, PSYKOLOG, SAGSBEHANDLER),
    recorded_by=(RC_PLC,),
    when=all_of(
        taken("fase1.samtykke_ppv"),
        is_(SVAR_PPV, "nej", "delt"),
        any_of(unrecorded(UDEN_PPV), is_(UDEN_PPV, "spoerg_igen")),
    ),
    repeatable=True,
    records=(UDEN_PPV,),
    deadline=weeks(3).after(recorded(SVAR_PPV), LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(UDEN_PPV, "slut"),
    follows="Underretningen og SOF's arbejde venter ikke på PPV'en.",
    citations=(LAESNING.at("X8"), LAESNING.at("G5"), LAESNING.at("G6")),
)
SEND_UNDERRETNING = Step(
    key="fase1.send_underretning",
    title="Underretningen gennemgås med forældrene og sendes",
    done="Skolen har sendt en underretning til borgercentret",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    recorded_by=(SKOLELEDER, SKOLESOCIALRAADGIVER, PSYKOLOG, TSF),
    duty=Duty.MAY,
    expects=(
        expect(
            any_of(yes(AKUT), is_(HENSYN, "overgreb", "aere"), yes(TALT_MED_FAMILIEN)),
            VEJLEDNING.at("P1.7"),
            LAESNING.at("X8"),
        ),
        expect(any_of(yes(AKUT), taken("fase1.sparring")), VEJLEDNING.at("P1.5"), LAESNING.at("X8")),
        expect(any_of(yes(AKUT), is_(SVAR_PPV, "nej", "delt"), PPV_I_GANG), VEJLEDNING.at("P1.7"), LAESNING.at("X8")),
    ),
    repeatable=True,
    records=(SOF_ENHED, narrowed(UNDERRETTER, "skole"), NOTERET_PPV, optional(UNDERRETNING_PAPIR)),
    produces=(UNDERRETNINGEN,),
    opens=UNDERRETNING,
    follows="Borgercentret registrerer modtagelsen, vurderer inden 24 timer og kvitterer.",
    citations=(VEJLEDNING.at("P1.7"), VEJLEDNING.at("P1.14"), LAESNING.at("X8"), LAESNING.at("X12")),
)
AKUT_UNDERRETNING = Step(
    key="fase1.akut_underretning",
    title="Underretningen i den akutte sag skal af sted straks",
    done="Der er underrettet i den akutte sag",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    when=yes(AKUT),
    done_when=UNDERRETTET,
    deadline=on(recorded(AKUT), VEJLEDNING.at("P1.14")),
    citations=(VEJLEDNING.at("P1.14"), LAESNING.at("X8")),
)
UNDERRETNING_SKAL_SENDES = Step(
    key="fase1.underretning_skal_sendes",
    title="Underretningen skal af sted",
    done="Underretningen er af sted",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=RC_PLC,
    together_with=(SKOLELEDER,),
    when=is_(BEHOV_VURDERING, "videre", "underretning"),
    done_when=UNDERRETTET,
    deadline=weeks(2).after(recorded(BEHOV_VURDERING), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P1.7"), LAESNING.at("G6")),
)
TRIN = (
    INDSATS_I_SKOLEN, RAADGIVNING, VURDER_BEHOV, VURDER_BEHOV_IGEN, SPARRING_PAA_UNDERRETNING, BLIVER_AKUT,
    SAMTYKKE_TIL_PPV, INDSTIL_TIL_PPV, UDEN_SAMTYKKE_TIL_PPV, SEND_UNDERRETNING, AKUT_UNDERRETNING,
    UNDERRETNING_SKAL_SENDES,
)  # fmt: skip
