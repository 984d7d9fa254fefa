"""The stories of the last three phases: BEKU, flex, day treatment, the way back and the end."""

from __future__ import annotations

from sagsgang.demo.courses.chapters import Chapter, joined, without
from sagsgang.demo.courses.examination import ON_THE_WAY, meeting
from sagsgang.demo.courses.follow_up import (
    DECIDE_TO_GO_ON,
    TREATMENT_YEAR,
    course_ends,
    flex_followed_up,
    flex_year,
    offer_ends,
    way_back,
)
from sagsgang.demo.courses.planning import (
    JOINT_PLAN,
    TREATMENT_SUBMITTED,
    beku_grants,
    consented,
    flex_established,
    flex_submitted,
    planned,
    prepared,
    sof_decides,
    target_group,
    treatment_established,
)
from sagsgang.demo.courses.stories import TO_BOTH_NEEDS
from sagsgang.demo.script import Course, Day, Depart, Take, Write


def reviews(until: int) -> Chapter:
    """The case is gone through every three months until that day; the first time is told elsewhere."""
    return joined(*((92 * number + 3, ON_THE_WAY) for number in range(2, 20) if 92 * number + 3 < until))


TO_PLAN = joined((0, TO_BOTH_NEEDS), (0, reviews(190)), (146, planned("skoleflex")))
TO_BEKU = joined((0, TO_PLAN), (171, flex_submitted("skoleflex")))
GRANTED = joined((0, TO_BEKU), (190, sof_decides("ja")), (195, beku_grants()))
IN_FLEX = joined((0, GRANTED), (195, flex_established("skoleleder")))
FLEX_BEGINS = 195 + 14

_TWO_YEARS = joined((0, IN_FLEX), (FLEX_BEGINS, flex_year("skoleflex")), (0, reviews(900)[1:]))
SKOLEFLEX = Course("skoleflex", _TWO_YEARS)
SKOLEFLEX_ENDS = Course(
    "skoleflex_slutter",
    joined(
        (0, IN_FLEX),
        (FLEX_BEGINS, flex_followed_up()),
        (0, reviews(540)[1:]),
        (FLEX_BEGINS + 290, meeting(("afslutning",))),
        (FLEX_BEGINS + 310, offer_ends("behov", "afslut")),
        (FLEX_BEGINS + 324, (Take(0, "sagsbehandler", "fase5.skolen_faar_besked"),)),
        (FLEX_BEGINS + 325, (Take(0, "skoleleder", "fase5.kmd_aendres", {"tilbud.kmd_ophoert": Day(0)}),)),
        (FLEX_BEGINS + 332, course_ends()),
    ),
)
AWAITS_SOF = Course("afventer_sof", joined((0, TO_BEKU), (195, beku_grants("afventer_sof"))))
ONE_HALF = Course("kun_den_ene_halvdel", joined((0, TO_BEKU), (190, sof_decides("nej")), (195, beku_grants())))
DEPARTED = Course(
    "fraveget_r1",
    joined(
        (
            0,
            without(
                TO_BEKU, "fase3.handleplan", "fase3.partshoering", "fase3.indkreds_tilbud", "fase3.indstil_til_beku"
            ),
        ),
        (
            168,
            (
                Take(
                    0,
                    "sagsbehandler",
                    "fase3.indkreds_tilbud",
                    {"forloeb.tilbudstype": "skoleflex", "forloeb.vej_videre": "beku"},
                    because="Planen laves færdig sammen med familien efter ferien.",
                ),
                Take(
                    13, "skoleleder", "fase3.indstil_til_beku", because="Planen eftersendes. Barnet er uden skolegang."
                ),
                Depart(
                    20,
                    "sof_leder",
                    "fase3.sof_afgoerelse",
                    "R1",
                    "Barnet er uden skolegang. Planen er klar om to uger.",
                ),
            ),
        ),
        (190, sof_decides("ja")),
    ),
)
REFUSES = {
    "indstilling.udfald": "afslag",
    "indstilling.buf_beslutter": "BEKU",
    "indstilling.buf_kompetence": "beku",
    "indstilling.buf_grundlag": "Folkeskoleloven § 3, stk. 2",
}
REFUSED_TEXT = {"indstilling.beku_begrundelse": "BEKU finder, at skolens egne muligheder ikke er prøvet af."}
_REFUSAL: Chapter = (
    Take(0, "beku_sekretaer", "fase3.beku_bevilger_ikke", REFUSES),
    Take(1, "beku_sekretaer", "fase3.beslutningsreferat"),
    Take(3, "tsf_teamleder", "fase3.afslagsbrev_skrives", {"forloeb.klagevejledning": "buf"}),
    Take(5, "tsf_teamleder", "fase3.afslagsbrev_sendes"),
)
REFUSED = Course("afslag", joined((0, TO_BEKU), (195, _REFUSAL)), REFUSED_TEXT)
REFUSED_THEN_GRANTED = Course(
    "afslag_saa_bevilget",
    joined(
        (0, REFUSED.lines),
        (204, (Take(0, "sagsbehandler", "fase3.efter_afslag", {"forloeb.vej_videre": "beku"}),)),
        (206, flex_submitted("skoleflex")),
        (225, sof_decides("ja")),
        (230, beku_grants()),
        (230, flex_established("skoleleder")),
    ),
    REFUSED_TEXT,
)
NO_TO_BEKU = Course(
    "nej_til_beku",
    joined(
        (0, TO_PLAN),
        (171, prepared("skoleflex")),
        (171, target_group("skoleflex")),
        (171, JOINT_PLAN),
        (171, consented("skoleleder", "nej")),
    ),
)
DISAGREED = Course(
    "uenige",
    joined(
        (0, TO_BOTH_NEEDS),
        (
            146,
            (
                Take(0, "sagsbehandler", "fase3.overdragelse"),
                Take(10, "psykolog", "fase3.kriterier", {"forloeb.boer_i_beku": "ja"}),
                Take(
                    14,
                    "sagsbehandler",
                    "fase3.faglig_enighed",
                    {
                        "forloeb.enig_sagsbehandler": "ja",
                        "forloeb.enig_psykolog": "nej",
                        "forloeb.enig_skoleleder": "ja",
                    },
                ),
                Write(15, "psykolog", "Jeg mener, at barnet har brug for dagbehandling nu."),
            ),
        ),
    ),
)
DELAYED = Course(
    "udsat_i_beku",
    joined(
        (0, TO_BEKU),
        (
            195,
            (
                Take(
                    0,
                    "beku_sekretaer",
                    "fase3.beku_udsaetter",
                    {"indstilling.udfald": "papirer", "indstilling.beku_moede": Day(28)},
                ),
            ),
        ),
    ),
    {"indstilling.udsat_hvorfor": "Elevplanen fra efteråret mangler."},
)

