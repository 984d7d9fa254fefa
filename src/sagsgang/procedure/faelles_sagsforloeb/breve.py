"""The letters of the course: whose decisions they bring, how those are appealed, and what each must hold (R11)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import INDSTILLES_TIL_FLEX
from sagsgang.procedure.faelles_sagsforloeb.emner import INDSTILLING, PERIODE, TILBUD, UNDERRETNING
from sagsgang.procedure.faelles_sagsforloeb.indgange import UNDERRETTER
from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    BARNETS_LOV,
    FOLKESKOLELOVEN,
    FORVALTNINGSLOVEN,
    LAESNING,
    RAMME,
    RETSSIKKERHEDSLOVEN,
    VEJLEDNING,
)
from sagsgang.procedure.faelles_sagsforloeb.lovgrundlag import FVL_28, UNDERRETNINGSPLIGT, UNDERRETNINGSPLIGT_SEL
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import SOF_AFGOERELSE, UNDERSOEGELSE_BESLUTNING
from sagsgang.procedure.faelles_sagsforloeb.papirer import (
    AFSLAGSBREV,
    BETALINGSTILSAGN,
    KVITTERING,
    OPHOERSBREV,
    OPTAGEBREV,
    SOCIAL_AFGOERELSE_BREV,
    SOCIALT_AFSLAG,
)
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    FAC,
    PSYKOLOG,
    SAGSBEHANDLER,
    SKOLELEDER,
    TSF_TEAMLEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import KLAGEVEJLEDNING, SOF_INDSATS
from sagsgang.procedure.language import (
    Appeal,
    Decision,
    Letter,
    Receiver,
    Side,
    Young,
    all_of,
    any_of,
    is_,
    known,
    load_blocks,
    not_,
    unrecorded,
)
from sagsgang.procedure.language.joining import revised

AFSNIT = load_blocks("sagsgang.procedure.faelles_sagsforloeb", "brevtekster.toml")

KLAGE_SOF = Appeal(
    "klage_sof",
    Side.SOF,
    "Ankestyrelsen",
    PARAMETRE["klagefrist_social"],
    lodged="Socialforvaltningen",
    who="den, afgørelsen angår: forældrene, og barnet selv fra den alder, loven sætter",
    citations=(
        RETSSIKKERHEDSLOVEN.at("§§ 60 og 66"), RETSSIKKERHEDSLOVEN.at("§§ 67 og 72", unsure=True),
        FORVALTNINGSLOVEN.at("§ 25"), VEJLEDNING.at("R11"),
    ),
)  # fmt: skip
KLAGE_BUF = Appeal(
    "klage_buf",
    Side.BUF,
    "Klagenævnet for Specialundervisning",
    PARAMETRE["klagefrist_specialundervisning"],
    lodged="skolen eller Børne- og Ungdomsforvaltningen",
    who="forældrene",
    citations=(
        FOLKESKOLELOVEN.at("§ 51"), FOLKESKOLELOVEN.at("§ 51 b", unsure=True), FORVALTNINGSLOVEN.at("§ 25"),
        VEJLEDNING.at("R11"),
    ),
)  # fmt: skip
SOF_DEL, BUF_DEL = Decision(KLAGE_SOF), Decision(KLAGE_BUF)
BARNET_SELV = Young(
    PARAMETRE["part_fra_alder"],
    "Barnet er part i SOF's afgørelse og får sit eget brev med sin egen klagevejledning.",
    BARNETS_LOV.at("§ 3"),
)
FORAELDRE = (Receiver.CUSTODY,)
FAMILIEN_SELV = (Receiver.CUSTODY, Receiver.YOUNG)
SKOLEN_UNDERRETTER = ((UNDERRETTER, "skole", SKOLELEDER),)
_SOF_FAST = (AFSNIT["begrundelse_sof"], AFSNIT["faktum_sof"], AFSNIT["hjemmel_sof"], AFSNIT["klage_sof"])
_SOF_DERFOR = (AFSNIT["begrundelse_sof"], AFSNIT["faktum_sof"], AFSNIT["bemaerkninger"], AFSNIT["hjemmel_sof"])
_BARN = (AFSNIT["barn_afgoerelse"], AFSNIT["barn_hvorfor"], AFSNIT["barn_klage"], AFSNIT["barn_kontakt"])
_SLUT = (AFSNIT["bemaerkninger"], AFSNIT["kontakt"])

BREV_KVITTERING = Letter(
    "kvittering",
    "kvittering for underretningen",
    "Vi har modtaget din underretning",
    UNDERRETNING,
    Side.SOF,
    (AFSNIT["kvittering"], AFSNIT["kontakt_underretter"]),
    (Receiver.NOTIFIER,),
    (VEJLEDNING.at("P1.8"),),
    document=KVITTERING,
    notifiers=SKOLEN_UNDERRETTER,
    bases=(UNDERRETNINGSPLIGT_SEL, UNDERRETNINGSPLIGT),
)
BREV_HOERING = Letter(
    "hoeringsbrev",
    "høring om underretningen",
    "Du kan sige din mening, før vi afgør noget",
    UNDERRETNING,
    Side.SOF,
    (AFSNIT["hoering"], AFSNIT["hoering_regler"], AFSNIT["kontakt"]),
    FORAELDRE,
    (VEJLEDNING.at("P1.8"), FORVALTNINGSLOVEN.at("§ 19")),
)
BREV_BESKED_FORAELDRE = Letter(
    "besked_foraeldre",
    "besked til forældrene om undersøgelsen",
    "Besked om en børnefaglig undersøgelse",
    UNDERRETNING,
    Side.SOF,
    (
        AFSNIT["undersoegelse_foraeldre"], AFSNIT["undersoegelse_hvorfor"], AFSNIT["undersoegelse_faktum"],
        AFSNIT["bemaerkninger"], AFSNIT["undersoegelse_regler"], AFSNIT["klage_sof"], AFSNIT["kontakt"],
    ),
    FORAELDRE,
    (VEJLEDNING.at("P1.11"), VEJLEDNING.at("F4")),
    decides=(Decision(KLAGE_SOF, when=is_(UNDERSOEGELSE_BESLUTNING, "ja", "nej")),),
)  # fmt: skip
BREV_BESKED_PARTER = revised(
    BREV_KVITTERING,
    key="besked_parter",
    title="besked til den, der har underrettet",
    heading="Svar på jeres underretning",
    blocks=(AFSNIT["undersoegelse_parter"], AFSNIT["kontakt_underretter"]),
    citations=(VEJLEDNING.at("P1.11"),),
    document=None,
)
BREV_OPTAGELSE_FLEX = Letter(
    "optagebrev_flex",
    "optagebrev til flex",
    "Støtte i skolen er bevilget",
    TILBUD,
    Side.JOINT,
    (
        AFSNIT["flex_afgoerelse"], AFSNIT["begrundelse_buf"], AFSNIT["faktum_buf"], AFSNIT["bemaerkninger"],
        AFSNIT["hjemmel_buf"], AFSNIT["flex_videre"], AFSNIT["klage_buf"], AFSNIT["kontakt"],
    ),
    (Receiver.CUSTODY, PSYKOLOG),
    (VEJLEDNING.at("P3F.7"), VEJLEDNING.at("P3F.8"), RAMME.at("P3F.7"), LAESNING.at("X10")),
    decides=(BUF_DEL,),
    document=OPTAGEBREV,
    guidance=KLAGEVEJLEDNING,
    bases=(FVL_28,),
)  # fmt: skip
BREV_OPTAGELSE_FORLAENGET = Letter(
    "optagebrev_forlaenget",
    "fælles optagebrev til den nye periode",
    "Støtten fortsætter i en ny periode",
    PERIODE,
    Side.JOINT,
    (
        AFSNIT["forlaenget_buf"], AFSNIT["begrundelse_buf"], AFSNIT["faktum_buf"], AFSNIT["hjemmel_buf"],
        AFSNIT["klage_buf"], AFSNIT["forlaenget_sof"], *_SOF_FAST, *_BARN, *_SLUT,
    ),
    FAMILIEN_SELV,
    (VEJLEDNING.at("P4F.6"), LAESNING.at("X10")),
    decides=(BUF_DEL, SOF_DEL),
    young=BARNET_SELV,
    document=OPTAGEBREV,
    guidance=KLAGEVEJLEDNING,
    bases=(FVL_28,),
)  # fmt: skip
BREV_OPTAGELSE_DAG = revised(
    BREV_OPTAGELSE_FORLAENGET,
    key="optagebrev_dag",
    title="fælles optagebrev til dagbehandling",
    heading="Plads i dagbehandling er bevilget",
    subject=TILBUD,
    blocks=(
        AFSNIT["dag_sof"], AFSNIT["begrundelse_sof"], AFSNIT["faktum_sof"], AFSNIT["hjemmel_sof_dag"],
        AFSNIT["klage_sof"], AFSNIT["dag_buf"], AFSNIT["begrundelse_buf"], AFSNIT["faktum_buf"], AFSNIT["hjemmel_buf"],
        AFSNIT["klage_buf"], *_BARN, AFSNIT["bemaerkninger"], AFSNIT["dag_videre"], AFSNIT["kontakt"],
    ),
    citations=(VEJLEDNING.at("P3D.5"), LAESNING.at("X10")),
    decides=(SOF_DEL, BUF_DEL),
)  # fmt: skip
BREV_SOCIAL_AFGOERELSE = Letter(
    "social_afgoerelse",
    "brev om den sociale afgørelse",
    "Social støtte er bevilget",
    INDSTILLING,
    Side.SOF,
    (
        AFSNIT["social_afgoerelse"], *_SOF_DERFOR, AFSNIT["social_videre"], AFSNIT["klage_sof"], *_BARN,
        AFSNIT["kontakt"],
    ),
    FAMILIEN_SELV,
    (VEJLEDNING.at("P3F.4"), VEJLEDNING.at("P3F.9"), LAESNING.at("X10")),
    decides=(SOF_DEL,),
    young=BARNET_SELV,
    document=SOCIAL_AFGOERELSE_BREV,
)  # fmt: skip
BREV_SOCIALT_AFSLAG = revised(
    BREV_SOCIAL_AFGOERELSE,
    key="socialt_afslag",
    title="SOF's afslagsbrev",
    heading="Afslag på social støtte",
    blocks=(
        AFSNIT["socialt_afslag"], *_SOF_DERFOR, AFSNIT["klage_sof"], *_BARN, AFSNIT["afslag_videre"], AFSNIT["kontakt"],
    ),
    citations=(VEJLEDNING.at("P3F.4"), VEJLEDNING.at("R11"), LAESNING.at("X10"), LAESNING.at("X11")),
    document=SOCIALT_AFSLAG,
    guidance=KLAGEVEJLEDNING,
)  # fmt: skip
# X10: in flex each half decides for itself and writes for itself. What SOF decided before its form asked for the
# measure has no letter of its own, and stays in the joint one.
SOF_I_AFSLAGET = all_of(known(SOF_AFGOERELSE), any_of(not_(INDSTILLES_TIL_FLEX), unrecorded(SOF_INDSATS)))
BREV_AFSLAG = revised(
    BREV_OPTAGELSE_FORLAENGET,
    key="afslagsbrev",
    title="afslagsbrev",
    heading="Afslag på et fælles tilbud",
    subject=INDSTILLING,
    blocks=(
        AFSNIT["afslag_buf"], AFSNIT["begrundelse_buf_afslag"], AFSNIT["faktum_buf"], AFSNIT["hjemmel_buf_afslag"],
        AFSNIT["klage_buf"], AFSNIT["afslag_sof"], *_SOF_FAST, *_BARN, AFSNIT["bemaerkninger"],
        AFSNIT["afslag_videre"], AFSNIT["kontakt"],
    ),
    citations=(VEJLEDNING.at("P3F.13"), VEJLEDNING.at("P3D.9"), LAESNING.at("X10"), LAESNING.at("X11")),
    decides=(BUF_DEL, Decision(KLAGE_SOF, when=SOF_I_AFSLAGET)),
    document=AFSLAGSBREV,
)  # fmt: skip
BREV_OPHOER = revised(
    BREV_OPTAGELSE_FORLAENGET,
    key="ophoersbrev",
    title="fælles ophørsbrev",
    heading="Tilbuddet slutter",
    subject=TILBUD,
    blocks=(
        AFSNIT["ophoer_sof"], AFSNIT["ophoer_begrundelse_sof"], AFSNIT["faktum_sof"], AFSNIT["hjemmel_sof_ophoer"],
        AFSNIT["klage_sof"], AFSNIT["ophoer_buf"], AFSNIT["ophoer_begrundelse_buf"], AFSNIT["faktum_buf"],
        AFSNIT["hjemmel_buf_ophoer"], AFSNIT["klage_buf"], *_BARN, AFSNIT["ophoer_bemaerkninger"],
        AFSNIT["ophoer_videre"], AFSNIT["kontakt"],
    ),
    citations=(VEJLEDNING.at("P4.8"), VEJLEDNING.at("P3D.9"), VEJLEDNING.at("P5.6"), LAESNING.at("X10")),
    decides=(SOF_DEL, BUF_DEL),
    document=OPHOERSBREV,
)  # fmt: skip
BREV_BESKED_FAC = Letter(
    "besked_fac",
    "besked til Fagligt Center om bevillingen",
    "BEKU har bevilget flex",
    TILBUD,
    Side.JOINT,
    (AFSNIT["besked_fac"],),
    (FAC,),
    (VEJLEDNING.at("P3F.6"), RAMME.at("P3F.6"), LAESNING.at("X18")),
    bases=(FVL_28,),
)
BREV_BESKED_FAC_KOMMUNAL = revised(
    BREV_BESKED_FAC,
    key="besked_fac_kommunal",
    title="besked til Fagligt Center om det kommunale tilbud",
    heading="Plads i et kommunalt dagbehandlingstilbud",
    blocks=(AFSNIT["besked_fac_kommunal"],),
    citations=(VEJLEDNING.at("P3D.7"), LAESNING.at("X18")),
)
BREV_RESSOURCE = Letter(
    "ressourceudmelding",
    "ressourceudmelding til skolen",
    "Skolens ressource til flex",
    TILBUD,
    Side.JOINT,
    (AFSNIT["ressource"],),
    (SKOLELEDER, TSF_TEAMLEDER, SAGSBEHANDLER),
    (VEJLEDNING.at("P3F.10"), RAMME.at("P3F.10"), LAESNING.at("X6")),
    bases=(FVL_28,),
)
BREV_RESSOURCE_FORLAENGET = revised(
    BREV_RESSOURCE,
    key="ressourceudmelding_forlaenget",
    title="ressourceudmelding til den nye periode",
    heading="Skolens ressource til den nye periode",
    subject=PERIODE,
    blocks=(AFSNIT["ressource_forlaenget"],),
    citations=(VEJLEDNING.at("P4F.6"), LAESNING.at("X6")),
)
BREV_BETALINGSTILSAGN = Letter(
    "betalingstilsagn",
    "betalingstilsagn til tilbuddet",
    "Betalingstilsagn",
    TILBUD,
    Side.JOINT,
    (AFSNIT["betaling"],),
    (DAGBEHANDLINGSTILBUD, SAGSBEHANDLER),
    (VEJLEDNING.at("P3D.7"),),
    document=BETALINGSTILSAGN,
    bases=(FVL_28,),
)

BREVE = (
    BREV_KVITTERING, BREV_HOERING, BREV_BESKED_FORAELDRE, BREV_BESKED_PARTER, BREV_OPTAGELSE_FLEX,
    BREV_OPTAGELSE_FORLAENGET, BREV_OPTAGELSE_DAG, BREV_SOCIAL_AFGOERELSE, BREV_SOCIALT_AFSLAG,
    BREV_AFSLAG, BREV_OPHOER, BREV_BESKED_FAC,
    BREV_BESKED_FAC_KOMMUNAL, BREV_RESSOURCE, BREV_RESSOURCE_FORLAENGET, BREV_BETALINGSTILSAGN,
)  # fmt: skip
