"""Phase 3, Skoleflex and Tilbageslusningsflex before the grant (P3F.0–P3F.3, P3F.16–P3F.19, P3F.21)."""

from sagsgang.procedure.faelles_sagsforloeb import fase3_flex_bevilget
from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES, INDSTILLES_TIL_FLEX
from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING
from sagsgang.procedure.faelles_sagsforloeb.faser import HANDLEPLANSFASEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEKU_MOEDE,
    SKOLEFLEX,
    TILBAGESLUSNINGSFLEX,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import FAELLES_HANDLEPLAN
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
    TSF,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsbetingelser import (
    AFTALEFORUM_OM_FAELLES_PLAN,
    ER_FOERSTE,
    UAFGJORT_I_BEKU,
)
from sagsgang.procedure.language import (
    Lane,
    Option,
    Step,
    all_of,
    choices,
    expect,
    is_,
    only_if,
    optional,
    paper,
    text,
    working_days,
    yes_no,
)
from sagsgang.procedure.language.joining import joined

I_MAALGRUPPEN = yes_no(
    "indstilling.i_maalgruppen",
    "Er barnet i målgruppen?",
    "vurderingen af målgruppen",
    INDSTILLING,
    yes="Barnet er i målgruppen for tilbuddet",
    no="Barnet er ikke i målgruppen for tilbuddet",
    assessed=True,
)
SKOLEN_KAN_LOEFTE = yes_no(
    "indstilling.skolen_kan_loefte",
    "Kan skolen løfte opgaven?",
    "om skolen kan løfte opgaven",
    INDSTILLING,
    yes="Skolen kan løfte opgaven",
    no="Skolen kan ikke løfte opgaven",
    assessed=True,
)
KAN_BEVILGES = yes_no(
    "indstilling.kan_bevilges",
    "Kan foranstaltningen ventes bevilget?",
    "lederens syn på foranstaltningen",
    INDSTILLING,
    yes="Lederen venter, at foranstaltningen kan bevilges",
    no="Lederen venter ikke, at foranstaltningen kan bevilges",
    assessed=True,
)
PLAN_MAAL = text("indstilling.plan_maal", "Hvad er de fælles mål og aktiviteter?", "de fælles mål", INDSTILLING)
PLAN_NYT = text(
    "indstilling.plan_nyt",
    "Hvad er nyt oven på det, skolen allerede gør?",
    "det nye i forhold til skolens øvrige indsats",
    INDSTILLING,
)
PLAN_SAMARBEJDE = text(
    "indstilling.plan_samarbejde",
    "Hvordan arbejder sagsbehandler, skole og RC sammen?",
    "samarbejdet om tilbuddet",
    INDSTILLING,
)
PLAN_DELTAGERE = choices(
    "indstilling.plan_deltagere",
    "Hvem har været med til at lave planen?",
    "dem, der lavede planen",
    INDSTILLING,
    Option("barn", "Barnet eller den unge"),
    Option("foraeldre", "Forældrene"),
    Option("rc_plc", "Skolens RC/PLC"),
    Option("laerere", "Lærerteamet"),
    Option("psykolog", "Psykologen"),
    Option("tsf", "Tværfaglig Støttefunktion"),
    Option("uu", "UU-vejlederen"),
    Option("dagbehandling", "Dagbehandlingstilbuddet, der afgiver barnet"),
    Option("fritid", "Fritidstilbuddet"),
    Option("skole", "Den kommende skole"),
    Option("kompetencecenter", "Et kompetencecenter"),
    help="Går barnet i 7. klasse eller derover, er UU-vejlederen med.",
)
PLAN_TYDELIG = yes_no(
    "indstilling.plan_tydelig",
    "Ved familien, hvad der er aftalt, og at BEKU skal bevilge det først?",
    "om aftalerne er tydelige for familien",
    INDSTILLING,
    yes="Aftalerne er tydelige for familien",
    no="Aftalerne er endnu ikke gennemgået med familien",
)
PLAN_PAPIR = paper("indstilling.plan_papir", "Hvor ligger planen?", "planens plads", INDSTILLING)