TO_TREATMENT = joined(
    (0, TO_BOTH_NEEDS),
    (0, reviews(190)),
    (146, planned("dagbehandling")),
    (171, TREATMENT_SUBMITTED),
    (190, sof_decides("ja", "behandling i et dagbehandlingstilbud")),
    (195, beku_grants()),
)
TREATMENT_BEGINS = 195 + 35
TREATMENT_LINES = joined(
    (0, TO_TREATMENT),
    (195, treatment_established("kommunal")),
    (TREATMENT_BEGINS, TREATMENT_YEAR),
    (0, reviews(1300)[1:]),
)
TREATMENT = Course("dagbehandling", TREATMENT_LINES)
PRIVATE_TREATMENT = Course(
    "dagbehandling_privat",
    joined((0, TO_TREATMENT), (195, treatment_established("privat")), (TREATMENT_BEGINS, TREATMENT_YEAR)),
)
_BACK = TREATMENT_BEGINS + 320
_RETURN_BEGINS = _BACK + 32 + 14
RETURN = Course(
    "tilbageslusning",
    joined(
        (0, TREATMENT_LINES),
        (_BACK, way_back("tilbageslusningsflex")),
        (_BACK + 8, flex_submitted("tilbageslusningsflex")),
        (_BACK + 27, sof_decides("ja")),
        (_BACK + 32, beku_grants()),
        (_BACK + 33, offer_ends("tilbage", "tilbud", "beku")),
        (_BACK + 32, flex_established("fac")),
        (_RETURN_BEGINS, flex_year("tilbageslusningsflex")),
        (_RETURN_BEGINS + 365, flex_followed_up()),
        (_RETURN_BEGINS + 365, DECIDE_TO_GO_ON),
    ),
)
