"""The steps and facts of the procedure that Matchningsudvalget's workplace takes and reads; a test holds them to it."""

from __future__ import annotations

CONSENT = "fase3.samtykke_matchning"
SEND = "fase3.til_matchningsudvalg"
PROPOSE = "fase3.matchning_forslag"
DISCUSS = "fase3.forslag_droeftes"
CHOOSE = "fase3.tilbud_valgt"
NOTE = "fase3.matchning_noterer"
CONTRACT = "fase3.kontrakt"
TELL_FAC = "fase3.fac_faar_besked_kommunalt"
PAY = "fase3.betalingstilsagn"
LETTER = "fase3.optagebrev_dag_skrives"
SIGN = "fase3.optagebrev_dag_underskrives"
SEND_LETTER = "fase3.optagebrev_dag_sendes"
LEISURE = "fase3.fritid"
START = "fase3.dagbehandling_starter"
TIMETABLE = "fase3.tidsplan"
STEPS = (
    CONSENT, SEND, PROPOSE, DISCUSS, CHOOSE, NOTE, CONTRACT, TELL_FAC, PAY, LETTER, SIGN, SEND_LETTER, LEISURE,
    START, TIMETABLE,
)  # fmt: skip

OFFER = "tilbud"
KIND, DAY_TREATMENT = "tilbud.art", "dagbehandling"
CATEGORY, DECISIONS = "tilbud.kategori", "tilbud.udvalg_afgoerelser"
PROPOSALS = "tilbud.forslag"
PLACE, OWNER, UNAPPROVED = "tilbud.sted", "tilbud.ejer", "tilbud.uden_godkendelse"
BEGINS, MONTHS, GRANTED = "tilbud.start", "periode.maaneder", "indstilling.maaneder"
PLAN = "tilbud.tidsplan"
GRADE = "sag.klassetrin"
FACTS = (KIND, CATEGORY, DECISIONS, PROPOSALS, PLACE, OWNER, UNAPPROVED, BEGINS, MONTHS, GRANTED, PLAN, GRADE)

PAPERS = ("boernefaglig_undersoegelse", "handleplan", "ppv", "elevplan")
"""The papers that P3D.1 names; reports of psychologists and psychiatrists lie among the other documents."""
