"""The stories themselves, made of chapters."""

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
from sagsgang.demo.courses.examination import BOTH_NEEDS, CONSENTS, COORDINATED, FIRST_MEETING, ON_THE_WAY
from sagsgang.demo.courses.planning import (
    TREATMENT_SUBMITTED,
    beku_grants,
    flex_established,
    flex_submitted,
    planned,
    sof_decides,
    treatment_established,
)
from sagsgang.demo.script import SOF, Course, Take, Write

TO_UNDERRETNING = joined((0, CONCERN), (36, MORE_NEEDED), (42, PPV_CONSENT), (45, SENT), (46, RECEIVED))

TO_EXAMINATION = joined(
    (0, TO_UNDERRETNING),
    (52, PPV_BEGUN),
    (54, EXAMINE),
    (56, CONSENTS),
    (58, COORDINATED),
    (59, FIRST_MEETING),
    (92, ON_THE_WAY),
)
TO_BOTH_NEEDS = joined((0, TO_EXAMINATION), (114, BOTH_NEEDS))
TO_FLEX = joined(
    (0, TO_BOTH_NEEDS),
    (146, planned("skoleflex")),
    (171, flex_submitted("skoleflex")),
    (183, ON_THE_WAY),
    (190, sof_decides("ja")),
    (195, beku_grants()),
    (195, flex_established("skoleleder")),
)
SKOLEFLEX = Course("skoleflex", TO_FLEX)
TO_TREATMENT = joined(
    (0, TO_BOTH_NEEDS),
    (146, planned("dagbehandling")),
    (171, TREATMENT_SUBMITTED),
    (183, ON_THE_WAY),
    (190, sof_decides("ja")),
    (195, beku_grants()),
)
TREATMENT = Course("dagbehandling", joined((0, TO_TREATMENT), (195, treatment_established("kommunal"))))
PRIVATE_TREATMENT = Course("dagbehandling_privat", joined((0, TO_TREATMENT), (195, treatment_established("privat"))))
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
        (
            3,
            (
                Write(
                    0,
                    "sagsbehandler",
                    "Skolen har peget på barnets trygge voksne. Hjemmet er ikke kontaktet.",
                ),
            ),
        ),
    ),
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
                Take(0, "rc_plc", "fase1.samtykke_ppv", {"samtykke_ppv.svar": "nej", "samtykke_ppv.giver": ("begge",)}),
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
