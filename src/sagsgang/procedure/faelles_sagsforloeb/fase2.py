"""Phase 2, the examination: what SOF examines, what the PPV shows, and who is told (P2.1–P2.3, P2.5, P2.6, P2.10)."""

from sagsgang.procedure.faelles_sagsforloeb.betingelser import (
    FAMILIEN_MAA_INDDRAGES,
    I_FORLOEBET,
    UNDERSOEGELSE_I_FORLOEBET,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB, PPV_EMNE, UNDERRETNING, UNDERSOEGELSE
from sagsgang.procedure.faelles_sagsforloeb.faser import UNDERSOEGELSESFASEN
from sagsgang.procedure.faelles_sagsforloeb.handlinger import UDVEKSLING
from sagsgang.procedure.faelles_sagsforloeb.kilder import (
    BARNETS_LOV,
    FOLKESKOLELOVEN,
    FORVALTNINGSLOVEN,
    LAESNING,
    SERVICELOVEN,
    VEJLEDNING,
)
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import (
    PPV_DATO,
    PPV_LEKTIONER,
    SOCIALT_BEHOV,
    UNDERRETNING_MODTAGET,
    UNDERSOEGELSE_BESLUTNING,
    UNDERSOEGELSE_FAERDIG,
)
from sagsgang.procedure.faelles_sagsforloeb.papirer import BOERNEFAGLIG_UNDERSOEGELSE, INDSTILLING_TIL_PPV, PPV
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
)
from sagsgang.procedure.faelles_sagsforloeb.samtykker import SAMTYKKE_PPV
from sagsgang.procedure.language import (
    Duty,
    Lane,
    Step,
    acted,
    all_of,
    available,
    expect,
    given,
    is_,
    known,
    months,
    on,
    opened,
    optional,
    paper,
    reached,
    running,
    since,
    some,
    taken,
    text,
    unrecorded,
    weeks,
)
from sagsgang.procedure.language.joining import revised

KOORDINERING = text(
    "forloeb.koordinering", "Hvordan koordineres kontakten med familien?", "koordineringen med familien", FORLOEB
)
UNDERSOEGELSE_PAPIR = paper("undersoegelse.papir", "Hvor ligger undersøgelsen?", "undersøgelsens plads", UNDERSOEGELSE)
PPV_PAPIR = paper("ppv.papir", "Hvor ligger PPV'en?", "PPV'ens plads", PPV_EMNE)
FORELOEBIG = text(
    "underretning.foreloebig", "Hvad er den foreløbige vurdering?", "den foreløbige vurdering", UNDERRETNING
)
SYN_PAA_UNDERSOEGELSE = text(
    "undersoegelse.familiens_syn",
    "Hvad siger forældre og barn til undersøgelsen?",
    "familiens syn på undersøgelsen",
    UNDERSOEGELSE,
)
SYN_PAA_PPV = text("ppv.familiens_syn", "Hvad siger forældre og barn til PPV'en?", "familiens syn på PPV'en", PPV_EMNE)
BESKED_OM_PPV = text("ppv.besked", "Hvad har sagsbehandleren fået at vide?", "beskeden om PPV'en", PPV_EMNE)
BESKED_OM_UNDERSOEGELSE = text(
    "undersoegelse.besked", "Hvad har skolens folk fået at vide?", "beskeden om undersøgelsen", UNDERSOEGELSE
)
INDSTILLET = text(
    "undersoegelse.indstillet",
    "Hvorfor laves undersøgelsen ikke færdig?",
    "grunden til at stoppe undersøgelsen",
    UNDERSOEGELSE,
)
OPGIVET = text("ppv.opgivet", "Hvorfor laves PPV'en ikke færdig?", "grunden til at opgive PPV'en", PPV_EMNE)

