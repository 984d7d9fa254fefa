"""The steps and facts of the procedure that Matchningsudvalget's workplace takes and reads; a test holds them to it."""

from __future__ import annotations

from sagsgang.casework.procedures import procedure

WORK = procedure().work_of("dagbehandling")
STEPS = tuple(WORK.values())
ACTS = ("anmod", "forslag", "vaelg", "start", "tidsplan")
"""What the workplace calls the steps that have a page of their own there, as their addresses say it."""
SEND, PROPOSE, CHOOSE, START, TIMETABLE = (WORK[act] for act in ACTS)
DISCUSS, NOTE = WORK["droeft"], WORK["noter"]

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
