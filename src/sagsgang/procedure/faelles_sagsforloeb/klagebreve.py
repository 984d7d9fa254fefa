"""The letters about a complaint: a decision that was changed, and that the complaint has been sent on (R11)."""

from sagsgang.procedure.faelles_sagsforloeb.breve import (
    AFSNIT,
    BARNET_SELV,
    BUF_DEL,
    FAMILIEN_SELV,
    FORAELDRE,
    SOF_DEL,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import KLAGE
from sagsgang.procedure.faelles_sagsforloeb.kilder import FOLKESKOLELOVEN, LAESNING, RETSSIKKERHEDSLOVEN, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.klageoplysninger import NY_AFGOERELSE_NAAEDE_FREM
from sagsgang.procedure.faelles_sagsforloeb.papirer import NY_AFGOERELSE_BUF, NY_AFGOERELSE_SOF
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import KLAGEVEJLEDNING
from sagsgang.procedure.language import Letter, Side, load_blocks

KLAGEAFSNIT = load_blocks("sagsgang.procedure.faelles_sagsforloeb", "klagetekster.toml")

BREV_NY_AFGOERELSE_SOF = Letter(
    "ny_afgoerelse_sof",
    "brev om SOF's nye afgørelse",
    "Vi har ændret vores afgørelse",
    KLAGE,
    Side.SOF,
    (
        KLAGEAFSNIT["ny_afgoerelse_sof"], KLAGEAFSNIT["genvurdering_sof"], AFSNIT["faktum_sof"],
        AFSNIT["bemaerkninger"], KLAGEAFSNIT["genvurdering_regler_sof"], KLAGEAFSNIT["resten_sof"],
        AFSNIT["klage_sof"], AFSNIT["barn_afgoerelse"], AFSNIT["barn_hvorfor"], AFSNIT["barn_klage"],
        AFSNIT["barn_kontakt"], AFSNIT["kontakt"],
    ),
    FAMILIEN_SELV,
    (RETSSIKKERHEDSLOVEN.at("§ 66"), VEJLEDNING.at("R11")),
    decides=(SOF_DEL,),
    young=BARNET_SELV,
    document=NY_AFGOERELSE_SOF,
    guidance=KLAGEVEJLEDNING,
)  # fmt: skip
BREV_NY_AFGOERELSE_BUF = Letter(
    "ny_afgoerelse_buf",
    "brev om den nye afgørelse om specialundervisning",
    "Vi har ændret vores afgørelse",
    KLAGE,
    Side.BUF,
    (
        KLAGEAFSNIT["ny_afgoerelse_buf"], KLAGEAFSNIT["genvurdering_buf"], KLAGEAFSNIT["genvurdering_faktum_buf"],
        AFSNIT["bemaerkninger"], KLAGEAFSNIT["genvurdering_regler_buf"], KLAGEAFSNIT["resten_buf"],
        AFSNIT["klage_buf"], AFSNIT["kontakt"],
    ),
    FORAELDRE,
    (FOLKESKOLELOVEN.at("§ 51 b", unsure=True), VEJLEDNING.at("R11")),
    decides=(BUF_DEL,),
    document=NY_AFGOERELSE_BUF,
    guidance=KLAGEVEJLEDNING,
    received=NY_AFGOERELSE_NAAEDE_FREM,
)  # fmt: skip
BREV_SENDT_VIDERE_SOF = Letter(
    "klage_sendt_videre_sof",
    "brev om, at klagen er hos Ankestyrelsen",
    "Klagen er sendt til Ankestyrelsen",
    KLAGE,
    Side.SOF,
    (KLAGEAFSNIT["sendt_videre_sof"], AFSNIT["kontakt"]),
    FORAELDRE,
    (RETSSIKKERHEDSLOVEN.at("§ 66"), LAESNING.at("G6")),
)
BREV_SENDT_VIDERE_BUF = Letter(
    "klage_sendt_videre_buf",
    "brev om, at klagen er hos Klagenævnet",
    "Klagen er sendt til Klagenævnet for Specialundervisning",
    KLAGE,
    Side.BUF,
    (KLAGEAFSNIT["sendt_videre_buf"], AFSNIT["kontakt"]),
    FORAELDRE,
    (FOLKESKOLELOVEN.at("§ 51 b", unsure=True), LAESNING.at("G6")),
)

KLAGEBREVE = (BREV_NY_AFGOERELSE_SOF, BREV_NY_AFGOERELSE_BUF, BREV_SENDT_VIDERE_SOF, BREV_SENDT_VIDERE_BUF)
