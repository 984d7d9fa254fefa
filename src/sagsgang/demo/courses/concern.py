"""Chapters of the concern phase: the ways in, the work in the school, the underretning and SOF's answer."""

from __future__ import annotations

from sagsgang.demo.courses.chapters import Chapter
from sagsgang.demo.script import GRADE, PROVIDER, SCHOOL, SOF, Answered, Day, Moment, Take

ABOUT_CHILD = {"sag.skole": SCHOOL, "sag.klassetrin": GRADE, "forloeb.hensyn": ("nej",)}

CONCERN: Chapter = (
    Take(0, "rc_plc", "fase1.bekymring", {**ABOUT_CHILD, "forloeb.akut": "nej", "forloeb.talt_med_familien": "ja"}),
    Take(4, "skolesocialraadgiver", "fase1.raadgivning"),
    Take(8, "rc_plc", "fase1.indsats_i_skolen", {"forloeb.fritid_inddraget": "ja"}),
)
MORE_NEEDED: Chapter = (
    Take(0, "tsf", "fase1.vurder_behov", {"forloeb.behov_vurdering": "videre"}),
    Take(5, "skolesocialraadgiver", "fase1.sparring", {"forloeb.talt_med_familien": "ja"}),
)
PPV_CONSENT: Chapter = (Take(0, "rc_plc", "fase1.samtykke_ppv", {"samtykke_ppv.personer": Answered("ja")}),)
SENT: Chapter = (
    Take(0, "rc_plc", "fase1.indstil_til_ppv", because="Underretningen sendes samme dag."),
    Take(
        0,
        "rc_plc",
        "fase1.send_underretning",
        {"sag.sof_enhed": SOF, "underretning.underretter": "skole", "forloeb.noteret_ppv": "indstillet"},
    ),
)
RECEIVED: Chapter = (
    Take(0, "sagsbehandler", "fase1.modtag_underretning", {"underretning.modtaget": Moment(0, "08.40")}),
    Take(0, "sagsbehandler", "fase1.vurder_24_timer", {"underretning.akut_hjaelp": "nej"}),
    Take(1, "sagsbehandler", "fase1.send_kvittering"),
    Take(5, "sagsbehandler", "fase1.partshoer_foraeldre", {"underretning.hoering": "enige"}),
)
PPV_BEGUN: Chapter = (Take(0, "psykolog", "fase1.ppv_begynder", {"ppv.begyndt": Day(0)}),)
EXAMINE: Chapter = (
    Take(0, "sagsbehandler", "fase1.vurder_undersoegelse", {"underretning.undersoegelse": "ja"}),
    Take(1, "sagsbehandler", "fase1.informer_foraeldre"),
    Take(1, "sagsbehandler", "fase1.informer_parter"),
)
DO_NOT_EXAMINE: Chapter = (
    Take(0, "sagsbehandler", "fase1.vurder_undersoegelse", {"underretning.undersoegelse": "nej"}),
    Take(2, "sagsbehandler", "fase1.informer_foraeldre"),
    Take(2, "sagsbehandler", "fase1.informer_parter"),
    Take(3, "sagsbehandler", "fase1.passiver_sagen"),
)
WORSE_AT_HOME: Chapter = (
    Take(
        0,
        "rc_plc",
        "fase1.bekymring",
        {"sag.skole": SCHOOL, "sag.klassetrin": GRADE, "forloeb.akut": "nej", "forloeb.hensyn": ("overgreb",)},
    ),
    Take(
        0,
        "rc_plc",
        "fase1.send_underretning",
        {"sag.sof_enhed": SOF, "underretning.underretter": "skole", "forloeb.noteret_ppv": "ingen"},
        because="Der er mistanke om vold. Forældrene inddrages ikke, og underretningen venter ikke på sparring og PPV.",
    ),
)
ACUTE: Chapter = (
    Take(0, "skoleleder", "fase1.bekymring", {**ABOUT_CHILD, "forloeb.akut": "ja"}),
    Take(
        0,
        "skoleleder",
        "fase1.send_underretning",
        {"sag.sof_enhed": SOF, "underretning.underretter": "skole", "forloeb.noteret_ppv": "ingen"},
    ),
)
FROM_POLICE: Chapter = (
    Take(
        0,
        "sagsbehandler",
        "fase1.underretning_udefra",
        {
            **ABOUT_CHILD,
            "sag.sof_enhed": SOF,
            "underretning.underretter": "politi",
            "underretning.modtaget": Moment(0, "07.55"),
        },
    ),
    Take(0, "sagsbehandler", "fase1.vurder_24_timer", {"underretning.akut_hjaelp": "nej"}),
    Take(1, "sagsbehandler", "fase1.send_kvittering"),
)
KNOWN_TO_SOF: Chapter = (
    Take(
        0,
        "sagsbehandler",
        "fase1.kendt_i_sof",
        {**ABOUT_CHILD, "sag.sof_enhed": SOF, "forloeb.sof_kendskab": "indsats"},
    ),
)
IN_DAY_TREATMENT: Chapter = (
    Take(
        0,
        "sagsbehandler",
        "fase1.allerede_i_dagbehandling",
        {
            **ABOUT_CHILD,
            "sag.sof_enhed": SOF,
            "forloeb.sof_kendskab": "dagbehandling",
            "tilbud.art": "dagbehandling",
            "tilbud.sted": PROVIDER,
            "tilbud.start": Day(-200),
        },
    ),
)
