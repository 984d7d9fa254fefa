"""Phase 3, BEKU's docket: the local limit for papers, what came late, what must be with it, the minutes (D2, X23)."""

from functools import partial

from sagsgang.procedure.faelles_sagsforloeb.betingelser import INDSTILLES_TIL_DAGBEHANDLING, INDSTILLES_TIL_FLEX
from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    ANLEDNING,
    ANSOEGTE_MAANEDER,
    BEKU_MOEDE,
    BEKU_UDFALD,
    SOF_AFGOERELSE,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import (
    BESLUTNINGSREFERAT,
    BOERNEFAGLIG_UNDERSOEGELSE,
    ELEVPLAN,
    FAELLES_HANDLEPLAN,
    FORSIDE_BEKU,
    HANDLEPLAN,
    PPV,
)
from sagsgang.procedure.faelles_sagsforloeb.roller import BEKU_FORMAND, BEKU_MEDLEM, BEKU_SEKRETAER, SOF_LEDER
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import AFTALEFORUM_HOLDT, ER_FOERSTE, UAFGJORT_I_BEKU
from sagsgang.procedure.language import (
    Docket,
    Duty,
    Lane,
    Seat,
    Step,
    all_of,
    any_of,
    available,
    expect,
    is_,
    known,
    late,
    not_,
    not_taken,
    number,
    on,
    phrased,
    provided,
    reached,
    recorded,
    text,
    working_days,
    yes,
    yes_no,
)

SKOLEFLEX_OVERVEJET = yes_no(
    "indstilling.skoleflex_overvejet",
    "Er Skoleflex overvejet først?",
    "overvejelsen af Skoleflex",
    INDSTILLING,
    yes="Skoleflex er overvejet først",
    no="Skoleflex er ikke overvejet",
    assessed=True,
)
PAPIRFRIST_DAGE = number(
    "indstilling.papirfrist_dage",
    "Hvor mange hverdage før mødet skal papirerne være hos BEKU?",
    "BEKU's frist for papirer",
    INDSTILLING,
    least=1,
    most=30,
    help="Udfyldes kun, når BEKU i området har aftalt en anden frist end 5 hverdage.",
)
PAPIRFRIST = working_days(5).or_as_agreed(PAPIRFRIST_DAGE).before(BEKU_MOEDE, VEJLEDNING.at("D2"))
SENT_OPTAGET = text(
    "indstilling.sent_optaget",
    "Hvorfor tager formanden sagen op efter fristen?",
    "grunden til, at sagen blev taget op efter fristen",
    INDSTILLING,
)
UDSAT_HVORFOR = text(
    "indstilling.udsat_hvorfor", "Hvad mangler, og hvem skaffer det?", "grunden til, at sagen venter", INDSTILLING
)
KOM_FOR_SENT = phrased("indstillingen kom efter fristen", late("fase3.indstil_til_beku"))
KOM_I_TIDE = phrased(
    "en indstilling, der kom for sent, er taget op af formanden",
    any_of(not_taken("fase3.indstil_til_beku"), not_(KOM_FOR_SENT), known(SENT_OPTAGET)),
)
MOEDETS_DAG = phrased("dagen for mødet i BEKU er kommet", reached(on(BEKU_MOEDE, VEJLEDNING.at("M9")), "mødet er nået"))
paa_moedet = partial(
    provided,
    condition=MOEDETS_DAG,
    otherwise="Sagen er sat på et møde, der ikke er holdt den dag. Vent til mødet, eller flyt det. Har BEKU drøftet "
    "sagen og siden bevilget flex pr. mail, har det sit eget trin (P3F.14).",
    citation=VEJLEDNING.at("M9"),
)
AFGJORT_I_BEKU = phrased(
    "BEKU har afgjort sagen",
    is_(BEKU_UDFALD, "bevilget", "afventer_sof", "afslag", "anden_loesning", "ny_indsats"),
)

OPTAG_SENT = Step(
    key="fase3.sent_optaget",
    title="Formanden tager sagen op, selv om den kom efter fristen",
    done="Formanden har taget sagen op efter fristen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=BEKU_FORMAND,
    recorded_by=(BEKU_SEKRETAER,),
    duty=Duty.MAY,
    when=all_of(UAFGJORT_I_BEKU, KOM_FOR_SENT),
    again=True,
    records=(SENT_OPTAGET,),
    follows="Sagen kan behandles på mødet. Grunden står i referatet.",
    citations=(VEJLEDNING.at("D2"), LAESNING.at("X23")),
)
LAEG_REFERAT = Step(
    key="fase3.beslutningsreferat",
    title="Beslutningsreferatet fra BEKU lægges på sagen",
    done="Beslutningsreferatet fra BEKU er lagt på sagen",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=BEKU_SEKRETAER,
    together_with=(BEKU_MEDLEM, BEKU_FORMAND),
    recorded_by=(SOF_LEDER,),
    when=AFGJORT_I_BEKU,
    deadline=working_days(5).after(recorded(BEKU_UDFALD), LAESNING.at("G6")),
    produces=(BESLUTNINGSREFERAT,),
    outlives=True,
    follows="BEKU ser ikke længere sagen. Skoleleder, sagsbehandler og psykolog får besked om, at referatet er der.",
    citations=(VEJLEDNING.at("P3.8"), VEJLEDNING.at("M9"), VEJLEDNING.at("P3F.6"), LAESNING.at("X23")),
)

DAGSORDEN = Docket(
    subject=INDSTILLING,
    seat=Seat.BEKU,
    day=BEKU_MOEDE,
    offer=TILBUDSART,
    occasion=ANLEDNING,
    months=ANSOEGTE_MAANEDER,
    submitted="fase3.indstil_til_beku",
    grants="fase3.beku_beslutter",
    outcome=BEKU_UDFALD,
    undecided=UAFGJORT_I_BEKU,
    other_half=SOF_AFGOERELSE,
    taken_on=SENT_OPTAGET,
    told="fase3.beslutningsreferat",
    postpones="fase3.beku_udsaetter",
    postponed="udsat",
    why=UDSAT_HVORFOR,
    granted=("bevilget", "afventer_sof"),
    beside=("fase3.sof_afgoerelse", "fase3.samtykke_beku", "fase3.skoleflex_overvejes", "fase3.fac_faar_besked"),
    demands=(
        expect(available(FORSIDE_BEKU), VEJLEDNING.at("P3.7"), RAMME.at("P3.11")),
        expect(available(BOERNEFAGLIG_UNDERSOEGELSE), VEJLEDNING.at("P3.7"), VEJLEDNING.at("R5")),
        expect(available(PPV), VEJLEDNING.at("P3.7"), VEJLEDNING.at("R5")),
        expect(available(HANDLEPLAN), VEJLEDNING.at("P3.7")),
        expect(available(ELEVPLAN), VEJLEDNING.at("P3.7")),
        expect(
            phrased(
                "den fælles handleplan følger med til flex og til enhver tilbageslusning",
                any_of(not_(INDSTILLES_TIL_FLEX), available(FAELLES_HANDLEPLAN)),
            ),
            VEJLEDNING.at("P3.7"),
            LAESNING.at("X21"),
        ),
        expect(
            phrased(
                "Skoleflex er overvejet før dagbehandling",
                any_of(not_(INDSTILLES_TIL_DAGBEHANDLING), not_(ER_FOERSTE), yes(SKOLEFLEX_OVERVEJET)),
            ),
            VEJLEDNING.at("R6"),
        ),
        expect(AFTALEFORUM_HOLDT, RAMME.at("P3.11")),
    ),
)

TRIN = (OPTAG_SENT, LAEG_REFERAT)
