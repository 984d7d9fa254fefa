"""The papers and deliverables of the course, whose half they belong to, and which system holds them (G3, I)."""

from sagsgang.procedure.faelles_sagsforloeb.emner import (
    AFTALEFORUM_MOEDE,
    FORLOEB,
    INDSTILLING,
    KLAGE,
    PPV_EMNE,
    TILBUD,
    UNDERRETNING,
    UNDERSOEGELSE,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import RAMME, RETSSIKKERHEDSLOVEN, VEJLEDNING
from sagsgang.procedure.language import Document, Side

CSC, KINGO, KMD = "CSC", "KINGO", "KMD"
SYSTEMER = (CSC, KINGO, KMD)

ELEVPLAN = Document("elevplan", "elevplan / pædagogisk notat", FORLOEB, Side.BUF, KINGO, (VEJLEDNING.at("P1.2"),))
UNDERRETNINGEN = Document("underretning", "underretning", UNDERRETNING, Side.SOF, CSC, (VEJLEDNING.at("P1.7"),))
KVITTERING = Document(
    "kvittering", "kvittering for underretningen", UNDERRETNING, Side.SOF, CSC, (VEJLEDNING.at("P1.8"),)
)
INDSTILLING_TIL_PPV = Document(
    "indstilling_til_ppv", "indstilling til PPV", PPV_EMNE, Side.BUF, KINGO, (VEJLEDNING.at("P1.7"),)
)
PPV = Document("ppv", "pædagogisk-psykologisk vurdering (PPV)", PPV_EMNE, Side.BUF, KINGO, (VEJLEDNING.at("P2.3"),))
BOERNEFAGLIG_UNDERSOEGELSE = Document(
    "boernefaglig_undersoegelse",
    "børnefaglig undersøgelse",
    UNDERSOEGELSE,
    Side.SOF,
    CSC,
    (VEJLEDNING.at("P2.1"),),
)
OPSAMLING = Document(
    "opsamling", "opsamling fra Aftaleforum", AFTALEFORUM_MOEDE, Side.JOINT, "", (VEJLEDNING.at("M5"),)
)
HANDLEPLAN = Document("handleplan", "handleplan", FORLOEB, Side.SOF, CSC, (VEJLEDNING.at("P3.2"),))
FAELLES_HANDLEPLAN = Document(
    "faelles_handleplan",
    "Fælles BUF-SOF Handleplan",
    FORLOEB,
    Side.JOINT,
    "",
    (VEJLEDNING.at("P3F.1"), RAMME.at("P3F.11")),
)
FORSIDE_BEKU = Document("forside_beku", "forside til BEKU", INDSTILLING, Side.JOINT, "", (VEJLEDNING.at("P3.7"),))
BESLUTNINGSREFERAT = Document(
    "beslutningsreferat", "beslutningsreferat fra BEKU", INDSTILLING, Side.JOINT, "", (VEJLEDNING.at("P3.8"),)
)
OPTAGEBREV = Document("optagebrev", "optagebrev med klagevejledning", TILBUD, Side.JOINT, "", (VEJLEDNING.at("P3F.7"),))
AFSLAGSBREV = Document(
    "afslagsbrev", "afslagsbrev med klagevejledning", INDSTILLING, Side.JOINT, "", (VEJLEDNING.at("P3F.13"),)
)
SOCIALT_AFSLAG = Document(
    "afslagsbrev_sof", "SOF's afslagsbrev med klagevejledning", INDSTILLING, Side.SOF, "", (VEJLEDNING.at("R11"),)
)
SOCIAL_AFGOERELSE_BREV = Document(
    "social_afgoerelse",
    "SOF's afgørelsesbrev med klagevejledning",
    INDSTILLING,
    Side.SOF,
    "",
    (VEJLEDNING.at("P3F.9"),),
)
OPHOERSBREV = Document(
    "ophoersbrev", "ophørsbrev med klagevejledning", TILBUD, Side.JOINT, "", (VEJLEDNING.at("P4.8"),)
)
INDSKRIVNINGSKONTRAKT = Document(
    "indskrivningskontrakt", "indskrivningskontrakt", TILBUD, Side.JOINT, "", (VEJLEDNING.at("P3D.7"),)
)
BETALINGSTILSAGN = Document("betalingstilsagn", "betalingstilsagn", TILBUD, Side.BUF, "", (VEJLEDNING.at("P3D.7"),))
TILBAGESLUSNINGSPLAN = Document(
    "tilbageslusningsplan", "tidsplan for tilbageslusning", TILBUD, Side.JOINT, "", (VEJLEDNING.at("P3D.8"),)
)
GENVURDERING_SOF = Document(
    "genvurdering_sof", "SOF's genvurdering", KLAGE, Side.SOF, CSC, (RETSSIKKERHEDSLOVEN.at("§ 66"),)
)
GENVURDERING_BUF = Document(
    "genvurdering_buf", "skolens genvurdering", KLAGE, Side.BUF, KINGO, (VEJLEDNING.at("P3F.20"),)
)
NY_AFGOERELSE_SOF = Document(
    "ny_afgoerelse_sof", "ny afgørelse fra SOF efter en klage", KLAGE, Side.SOF, CSC, (VEJLEDNING.at("R11"),)
)
NY_AFGOERELSE_BUF = Document(
    "ny_afgoerelse_buf", "ny afgørelse fra skolen efter en klage", KLAGE, Side.BUF, KINGO, (VEJLEDNING.at("R11"),)
)
KLAGEPAKKE_SOF = Document(
    "klagepakke_sof", "klagen samlet til Ankestyrelsen", KLAGE, Side.SOF, CSC, (RETSSIKKERHEDSLOVEN.at("§ 66"),)
)
KLAGEPAKKE_BUF = Document(
    "klagepakke_buf", "klagen samlet til Klagenævnet", KLAGE, Side.BUF, KINGO, (VEJLEDNING.at("P3F.20"),)
)

PAPIRER = (
    ELEVPLAN, UNDERRETNINGEN, KVITTERING, INDSTILLING_TIL_PPV, PPV, BOERNEFAGLIG_UNDERSOEGELSE, OPSAMLING, HANDLEPLAN,
    FAELLES_HANDLEPLAN, FORSIDE_BEKU, BESLUTNINGSREFERAT, OPTAGEBREV, AFSLAGSBREV, SOCIALT_AFSLAG,
    SOCIAL_AFGOERELSE_BREV, OPHOERSBREV, INDSKRIVNINGSKONTRAKT,
    BETALINGSTILSAGN, TILBAGESLUSNINGSPLAN, GENVURDERING_SOF, GENVURDERING_BUF, NY_AFGOERELSE_SOF, NY_AFGOERELSE_BUF,
    KLAGEPAKKE_SOF, KLAGEPAKKE_BUF,
)  # fmt: skip
