"""Det fælles sagsforløb: the declarations of all phases, gathered into one procedure."""

from sagsgang.procedure.faelles_sagsforloeb import (
    aftaleforum,
    aftaler,
    fase1,
    fase1_svar,
    fase1_underretning,
    fase2,
    fase2_konklusion,
    fase3,
    fase3_dagbehandling,
    fase3_flex,
    fase4,
    fase4_flex,
    fase5,
    indgange,
    klage,
    klage_buf,
    sagen,
    samtykkefornyelse,
    samtykketrin,
)
from sagsgang.procedure.faelles_sagsforloeb.bevillinger import BEVILLINGER
from sagsgang.procedure.faelles_sagsforloeb.breve import BREVE
from sagsgang.procedure.faelles_sagsforloeb.emner import EMNER, FORLOEB, SAG
from sagsgang.procedure.faelles_sagsforloeb.faelles_handleplan import PLANEN
from sagsgang.procedure.faelles_sagsforloeb.fase3_dagsorden import DAGSORDEN
from sagsgang.procedure.faelles_sagsforloeb.faser import FASER
from sagsgang.procedure.faelles_sagsforloeb.kilder import KILDER, KRAV
from sagsgang.procedure.faelles_sagsforloeb.klagebreve import KLAGEBREVE
from sagsgang.procedure.faelles_sagsforloeb.lovgrundlag import LOVGRUNDLAG
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import BEVILGET_ART, SKOLE, SOF_ENHED, TILBUDSSTED
from sagsgang.procedure.faelles_sagsforloeb.organer import ORGANER
from sagsgang.procedure.faelles_sagsforloeb.papirer import PAPIRER, SYSTEMER
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.regler import REGLER
from sagsgang.procedure.faelles_sagsforloeb.roller import ROLLER
from sagsgang.procedure.faelles_sagsforloeb.samtykker import SAMTYKKER
from sagsgang.procedure.language import Procedure, Seat, load_elsewhere, load_readings, since
from sagsgang.procedure.language.joining import joined

PROCEDURE = Procedure(
    key="faelles_sagsforloeb",
    title="Det fælles sagsforløb",
    edition="2026.1",
    covers=since("2013-08-01"),
    root=SAG,
    course=FORLOEB,
    phases=FASER,
    roles=ROLLER,
    subjects=EMNER,
    documents=PAPIRER,
    systems=SYSTEMER,
    consents=SAMTYKKER,
    boards=ORGANER,
    steps=joined(
        indgange.TRIN,
        fase1.TRIN,
        fase1_underretning.TRIN,
        fase1_svar.TRIN,
        samtykketrin.TRIN,
        fase2.TRIN,
        aftaleforum.TRIN,
        aftaler.TRIN,
        fase2_konklusion.TRIN,
        fase3.TRIN,
        fase3_flex.TRIN,
        fase3_dagbehandling.TRIN,
        fase4.TRIN,
        fase4_flex.TRIN,
        fase5.TRIN,
        sagen.TRIN,
        klage.TRIN,
        klage_buf.TRIN,
        samtykkefornyelse.TRIN,
    ),
    rules=REGLER,
    parameters=PARAMETRE,
    sources=KILDER,
    placement=((Seat.SOF, SOF_ENHED), (Seat.SCHOOL, SKOLE), (Seat.PROVIDER, TILBUDSSTED)),
    offer=BEVILGET_ART,
    bases=LOVGRUNDLAG,
    plan=PLANEN,
    letters=joined(BREVE, KLAGEBREVE),
    dockets=(DAGSORDEN,),
    ressourcer=BEVILLINGER,
    requirements=KRAV,
    elsewhere=load_elsewhere("sagsgang.procedure.faelles_sagsforloeb", "andetsteds.toml"),
    readings=load_readings("sagsgang.procedure.faelles_sagsforloeb", "laesninger.toml"),
)
