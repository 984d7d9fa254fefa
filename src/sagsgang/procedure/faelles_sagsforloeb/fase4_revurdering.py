"""Phase 4, the yearly re-assessment: Aftaleforum, status on the PPV, and what follows (P4.2, P4.3, P4.6, P4.9)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    ER_DAGBEHANDLING,
    ER_FLEX,
    FAMILIEN_MAA_INDDRAGES,
    PPV_PEGER_PAA_STOETTE,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import AARSSTATUS, AFTALEFORUM_MOEDE, INDSTILLING, TILBUD_START
from sagsgang.procedure.faelles_sagsforloeb.faser import OPFOELGNINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.kilder import FORVALTNINGSLOVEN, LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    MOEDE_AFHOLDT,
    MOEDE_FORMAAL,
    PPV_DATO,
    PPV_LEKTIONER,
    TILBUDSART,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import PPV
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import SAMTYKKE_UDVEKSLING
from sagsgang.procedure.language import (
    Lane,
    Option,
    Step,
    acted,
    all_of,
    any_of,
    choice,
    expect,
    given,
    is_,
    known,
    months,
    not_,
    on_schedule,
    recorded,
    some,
    taken,
    text,
    weeks,
)

ER_STARTET = known(TILBUD_START)
TILBUDDET_ER_SLUTTET = taken("fase5.tilbud_slutter")
AARETS_DAG = on_schedule(VEJLEDNING.at("D6")).anchor

STATUS_SVAR = text("aarsstatus.svar", "Hvad siger familien til status?", "familiens svar på status", AARSSTATUS)
STATUS_NOTE = text("aarsstatus.note", "Hvad viser status på PPV'en?", "status på PPV'en", AARSSTATUS)
REVURDERING = choice(
    "aarsstatus.revurdering",
    "Er barnet det rette sted?",
    "revurderingen",
    AARSSTATUS,
    Option("fortsaet", "Ja, tilbuddet fortsætter", "Barnet er det rette sted, og tilbuddet fortsætter"),
    Option("ud", "Barnet er på vej tilbage eller videre", "Barnet er på vej tilbage eller videre"),
    Option("andet", "Barnet har brug for et andet fælles tilbud", "Barnet har brug for et andet fælles tilbud"),
    Option("slut", "Tilbuddet skal slutte", "Tilbuddet skal slutte"),
    assessed=True,
)
FORVENTNINGER = text(
    "aarsstatus.forventninger", "Hvad er alle indforstået med?", "de afstemte forventninger", AARSSTATUS
)
AFTALEFORUM_REVURDERER = some(
    AFTALEFORUM_MOEDE,
    all_of(known(MOEDE_AFHOLDT), is_(MOEDE_FORMAAL, "revurdering")),
    "Aftaleforum har holdt årets revurdering",
    since=months(9).before(AARETS_DAG, LAESNING.at("X14")),
)

HOLD_REVURDERING = Step(
    key="fase4.revurderingsmoede",
    title="Aftaleforum mødes før årets revurdering",
    done="Aftaleforum har mødtes før årets revurdering",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=AARSSTATUS,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG,),
    done_when=AFTALEFORUM_REVURDERER,
    deadline=months(3).before(AARETS_DAG, LAESNING.at("D7")),
    guidance=(
        "Mødet ligger før en halvårlig opfølgning og så tidligt, at andre skoletilbud kan søges. UU-vejlederen er med "
        "fra 8. klasse.",
    ),
    citations=(VEJLEDNING.at("P4.3"), VEJLEDNING.at("D7"), VEJLEDNING.at("P4.9"), VEJLEDNING.at("M6")),
)
HOER_OM_STATUS = Step(
    key="fase4.hoer_om_status",
    title="Familien høres om status på PPV'en",
    done="Familien er hørt om status på PPV'en",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAMILIE,
    per=AARSSTATUS,
    responsible=PSYKOLOG,
    recorded_by=(SKOLELEDER,),
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(STATUS_SVAR,),
    deadline=weeks(2).before(AARETS_DAG, LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4.2"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
LAV_STATUS = Step(
    key="fase4.status_ppv",
    title="Behovet revurderes med en status på PPV'en",
    done="Behovet er revurderet med en status på PPV'en",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.BUF,
    per=AARSSTATUS,
    responsible=PSYKOLOG,
    recorded_by=(SKOLELEDER,),
    requires=known(PPV_DATO),
    expects=(expect(taken("fase4.hoer_om_status"), VEJLEDNING.at("P4.2")),),
    records=(PPV_DATO, PPV_LEKTIONER, STATUS_NOTE),
    deadline=on_schedule(VEJLEDNING.at("D6")),
    produces=(PPV,),
    citations=(VEJLEDNING.at("P4.2"), VEJLEDNING.at("D6"), LAESNING.at("X16")),
)
SEND_KOPI = Step(
    key="fase4.status_kopi",
    title="Sagsbehandleren får en kopi af status på PPV'en",
    done="Sagsbehandleren har fået en kopi af status på PPV'en",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.BUF,
    per=AARSSTATUS,
    responsible=PSYKOLOG,
    recorded_by=(SKOLELEDER, SAGSBEHANDLER),
    when=all_of(taken("fase4.status_ppv"), given(SAMTYKKE_UDVEKSLING)),
    acts=(UDVEKSLING,),
    deadline=weeks(1).after(acted("fase4.status_ppv", "den dag, status blev lavet"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4.2"), VEJLEDNING.at("R9")),
)
BEHOVET_ER_VAEK = Step(
    key="fase4.stoettebehov_vaek",
    title="PPV'en peger ikke længere på støtte: tilbuddet skal slutte eller ændres",
    done="Tilbuddet er sluttet, fordi PPV'en ikke længere peger på støtte",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=AARSSTATUS,
    responsible=SKOLELEDER,
    together_with=(SAGSBEHANDLER,),
    when=all_of(taken("fase4.status_ppv"), not_(PPV_PEGER_PAA_STOETTE)),
    done_when=all_of(taken("fase4.status_ppv"), not_(PPV_PEGER_PAA_STOETTE), TILBUDDET_ER_SLUTTET),
    deadline=weeks(6).after(acted("fase4.status_ppv", "den dag, status blev lavet"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("T3"), VEJLEDNING.at("R2"), LAESNING.at("G6")),
)
REVURDER = Step(
    key="fase4.revurder",
    title="Barnets placering revurderes",
    done="Barnets placering er revurderet",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=AARSSTATUS,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLELEDER, RC_PLC, DAGBEHANDLINGSTILBUD),
    recorded_by=(SOF_LEDER,),
    expects=(expect(AFTALEFORUM_REVURDERER, VEJLEDNING.at("P4.3"), VEJLEDNING.at("M6")),),
    again=True,
    records=(REVURDERING, FORVENTNINGER),
    deadline=on_schedule(VEJLEDNING.at("D7")),
    follows="Endnu et år i dagbehandling, eller et andet tilbud, skal i BEKU.",
    citations=(VEJLEDNING.at("P4.9"), VEJLEDNING.at("P4.3"), VEJLEDNING.at("P4.6")),
)
SKAL_I_BEKU_IGEN = any_of(
    all_of(ER_DAGBEHANDLING, is_(REVURDERING, "fortsaet", "andet")), all_of(ER_FLEX, is_(REVURDERING, "andet"))
)
SKAL_SLUTTE_NU = any_of(is_(REVURDERING, "slut"), all_of(ER_FLEX, is_(REVURDERING, "ud")))
BEKU_IGEN = Step(
    key="fase4.beku_igen",
    title="Endnu et år eller et andet tilbud indstilles til BEKU",
    done="Endnu et år eller et andet tilbud er indstillet til BEKU",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=AARSSTATUS,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=SKAL_I_BEKU_IGEN,
    done_when=all_of(
        SKAL_I_BEKU_IGEN,
        some(
            INDSTILLING,
            known(TILBUDSART),
            "der er lavet en ny indstilling",
            since=months(3).before(recorded(REVURDERING), LAESNING.at("G6")),
        ),
    ),
    deadline=weeks(4).after(recorded(REVURDERING), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4.6"), LAESNING.at("X12")),
)
SKAL_SLUTTE = Step(
    key="fase4.tilbuddet_skal_slutte",
    title="Tilbuddet skal slutte efter revurderingen",
    done="Tilbuddet er sluttet efter revurderingen",
    phase=OPFOELGNINGSFASEN,
    lane=Lane.FAELLES,
    per=AARSSTATUS,
    responsible=SAGSBEHANDLER,
    together_with=(SKOLELEDER,),
    when=SKAL_SLUTTE_NU,
    done_when=all_of(SKAL_SLUTTE_NU, TILBUDDET_ER_SLUTTET),
    deadline=weeks(8).after(recorded(REVURDERING), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P4.8"), LAESNING.at("G6")),
)

TRIN = (
    HOLD_REVURDERING, HOER_OM_STATUS, LAV_STATUS, SEND_KOPI, BEHOVET_ER_VAEK, REVURDER, BEKU_IGEN, SKAL_SLUTTE,
)  # fmt: skip
