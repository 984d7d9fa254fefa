"""What was agreed in Aftaleforum: each agreement has an owner and a day, and is kept, changed or dropped (M11)."""

from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import MOEDELEDER
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALE, AFTALEFORUM_MOEDE
from sagsgang.procedure.faelles_sagsforloeb.faser import HELE_VEJEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_AFHOLDT
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    FAMILIEN,
    FRITIDSTILBUD,
    LAERER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
    TSF,
    UU_VEJLEDER,
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
    known,
    line,
    on,
    optional,
    text,
)

AFTALE_HVAD = text("aftale.hvad", "Hvad er aftalt?", "det, der er aftalt", AFTALE)
AFTALE_ROLLE = choice(
    "aftale.rolle",
    "Hvem står for det?",
    "hvem der står for aftalen",
    AFTALE,
    Option("sagsbehandler", "Sagsbehandleren", "Sagsbehandleren står for det"),
    Option("skolesocialraadgiver", "Skolesocialrådgiveren", "Skolesocialrådgiveren står for det"),
    Option("skoleleder", "Skolelederen", "Skolelederen står for det"),
    Option("rc_plc", "RC/PLC", "Skolens RC/PLC står for det"),
    Option("laerer", "Klasselæreren", "Klasselæreren står for det"),
    Option("psykolog", "Psykologen", "Psykologen står for det"),
    Option("tsf", "Tværfaglig Støttefunktion", "Tværfaglig Støttefunktion står for det"),
    Option("uu", "UU-vejlederen", "UU-vejlederen står for det"),
    Option("tilbud", "Dagbehandlingstilbuddet", "Dagbehandlingstilbuddet står for det"),
    Option("fritid", "Fritidstilbuddet", "Fritidstilbuddet står for det"),
    Option("familien", "Familien", "Familien står for det"),
    help="Hver part siger selv, hvad den kan på sit eget område.",
)
AFTALE_HVEM = line("aftale.hvem", "Hvad hedder den, der gør det?", "navnet på den, der gør det", AFTALE)
AFTALE_DAG = day_of(
    "aftale.dag", "Hvornår skal det være gjort?", "dagen, aftalen skal være udført", AFTALE, when=When.ANY
)
AFTALE_GJORT = text("aftale.gjort", "Hvad er der gjort?", "det, der er gjort", AFTALE)
AFTALE_HVORFOR = text("aftale.hvorfor", "Hvorfor?", "grunden til, at aftalen er ændret", AFTALE)

EJER = depending_on(
    AFTALE_ROLLE,
    ("skolesocialraadgiver", SKOLESOCIALRAADGIVER),
    ("skoleleder", SKOLELEDER),
    ("rc_plc", RC_PLC),
    ("laerer", LAERER),
    ("psykolog", PSYKOLOG),
    ("tsf", TSF),
    ("uu", UU_VEJLEDER),
    ("tilbud", DAGBEHANDLINGSTILBUD),
    ("fritid", FRITIDSTILBUD),
    ("familien", FAMILIEN),
    otherwise=SAGSBEHANDLER,
)
INDFOERER = (SAGSBEHANDLER, SKOLESOCIALRAADGIVER, SKOLELEDER, RC_PLC, PSYKOLOG, SOF_LEDER)

NOTER_AFTALE = Step(
    key="aftale.noter",
    title="En aftale fra Aftaleforum noteres",
    done="En aftale fra Aftaleforum er noteret",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=AFTALEFORUM_MOEDE,
    responsible=MOEDELEDER,
    together_with=(SAGSBEHANDLER, PSYKOLOG, SKOLELEDER),
    recorded_by=(SAGSBEHANDLER, SKOLESOCIALRAADGIVER, SOF_LEDER),
    duty=Duty.MAY,
    when=known(MOEDE_AFHOLDT),
    acts=(UDVEKSLING,),
    repeatable=True,
    records=(AFTALE_HVAD, AFTALE_ROLLE, optional(AFTALE_HVEM), AFTALE_DAG),
    opens=AFTALE,
    follows="Den, der står for aftalen, har den som opgave til dagen.",
    citations=(VEJLEDNING.at("M11"), VEJLEDNING.at("M4"), LAESNING.at("X17")),
)
UDFOER_AFTALE = Step(
    key="aftale.udfoert",
    title="Det, der er aftalt i Aftaleforum, gøres",
    done="Det, der var aftalt i Aftaleforum, er gjort",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=AFTALE,
    responsible=EJER,
    recorded_by=INDFOERER,
    records=(optional(AFTALE_GJORT),),
    deadline=on(AFTALE_DAG, VEJLEDNING.at("M11")),
    ends=AFTALE,
    citations=(VEJLEDNING.at("M11"), VEJLEDNING.at("M4")),
)
AENDR_AFTALE = Step(
    key="aftale.aendret",
    title="En aftale fra Aftaleforum ændres",
    done="En aftale fra Aftaleforum er ændret",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=AFTALE,
    responsible=EJER,
    together_with=(SAGSBEHANDLER,),
    recorded_by=INDFOERER,
    duty=Duty.MAY,
    repeatable=True,
    records=(AFTALE_HVAD, AFTALE_ROLLE, optional(AFTALE_HVEM), AFTALE_DAG, AFTALE_HVORFOR),
    citations=(VEJLEDNING.at("M11"), LAESNING.at("G2")),
)
LAD_FALDE = Step(
    key="aftale.bortfaldet",
    title="En aftale fra Aftaleforum falder bort",
    done="En aftale fra Aftaleforum er faldet bort",
    phase=HELE_VEJEN,
    lane=Lane.FAELLES,
    per=AFTALE,
    responsible=EJER,
    together_with=(SAGSBEHANDLER,),
    recorded_by=INDFOERER,
    duty=Duty.MAY,
    records=(AFTALE_HVORFOR,),
    ends=AFTALE,
    citations=(VEJLEDNING.at("M11"), LAESNING.at("G2")),
)

TRIN = (NOTER_AFTALE, UDFOER_AFTALE, AENDR_AFTALE, LAD_FALDE)