MAALGRUPPE_SKOLEFLEX = Step(
    key="fase3.maalgruppe_skoleflex",
    title="Målgruppen for Skoleflex vurderes",
    done="Målgruppen for Skoleflex er vurderet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER),
    when=all_of(UAFGJORT_I_BEKU, ER_FOERSTE, is_(TILBUDSART, SKOLEFLEX)),
    again=True,
    records=(I_MAALGRUPPEN,),
    deadline=working_days(8).before(BEKU_MOEDE, LAESNING.at("G6")),
    guidance=(
        "PPV'en peger på specialpædagogisk bistand, undersøgelse og handleplan på sociale foranstaltninger, barnet kan "
        "have gavn af at blive i almenskolen, og skolen kan løfte opgaven.",
    ),
    citations=(VEJLEDNING.at("P3F.17"),),
)
MAALGRUPPE_TILBAGESLUSNINGSFLEX = Step(
    key="fase3.maalgruppe_tilbageslusningsflex",
    title="Målgruppen for Tilbageslusningsflex vurderes",
    done="Målgruppen for Tilbageslusningsflex er vurderet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG,),
    when=all_of(UAFGJORT_I_BEKU, ER_FOERSTE, is_(TILBUDSART, TILBAGESLUSNINGSFLEX)),
    again=True,
    records=(I_MAALGRUPPEN,),
    deadline=working_days(8).before(BEKU_MOEDE, LAESNING.at("G6")),
    guidance=(
        "Barnet er parat til at komme tilbage fra dagbehandling, har stadig meget stort behov på begge sider og ville "
        "ikke før have kunnet komme tilbage.",
    ),
    citations=(VEJLEDNING.at("P3F.18"), RAMME.at("P3F.18")),
)
SKOLEN_LOEFTER = Step(
    key="fase3.skolen_kan_loefte",
    title="Skolen vurderer, om den kan løfte opgaven",
    done="Skolen har vurderet, om den kan løfte opgaven",
    phase=HANDLEPLANSFASEN,
    lane=Lane.BUF,
    per=INDSTILLING,
    responsible=SKOLELEDER,
    together_with=(TSF, RC_PLC),
    recorded_by=(TSF_TEAMLEDER,),
    when=all_of(UAFGJORT_I_BEKU, INDSTILLES_TIL_FLEX),
    again=True,
    records=(SKOLEN_KAN_LOEFTE,),
    deadline=working_days(8).before(BEKU_MOEDE, LAESNING.at("G6")),
    follows="Et kompetencecenter kan inddrages.",
    citations=(VEJLEDNING.at("P3F.2"), VEJLEDNING.at("P3F.17")),
)
DROEFT_MED_LEDER = Step(
    key="fase3.droeft_med_leder",
    title="Foranstaltningen drøftes med lederen i borgercentret",
    done="Foranstaltningen er drøftet med lederen i borgercentret",
    phase=HANDLEPLANSFASEN,
    lane=Lane.SOF,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    when=all_of(UAFGJORT_I_BEKU, INDSTILLES_TIL_FLEX),
    again=True,
    records=(KAN_BEVILGES,),
    deadline=working_days(8).before(BEKU_MOEDE, LAESNING.at("G6")),
    follows="Skolens ledelse og RC får besked.",
    citations=(VEJLEDNING.at("P3F.3"), VEJLEDNING.at("O2")),
)
LAV_FAELLES_PLAN = Step(
    key="fase3.faelles_handleplan",
    title="Den fælles handleplan for flex laves i Aftaleforum",
    done="Den fælles handleplan for flex er lavet",
    phase=HANDLEPLANSFASEN,
    lane=Lane.FAELLES,
    per=INDSTILLING,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER, RC_PLC),
    recorded_by=(PSYKOLOG, SOF_LEDER),
    when=all_of(UAFGJORT_I_BEKU, INDSTILLES_TIL_FLEX),
    expects=(
        expect(AFTALEFORUM_OM_FAELLES_PLAN, VEJLEDNING.at("P3F.1"), VEJLEDNING.at("M6"), RAMME.at("P3.11")),
        expect(FAMILIEN_MAA_INDDRAGES, VEJLEDNING.at("P3F.1"), LAESNING.at("X8")),
    ),
    again=True,
    records=(
        PLAN_MAAL,
        PLAN_NYT,
        PLAN_SAMARBEJDE,
        PLAN_DELTAGERE,
        only_if(FAMILIEN_MAA_INDDRAGES, PLAN_TYDELIG),
        optional(PLAN_PAPIR),
    ),
    deadline=working_days(6).before(BEKU_MOEDE, LAESNING.at("G6")),
    produces=(FAELLES_HANDLEPLAN,),
    follows="Planen er indstillingen til BEKU og gøres færdig, når flex er bevilget.",
    guidance=(
        "Skolens støtte lægges oven på det, den allerede gør, for ét barn, flere børn eller på tværs af skoler. "
        "Familien skal ikke regne med støtte én til én.",
    ),
    citations=(
        VEJLEDNING.at("P3F.1"),
        VEJLEDNING.at("P3F.16"),
        VEJLEDNING.at("P3F.19"),
        VEJLEDNING.at("P3F.21"),
        RAMME.at("P3F.16"),
        RAMME.at("P3F.21"),
        VEJLEDNING.at("F5"),
    ),
)

TRIN = joined(
    (MAALGRUPPE_SKOLEFLEX, MAALGRUPPE_TILBAGESLUSNINGSFLEX, SKOLEN_LOEFTER, DROEFT_MED_LEDER, LAV_FAELLES_PLAN),
    fase3_flex_bevilget.TRIN,
)
