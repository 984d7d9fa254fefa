"""A complaint over the special education: re-assessed, upheld or changed, sent on to Klagenævnet (P3F.20, R11)."""

from functools import partial

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.emner import KLAGE
from sagsgang.procedure.faelles_sagsforloeb.faser import HELE_VEJEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import FOLKESKOLELOVEN, LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.klage import (
    ANKESTYRELSEN_SVARER,
    FAAR_MEDHOLD,
    FOELG_ANKESTYRELSEN,
    FORTAEL_EN_ANDEN_KLAGER_SOF,
    FORTAEL_VIDERESENDT_SOF,
    GENVURDER_SOF,
    KVITTER_KLAGE_SOF,
    MODTAG_KLAGE_SOF,
    NY_AFGOERELSE_EFTER_KLAGE_SOF,
    TRAEK_KLAGE_SOF,
    VIDERESEND_SOF,
    VIDERESEND_STRAKS_SOF,
)
from sagsgang.procedure.faelles_sagsforloeb.klagebreve import BREV_NY_AFGOERELSE_BUF, BREV_SENDT_VIDERE_BUF
from sagsgang.procedure.faelles_sagsforloeb.klageoplysninger import (
    AFGOERELSE_NAAEDE_FREM,
    AFGOERELSENS_PLADS,
    ANDEN_KLAGER,
    BUF_HAR_AFGJORT,
    DAGEN_KENDES,
    FOR_SEN_BUF,
    FOR_SEN_HVORFOR,
    FORAELDER_KLAGER,
    GENVURDERING,
    I_TIDE_BUF,
    KLAGE_BREV,
    KLAGE_FORM,
    KLAGE_MODTAGET,
    KLAGE_OPRETHOLDES,
    KLAGE_OVER,
    KLAGE_PAPIR,
    KLAGE_TEKST,
    KLAGE_TID,
    KLAGEN_KOM_SENERE,
    KLAGER,
    KLAGER_FAAR_BESKED,
    KLAGERS_NAVN,
    NAEVN_UDFALD,
    NY_AFGOERELSE_NAAEDE_FREM,
    VIDERESENDT_NUMMER,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import GENVURDERING_BUF, KLAGEPAKKE_BUF, NY_AFGOERELSE_BUF
from sagsgang.procedure.faelles_sagsforloeb.roller import BUF_LEDER, FAC, RC_PLC, SKOLELEDER, TSF_TEAMLEDER
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import KLAGEVEJLEDNING
from sagsgang.procedure.language import (
    Lane,
    Step,
    acted,
    all_of,
    any_of,
    citizens_weeks,
    due_day,
    earliest_of,
    is_,
    latest_of,
    months,
    narrowed,
    no,
    not_,
    on,
    only_if,
    optional,
    passed,
    phrased,
    provided,
    recorded,
    taken,
    unrecorded,
    weeks,
    working_days,
    yes,
)
from sagsgang.procedure.language.joining import revised

KLAGELOVEN = FOLKESKOLELOVEN.at("§ 51 b", unsure=True)
OVER_BUF = is_(KLAGE_OVER, "special")
HOS_KLAGENAEVNET = any_of(
    taken("klage.videresend_buf"), taken("klage.videresend_resten_buf"), taken("klage.videresend_straks_buf")
)
SENDT_TIL_KLAGENAEVNET = earliest_of(
    "den dag, klagen blev sendt til Klagenævnet",
    acted("klage.videresend_buf", "den dag, klagen blev sendt videre"),
    acted("klage.videresend_resten_buf", "den dag, resten af klagen blev sendt videre"),
    acted("klage.videresend_straks_buf", "den dag, klagen blev sendt videre straks"),
)
# What was sent before the form asked for the day of receipt counts from the sending: receipt is never before it.
SVARFRIST = citizens_weeks(4).after(
    latest_of(
        "den dag, den nye afgørelse regnes for modtaget",
        acted("klage.ny_afgoerelse_buf", "den dag, den nye afgørelse blev sendt"),
        NY_AFGOERELSE_NAAEDE_FREM,
    ),
    KLAGELOVEN,
)
SVARFRIST_ER_GAAET = passed(SVARFRIST, "de 4 uger til at svare er gået")
VENTER_PAA_SVAR = all_of(
    OVER_BUF, is_(GENVURDERING, "delvist"), taken("klage.ny_afgoerelse_buf"), unrecorded(KLAGE_OPRETHOLDES)
)

af_skolen = partial(revised, lane=Lane.BUF, responsible=SKOLELEDER)
med_fagligt_center = partial(af_skolen, together_with=(FAC,), recorded_by=(RC_PLC, TSF_TEAMLEDER))
med_ledelsen = partial(af_skolen, together_with=(FAC, BUF_LEDER), recorded_by=(RC_PLC, TSF_TEAMLEDER))

MODTAG_KLAGE_BUF = af_skolen(
    MODTAG_KLAGE_SOF,
    key="klage.modtag_buf",
    title="Der klages over afgørelsen om specialundervisning",
    done="Der er modtaget en klage over afgørelsen om specialundervisning",
    recorded_by=(RC_PLC, TSF_TEAMLEDER, FAC, BUF_LEDER),
    when=BUF_HAR_AFGJORT,
    records=(
        narrowed(KLAGE_OVER, "special"),
        KLAGE_BREV,
        optional(AFGOERELSENS_PLADS),
        narrowed(KLAGER, "foraelder", "repraesentant", "anden"),
        KLAGERS_NAVN,
        KLAGER_FAAR_BESKED,
        KLAGE_FORM,
        KLAGE_TEKST,
        optional(KLAGE_PAPIR),
        provided(
            KLAGE_MODTAGET,
            BUF_HAR_AFGJORT,
            "Den dag var der ingen afgørelse om specialundervisning at klage over.",
            FOLKESKOLELOVEN.at("§ 51"),
            that_day=True,
        ),
        DAGEN_KENDES,
        provided(
            provided(
                only_if(yes(DAGEN_KENDES), AFGOERELSE_NAAEDE_FREM),
                KLAGEN_KOM_SENERE,
                "Klageren kan ikke have fået afgørelsen, efter at klagen kom. Ret en af de to datoer.",
                FOLKESKOLELOVEN.at("§ 51"),
            ),
            BUF_HAR_AFGJORT,
            "Den dag var der ingen afgørelse om specialundervisning, som klageren kunne få.",
            FOLKESKOLELOVEN.at("§ 51"),
            that_day=True,
        ),
        only_if(no(DAGEN_KENDES), KLAGE_TID),
    ),
    follows="Afgørelsen gælder, mens der klages. Også en klage, der er for sen, sendes til Klagenævnet.",
    guidance=(
        "Klagen må komme i alle former og behøver ingen grund. Den, der tager imod den, skriver den ned, som den blev "
        "sagt. Gælder den SOF's afgørelse, får sagsbehandleren den samme dag.",
        "Vi afviser aldrig selv en klage.",
    ),
    citations=(FOLKESKOLELOVEN.at("§ 51"), KLAGELOVEN, VEJLEDNING.at("P3F.20"), VEJLEDNING.at("R11")),
)
KVITTER_KLAGE_BUF = af_skolen(
    KVITTER_KLAGE_SOF,
    key="klage.kvitter_buf",
    title="Klageren får at vide, at skolen har fået klagen",
    done="Klageren ved, at skolen har fået klagen",
    recorded_by=(RC_PLC, FAC, TSF_TEAMLEDER),
    when=OVER_BUF,
)
GENVURDER_BUF = med_ledelsen(
    GENVURDER_SOF,
    key="klage.genvurder_buf",
    title="Skolen genvurderer afgørelsen om specialundervisning",
    done="Afgørelsen om specialundervisning er genvurderet",
    when=all_of(OVER_BUF, I_TIDE_BUF),
    deadline=weeks(4).after(KLAGE_MODTAGET, KLAGELOVEN),
    produces=(GENVURDERING_BUF,),
    follows="Fagligt Center hjælper. Fastholdes afgørelsen, går klagen videre til Klagenævnet. Ændres den, får "
    "forældrene et nyt brev med klagevejledning.",
    citations=(KLAGELOVEN, VEJLEDNING.at("P3F.20")),
)
NY_AFGOERELSE_EFTER_KLAGE_BUF = med_ledelsen(
    NY_AFGOERELSE_EFTER_KLAGE_SOF,
    key="klage.ny_afgoerelse_buf",
    title="Skolen sender en ny afgørelse om specialundervisning efter klagen",
    done="Skolen har sendt en ny afgørelse efter klagen",
    when=all_of(OVER_BUF, FAAR_MEDHOLD),
    records=(
        only_if(is_(GENVURDERING, "delvist"), narrowed(KLAGEVEJLEDNING, "buf")),
        provided(
            only_if(is_(GENVURDERING, "delvist"), NY_AFGOERELSE_NAAEDE_FREM),
            phrased(
                "brevet regnes for modtaget tidligst den dag, det er sendt",
                not_(passed(on(NY_AFGOERELSE_NAAEDE_FREM, KLAGELOVEN), "brevet blev sendt efter den dag")),
            ),
            "Brevet kan ikke være modtaget, før det er sendt.",
            KLAGELOVEN,
        ),
    ),
    produces=(NY_AFGOERELSE_BUF,),
    writes=BREV_NY_AFGOERELSE_BUF,
    signs=BREV_NY_AFGOERELSE_BUF,
    sends=BREV_NY_AFGOERELSE_BUF,
    follows="Ved delvist medhold spørges forældrene, om de opretholder klagen. De har 4 uger fra den dag, brevet "
    "regnes for modtaget. Sendes brevet igen, regnes de 4 uger fra det nye.",
    citations=(KLAGELOVEN, VEJLEDNING.at("R11"), LAESNING.at("G6")),
)
OPRETHOLD_KLAGEN = Step(
    key="klage.opretholdes_buf",
    title="Forældrene siger, om de opretholder klagen",
    done="Forældrene har sagt, om de opretholder klagen",
    phase=HELE_VEJEN,
    lane=Lane.BUF,
    per=KLAGE,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC, FAC, TSF_TEAMLEDER),
    when=VENTER_PAA_SVAR,
    records=(
        provided(
            narrowed(KLAGE_OPRETHOLDES, "ja", "nej"),
            phrased(
                "de 4 uger til at svare ikke er gået, eller kontakten til forældrene holdes tilbage",
                any_of(not_(SVARFRIST_ER_GAAET), not_(FAMILIEN_MAA_INDDRAGES)),
            ),
            "De 4 uger til at svare er gået. Svarede forældrene i tide, så skriv den dag, de svarede. Ellers er svaret "
            "en ny klage over den nye afgørelse.",
            KLAGELOVEN,
        ),
    ),
    deadline=SVARFRIST,
    ends=KLAGE,
    ends_when=is_(KLAGE_OPRETHOLDES, "nej"),
    follows="Opretholdes klagen, sendes resten til Klagenævnet inden 2 uger.",
    guidance=("Det, forældrene selv siger, noteres altid, også når kontakten til dem holdes tilbage.",),
    citations=(KLAGELOVEN, LAESNING.at("X8")),
)
INTET_SVAR = Step(
    key="klage.intet_svar_buf",
    title="Forældrene har ikke svaret, om de opretholder klagen",
    done="Det er noteret, at forældrene ikke opretholder klagen",
    phase=HELE_VEJEN,
    lane=Lane.BUF,
    per=KLAGE,
    responsible=SKOLELEDER,
    together_with=(FAC,),
    recorded_by=(RC_PLC, TSF_TEAMLEDER),
    when=all_of(VENTER_PAA_SVAR, SVARFRIST_ER_GAAET),
    requires=FAMILIEN_MAA_INDDRAGES,
    records=(narrowed(KLAGE_OPRETHOLDES, "intet_svar"),),
    deadline=weeks(1).after(due_day(SVARFRIST, "den sidste dag, forældrene kunne svare"), LAESNING.at("G6")),
    ends=KLAGE,
    guidance=(
        "Spørg, før det noteres. Siger forældrene senere, at de opretholder klagen, er det en ny klage over den nye "
        "afgørelse, og den sendes videre, også når den er for sen.",
    ),
    citations=(KLAGELOVEN, LAESNING.at("G6"), LAESNING.at("X8")),
)
VIDERESEND_BUF = med_fagligt_center(
    VIDERESEND_SOF,
    key="klage.videresend_buf",
    title="Klagen sendes til Klagenævnet for Specialundervisning",
    done="Klagen er sendt til Klagenævnet efter genvurderingen",
    when=all_of(OVER_BUF, is_(GENVURDERING, "fastholdt")),
    deadline=weeks(4).after(KLAGE_MODTAGET, KLAGELOVEN),
    produces=(KLAGEPAKKE_BUF,),
    guidance=(),
    citations=(KLAGELOVEN, VEJLEDNING.at("P3F.20")),
)
VIDERESEND_RESTEN_BUF = revised(
    VIDERESEND_BUF,
    key="klage.videresend_resten_buf",
    title="Resten af klagen sendes til Klagenævnet for Specialundervisning",
    done="Resten af klagen er sendt til Klagenævnet",
    when=all_of(OVER_BUF, is_(KLAGE_OPRETHOLDES, "ja")),
    deadline=weeks(2).after(recorded(KLAGE_OPRETHOLDES), KLAGELOVEN),
)
VIDERESEND_STRAKS_BUF = med_fagligt_center(
    VIDERESEND_STRAKS_SOF,
    key="klage.videresend_straks_buf",
    title="Den forsinkede klage sendes til Klagenævnet uden genvurdering",
    done="Den forsinkede klage er sendt til Klagenævnet",
    when=all_of(OVER_BUF, FOR_SEN_BUF),
    records=(optional(FOR_SEN_HVORFOR), optional(VIDERESENDT_NUMMER)),
    deadline=working_days(2).after(KLAGE_MODTAGET, LAESNING.at("G6")),
    produces=(KLAGEPAKKE_BUF,),
    follows="Klagenævnet afgør, om en klage, der er for sen, skal behandles. Vi afviser den ikke.",
    citations=(KLAGELOVEN, LAESNING.at("G6")),
)
FORTAEL_VIDERESENDT_BUF = med_fagligt_center(
    FORTAEL_VIDERESENDT_SOF,
    key="klage.besked_buf",
    title="Forældrene får brev om, at klagen er hos Klagenævnet",
    done="Forældrene har fået brev om, at klagen er hos Klagenævnet",
    when=all_of(OVER_BUF, HOS_KLAGENAEVNET, FORAELDER_KLAGER),
    deadline=weeks(1).after(SENDT_TIL_KLAGENAEVNET, LAESNING.at("G6")),
    writes=BREV_SENDT_VIDERE_BUF,
    signs=BREV_SENDT_VIDERE_BUF,
    sends=BREV_SENDT_VIDERE_BUF,
)
FORTAEL_EN_ANDEN_KLAGER_BUF = med_fagligt_center(
    FORTAEL_EN_ANDEN_KLAGER_SOF,
    key="klage.fortael_buf",
    title="En anden klager end forældrene får at vide, at klagen er hos Klagenævnet",
    done="Klageren ved, at klagen er hos Klagenævnet",
    when=all_of(OVER_BUF, HOS_KLAGENAEVNET, ANDEN_KLAGER),
    deadline=weeks(1).after(SENDT_TIL_KLAGENAEVNET, LAESNING.at("G6")),
    guidance=("Klager en anden, siges det på den måde, klageren får besked: intet brev går af sig selv.",),
)
KLAGENAEVNET_SVARER = af_skolen(
    ANKESTYRELSEN_SVARER,
    key="klage.svar_buf",
    title="Klagenævnets afgørelse noteres",
    done="Klagenævnets afgørelse er noteret",
    recorded_by=(FAC, RC_PLC, TSF_TEAMLEDER),
    when=all_of(OVER_BUF, HOS_KLAGENAEVNET),
    deadline=months(3).after(SENDT_TIL_KLAGENAEVNET, LAESNING.at("G6")),
    follows="Er svaret ikke kommet, spørges der efter det. Ændrer Klagenævnet noget, følges det.",
)
FOELG_KLAGENAEVNET = med_ledelsen(
    FOELG_ANKESTYRELSEN,
    key="klage.foelg_buf",
    title="Skolen følger Klagenævnets afgørelse",
    done="Skolen har fulgt Klagenævnets afgørelse",
    when=all_of(OVER_BUF, is_(NAEVN_UDFALD, "aendret", "hjemvist")),
)
TRAEK_KLAGE_BUF = af_skolen(
    TRAEK_KLAGE_SOF,
    key="klage.traek_buf",
    title="Klagen over specialundervisningen trækkes tilbage",
    done="Klagen over specialundervisningen er trukket tilbage",
    recorded_by=(RC_PLC, FAC, TSF_TEAMLEDER),
    when=OVER_BUF,
    follows="Er klagen hos Klagenævnet, får det besked.",
)

TRIN = (
    MODTAG_KLAGE_BUF, KVITTER_KLAGE_BUF, GENVURDER_BUF, NY_AFGOERELSE_EFTER_KLAGE_BUF, OPRETHOLD_KLAGEN, INTET_SVAR,
    VIDERESEND_BUF, VIDERESEND_RESTEN_BUF, VIDERESEND_STRAKS_BUF, FORTAEL_VIDERESENDT_BUF,
    FORTAEL_EN_ANDEN_KLAGER_BUF, KLAGENAEVNET_SVARER, FOELG_KLAGENAEVNET, TRAEK_KLAGE_BUF,
)  # fmt: skip
