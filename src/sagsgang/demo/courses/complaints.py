"""Stories in which the family complains: over a refusal, with half of it upheld."""

from __future__ import annotations

from sagsgang.demo.courses.chapters import joined
from sagsgang.demo.courses.offers import REFUSED, REFUSED_TEXT
from sagsgang.demo.script import Course, Day, Take

COMPLAINED = Course(
    "klage",
    joined(
        (0, REFUSED.lines),
        (204, (Take(0, "sagsbehandler", "fase3.efter_afslag", {"forloeb.vej_videre": "egen"}),)),
        (
            0,
            (
                Take(
                    214,
                    "skoleleder",
                    "klage.modtag_buf",
                    {
                        "klage.over": "special",
                        "klage.brev": "afslag",
                        "klage.klager": "foraelder",
                        "klage.form": "telefon",
                        "klage.modtaget": Day(214),
                        "klage.dagen_kendes": "ja",
                        "klage.naaede_frem": Day(202),
                    },
                ),
                Take(215, "skoleleder", "klage.kvitter_buf"),
                Take(
                    231,
                    "skoleleder",
                    "klage.genvurder_buf",
                    {"klage.genvurdering": "delvist", "forloeb.vej_videre": "egen"},
                ),
                Take(
                    233,
                    "skoleleder",
                    "klage.ny_afgoerelse_buf",
                    {"forloeb.klagevejledning": "buf", "klage.ny_afgoerelse_naaede_frem": Day(233)},
                ),
                Take(245, "skoleleder", "klage.opretholdes_buf", {"klage.opretholdes": "ja"}),
            ),
        ),
    ),
    REFUSED_TEXT
    | {
        "klage.navn": "Barnets mor",
        "klage.faar_besked": "I Digital Post",
        "klage.tekst": "Hun er ikke enig i, at skolens egne muligheder ikke er prøvet.",
        "klage.genvurderet_af": "Skolelederen og Fagligt Center",
        "klage.ny_afgoerelse": "Der gives støtte i flere lektioner om ugen. Skoleflex gives ikke.",
    },
)