BLEV_UNDERSOEGT = acted("fase1.vurder_undersoegelse", "den dag, SOF åbnede undersøgelsen")
UNDERSOEGT = some(
    UNDERSOEGELSE,
    known(UNDERSOEGELSE_FAERDIG),
    "undersøgelsen er færdig",
    since=on(BLEV_UNDERSOEGT, LAESNING.at("D11")),
)
UNDERSOEGELSE_ER_LAVET = some(
    UNDERSOEGELSE, taken("fase2.undersoegelse"), "undersøgelsen er lavet færdig", since=I_FORLOEBET
)
PPV_ER_LAVET = some(PPV_EMNE, taken("fase2.ppv"), "PPV'en er lavet færdig", since=I_FORLOEBET)
FIRE_MAANEDER = months(4).after(UNDERRETNING_MODTAGET, SERVICELOVEN.at("§ 50, stk. 7", unsure=True))
FIRE_MAANEDER_BARNETS_LOV = months(4).after(UNDERRETNING_MODTAGET, BARNETS_LOV.at("§ 20, stk. 3"))
REGISTRER_UNDERSOEGELSE = Step(
    key="fase2.registrer_undersoegelse",
    title="En færdig undersøgelse registreres i sagen",
    done="En færdig undersøgelse er registreret i sagen",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    repeatable=True,
    records=(UNDERSOEGELSE_FAERDIG, SOCIALT_BEHOV, optional(UNDERSOEGELSE_PAPIR)),
    produces=(BOERNEFAGLIG_UNDERSOEGELSE,),
    opens=UNDERSOEGELSE,
    citations=(LAESNING.at("G1"), LAESNING.at("G3")),
)
REGISTRER_IGANGVAERENDE = Step(
    key="fase2.registrer_igangvaerende",
    title="En undersøgelse, der er i gang, registreres i sagen",
    done="En undersøgelse, der er i gang, er registreret i sagen",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    repeatable=True,
    records=(optional(UNDERSOEGELSE_PAPIR),),
    opens=UNDERSOEGELSE,
    citations=(LAESNING.at("G1"),),
)
REGISTRER_PPV = Step(
    key="fase2.registrer_ppv",
    title="En PPV, der findes, registreres i sagen",
    done="En PPV, der fandtes, er registreret i sagen",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=PSYKOLOG,
    recorded_by=(RC_PLC, SKOLELEDER),
    duty=Duty.MAY,
    repeatable=True,
    records=(PPV_DATO, PPV_LEKTIONER, optional(PPV_PAPIR)),
    produces=(PPV,),
    opens=PPV_EMNE,
    citations=(LAESNING.at("G1"), LAESNING.at("G3"), LAESNING.at("X16")),
)
KOORDINER = Step(
    key="fase2.koordinering",
    title="Det aftales, hvordan kontakten med familien koordineres",
    done="Det er aftalt, hvordan kontakten med familien koordineres",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAELLES,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(RC_PLC, PSYKOLOG),
    recorded_by=(SOF_LEDER, RC_PLC, PSYKOLOG),
    when=UNDERSOEGELSE_I_FORLOEBET,
    acts=(UDVEKSLING,),
    again=True,
    records=(KOORDINERING,),
    deadline=weeks(4).after(opened(UNDERSOEGELSE, "den dag, undersøgelsen kom ind i sagen"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P2.10"), VEJLEDNING.at("F1"), VEJLEDNING.at("F2")),
)
LAV_UNDERSOEGELSE = Step(
    key="fase2.undersoegelse",
    title="Den børnefaglige undersøgelse laves færdig",
    done="Den børnefaglige undersøgelse er færdig",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=UNDERSOEGELSE,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=all_of(unrecorded(UNDERSOEGELSE_FAERDIG), running(FORLOEB)),
    expects=(expect(taken("fase2.koordinering"), VEJLEDNING.at("P2.1")),),
    records=(UNDERSOEGELSE_FAERDIG, SOCIALT_BEHOV, optional(UNDERSOEGELSE_PAPIR)),
    deadline=months(3).after(opened(UNDERSOEGELSE, "den dag, undersøgelsen blev åbnet"), LAESNING.at("D11")),
    produces=(BOERNEFAGLIG_UNDERSOEGELSE,),
    citations=(VEJLEDNING.at("P2.1"), VEJLEDNING.at("D11")),
)
INDEN_FIRE_MAANEDER = Step(
    key="fase2.inden_fire_maaneder",
    title="Undersøgelsen skal være færdig inden 4 måneder",
    done="Undersøgelsen, som underretningen førte til, er færdig",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    when=all_of(is_(UNDERSOEGELSE_BESLUTNING, "ja"), unrecorded(INDSTILLET)),
    done_when=UNDERSOEGT,
    deadline=FIRE_MAANEDER,
    citations=(SERVICELOVEN.at("§ 50, stk. 7", unsure=True), LAESNING.at("D11")),
    valid=since("2013-08-01", "2024-01-01"),
)
INDEN_FIRE_MAANEDER_BARNETS_LOV = revised(
    INDEN_FIRE_MAANEDER,
    deadline=FIRE_MAANEDER_BARNETS_LOV,
    citations=(BARNETS_LOV.at("§ 20, stk. 3"), LAESNING.at("D11")),
    valid=since("2024-01-01"),
)
FORELOEBIG_VURDERING = Step(
    key="fase2.foreloebig_vurdering",
    title="Der laves en foreløbig vurdering, fordi de 4 måneder er gået",
    done="Der er lavet en foreløbig vurdering",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=UNDERRETNING,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    recorded_by=(SOF_LEDER,),
    when=all_of(
        is_(UNDERSOEGELSE_BESLUTNING, "ja"),
        unrecorded(UNDERSOEGELSE_FAERDIG),
        unrecorded(INDSTILLET),
        reached(FIRE_MAANEDER_BARNETS_LOV, "de 4 måneder er gået"),
    ),
    records=(FORELOEBIG,),
    deadline=FIRE_MAANEDER_BARNETS_LOV,
    follows="Undersøgelsen laves færdig så hurtigt som muligt.",
    citations=(BARNETS_LOV.at("§ 20, stk. 3"),),
    valid=since("2024-01-01"),
)
LAV_PPV = Step(
    key="fase2.ppv",
    title="PPV'en laves færdig",
    done="PPV'en er færdig",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=PPV_EMNE,
    responsible=PSYKOLOG,
    together_with=(RC_PLC,),
    recorded_by=(RC_PLC,),
    when=all_of(available(INDSTILLING_TIL_PPV), unrecorded(PPV_DATO), running(FORLOEB)),
    requires=given(SAMTYKKE_PPV),
    expects=(expect(taken("fase2.koordinering"), VEJLEDNING.at("P2.3")),),
    records=(PPV_DATO, PPV_LEKTIONER, optional(PPV_PAPIR)),
    deadline=months(3).after(opened(PPV_EMNE, "den dag, barnet blev indstillet til PPV"), LAESNING.at("G6")),
    produces=(PPV,),
    citations=(VEJLEDNING.at("P2.3"), FOLKESKOLELOVEN.at("§ 12, stk. 2"), LAESNING.at("X15")),
)
INDSTIL_UNDERSOEGELSEN = Step(
    key="fase2.indstil_undersoegelsen",
    title="Undersøgelsen indstilles uden at blive færdig",
    done="Undersøgelsen er indstillet uden at blive færdig",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=UNDERSOEGELSE,
    responsible=SAGSBEHANDLER,
    together_with=(SOF_LEDER,),
    recorded_by=(SOF_LEDER,),
    duty=Duty.MAY,
    when=unrecorded(UNDERSOEGELSE_FAERDIG),
    records=(INDSTILLET,),
    ends=UNDERSOEGELSE,
    follows="SOF tager stilling til, om forløbet stadig er fælles.",
    citations=(LAESNING.at("G6"),),
)
OPGIV_PPV = Step(
    key="fase2.opgiv_ppv",
    title="PPV'en opgives uden at blive færdig",
    done="PPV'en er opgivet uden at blive færdig",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=PPV_EMNE,
    responsible=PSYKOLOG,
    together_with=(SKOLELEDER,),
    recorded_by=(SKOLELEDER, RC_PLC),
    duty=Duty.MAY,
    when=unrecorded(PPV_DATO),
    records=(OPGIVET,),
    ends=PPV_EMNE,
    follows="Skolen tager stilling til, om forløbet stadig er fælles.",
    citations=(LAESNING.at("G6"),),
)
GENNEMGAA_PPV = Step(
    key="fase2.gennemgaa_ppv",
    title="PPV'en gennemgås med forældre og barn",
    done="PPV'en er gennemgået med forældre og barn",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=PSYKOLOG,
    recorded_by=(RC_PLC,),
    when=PPV_ER_LAVET,
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SYN_PAA_PPV,),
    deadline=weeks(3).after(acted("fase2.ppv", "den dag, PPV'en blev færdig"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P2.5"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
FORTAEL_SAGSBEHANDLER = Step(
    key="fase2.fortael_sagsbehandler",
    title="Sagsbehandleren får resultatet af PPV'en",
    done="Sagsbehandleren har fået resultatet af PPV'en",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=PSYKOLOG,
    together_with=(SAGSBEHANDLER,),
    recorded_by=(RC_PLC, SAGSBEHANDLER),
    when=PPV_ER_LAVET,
    acts=(UDVEKSLING,),
    again=True,
    records=(BESKED_OM_PPV,),
    deadline=weeks(4).after(acted("fase2.ppv", "den dag, PPV'en blev færdig"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P2.5"), VEJLEDNING.at("R9")),
)
GENNEMGAA_UNDERSOEGELSE = Step(
    key="fase2.gennemgaa_undersoegelse",
    title="Undersøgelsen gennemgås med forældre og barn",
    done="Undersøgelsen er gennemgået med forældre og barn",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.FAMILIE,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    recorded_by=(SOF_LEDER,),
    when=UNDERSOEGELSE_ER_LAVET,
    requires=FAMILIEN_MAA_INDDRAGES,
    again=True,
    records=(SYN_PAA_UNDERSOEGELSE,),
    deadline=weeks(3).after(acted("fase2.undersoegelse", "den dag, undersøgelsen blev færdig"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P2.6"), FORVALTNINGSLOVEN.at("§ 19"), LAESNING.at("X8")),
)
FORTAEL_PSYKOLOG = Step(
    key="fase2.fortael_psykolog",
    title="Psykolog og skolesocialrådgiver får konklusionen på undersøgelsen",
    done="Psykolog og skolesocialrådgiver har fået konklusionen på undersøgelsen",
    phase=UNDERSOEGELSESFASEN,
    lane=Lane.SOF,
    per=FORLOEB,
    responsible=SAGSBEHANDLER,
    together_with=(PSYKOLOG, SKOLESOCIALRAADGIVER),
    recorded_by=(SOF_LEDER, SKOLESOCIALRAADGIVER, PSYKOLOG),
    when=UNDERSOEGELSE_ER_LAVET,
    acts=(UDVEKSLING,),
    again=True,
    records=(BESKED_OM_UNDERSOEGELSE,),
    deadline=weeks(4).after(acted("fase2.undersoegelse", "den dag, undersøgelsen blev færdig"), LAESNING.at("G6")),
    citations=(VEJLEDNING.at("P2.6"), VEJLEDNING.at("R9")),
)
TRIN = (
    REGISTRER_UNDERSOEGELSE, REGISTRER_IGANGVAERENDE, REGISTRER_PPV, KOORDINER, LAV_UNDERSOEGELSE, INDEN_FIRE_MAANEDER,
    INDEN_FIRE_MAANEDER_BARNETS_LOV, FORELOEBIG_VURDERING, LAV_PPV, INDSTIL_UNDERSOEGELSEN, OPGIV_PPV,
    GENNEMGAA_PPV, FORTAEL_SAGSBEHANDLER, GENNEMGAA_UNDERSOEGELSE, FORTAEL_PSYKOLOG,
)  # fmt: skip
