"""The consents to the examination and to exchange, the way on without them, and every withdrawal (R8, R9, X9)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES, UNDERSOEGELSE_I_FORLOEBET
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, INDSTILLING, SAG, TILBUD, UNDERRETNING, UNDERSOEGELSE
from sagsgang.procedure.faelles_sagsforloeb.faser import (
    BEKYMRINGSFASEN,
    HANDLEPLANSFASEN,
    OPFOELGNINGSFASEN,
    UNDERSOEGELSESFASEN,
)
from sagsgang.procedure.faelles_sagsforloeb.indgange import AABNET_I_SOF
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    SOF_KENDSKAB,
    UDVEKSLING_HJEMMEL,
    UNDERSOEGELSE_FAERDIG,
)
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    BEKU_SEKRETAER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import (
    GIVER_UDVEKSLING,
    GIVER_UNDERSOEGELSE,
    SAMTYKKE_BEKU,
    SAMTYKKE_MATCHNING,
    SAMTYKKE_PPV,
    SAMTYKKE_TILBUDSPLANER,
    SAMTYKKE_UDVEKSLING,
    SAMTYKKE_UNDERSOEGELSE,
    SVAR_UDVEKSLING,
    SVAR_UNDERSOEGELSE,
)
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Option,
    Step,
    all_of,
    any_of,
    choice,
    earliest_of,
    given,
    is_,
    line,
    only_if,
    opened,
    recorded,
    running,
    taken,
    unrecorded,
    weeks,
)

UDEN_UDVEKSLING = choice(
    "forloeb.uden_udveksling",
    "Hvad skal der ske, når forvaltningerne ikke har samtykke til at tale sammen?",
    "vejen uden samtykke til udveksling",
    FORLOEB,
    Option("spoerg_igen", "Forældrene spørges igen", "Forældrene spørges igen om udveksling"),
    Option("hjemmel", "Der er et andet lovgrundlag", "Oplysninger kan udveksles på et andet lovgrundlag"),
    Option("hver_for_sig", "Hver side går videre for sig", "Forløbet slutter, og hver side går videre for sig"),
    assessed=True,
)
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

SAMTYKKE_TIL_UNDERSOEGELSEN = Step(
    key="fase1.samtykke_undersoegelse",
    title="Forældrene spørges om samtykke til undersøgelsen",
    done="Forældrene har svaret på samtykke til undersøgelsen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=UNDERSOEGELSE,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=all_of(unrecorded(UNDERSOEGELSE_FAERDIG), running(FORLOEB)),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SVAR_UNDERSOEGELSE, GIVER_UNDERSOEGELSE),
    gives=SAMTYKKE_UNDERSOEGELSE,
    answer=SVAR_UNDERSOEGELSE,
    deadline=weeks(2).after(opened(UNDERSOEGELSE, "den dag, undersøgelsen blev åbnet"), LAESNING.at("G6")),
    follows="Et nej noteres, men stopper ikke undersøgelsen.",
    citations=(VEJLEDNING.at("P1.11"), LAESNING.at("X9"), LAESNING.at("G5")),
)
SAMTYKKE_TIL_UDVEKSLING = Step(
    key="fase1.samtykke_udveksling",
    title="Forældrene spørges om samtykke til, at forvaltningerne taler sammen",
    done="Forældrene har svaret på, om forvaltningerne må tale sammen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER),
    when=any_of(UNDERSOEGELSE_I_FORLOEBET, AABNET_I_SOF),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SVAR_UDVEKSLING, GIVER_UDVEKSLING),
    gives=SAMTYKKE_UDVEKSLING,
    answer=SVAR_UDVEKSLING,
    deadline=weeks(3).after(
        earliest_of(
            "den dag, SOF fik sagen",
            opened(UNDERRETNING, "den dag, der blev underrettet"),
            recorded(SOF_KENDSKAB),
        ),
        LAESNING.at("G6"),
    ),
    citations=(VEJLEDNING.at("P1.11"), VEJLEDNING.at("P2.2"), VEJLEDNING.at("R9"), LAESNING.at("G5")),
)
HJEMMEL_TIL_UDVEKSLING = Step(
    key="fase1.hjemmel_udveksling",
    title="Et andet lovgrundlag for at udveksle oplysninger noteres",
    done="Et andet lovgrundlag for at udveksle oplysninger er noteret",
    phase=BEKYMRINGSFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SOF_LEDER,
    together_with=(SAGSBEHANDLER,),
    recorded_by=(SAGSBEHANDLER, SKOLELEDER, PSYKOLOG),
    duty=Duty.MAY,
    repeatable=True,
    records=(UDVEKSLING_HJEMMEL,),
    citations=(LAESNING.at("X7"),),
)
UDEN_SAMTYKKE_TIL_UDVEKSLING = Step(
    key="fase1.uden_udveksling",
    title="Der tages stilling til vejen uden samtykke til udveksling",
    done="Der er taget stilling til vejen uden samtykke til udveksling",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    recorded_by=(SOF_LEDER,),
    when=all_of(
        taken("fase1.samtykke_udveksling"),
        is_(SVAR_UDVEKSLING, "nej", "delt"),
        any_of(unrecorded(UDEN_UDVEKSLING), is_(UDEN_UDVEKSLING, "spoerg_igen")),
    ),
    repeatable=True,
    records=(UDEN_UDVEKSLING, only_if(is_(UDEN_UDVEKSLING, "hjemmel"), UDVEKSLING_HJEMMEL)),
    deadline=weeks(2).after(recorded(SVAR_UDVEKSLING), LAESNING.at("G6")),
    ends=FORLOEB,
    ends_when=is_(UDEN_UDVEKSLING, "hver_for_sig"),
    citations=(VEJLEDNING.at("R9"), LAESNING.at("X7"), LAESNING.at("G5"), LAESNING.at("G6")),
)
TRAEK_PPV = Step(
    key="samtykke.traek_ppv",
    title="Samtykket til PPV trækkes tilbage",
    done="Samtykket til PPV er trukket tilbage",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=SAG,
    responsible=RC_PLC,
    recorded_by=(SKOLELEDER, PSYKOLOG, SAGSBEHANDLER),
    duty=Duty.MAY,
    when=given(SAMTYKKE_PPV),
    repeatable=True,
    records=(TRUKKET_PPV,),
    withdraws=SAMTYKKE_PPV,
    citations=(VEJLEDNING.at("P1.6"), LAESNING.at("G5")),
)
TRAEK_UNDERSOEGELSE = Step(
    key="samtykke.traek_undersoegelse",
    title="Samtykket til undersøgelsen trækkes tilbage",
    done="Samtykket til undersøgelsen er trukket tilbage",
    phase=BEKYMRINGSFASEN,
    lane=Lane.FAMILIE,
    per=SAG,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=given(SAMTYKKE_UNDERSOEGELSE),
    repeatable=True,
    records=(TRUKKET_UNDERSOEGELSE,),
    withdraws=SAMTYKKE_UNDERSOEGELSE,
    follows="Undersøgelsen kan fortsætte, når loven giver grundlag for det.",
    citations=(LAESNING.at("X9"),),
)
TRAEK_UDVEKSLING = Step(
    key="samtykke.traek_udveksling",
    title="Samtykket til udveksling af oplysninger trækkes tilbage",
    done="Samtykket til udveksling af oplysninger er trukket tilbage",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAMILIE,
    per=SAG,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLELEDER, PSYKOLOG, RC_PLC, SKOLESOCIALRAADGIVER),
    duty=Duty.MAY,
    when=given(SAMTYKKE_UDVEKSLING),
    repeatable=True,
    records=(TRUKKET_UDVEKSLING,),
    withdraws=SAMTYKKE_UDVEKSLING,
    follows="Det, der ikke er udvekslet endnu, venter på et nyt samtykke eller et andet lovgrundlag.",
    citations=(VEJLEDNING.at("R9"),),
)
TRAEK_BEKU = Step(
    key="samtykke.traek_beku",
    title="Samtykket til drøftelse og bevilling i BEKU trækkes tilbage",
    done="Samtykket til drøftelse og bevilling i BEKU er trukket tilbage",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAMILIE,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, SKOLELEDER, PSYKOLOG, BEKU_SEKRETAER),
    duty=Duty.MAY,
    when=given(SAMTYKKE_BEKU),
    repeatable=True,
    records=(TRUKKET_BEKU,),
    withdraws=SAMTYKKE_BEKU,
    follows="Er sagen ikke behandlet i BEKU endnu, venter den på et nyt samtykke.",
    citations=(VEJLEDNING.at("R8"),),
)
TRAEK_MATCHNING = Step(
    key="samtykke.traek_matchning",
    title="Samtykket til Matchningsudvalget trækkes tilbage",
    done="Samtykket til Matchningsudvalget er trukket tilbage",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAMILIE,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=given(SAMTYKKE_MATCHNING),
    repeatable=True,
    records=(TRUKKET_MATCHNING,),
    withdraws=SAMTYKKE_MATCHNING,
    citations=(LAESNING.at("X18"),),
)
TRAEK_TILBUDSPLANER = Step(
    key="samtykke.traek_tilbudsplaner",
    title="Samtykket til, at tilbuddet sender sine planer, trækkes tilbage",
    done="Samtykket til, at tilbuddet sender sine planer, er trukket tilbage",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAMILIE,
    per=TILBUD,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER, PSYKOLOG),
    duty=Duty.MAY,
    when=given(SAMTYKKE_TILBUDSPLANER),
    repeatable=True,
    records=(TRUKKET_TILBUDSPLANER,),
    withdraws=SAMTYKKE_TILBUDSPLANER,
    citations=(VEJLEDNING.at("P4.4"),),
)

TRIN = (
    SAMTYKKE_TIL_UNDERSOEGELSEN, SAMTYKKE_TIL_UDVEKSLING, HJEMMEL_TIL_UDVEKSLING, UDEN_SAMTYKKE_TIL_UDVEKSLING,
    TRAEK_PPV, TRAEK_UNDERSOEGELSE, TRAEK_UDVEKSLING, TRAEK_BEKU, TRAEK_MATCHNING, TRAEK_TILBUDSPLANER,
)  # fmt: skip
