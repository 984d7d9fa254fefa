"""Who takes part (O1–O14)."""

from sagsgang.procedure.faelles_sagsforloeb.kilder import RAMME, VEJLEDNING
from sagsgang.procedure.language import Role, Seat, Side, Sight

SAGSBEHANDLER = Role(
    "sagsbehandler", "sagsbehandler", "sagsbehandleren", Side.SOF, Seat.SOF, citations=(VEJLEDNING.at("O1"),)
)
SOF_LEDER = Role(
    "sof_leder",
    "leder i borgercentret",
    "lederen i borgercentret",
    Side.SOF,
    Seat.SOF,
    Sight.UNIT,
    leads=True,
    citations=(VEJLEDNING.at("O2"),),
)
SKOLESOCIALRAADGIVER = Role(
    "skolesocialraadgiver",
    "skolesocialrådgiver",
    "skolesocialrådgiveren",
    Side.SOF,
    Seat.SCHOOL,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O3"),),
)
SKOLELEDER = Role(
    "skoleleder",
    "skoleleder",
    "skolelederen",
    Side.BUF,
    Seat.SCHOOL,
    Sight.UNIT,
    leads=True,
    citations=(VEJLEDNING.at("O4"),),
)
RC_PLC = Role(
    "rc_plc",
    "medarbejder i RC/PLC",
    "skolens RC/PLC",
    Side.BUF,
    Seat.SCHOOL,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O5"),),
)
LAERER = Role(
    "laerer",
    "klasselærer",
    "klasselæreren",
    Side.BUF,
    Seat.SCHOOL,
    logs_in=False,
    citations=(VEJLEDNING.at("O5"),),
)
TSF = Role(
    "tsf",
    "medarbejder i Tværfaglig Støttefunktion",
    "Tværfaglig Støttefunktion",
    Side.BUF,
    Seat.AREA,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O5"),),
)
TSF_TEAMLEDER = Role(
    "tsf_teamleder",
    "teamleder i Tværfaglig Støttefunktion",
    "teamlederen i Tværfaglig Støttefunktion",
    Side.BUF,
    Seat.AREA,
    Sight.UNIT,
    leads=True,
    citations=(VEJLEDNING.at("O5"),),
)
PSYKOLOG = Role("psykolog", "psykolog", "psykologen", Side.BUF, Seat.AREA, citations=(VEJLEDNING.at("O6"),))
UU_VEJLEDER = Role(
    "uu_vejleder",
    "UU-vejleder (kommunal ungeindsats)",
    "UU-vejlederen",
    Side.BUF,
    Seat.KUI,
    citations=(VEJLEDNING.at("O7"), RAMME.at("O7")),
)
FAC = Role(
    "fac",
    "medarbejder i Fagligt Center",
    "Fagligt Center",
    Side.BUF,
    Seat.FAC,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O8"),),
)
BUF_LEDER = Role(
    "buf_leder",
    "områdechef eller tværfaglig chef",
    "områdets ledelse",
    Side.BUF,
    Seat.AREA,
    Sight.UNIT,
    leads=True,
    citations=(VEJLEDNING.at("O9"),),
)
BEKU_SEKRETAER = Role(
    "beku_sekretaer",
    "sekretær for BEKU",
    "BEKU's sekretær",
    Side.JOINT,
    Seat.BEKU,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O10"),),
)
BEKU_MEDLEM = Role(
    "beku_medlem",
    "medlem af BEKU",
    "BEKU's medlemmer",
    Side.JOINT,
    Seat.BEKU,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O10"),),
)
BEKU_FORMAND = Role(
    "beku_formand",
    "formand for BEKU",
    "BEKU's formand",
    Side.JOINT,
    Seat.BEKU,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O10"),),
)
MATCHNINGSUDVALG = Role(
    "matchningsudvalg",
    "Matchningsudvalget",
    "Matchningsudvalget",
    Side.JOINT,
    Seat.MATCHING,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O11"),),
)
DAGBEHANDLINGSTILBUD = Role(
    "dagbehandlingstilbud",
    "medarbejder i dagbehandlingstilbuddet",
    "dagbehandlingstilbuddet",
    Side.PROVIDER,
    Seat.PROVIDER,
    Sight.UNIT,
    citations=(VEJLEDNING.at("O12"),),
)
FRITIDSTILBUD = Role(
    "fritidstilbud",
    "repræsentant for fritidstilbuddet",
    "fritidstilbuddet",
    Side.PROVIDER,
    Seat.LEISURE,
    logs_in=False,
    citations=(VEJLEDNING.at("O13"),),
)
FAMILIEN = Role(
    "familien",
    "forælder eller ung",
    "familien",
    Side.FAMILY,
    Seat.FAMILY,
    logs_in=False,
    citations=(VEJLEDNING.at("O14"),),
)

ROLLER = (
    SAGSBEHANDLER,
    SOF_LEDER,
    SKOLESOCIALRAADGIVER,
    SKOLELEDER,
    RC_PLC,
    LAERER,
    TSF,
    TSF_TEAMLEDER,
    PSYKOLOG,
    UU_VEJLEDER,
    FAC,
    BUF_LEDER,
    BEKU_SEKRETAER,
    BEKU_MEDLEM,
    BEKU_FORMAND,
    MATCHNINGSUDVALG,
    DAGBEHANDLINGSTILBUD,
    FRITIDSTILBUD,
    FAMILIEN,
)
