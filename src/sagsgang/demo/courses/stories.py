"""The stories of the first two phases, made of chapters."""

from __future__ import annotations

from sagsgang.demo.courses.chapters import joined, without
from sagsgang.demo.courses.concern import (
    ACUTE,
    CONCERN,
    DO_NOT_EXAMINE,
    EXAMINE,
    FROM_POLICE,
    IN_DAY_TREATMENT,
    KNOWN_TO_SOF,
    MORE_NEEDED,
    PPV_BEGUN,
    PPV_CONSENT,
    RECEIVED,
    SENT,
    WORSE_AT_HOME,
)
from sagsgang.demo.courses.examination import (
    BOTH_NEEDS,
    CONSENTS,
    COORDINATED,
    FIRST_MEETING,
    ON_THE_WAY,
    SCHOOL_SUPPORTS,
    examined,
    ppv,
)
from sagsgang.demo.script import NEW_SCHOOL, SOF, Annul, Answered, Correct, Course, Day, HandOver, Take, Write

TO_UNDERRETNING = joined((0, CONCERN), (36, MORE_NEEDED), (42, PPV_CONSENT), (45, SENT), (46, RECEIVED))
TO_EXAMINATION = joined(
    (0, TO_UNDERRETNING),
    (52, PPV_BEGUN),
    (54, EXAMINE),
    (56, CONSENTS),
    (58, COORDINATED),
    (59, FIRST_MEETING),
    (93, ON_THE_WAY),
)
TO_BOTH_NEEDS = joined((0, TO_EXAMINATION), (114, BOTH_NEEDS))

CONCERN_GONE = Course(
    "bekymringen_forsvinder",
    joined(
        (0, CONCERN),
        (40, (Take(0, "tsf", "fase1.vurder_behov", {"forloeb.behov_vurdering": "fortsaet"}),)),
        (82, (Take(0, "rc_plc", "fase1.vurder_behov_igen", {"forloeb.behov_vurdering": "loest"}),)),
    ),
)
NOT_EXAMINED = Course("ikke_undersoegt", joined((0, TO_UNDERRETNING), (52, PPV_BEGUN), (60, DO_NOT_EXAMINE)))
VIOLENCE = Course(
    "mistanke_om_vold",
    joined(
        (0, WORSE_AT_HOME),
        (0, without(RECEIVED, "fase1.partshoer_foraeldre")),
        (3, (Write(0, "sagsbehandler", "Skolen har peget på barnets trygge voksne. Hjemmet er ikke kontaktet."),)),
    ),
    {"forloeb.bekymring": "Barnet har fortalt en lærer om slag i hjemmet og er bange for at komme hjem."},
)
ACUTE_CASE = Course("akut", joined((0, ACUTE), (0, RECEIVED), (6, EXAMINE)))
PPV_REFUSED = Course(
    "nej_til_ppv",
    joined(
        (0, CONCERN),
        (36, MORE_NEEDED),
        (
            42,
            (
                Take(0, "rc_plc", "fase1.samtykke_ppv", {"samtykke_ppv.personer": Answered("nej")}),
                Take(
                    2,
                    "rc_plc",
                    "fase1.send_underretning",
                    {"sag.sof_enhed": SOF, "underretning.underretter": "skole", "forloeb.noteret_ppv": "ingen"},
                ),
            ),
        ),
        (45, RECEIVED),
    ),
)
POLICE = Course("underretning_fra_politiet", FROM_POLICE)
KNOWN = Course("kendt_i_sof", KNOWN_TO_SOF)
TREATED = Course("allerede_i_dagbehandling", IN_DAY_TREATMENT)

ONLY_SOF = Course("kun_socialt_behov", joined((0, TO_EXAMINATION), (114, ppv(6)), (138, examined("ja"))))
ONLY_BUF = Course(
    "kun_stoettebehov",
    joined(
        (0, TO_EXAMINATION),
        (114, ppv(14)),
        (122, SCHOOL_SUPPORTS),
        (138, examined("nej")),
        (
            150,
            (Take(0, "sagsbehandler", "fase2.intet_socialt_behov", {"forloeb.intet_socialt_behov": "slutter"}),),
        ),
    ),
)
NO_EXCHANGE = Course(
    "nej_til_udveksling",
    joined(
        (0, TO_UNDERRETNING),
        (52, PPV_BEGUN),
        (54, EXAMINE),
        (
            56,
            (
                Take(
                    0,
                    "sagsbehandler",
                    "fase1.samtykke_udveksling",
                    {"samtykke_udveksling.personer": Answered("delt")},
                ),
                Write(1, "sagsbehandler", "Den ene forælder vil have tid til at tale det igennem hjemme."),
            ),
        ),
    ),
)
TO_HANDICAP = Course(
    "til_borgercenter_handicap",
    joined(
        (0, TO_EXAMINATION),
        (
            96,
            (
                Take(
                    0,
                    "sagsbehandler",
                    "sagen.til_bch",
                    {"sag.sof_enhed": "bch", "forloeb.overtaget": "nej"},
                ),
                Take(6, "sof_leder", "sagen.overtages", {"forloeb.overtaget": "ja"}),
                Write(9, "sagsbehandler", "Sagen er gennemgået med den sagsbehandler, der havde den før."),
            ),
        ),
        (114, BOTH_NEEDS),
    ),
    {"forloeb.skiftegrund": "Undersøgelsen viser en betydelig og varig funktionsnedsættelse."},
)
NEW_SCHOOL_CASE = Course(
    "skoleskift",
    joined(
        (0, TO_EXAMINATION),
        (
            98,
            (
                Take(
                    0,
                    "skoleleder",
                    "sagen.skoleskift",
                    {
                        "sag.skole": NEW_SCHOOL,
                        "sag.klassetrin": 4,
                        "forloeb.skiftedato": Day(0),
                        "forloeb.skole_sat_ind": "nej",
                    },
                ),
            ),
        ),
        (112, (Take(0, "skoleleder", "sagen.ny_skole_saettes_ind", {"forloeb.skole_sat_ind": "ja"}),)),
    ),
)
MENDED = Course(
    "rettet",
    joined(
        (0, TO_BOTH_NEEDS),
        (
            120,
            (
                Take(0, "sagsbehandler", "sagen.barnets_syn"),
                Annul(1, "sagsbehandler", "sagen.barnets_syn", "Skrevet i den forkerte sag."),
                Correct(2, "psykolog", "fase2.ppv", {"ppv.lektioner": 16}, "Der stod 14. Det rigtige er 16 lektioner."),
                Write(4, "rc_plc", "Det går godt i de timer, hvor der er to voksne."),
            ),
        ),
    ),
)
TOLD_BY_PHONE = Course(
    "indfoert_for_andre",
    joined(
        (0, TO_UNDERRETNING),
        (52, PPV_BEGUN),
        (54, EXAMINE),
        (56, CONSENTS),
        (58, COORDINATED),
        (59, without(FIRST_MEETING, "aftaleforum.deltagere")),
        (
            61,
            (
                Take(
                    0,
                    "rc_plc",
                    "aftaleforum.deltagere",
                    {"aftaleforum.deltagere_buf": ("skoleleder", "psykolog", "rc_plc", "fritid")},
                    happened=-1,
                    late="Aftalt i telefonen sent dagen før.",
                    for_role="skoleleder",
                    how="telefon",
                ),
            ),
        ),
    ),
)
HANDED_OVER = Course(
    "ny_sagsbehandler",
    joined((0, TO_EXAMINATION), (100, (HandOver(0, "sagsbehandler", "sagsbehandler-midt-2"),)), (114, BOTH_NEEDS)),
)
