"""The Fælles BUF-SOF Handleplan: its sections, for which offer each is demanded, its steps (P3F.1, P3F.16, P5.5)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES, FORVENTNINGER_AFSTEMT
from sagsgang.procedure.faelles_sagsforloeb.fase3_flex import PLAN_MAAL, PLAN_NYT, PLAN_PAPIR, PLAN_SAMARBEJDE
from sagsgang.procedure.faelles_sagsforloeb.fase3_flex_bevilget import PLAN_KVALIFICERET
from sagsgang.procedure.faelles_sagsforloeb.fase4_flex import FLEX_MAAL
from sagsgang.procedure.faelles_sagsforloeb.fase5 import METODER_PAPIR, SKAL_TILBAGE
from sagsgang.procedure.faelles_sagsforloeb.kilder import BARNETS_LOV, LAESNING, RAMME, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    BEVILGET_ART,
    DAGBEHANDLING,
    SKOLEFLEX,
    TILBAGESLUSNINGSFLEX,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import FAELLES_HANDLEPLAN
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import METODER, VEJ_TILBAGE
from sagsgang.procedure.language import JointPlan, Option, PlanSection, PlanUse, Side

EGNE = "egne"
FLEX = (SKOLEFLEX, TILBAGESLUSNINGSFLEX)
TILBAGE = (TILBAGESLUSNINGSFLEX, EGNE)
ALLE = (SKOLEFLEX, TILBAGESLUSNINGSFLEX, EGNE)

AFSNIT = (
    PlanSection(
        "barnets_ord",
        "Barnets egne ord",
        "Hvad siger barnet selv om skolen, hjemmet og det, der skal være anderledes? Skriv det med barnets egne ord, "
        "og hvordan I har talt med barnet. Vil barnet ikke sige noget, så skriv det.",
        Side.JOINT,
        family_title="Det siger barnet",
        demanded_for=ALLE,
        family_words=True,
        citations=(VEJLEDNING.at("P3F.1"), VEJLEDNING.at("P3F.19"), VEJLEDNING.at("F4")),
    ),
    PlanSection(
        "familiens_ord",
        "Familiens egne ord",
        "Hvad siger forældrene selv: hvad er vigtigt, hvad hjælper allerede, og hvad er de i tvivl om?",
        Side.JOINT,
        family_title="Det siger I",
        demanded_for=ALLE,
        family_words=True,
        citations=(VEJLEDNING.at("P3F.1"), VEJLEDNING.at("F4")),
    ),
    PlanSection(
        "skolen_goer",
        "Det gør skolen allerede",
        "Skriv, hvad skolen allerede gør for børn i udsatte positioner, og som barnet har gavn af.",
        Side.BUF,
        demanded_for=FLEX,
        citations=(VEJLEDNING.at("P3F.16"), RAMME.at("P3F.16")),
    ),
    PlanSection(
        "det_nye",
        "Det er nyt",
        "Støtten lægges oven på det, skolen allerede gør. Skriv, hvad der er nyt, for hvem – ét barn, flere børn eller "
        "på tværs af skoler – og hvem der planlægger det.",
        Side.BUF,
        demanded_for=FLEX,
        fills=PLAN_NYT,
        citations=(VEJLEDNING.at("P3F.16"), RAMME.at("P3F.16")),
    ),
    PlanSection(
        "sof_del",
        "SOF's del: den sociale indsats",
        "Hvad gør borgercentret: hvilken indsats, hos hvem, hvor tit og hvor længe? Planen afgør den ikke; det sker i "
        "en afgørelse for sig.",
        Side.SOF,
        family_title="Det gør borgercentret",
        demanded_for=FLEX,
        citations=(VEJLEDNING.at("P3F.1"), VEJLEDNING.at("P4F.3")),
    ),
    PlanSection(
        "buf_del",
        "BUF's del: den specialpædagogiske bistand",
        "Hvad gør skolen: hvilken støtte, i hvilke fag og timer, af hvem, og hvordan er lærerteamet med?",
        Side.BUF,
        family_title="Det gør skolen",
        demanded_for=ALLE,
        citations=(VEJLEDNING.at("P3F.1"), VEJLEDNING.at("P3F.12"), VEJLEDNING.at("P4F.3")),
    ),
    PlanSection(
        "samarbejde",
        "Sådan arbejder vi sammen",
        "Beskriv nøje, hvordan sagsbehandler, skole og RC arbejder sammen: hvem taler med hvem, hvor tit, hvem "
        "familien ringer til, og hvad der sker, når noget ikke går som aftalt.",
        Side.JOINT,
        demanded_for=FLEX,
        fills=PLAN_SAMARBEJDE,
        citations=(VEJLEDNING.at("P3F.21"), RAMME.at("P3F.21")),
    ),
    PlanSection(
        "metoder",
        "Metoder fra dagbehandlingen",
        "Hvilke metoder fra dagbehandlingen kan skolen bruge, og hvem lærer skolen dem? Dagbehandlingstilbuddet og "
        "skolen beskriver dem sammen. Det gælder hver gang, et barn kommer tilbage – også med skolens egne ressourcer.",
        Side.JOINT,
        demanded_for=TILBAGE,
        demanded_when=SKAL_TILBAGE,
        fills=METODER,
        citations=(VEJLEDNING.at("P5.5"), LAESNING.at("X21")),
    ),
    PlanSection(
        "graenser",
        "Det kan familien ikke regne med",
        "Skriv, hvordan skolen planlægger at møde barnets behov, og hvor hjælpen holder op. Lov aldrig støtte én til "
        "én: den kan være mulig, men familien skal ikke regne med den.",
        Side.JOINT,
        family_title="Det kan I ikke regne med",
        demanded_for=FLEX,
        citations=(VEJLEDNING.at("F5"), RAMME.at("F5")),
    ),
)

STATUSSER = (
    Option("naaet", "Nået"),
    Option("paa_vej", "På vej"),
    Option("ikke_begyndt", "Ikke begyndt"),
    Option("aendres", "Målet skal ændres"),
    Option("opgivet", "Opgivet"),
)

PLANEN = JointPlan(
    document=FAELLES_HANDLEPLAN,
    title="Fælles BUF-SOF Handleplan",
    notice="Planen er de to forvaltningers aftale om, hvad de gør sammen. Den er ikke barnets plan eller ungeplanen "
    "efter barnets lov og træder ikke i stedet for den. Den afgør ikke noget: BEKU bevilger, og hver forvaltning "
    "træffer sin egen afgørelse.",
    sections=AFSNIT,
    offers=(
        Option(SKOLEFLEX, "Skoleflex"),
        Option(TILBAGESLUSNINGSFLEX, "Tilbageslusningsflex"),
        Option(DAGBEHANDLING, "Dagbehandling"),
        Option(EGNE, "Tilbage med skolens egne ressourcer"),
    ),
    offer_facts=(TILBUDSART, VEJ_TILBAGE, BEVILGET_ART),
    goals_help="Ét mål ad gangen. Skriv, hvorfor det er vigtigt for barnet, og hvad I vil kunne se, når det er nået.",
    goals_demanded_for=ALLE,
    goals_citations=(VEJLEDNING.at("P3F.1"), VEJLEDNING.at("P4F.2")),
    statuses=STATUSSER,
    uses=(
        PlanUse(
            "fase3.faelles_handleplan",
            "Meld planen klar til BEKU",
            "blev meldt klar til BEKU",
            goals=PLAN_MAAL,
            paper=PLAN_PAPIR,
            complete=True,
        ),
        PlanUse(
            "fase3.plan_kvalificeres",
            "Gør planen færdig efter bevillingen",
            "blev gjort færdig efter bevillingen",
            changes=PLAN_KVALIFICERET,
            complete=True,
        ),
        PlanUse(
            "fase5.metoder",
            "Indfør metoderne fra dagbehandlingen",
            "fik metoderne fra dagbehandlingen skrevet ind",
            paper=METODER_PAPIR,
        ),
        PlanUse(
            "fase4.faelles_plan_foelges_op",
            "Følg målene op",
            "blev fulgt op",
            statuses=FLEX_MAAL,
        ),
    ),
    submitted_by="fase3.indstil_til_beku",
    journalised_by=("fase3.journaliser_kingo", "fase3.journaliser_csc"),
    open_to_family=FORVENTNINGER_AFSTEMT,
    involves=FAMILIEN_MAA_INDDRAGES,
    citations=(VEJLEDNING.at("P3F.1"), VEJLEDNING.at("P3F.11"), LAESNING.at("X21"), BARNETS_LOV.at("§ 91")),
)
