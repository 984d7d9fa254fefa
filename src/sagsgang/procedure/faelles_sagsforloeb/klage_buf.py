"""A complaint over the special education: re-assessed, upheld or changed, sent on to Klagenævnet (P3F.20, R11)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, KLAGE
from sagsgang.procedure.faelles_sagsforloeb.faser import HELE_VEJEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import FOLKESKOLELOVEN, LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.klage import (
    ANKESTYRELSEN_SVARER,
    FOELG_ANKESTYRELSEN,
    GENVURDER_SOF,
    KVITTER_KLAGE_SOF,
    MODTAG_KLAGE_SOF,
    NY_AFGOERELSE_EFTER_KLAGE_SOF,
    TRAEK_KLAGE_SOF,
    VIDERESEND_SOF,
    VIDERESEND_STRAKS_SOF,
)
from sagsgang.procedure.faelles_sagsforloeb.klageoplysninger import (
    AFGOERELSE_NAAEDE_FREM,
    AFGOERELSENS_PLADS,
    BUF_HAR_AFGJORT,
    DAGEN_KENDES,
    FOR_SEN_BUF,
    FOR_SEN_HVORFOR,
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
    KLAGER,
    KLAGERS_NAVN,
    NAEVN_UDFALD,
    NY_AFGOERELSE,
    VIDERESENDT_NUMMER,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import GENVURDERING_BUF, KLAGEPAKKE_BUF, NY_AFGOERELSE_BUF
from sagsgang.procedure.faelles_sagsforloeb.roller import BUF_LEDER, FAC, RC_PLC, SKOLELEDER, TSF_TEAMLEDER
from sagsgang.procedure.faelles_sagsforloeb.tilbudsoplysninger import KLAGEVEJLEDNING, VEJ_VIDERE
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
    months,
    narrowed,
    no,
    only_if,
    optional,
    passed,
    recorded,
    running,
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
SVARFRIST = citizens_weeks(4).after(
    acted("klage.ny_afgoerelse_buf", "den dag, den nye afgørelse blev sendt"), KLAGELOVEN
)
VENTER_PAA_SVAR = all_of(
    OVER_BUF, is_(GENVURDERING, "delvist"), taken("klage.ny_afgoerelse_buf"), unrecorded(KLAGE_OPRETHOLDES)
)

MODTAG_KLAGE_BUF = revised(
    MODTAG_KLAGE_SOF,
    key="klage.modtag_buf",
    title="Der klages over afgørelsen om specialundervisning",
    done="Der er modtaget en klage over afgørelsen om specialundervisning",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC, TSF_TEAMLEDER, FAC, BUF_LEDER),
    when=BUF_HAR_AFGJORT,
    records=(
        narrowed(KLAGE_OVER, "special"),
        KLAGE_BREV,
        optional(AFGOERELSENS_PLADS),
        narrowed(KLAGER, "foraelder", "repraesentant", "anden"),
        KLAGERS_NAVN,
        KLAGE_FORM,
        KLAGE_TEKST,
        optional(KLAGE_PAPIR),
        KLAGE_MODTAGET,
        DAGEN_KENDES,
        only_if(yes(DAGEN_KENDES), AFGOERELSE_NAAEDE_FREM),
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
KVITTER_KLAGE_BUF = revised(
    KVITTER_KLAGE_SOF,
    key="klage.kvitter_buf",
    title="Klageren får at vide, at skolen har fået klagen",
    done="Klageren ved, at skolen har fået klagen",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC, FAC, TSF_TEAMLEDER),
    when=OVER_BUF,
)
GENVURDER_BUF = revised(
    GENVURDER_SOF,
    key="klage.genvurder_buf",
    title="Skolen genvurderer afgørelsen om specialundervisning",
    done="Afgørelsen om specialundervisning er genvurderet",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    together_with=(FAC, BUF_LEDER),
    recorded_by=(TSF_TEAMLEDER, RC_PLC),
    when=all_of(OVER_BUF, I_TIDE_BUF),
    deadline=weeks(4).after(KLAGE_MODTAGET, KLAGELOVEN),
    produces=(GENVURDERING_BUF,),
    follows="Fagligt Center hjælper. Fastholdes afgørelsen, går klagen videre til Klagenævnet.",
    citations=(KLAGELOVEN, VEJLEDNING.at("P3F.20")),
)
NY_AFGOERELSE_EFTER_KLAGE_BUF = revised(
    NY_AFGOERELSE_EFTER_KLAGE_SOF,
    key="klage.ny_afgoerelse_buf",
    title="Skolen sender en ny afgørelse om specialundervisning efter klagen",
    done="Skolen har sendt en ny afgørelse efter klagen",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    together_with=(FAC, BUF_LEDER),
    recorded_by=(TSF_TEAMLEDER, RC_PLC),
    when=all_of(OVER_BUF, is_(GENVURDERING, "medhold", "delvist")),
    records=(
        NY_AFGOERELSE,
        only_if(is_(GENVURDERING, "delvist"), narrowed(KLAGEVEJLEDNING, "buf")),
        only_if(running(FORLOEB), narrowed(VEJ_VIDERE, "beku", "egen", "tilbud")),
    ),
    produces=(NY_AFGOERELSE_BUF,),
    follows="Ved delvist medhold spørges forældrene, om de opretholder klagen. De har 4 uger.",
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
    records=(narrowed(KLAGE_OPRETHOLDES, "ja", "nej"),),
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
    when=all_of(VENTER_PAA_SVAR, passed(SVARFRIST, "de 4 uger til at svare er gået")),
    requires=FAMILIEN_MAA_INDDRAGES,
    records=(narrowed(KLAGE_OPRETHOLDES, "intet_svar"),),
    deadline=weeks(1).after(due_day(SVARFRIST, "den sidste dag, forældrene kunne svare"), LAESNING.at("G6")),
    ends=KLAGE,
    guidance=(
        "Spørg, før det noteres. Kom den nye afgørelse med posten, så regn fra den dag, forældrene fik den. Den nye "
        "afgørelse kan der klages over for sig.",
    ),
    citations=(KLAGELOVEN, LAESNING.at("G6"), LAESNING.at("X8")),
)
VIDERESEND_BUF = revised(
    VIDERESEND_SOF,
    key="klage.videresend_buf",
    title="Klagen sendes til Klagenævnet for Specialundervisning",
    done="Klagen er sendt til Klagenævnet efter genvurderingen",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    together_with=(FAC,),
    recorded_by=(RC_PLC, TSF_TEAMLEDER),
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
VIDERESEND_STRAKS_BUF = revised(
    VIDERESEND_STRAKS_SOF,
    key="klage.videresend_straks_buf",
    title="Den forsinkede klage sendes til Klagenævnet uden genvurdering",
    done="Den forsinkede klage er sendt til Klagenævnet",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    together_with=(FAC,),
    recorded_by=(RC_PLC, TSF_TEAMLEDER),
    when=all_of(OVER_BUF, FOR_SEN_BUF),
    records=(optional(FOR_SEN_HVORFOR), optional(VIDERESENDT_NUMMER)),
    deadline=working_days(2).after(KLAGE_MODTAGET, LAESNING.at("G6")),
    produces=(KLAGEPAKKE_BUF,),
    follows="Klagenævnet afgør, om en klage, der er for sen, skal behandles. Vi afviser den ikke.",
    citations=(KLAGELOVEN, LAESNING.at("G6")),
)
KLAGENAEVNET_SVARER = revised(
    ANKESTYRELSEN_SVARER,
    key="klage.svar_buf",
    title="Klagenævnets afgørelse noteres",
    done="Klagenævnets afgørelse er noteret",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    recorded_by=(FAC, RC_PLC, TSF_TEAMLEDER),
    when=all_of(OVER_BUF, HOS_KLAGENAEVNET),
    deadline=months(3).after(SENDT_TIL_KLAGENAEVNET, LAESNING.at("G6")),
    follows="Er svaret ikke kommet, spørges der efter det. Ændrer Klagenævnet noget, følges det.",
)
FOELG_KLAGENAEVNET = revised(
    FOELG_ANKESTYRELSEN,
    key="klage.foelg_buf",
    title="Skolen følger Klagenævnets afgørelse",
    done="Skolen har fulgt Klagenævnets afgørelse",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    together_with=(FAC, BUF_LEDER),
    recorded_by=(RC_PLC, TSF_TEAMLEDER),
    when=all_of(OVER_BUF, is_(NAEVN_UDFALD, "aendret", "hjemvist")),
)
TRAEK_KLAGE_BUF = revised(
    TRAEK_KLAGE_SOF,
    key="klage.traek_buf",
    title="Klagen over specialundervisningen trækkes tilbage",
    done="Klagen over specialundervisningen er trukket tilbage",
    lane=Lane.BUF,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC, FAC, TSF_TEAMLEDER),
    when=OVER_BUF,
    follows="Er klagen hos Klagenævnet, får det besked.",
)

TRIN = (
    MODTAG_KLAGE_BUF, KVITTER_KLAGE_BUF, GENVURDER_BUF, NY_AFGOERELSE_EFTER_KLAGE_BUF, OPRETHOLD_KLAGEN, INTET_SVAR,
    VIDERESEND_BUF, VIDERESEND_RESTEN_BUF, VIDERESEND_STRAKS_BUF, KLAGENAEVNET_SVARER, FOELG_KLAGENAEVNET,
    TRAEK_KLAGE_BUF,
)  # fmt: skip
