"""The legal bases that can be named where there is no consent (R9, X7, X18): dated, and marked where nobody is sure."""

from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    BARNETS_LOV,
    FORVALTNINGSLOVEN,
    RETSSIKKERHEDSLOVEN,
    SERVICELOVEN,
)
from sagsgang.procedure.language import LegalBasis, since

RSL_11C = LegalBasis(
    "rsl_11c",
    "retssikkerhedsloven § 11 c",
    "SOF kan indhente nødvendige oplysninger uden samtykke i de sager, bestemmelsen nævner, bl.a. til en undersøgelse.",
    RETSSIKKERHEDSLOVEN.at("§ 11 c", unsure=True),
    since("1998-07-01"),
)
FVL_28 = LegalBasis(
    "fvl_28",
    "forvaltningsloven § 28",
    "Oplysninger kan gives videre, når loven kræver det, eller når de er af væsentlig betydning for den, der får dem.",
    FORVALTNINGSLOVEN.at("§ 28"),
    since("1987-01-01"),
)
UNDERRETNINGSPLIGT_SEL = LegalBasis(
    "sel_153",
    "serviceloven § 153 (underretningspligten)",
    "Det, der hører til selve underretningen, kræver ikke samtykke.",
    SERVICELOVEN.at("§ 153"),
    since("1998-07-01", "2024-01-01"),
)
UNDERRETNINGSPLIGT = LegalBasis(
    "bl_133",
    "barnets lov § 133 (underretningspligten)",
    "Det, der hører til selve underretningen, kræver ikke samtykke.",
    BARNETS_LOV.at("§ 133"),
    since("2024-01-01"),
)
SSD_SEL = LegalBasis(
    "sel_49a",
    "serviceloven § 49 a (SSD)",
    "Ét møde og i særlige tilfælde ét opfølgende, tidligt og forebyggende – før der kører en sag.",
    SERVICELOVEN.at("§ 49 a", unsure=True),
    since("2011-01-01", "2024-01-01"),
    offered=False,
)
SSD = LegalBasis(
    "ssd",
    "reglen om tidlig udveksling (SSD)",
    "Vi ved ikke, hvor reglen fra serviceloven § 49 a står i dag, og den passer ikke på en sag, der kører. "
    "Den kan først vælges, når en jurist har fundet den.",
    BARNETS_LOV.at("kapitel 20", unsure=True),
    since("2024-01-01"),
    offered=False,
)
ANDET_GRUNDLAG = LegalBasis(
    "andet",
    "et andet grundlag",
    "Skriv bestemmelsen i begrundelsen.",
    None,
    since("1987-01-01"),
)

LOVGRUNDLAG = (RSL_11C, FVL_28, UNDERRETNINGSPLIGT_SEL, UNDERRETNINGSPLIGT, SSD_SEL, SSD, ANDET_GRUNDLAG)
